//! Interpretations and what they interpret: signed and published together, linked by what is public and by no draft.
//! 国办发〔2016〕80号

use office::publications::{Found, found, listed, save, screened};
use statute::procedure::Role;
use statute::publication::{Act, Card, Earlier, Kind, Revision, Stage, Withdrawal, WithdrawalKind, Worked};
use store::{Shelf, Store};

use crate::ledgers::ledger;
use crate::publishing::{
    at, begun, card, does, interpretation, normative, officer, on, publish, published, reviewed, settings,
    signed, stage, writing,
};

/// A picture of one point.
const PICTURE: &str = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

async fn policy(store: &Store, serial: u32) -> String {
    let document_number = Some(format!("示测发〔2026〕{serial}号"));
    let title = format!("第{serial}项政策的通知");
    begun(store, Card { title, document_number, kind: Kind::Policy, ..normative() }).await
}

/// The numbers that the page of a publication leads to.
async fn related(store: &Store, number: &str) -> Vec<String> {
    match found(store, 1, number).await.unwrap() {
        Some(Found::Shown(shown)) => shown.related.into_iter().map(|one| one.number).collect(),
        _ => panic!("{number} is not shown"),
    }
}

async fn reviews(store: &Store, number: &str) {
    does(store, number, Act::Submitted, Role::Handler, 3).await.unwrap();
    does(store, number, reviewed(), Role::SecrecyReviewer, 3).await.unwrap();
}

#[tokio::test]
async fn what_interprets_two_policies_goes_out_when_both_do() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let (first, second) = (policy(store, 1).await, policy(store, 2).await);
    let both = Card { interprets: vec![first.clone(), second.clone()], ..interpretation(&first) };
    let explained = begun(store, both).await;
    for number in [&first, &second, &explained] {
        reviews(store, number).await;
    }
    does(store, &first, signed(), Role::Signer, 4).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::AwaitingSignature, "the other is not signed");
    does(store, &second, signed(), Role::Signer, 4).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::AwaitingPublication);
    does(store, &first, published(), Role::Clerk, 5).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::AwaitingPublication, "the other is not public");
    does(store, &second, published(), Role::Clerk, 5).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::Published);
    assert_eq!(related(store, &explained).await, [first, second]);
}

#[tokio::test]
async fn a_draft_of_an_interpretation_changes_no_public_page() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let mut policies = Vec::new();
    for serial in 1..=2 {
        let number = policy(store, serial).await;
        does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
        publish(store, &number, 3).await;
        policies.push(number);
    }
    let explained = begun(store, interpretation(&policies[0])).await;
    publish(store, &explained, 4).await;
    let shown = [vec![policies[0].clone()], vec![explained.clone()], vec![]];
    let seen = async || {
        [
            related(store, &explained).await,
            related(store, &policies[0]).await,
            related(store, &policies[1]).await,
        ]
    };
    assert_eq!(seen().await, shown);
    let version = store.publication(1, &explained).await.unwrap().unwrap().version;
    let revision =
        Some(Revision { said: "改为解读另一项".into(), earlier: Earlier::Kept, changed_on: None });
    let moved = Card { revision, ..interpretation(&policies[1]) };
    save(store, 1, &explained, version, writing(moved), &officer(Role::Handler), at(5)).await.unwrap();
    assert_eq!(seen().await, shown, "nobody reviewed or signed it");
    publish(store, &explained, 6).await;
    assert_eq!(seen().await, [vec![policies[1].clone()], vec![], vec![explained.clone()]]);
}

