//! A normative document with its interpretation through every gate, each tried in the wrong order first; what voids a
//! review, and what is published of itself. 《条例》第17条、第19条至第26条

use jiff::civil::date;
use office::publications::{Doing, Found, NotDone, act, found, listed, publish_due, save, withdraw};
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Card, Deliberation, Heard, Kind, POINTS, Stage, Step, Tally, Withdrawal, WithdrawalKind,
};
use statute::registers::Register;
use store::{Author, Change, Shelf, Store, StoredPublication};

use crate::ledgers::ledger;
use crate::publishing::{
    CODE, at, begun, card, does, interpretation, normative, officer, on, published, reviewed, settings,
    signed, stage, writing,
};

async fn pass_gates(store: &Store, number: &str) {
    let heard = Heard {
        place: "报纸".into(),
        from: date(2026, 2, 25),
        until: on(9),
        tally: Tally { received: 3, adopted: 1, partly: 0, rejected: 2 },
        said: "采纳一条。".into(),
        shortened: String::new(),
    };
    let deliberation = Deliberation { meeting: "第4次局长办公会议".into(), held_on: on(10) };
    for (doing, role, day) in [
        (Act::CommentsRecorded(heard), Role::Handler, 10),
        (Act::LegalityReviewed { opinion: "合法".into(), is_refused: false }, Role::Reviewer, 10),
        (Act::Deliberated(deliberation), Role::Handler, 10),
        (Act::Numbered { registration: "SLCR-2026-0010001".into() }, Role::Clerk, 10),
    ] {
        does(store, number, doing, role, day).await.unwrap();
    }
}

fn titles(rows: store::Result<Vec<StoredPublication>>) -> Vec<String> {
    rows.unwrap().into_iter().map(|row| row.item.number).collect()
}

