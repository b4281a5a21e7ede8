//! Headings that lists showed a short while ago, kept in memory: opening and handing them over anew costs more than all
//! the rest of a page. `docs/decisions/0058-few-rows-few-statements.md`

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use store::WorkRow;

use super::Heading;

/// The most that are kept of each of two ages.
const MOST: usize = 5_000;
/// What was not asked for this long becomes old; what is old and not asked for as long again is forgotten.
const AGE: SignedDuration = SignedDuration::from_mins(5);

/// Headings of applications by stream, never on disk. They are told only for a row that says that it is not erased.
/// Personal data, so that it has no `Debug`.
#[derive(Default)]
pub struct HeadingsKept(Mutex<Ages>);

#[derive(Default)]
struct Ages {
    since: Timestamp,
    young: HashMap<String, Heading>,
    old: HashMap<String, Heading>,
}

impl HeadingsKept {
    /// Those of these rows that are kept, by number. What is erased is forgotten.
    pub(super) fn of(&self, rows: &[WorkRow], now: Timestamp) -> BTreeMap<String, Heading> {
        let mut ages = self.ages();
        let age = now.duration_since(ages.since);
        if age.abs() >= AGE {
            ages.turn();
            if age.abs() >= AGE * 2 {
                ages.turn();
            }
            ages.since = now;
        }
        let mut found = BTreeMap::new();
        for row in rows {
            let kept = ages.take(&row.stream).filter(|_| !row.is_erased);
            if let Some(heading) = kept {
                found.insert(row.application.number.clone(), heading.clone());
                ages.put(row.stream.clone(), heading);
            }
        }
        found
    }

    /// Keeps headings by stream.
    pub(super) fn keep(&self, headings: impl Iterator<Item = (String, Heading)>) {
        let mut ages = self.ages();
        headings.for_each(|(stream, heading)| ages.put(stream, heading));
    }

    fn ages(&self) -> MutexGuard<'_, Ages> {
        // What a thread left that ended within is whole all the same: each change is one of a map.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ages {
    /// What was young is old, what was old is forgotten.
    fn turn(&mut self) {
        self.old = std::mem::take(&mut self.young);
    }

    fn take(&mut self, stream: &str) -> Option<Heading> {
        let old = self.old.remove(stream);
        self.young.remove(stream).or(old)
    }

    fn put(&mut self, stream: String, heading: Heading) {
        if self.young.len() >= MOST {
            self.turn();
        }
        self.young.insert(stream, heading);
    }
}

#[cfg(test)]
mod tests {
    use super::{AGE, Heading, HeadingsKept, MOST};

    fn heading(count: usize) -> (String, Heading) {
        (format!("application/1/2026-{count}"), Heading::new(&format!("第{count}号事项"), "申请人甲"))
    }

    #[test]
    fn no_more_are_kept_than_two_ages_hold_and_those_asked_for_stay() {
        let kept = HeadingsKept::default();
        for count in 0..MOST * 3 {
            let mut ages = kept.ages();
            let (stream, first) = heading(0);
            ages.put(stream, first);
            let (stream, heading) = heading(count);
            ages.put(stream, heading);
        }
        let mut ages = kept.ages();
        assert!(ages.young.len() <= MOST && ages.old.len() <= MOST);
        assert!(ages.take("application/1/2026-0").is_some(), "asked for again and again");
        assert!(ages.take("application/1/2026-1").is_none());
    }

    #[test]
    fn what_nobody_asks_for_is_forgotten_and_a_clock_set_back_forgets_too() {
        let kept = HeadingsKept::default();
        let start = "2026-03-02T01:00:00Z".parse().unwrap();
        let is_kept = |kept: &HeadingsKept| {
            let ages = kept.ages();
            ages.young.len() + ages.old.len() > 0
        };
        for (later, is_there) in [(AGE / 2, true), (AGE, true), (AGE * 2, false), (-AGE * 2, false)] {
            assert!(kept.of(&[], start).is_empty());
            kept.keep([heading(1)].into_iter());
            assert!(kept.of(&[], start + later).is_empty());
            assert_eq!(is_kept(&kept), is_there, "{later}");
        }
    }
}