#[tokio::test]
async fn a_plain_card_is_led_to_and_is_no_interpretation() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let policy = policy(store, 1).await;
    let worked = Worked {
        question: "能领多少？".into(),
        answer: "按标准发。".into(),
        places: "机密★10年".into(),
        steps: "2000元×90%=1800元".into(),
        result: "1800元".into(),
        policy: Some(policy.clone()),
        basis: "示测发〔2026〕1号第三条".into(),
        ..Worked::default()
    };
    let plain = |worked: Worked| {
        let valid_from = Some(on(1));
        Card { valid_from, worked: Some(worked), ..card(Kind::Worked, "失业保险金算得清") }
    };
    let number = begun(store, plain(worked.clone())).await;
    let refused = does(store, &number, Act::Submitted, Role::Handler, 3).await.unwrap_err().to_string();
    assert!(refused.contains("办理渠道"), "every text is screened: {refused}");
    let clean = writing(plain(Worked { places: "区县经办窗口".into(), ..worked }));
    save(store, 1, &number, 1, clean, &officer(Role::Handler), at(3)).await.unwrap();
    publish(store, &number, 3).await;
    let refused = does(store, &policy, Act::Submitted, Role::Handler, 3).await.unwrap_err().to_string();
    assert!(refused.contains("解读"), "{refused}");
    does(store, &policy, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 3).await.unwrap();
    publish(store, &policy, 4).await;
    assert_eq!(related(store, &policy).await, [""; 0]);
    assert_eq!(related(store, &number).await, std::slice::from_ref(&policy));
    let Some(Found::Shown(shown)) = found(store, 1, &policy).await.unwrap() else { panic!("not shown") };
    assert_eq!(shown.cards.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(), [number]);
}

#[tokio::test]
async fn what_is_public_names_a_policy_as_long_as_that_is_public() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let (kept, gone) = (policy(store, 1).await, policy(store, 2).await);
    for number in [&kept, &gone] {
        does(store, number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
        publish(store, number, 3).await;
    }
    let both = Card { interprets: vec![kept.clone(), gone.clone()], ..interpretation(&kept) };
    let explained = begun(store, both).await;
    publish(store, &explained, 4).await;
    let named = async || {
        let Some(Found::Shown(shown)) = found(store, 1, &explained).await.unwrap() else {
            panic!("not shown")
        };
        let listed = listed(store, 1, &Shelf::Column("zcjd"), on(5), None, 9).await.unwrap();
        let all = [&shown.item, &listed[0].item];
        all.map(|item| item.visible().unwrap().edition.card.interprets.clone())
    };
    let both = vec![kept.clone(), gone.clone()];
    assert_eq!(named().await, [both.clone(), both.clone()]);
    let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice: "有误".into(), replaced_by: None };
    does(store, &gone, Act::Withdrawn(withdrawal), Role::Signer, 5).await.unwrap();
    assert_eq!(named().await, [[kept.clone()], [kept]]);
    let stored = store.publication(1, &explained).await.unwrap().unwrap().item;
    assert_eq!(
        stored.visible().unwrap().edition.card.interprets,
        both,
        "the ledger keeps what was published"
    );
}

#[tokio::test]
async fn what_becomes_public_without_a_review_is_screened_and_so_are_pictures() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let number = begun(store, card(Kind::Notice, "公告")).await;
    publish(store, &number, 3).await;
    let withdraw = |notice: &str| {
        let (kind, replaced_by) = (WithdrawalKind::Error, None);
        Act::Withdrawn(Withdrawal { kind, notice: notice.into(), replaced_by })
    };
    let told = "误发了申请人甲的证件号码370000199001010011";
    let refused = does(store, &number, withdraw(told), Role::Signer, 4).await.unwrap_err().to_string();
    assert!(
        refused.contains("撤下公告有不能公开的内容") && !refused.contains("370000199001010011"),
        "{refused}"
    );
    does(store, &number, withdraw("内容有误"), Role::Signer, 4).await.unwrap();

    let mut pictured = writing(Card { source: "机密★10年".into(), ..card(Kind::Notice, "图") });
    pictured.html = format!("<p>图</p><p><img src=\"{PICTURE}\" alt=\"370000199001010011\"></p>");
    let begun = office::publications::begin(store, 1, pictured, None, &officer(Role::Handler), at(5)).await;
    let item = store.publication(1, &begun.unwrap().number).await.unwrap().unwrap().item;
    let places: Vec<_> =
        screened(store, 1, &item, at(5)).await.unwrap().0.into_iter().map(|one| one.place).collect();
    assert_eq!(places, ["信息来源", "图片的替代文字"]);
}