#[tokio::test]
async fn a_normative_document_goes_out_with_its_interpretation_through_every_gate() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let document = begun(store, normative()).await;
    assert_eq!(document, "P2026-1");
    let card = &store.publication(1, &document).await.unwrap().unwrap().item.draft.card;
    assert_eq!(card.document_number.as_deref(), Some("示测发〔2026〕5号"));

    // Nothing goes on in the wrong order.
    let refused = does(store, &document, Act::Submitted, Role::Handler, 2).await.unwrap_err().to_string();
    for gate in ["公开征求意见", "合法性审核", "集体审议", "统一登记编号", "解读材料达标"]
    {
        assert!(refused.contains(gate), "{refused}");
    }
    for (doing, role) in
        [(reviewed(), Role::SecrecyReviewer), (signed(), Role::Signer), (published(), Role::Clerk)]
    {
        let refused = does(store, &document, doing, role, 2).await.unwrap_err();
        assert!(matches!(refused, NotDone::NotPermitted(_)), "{refused}");
    }
    pass_gates(store, &document).await;
    let refused = does(store, &document, Act::Submitted, Role::Handler, 10).await.unwrap_err().to_string();
    assert!(refused.contains("解读") && !refused.contains("合法性审核"), "{refused}");
    let poor = Card { points: POINTS[1..].to_vec(), ..interpretation(&document) };
    let explained = begun(store, poor).await;
    let refused = does(store, &document, Act::Submitted, Role::Handler, 10).await.unwrap_err().to_string();
    assert!(refused.contains("还缺：背景和依据"), "{refused}");
    let version = store.publication(1, &explained).await.unwrap().unwrap().version;
    let better = writing(interpretation(&document));
    save(store, 1, &explained, version, better, &officer(Role::Handler), at(10)).await.unwrap();

    does(store, &document, Act::Submitted, Role::Handler, 10).await.unwrap();
    let own = Officer { account: "承办人甲".into(), roles: vec![Role::SecrecyReviewer] };
    let version = store.publication(1, &document).await.unwrap().unwrap().version;
    let doing = Doing { number: &document, version, act: reviewed() };
    assert!(act(store, 1, doing, &own, at(10)).await.is_err(), "who wrote does not review");
    does(store, &document, reviewed(), Role::SecrecyReviewer, 10).await.unwrap();
    let refused = does(store, &document, signed(), Role::Signer, 10).await.unwrap_err().to_string();
    assert!(refused.contains("解读材料同步审签"), "{refused}");
    does(store, &explained, Act::Submitted, Role::Handler, 10).await.unwrap();
    does(store, &explained, reviewed(), Role::SecrecyReviewer, 10).await.unwrap();
    let refused = does(store, &explained, signed(), Role::Signer, 10).await.unwrap_err().to_string();
    assert!(refused.contains("随所解读的文件签发"), "{refused}");

    does(store, &document, signed(), Role::Signer, 11).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::AwaitingPublication, "signed together");
    assert!(found(store, 1, &document).await.unwrap().is_none());
    does(store, &document, published(), Role::Clerk, 12).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::Published, "published together");
    let Some(Found::Shown(shown)) = found(store, 1, &document).await.unwrap() else { panic!("shown") };
    assert_eq!(shown.public().index_number, format!("{CODE}/2026-00001"));
    assert_eq!(shown.public().first_at, on(12).at(10, 0, 0, 0));
    assert_eq!(shown.related[0].number, explained);
    assert!(shown.body.as_str().contains("一、总则") && !shown.body.as_str().contains("alert"));
    let Some(Found::Shown(other)) = found(store, 1, &explained).await.unwrap() else { panic!("shown") };
    assert_eq!(other.related[0].number, document, "linked both ways");

    // Table two counts it, and it leaves the list of those in force the day after its last.
    let row = store.register(1, Register::Documents).await.unwrap();
    assert_eq!(row.len(), 1);
    let column = Shelf::Column("gfxwj");
    let last = date(2029, 3, 19);
    assert_eq!(titles(listed(store, 1, &column, last, None, 9).await), [document.as_str()]);
    assert!(titles(listed(store, 1, &column, last.tomorrow().unwrap(), None, 9).await).is_empty());
    let ended = listed(store, 1, &Shelf::Ended, last.tomorrow().unwrap(), None, 9).await;
    assert_eq!(titles(ended), [document.as_str()]);

    let notice = "因内容有误撤下。".to_owned();
    let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice, replaced_by: None };
    does(store, &explained, Act::Withdrawn(withdrawal), Role::Signer, 13).await.unwrap();
    assert!(matches!(found(store, 1, &explained).await.unwrap(), Some(Found::Withdrawn { .. })));
    let Some(Found::Shown(alone)) = found(store, 1, &document).await.unwrap() else { panic!("shown") };
    assert!(alone.related.is_empty());
    assert!(store.verify(|_| ()).await.unwrap().is_sound());
}

#[tokio::test]
async fn a_change_after_the_review_voids_it_and_altered_bytes_are_not_published() {
    let ledger = ledger().await;
    let store = &ledger.store;
    let card = card(Kind::News, "工作动态");
    let number = begun(store, card.clone()).await;
    for (doing, role) in
        [(Act::Submitted, Role::Handler), (reviewed(), Role::SecrecyReviewer), (signed(), Role::Signer)]
    {
        does(store, &number, doing, role, 2).await.unwrap();
    }
    // Without the agency's code there is no index number, and nothing is published.
    let refused = does(store, &number, published(), Role::Clerk, 2).await.unwrap_err().to_string();
    assert!(refused.contains("索引号"), "{refused}");
    settings(store).await;
    let version = store.publication(1, &number).await.unwrap().unwrap().version;
    save(store, 1, &number, version, writing(card.clone()), &officer(Role::Clerk), at(3)).await.unwrap();
    assert_eq!(stage(store, &number).await, Stage::Drafting);
    assert!(does(store, &number, published(), Role::Clerk, 3).await.is_err());
    let stale = save(store, 1, &number, version, writing(card), &officer(Role::Clerk), at(3)).await;
    assert!(matches!(stale, Err(NotDone::Conflict)));
    publish_altered(store, &number).await;
}

