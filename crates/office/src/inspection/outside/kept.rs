//! What came of opening links, as a list of the ledger: of an address only its SM3, of an item only its number, so that
//! no event repeats what a text said. The texts themselves say the rest, as long as they are public.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Author, Store};

use super::LIST;
use super::outcome::Outcome;
use super::round::Checked;
use crate::applications::day_of;

/// The most items that are kept of an address.
const MOST_ITEMS: usize = 50;
/// The most places that are kept in all; so many cost a site all of its hundred points.
const MOST_PLACES: usize = 1_000;

/// Why what came of it is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// It looks as if this machine had no way to other networks.
    #[error("一个网址也没有打开，域名或者网络都没有应答，本机可能不能上网")]
    Offline,
    /// Somebody else was faster.
    #[error("另一次检查刚刚保存了结果，请再执行一次")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

/// What is kept of opening links once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// How many addresses there were.
    pub(super) addresses: usize,
    /// How many opened.
    pub(super) opened: usize,
    /// How many do not open.
    pub(super) broken: usize,
    /// Of how many addresses that did not open no more than that is kept.
    pub(super) left_out: usize,
    /// The others that did not open, or of which nobody can say.
    pub(super) found: Vec<Found>,
}

/// An address that did not open, or of which nobody can say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Found {
    /// SM3 of the address.
    pub(super) sm3: String,
    /// What came of it.
    pub(super) outcome: Outcome,
    /// The day since which it is so each time.
    pub(super) since: Date,
    /// Whether it was not so the time before; never where there was none.
    pub(super) is_new: bool,
    /// The items that link to it, by number.
    pub(super) items: Vec<String>,
    /// How many more do.
    pub(super) more: usize,
}

impl Record {
    /// What was kept as a text.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn of(checked: &[Checked], before: Option<&Self>, today: Date) -> Self {
        let is_broken = |outcome: Outcome| matches!(outcome, Outcome::Broken(_));
        let count = |what: &dyn Fn(Outcome) -> bool| checked.iter().filter(|one| what(one.outcome)).count();
        let mut record = Self {
            addresses: checked.len(),
            opened: count(&|outcome| outcome == Outcome::Opened),
            broken: count(&is_broken),
            ..Self::default()
        };
        let mut failed: Vec<_> = checked.iter().filter(|one| one.outcome != Outcome::Opened).collect();
        failed.sort_by_key(|one| !is_broken(one.outcome));
        let mut places = 0;
        for Checked { target, outcome } in failed {
            let named = target.items.len().min(MOST_ITEMS);
            if places + named > MOST_PLACES {
                record.left_out += 1;
                continue;
            }
            places += named;
            let sm3 = store::file_hash(target.address.as_bytes());
            let known = before.and_then(|before| before.found.iter().find(|one| one.sm3 == sm3));
            let known = known.filter(|one| is_broken(one.outcome) == is_broken(*outcome));
            record.found.push(Found {
                since: known.map_or(today, |one| one.since),
                is_new: before.is_some() && known.is_none(),
                sm3,
                outcome: *outcome,
                items: target.items[..named].iter().map(|item| item.number.clone()).collect(),
                more: target.items.len() - named,
            });
        }
        record
    }
}

/// Keeps what came of opening the links of an agency, as a version on top of the one before.
///
/// # Errors
/// [`NotKept::Offline`] where nothing opened and nobody answered: that says nothing about other sites.
pub async fn keep(store: &Store, author: &Author, agency: i64, checked: &[Checked]) -> Result<(), NotKept> {
    let mut asked = checked.iter().filter(|one| !one.outcome.is_unasked()).peekable();
    if asked.peek().is_some() && asked.all(|one| one.outcome.is_as_offline()) {
        return Err(NotKept::Offline);
    }
    let own = store.list(agency, LIST).await.map_err(NotKept::Store)?;
    let before = own.as_ref().map(|list| Record::read(&list.text));
    let record = Record::of(checked, before.as_ref(), day_of(author.at));
    let text = serde_json::to_string(&record).expect("a record is always JSON");
    let written = store.write_list(author, agency, LIST, own.map_or(0, |list| list.version), text).await;
    written.map_err(|error| if error.is_conflict() { NotKept::Conflict } else { NotKept::Store(error) })
}

#[cfg(test)]
mod tests {
    use super::super::outcome::Fault;
    use super::super::targets::{Linking, Target};
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_and_says_what_it_leaves_out() {
        let item = |nth: usize| Linking { number: format!("P2026-{nth}"), title: "标题".into() };
        let one = |nth: usize| Checked {
            target: Target {
                address: format!("https://example.com/{nth}?token=secret"),
                href: String::new(),
                items: (0..60).map(item).collect(),
            },
            outcome: Outcome::Broken(Fault::Status(404)),
        };
        let checked: Vec<_> = (0..300).map(one).collect();
        let record = Record::of(&checked, None, "2026-03-02".parse().unwrap());
        assert_eq!((record.broken, record.found.len(), record.left_out), (300, 20, 280));
        assert_eq!((record.found[0].items.len(), record.found[0].more), (50, 10));
        let text = serde_json::to_string(&record).unwrap();
        assert!(text.len() < 50_000 && !text.contains("secret") && !text.contains("标题"), "{}", text.len());
        // A day later it is known since when.
        let later = Record::of(&checked, Some(&record), "2026-03-03".parse().unwrap());
        assert_eq!((later.found[0].since, later.found[0].is_new), (record.found[0].since, false));
    }
}
