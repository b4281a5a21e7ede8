//! The way of a publication from the draft to the page, whoever goes it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use office::publications::{self, Doing, Writing};
use statute::procedure::{Officer, Role};
use statute::publication::{Act, Card};
use store::Store;

/// What is written, without files.
pub(crate) fn writing(card: Card, html: &str) -> Writing {
    Writing { card, html: html.into(), files: vec![], kept: vec![] }
}

/// Begins a publication: its number.
pub(crate) async fn begin(store: &Store, writing: Writing, by: &Officer, now: Timestamp) -> String {
    publications::begin(store, 1, writing, None, by, now).await.expect("begun").number
}

/// Does something with a publication as it is now.
pub(crate) async fn act(store: &Store, number: &str, act: Act, by: &Officer, now: Timestamp) {
    let doing = Doing { number, version: version(store, number).await, act: act.clone() };
    let done = publications::act(store, 1, doing, by, now).await;
    done.unwrap_or_else(|error| panic!("{number}, {act:?}: {error}"));
}

pub(crate) async fn version(store: &Store, number: &str) -> i64 {
    store.publication(1, number).await.expect("an answer").expect("it is there").version
}

/// Reviewed for secrecy; what was seen is filled in by the office.
pub(crate) fn reviewed() -> Act {
    Act::Reviewed { sm3: String::new(), opinion: "不涉密，可以公开".into() }
}

/// Published now; moment and index number are filled in by the office.
pub(crate) fn published() -> Act {
    Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
}

/// The way from a draft to the page, step by step.
pub(crate) fn course() -> [(Role, Act); 4] {
    [
        (Role::Handler, Act::Submitted),
        (Role::SecrecyReviewer, reviewed()),
        (Role::Signer, Act::Signed { publish_at: None }),
        (Role::Clerk, published()),
    ]
}
