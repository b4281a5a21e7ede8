//! A ticket: who opened an application with its query code goes on with it for a while, in the same browser, without
//! the code standing in any page or address.

use jiff::Timestamp;
use store::Store;
use subtle::ConstantTimeEq;

use crate::session::Visitor;

/// How long a ticket is good, in seconds: a working day, for whoever writes a supplement.
const GOOD_FOR: i64 = 12 * 3600;

/// A ticket for an application, good for this visit.
pub(super) fn issue(store: &Store, number: &str, visitor: &Visitor, now: Timestamp) -> String {
    let until = now.as_second() + GOOD_FOR;
    format!("{until}.{}", mark(store, number, visitor, until))
}

/// Whether it was issued for this application and visit and is still good.
pub(super) fn is_good(store: &Store, ticket: &str, number: &str, visitor: &Visitor, now: Timestamp) -> bool {
    let Some((until, given)) = ticket.split_once('.') else { return false };
    let Ok(until) = until.parse::<i64>() else { return false };
    let is_running = (0..=GOOD_FOR).contains(&(until - now.as_second()));
    let is_own: bool = mark(store, number, visitor, until).as_bytes().ct_eq(given.as_bytes()).into();
    is_running && is_own
}

fn mark(store: &Store, number: &str, visitor: &Visitor, until: i64) -> String {
    store.secret_hash("ticket", &format!("{number} {until} {}", visitor.form_token))
}
