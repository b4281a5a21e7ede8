//! Clean-ups (清理): many documents decided at once, or one.

use jiff::civil::{Date, date};
use office::publications::{Campaign, Decided, NotCleaned, NotDone, clean_up, in_force};
use statute::procedure::Role;
use statute::publication::{Act, Card, Cleaning, CleaningResult, Kind, Step};
use store::{Author, Change, Store, StoredPublication};

use crate::ledgers::ledger;
use crate::publishing::{at, begun, card, does, normative, officer, on, publish, settings};

#[tokio::test]
async fn a_clean_up_decides_many_documents_at_once_and_begins_its_result_list() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let mut numbers = Vec::new();
    for (nth, title) in ["甲规定", "乙规定", "丙规定"].into_iter().enumerate() {
        let document_number = Some(format!("示测发〔2026〕{}号", nth + 1));
        let valid_from = Some(on(2));
        let card =
            Card { title: title.into(), document_number, valid_from, kind: Kind::Policy, ..normative() };
        let number = begun(store, card).await;
        does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
        publish(store, &number, 2).await;
        numbers.push(number);
    }
    assert_eq!(in_force(store, 1, on(3)).await.unwrap().len(), 3);
    let versions = versions(store, &numbers).await;
    let decided = |results: [CleaningResult; 3], until: Option<Date>| {
        let one = |((number, version), result): ((&String, &i64), CleaningResult)| Decided {
            number: number.clone(),
            version: *version,
            result,
            valid_until: until.filter(|_| result == CleaningResult::Kept),
        };
        numbers.iter().zip(&versions).zip(results).map(one).collect::<Vec<_>>()
    };
    let results = [CleaningResult::Kept, CleaningResult::Repealed, CleaningResult::Amended];
    let campaign = |decided| Campaign {
        decision: "示测发〔2026〕9号".into(),
        holds_from: on(4),
        decided,
        submission: Some("k".into()),
    };
    let signer = officer(Role::Signer);
    let cleaned = |decided| clean_up(store, 1, campaign(decided), "示例市测试局", &signer, at(3));
    let refused = cleaned(decided(results, None)).await;
    assert!(refused.unwrap_err().to_string().contains("《甲规定》继续有效的，请填写新的有效期止"));
    let refused = cleaned(decided(results, Some(on(3)))).await.unwrap_err().to_string();
    assert!(refused.contains("2026-03-03 应不早于清理结果施行的日期 2026-03-04"), "{refused}");
    let mut wrong = decided(results, Some(date(2031, 3, 19)));
    wrong[1].valid_until = Some(date(2031, 3, 19));
    let refused = cleaned(wrong).await.unwrap_err().to_string();
    assert!(refused.contains("《乙规定》废止的不填写新的有效期止"), "{refused}");
    assert!(cleaned(vec![]).await.is_err());
    let until = Some(date(2031, 3, 19));
    let mut late = decided(results, until);
    late[0].version -= 1;
    late.push(Decided { number: "P2026-99".into(), version: 1, ..late[2].clone() });
    let NotCleaned::Invalid(faults) = cleaned(late).await.unwrap_err() else { panic!("faults") };
    let at_rows: Vec<_> = faults.iter().map(|fault| fault.number.as_deref().unwrap_or_default()).collect();
    assert_eq!(at_rows, [numbers[0].as_str(), "P2026-99"], "{faults:?}");
    assert!(store.publication(1, &numbers[0]).await.unwrap().unwrap().item.cleaning.is_none());

    let result = cleaned(decided(results, until)).await.unwrap();
    let draft = store.publication(1, &result).await.unwrap().unwrap().item.draft;
    let html = String::from_utf8(store.content(&draft.body).await.unwrap().unwrap()).unwrap();
    assert!(html.contains("继续有效的文件（1件）") && html.contains("废止的文件（1件）"), "{html}");
    assert!(html.contains(&format!("/p/{}", numbers[1])) && html.contains("2031-03-19"), "{html}");
    let (_, repealed) = html.split_once("废止的文件").unwrap();
    assert!(
        repealed.ends_with("<td></td></tr></tbody></table>"),
        "nothing repealed has a last day: {repealed}"
    );
    let left = in_force(store, 1, on(4)).await.unwrap();
    assert_eq!(left.len(), 2, "the repealed one is no longer in force");
    assert_eq!(left[1].item.in_force_until(), until);
    assert_eq!(cleaned(decided(results, until)).await.unwrap(), result, "the same form again");
}

async fn versions(store: &Store, numbers: &[String]) -> Vec<i64> {
    let mut versions = Vec::new();
    for number in numbers {
        versions.push(store.publication(1, number).await.unwrap().unwrap().version);
    }
    versions
}

#[tokio::test]
async fn a_clean_up_goes_by_what_a_document_is_and_all_of_it_is_recorded_or_nothing() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    // A document in another column is a document; what stands in a column of documents need not be one.
    let valid_from = Some(on(2));
    let elsewhere = Card { column: Some("msxx".into()), valid_from, kind: Kind::Policy, ..normative() };
    let number = begun(store, elsewhere).await;
    does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
    publish(store, &number, 2).await;
    let other = begun(store, Card { column: Some("zcwj".into()), ..card(Kind::Notice, "不是文件") }).await;
    publish(store, &other, 2).await;
    let listed: Vec<_> = in_force(store, 1, on(3)).await.unwrap();
    assert_eq!(listed.iter().map(|row| row.item.number.as_str()).collect::<Vec<_>>(), [number.as_str()]);

    // Of a transaction that does not come through nothing is there: neither results nor notice.
    let read = listed[0].clone();
    let cleaning = Cleaning {
        result: CleaningResult::Repealed,
        holds_from: on(4),
        decision: "示测发〔2026〕9号".into(),
        valid_until: None,
    };
    let step = |act| Step { on: on(3), by: "签发甲".into(), act };
    let late = StoredPublication { version: read.version - 1, ..read.clone() };
    let author = Author { actor: "签发甲".into(), at: at(3) };
    let begin = || Act::Begun { edition: read.item.draft.clone(), submission: Some("s".into()) };
    for (read, is_done) in [(late, false), (read.clone(), true)] {
        let along = vec![Change { read, step: step(Act::Cleaned(cleaning.clone())) }];
        let begun = store.begin_publication(&author, 1, step(begin()), Vec::new(), along).await;
        assert_eq!(begun.is_ok(), is_done);
        assert_eq!(store.publication_submitted(1, "s").await.unwrap().is_some(), is_done);
        let cleaned = store.publication(1, &number).await.unwrap().unwrap().item.cleaning;
        assert_eq!(cleaned.is_some(), is_done);
    }
}

#[tokio::test]
async fn one_document_is_not_kept_until_a_day_before_the_decision_holds() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let number = begun(store, Card { kind: Kind::Policy, ..normative() }).await;
    does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
    publish(store, &number, 2).await;
    let kept = |valid_until| {
        Act::Cleaned(Cleaning {
            result: CleaningResult::Kept,
            holds_from: on(4),
            decision: "示测发〔2026〕9号".into(),
            valid_until,
        })
    };
    for until in [None, Some(on(3))] {
        let NotDone::Invalid(faults) = does(store, &number, kept(until), Role::Signer, 3).await.unwrap_err()
        else {
            panic!("a fault at the field")
        };
        assert_eq!(faults[0].field, "valid_until");
    }
    does(store, &number, kept(Some(on(4))), Role::Signer, 3).await.unwrap();
}
