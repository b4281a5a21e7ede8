//! Published reports whose table two something done with publications makes wrong.

use jiff::civil::{Date, date};
use office::ledger;
use statute::procedure::Role;
use statute::publication::{
    Act, Card, Cleaning, CleaningResult, Edition, Kind, Origin, Step, Withdrawal, WithdrawalKind,
};
use store::{Author, Content, FromSite, FrozenFile, Store};

use crate::ledgers::ledger;
use crate::publishing::{at, card, does};

const DAY: Date = date(2026, 3, 1);

fn author() -> Author {
    Author { actor: "测试".into(), at: at(1) }
}

/// Two normative documents of 2024 that another site had published, and the report of that year.
async fn documents_of_a_published_year(store: &Store) {
    let mut coming = ["办法甲", "办法乙"].into_iter();
    let next = |_, _| {
        let Some(title) = coming.next() else { return Ok::<_, store::Error>(None) };
        let body = Content::new(format!("<p>{title}</p>").into_bytes());
        let made_on = Some(date(2024, 5, 1));
        let card = Card { made_on, valid_from: made_on, ..card(Kind::Normative, title) };
        let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
        let origin = Origin {
            address: format!("/{title}.html"),
            published_at: date(2024, 5, 6).at(9, 0, 0, 0),
            index_number: String::new(),
            sm3: "0".repeat(64),
        };
        let step = Step { on: DAY, by: "命令行".into(), act: Act::Imported { edition, origin } };
        Ok(Some(FromSite { step, contents: vec![body] }))
    };
    store.import_publications(&author(), 1, DAY, "11370000000000000A", next).await.unwrap();
    let frozen = FrozenFile { name: "report.pdf".into(), sm3: store::file_hash(b"pdf"), bytes: 3 };
    ledger::freeze(store, &author(), None, 2024, vec![frozen]).await.unwrap();
}

fn repealed(from: Date) -> Act {
    Act::Cleaned(Cleaning {
        result: CleaningResult::Repealed,
        holds_from: from,
        decision: "清理决定".into(),
        valid_until: None,
    })
}

async fn corrections(store: &Store) -> Vec<String> {
    let events = store.stream("report/1/2024").await.unwrap();
    events.into_iter().map(|event| event.kind).collect()
}

#[tokio::test]
async fn what_counts_otherwise_in_a_published_year_is_recorded_with_its_report() {
    let ledger = ledger().await;
    let store = &ledger.store;
    documents_of_a_published_year(store).await;
    // It was in force at the end of 2024, whatever becomes of it later.
    does(store, "P2026-1", repealed(date(2026, 3, 2)), Role::Signer, 3).await.unwrap();
    assert_eq!(corrections(store).await, ["report.frozen"]);
    does(store, "P2026-1", repealed(date(2024, 12, 1)), Role::Signer, 4).await.unwrap();
    assert_eq!(corrections(store).await, ["report.frozen", "report.corrected"]);
    let notice = Withdrawal { kind: WithdrawalKind::Error, notice: "重复发布".into(), replaced_by: None };
    does(store, "P2026-2", Act::Withdrawn(notice), Role::Signer, 5).await.unwrap();
    assert_eq!(corrections(store).await, ["report.frozen", "report.corrected", "report.corrected"]);
    let report = store.frozen_reports(1).await.unwrap().pop().unwrap();
    assert!(report.is_corrected);
}