/// What was reviewed is another edition than the one that is to go out.
async fn publish_altered(store: &Store, number: &str) {
    does(store, number, Act::Submitted, Role::Handler, 3).await.unwrap();
    let read = store.publication(1, number).await.unwrap().unwrap();
    let act = Act::Reviewed { sm3: "0".repeat(64), opinion: "看的是别的内容".into() };
    let step = Step { on: on(3), by: "保密审查员甲".into(), act };
    let author = Author { actor: "保密审查员甲".into(), at: at(3) };
    store.record_publications(&author, 1, vec![Change { read, step }], vec![], "").await.unwrap();
    does(store, number, signed(), Role::Signer, 3).await.unwrap();
    let refused = does(store, number, published(), Role::Clerk, 3).await.unwrap_err();
    assert!(matches!(refused, NotDone::Altered(_)), "{refused}");
    assert!(found(store, 1, number).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_signed_for_a_moment_is_published_at_it_and_by_nobody_else() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let card = card(Kind::Notice, "通知公告");
    let number = begun(store, card).await;
    let later = Act::Signed { publish_at: Some(on(4).at(9, 0, 0, 0)) };
    for (doing, role) in
        [(Act::Submitted, Role::Handler), (reviewed(), Role::SecrecyReviewer), (later, Role::Signer)]
    {
        does(store, &number, doing, role, 2).await.unwrap();
    }
    assert_eq!(publish_due(store, 1, at(3)).await.unwrap().0, 0);
    assert!(found(store, 1, &number).await.unwrap().is_none());
    let (published, failed) = publish_due(store, 1, at(4)).await.unwrap();
    assert!(published == 1 && failed.is_empty());
    assert!(matches!(found(store, 1, &number).await.unwrap(), Some(Found::Shown(_))));
    assert_eq!(publish_due(store, 1, at(4)).await.unwrap().0, 0);
}

#[tokio::test]
async fn a_document_is_taken_down_with_what_interprets_it_or_its_readers_are_told() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let mut issued = Vec::new();
    for _ in 0..2 {
        let policy = Card { kind: Kind::Policy, ..normative() };
        let document = begun(store, policy).await;
        let explained = begun(store, interpretation(&document)).await;
        for number in [&document, &explained] {
            does(store, number, Act::Submitted, Role::Handler, 10).await.unwrap();
            does(store, number, reviewed(), Role::SecrecyReviewer, 10).await.unwrap();
        }
        does(store, &document, signed(), Role::Signer, 11).await.unwrap();
        does(store, &document, published(), Role::Clerk, 12).await.unwrap();
        issued.push((document, explained));
    }
    let [(first, explaining), (second, staying)] = issued.try_into().unwrap();
    let notice = |number: &str, version| {
        let withdrawal =
            Withdrawal { kind: WithdrawalKind::Error, notice: "内容有误".into(), replaced_by: None };
        (number.to_owned(), version, Act::Withdrawn(withdrawal))
    };
    for (document, along, is_done) in [
        (&first, vec![staying.clone()], false),
        (&first, vec![explaining.clone(), "P2026-99".into()], false),
        (&first, vec![explaining.clone()], true),
        (&second, vec![], true),
    ] {
        let version = store.publication(1, document).await.unwrap().unwrap().version;
        let (number, version, act) = notice(document, version);
        let doing = Doing { number: &number, version, act };
        let done = withdraw(store, 1, doing, &along, &officer(Role::Signer), at(14)).await;
        assert_eq!(done.is_ok(), is_done, "{done:?}");
        let expected = if is_done { Stage::Withdrawn } else { Stage::Published };
        assert_eq!(stage(store, document).await, expected, "all or nothing");
    }
    assert_eq!(stage(store, &explaining).await, Stage::Withdrawn, "under the same notice");
    let Some(Found::Withdrawn { withdrawal, .. }) = found(store, 1, &explaining).await.unwrap() else {
        panic!("its notice")
    };
    assert_eq!(withdrawal.notice, "内容有误");
    let Some(Found::Shown(shown)) = found(store, 1, &staying).await.unwrap() else { panic!("shown") };
    assert_eq!(shown.gone, [on(14)], "its readers are told");
}
