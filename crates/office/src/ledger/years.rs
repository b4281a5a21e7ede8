//! Which years a row of a register belongs to, and how it stood at a year's end.
//!
//! A published report rests on the rows as they stood on 31 December: what happened later leaves it untouched.

use jiff::civil::Date;
use store::Entry;

/// The row as a report of `year` sees it: `None` where it plays no part in it.
pub(super) fn as_of(entry: &Entry, year: i16) -> Option<Entry> {
    let later = |date: Date| date.year() > year;
    let forget = |date: &mut Option<Date>| *date = date.filter(|date| date.year() <= year);
    let mut entry = entry.clone();
    let counts = match &mut entry {
        Entry::Application(row) => {
            let ended = row.answered_on.is_some_and(|date| date.year() < year);
            if row.answered_on.is_some_and(later) {
                // Still open at the year's end; why it was closed later is not of this year.
                (row.answered_on, row.leaf, row.reason) = (None, None, None);
            }
            for date in [
                &mut row.supplement_asked_on,
                &mut row.supplement_received_on,
                &mut row.fee_notice_on,
                &mut row.fee_paid_on,
            ] {
                forget(date);
            }
            !later(row.received_on) && !ended
        }
        Entry::Consultation(row) => {
            let ended = row.closed_on.is_some_and(|date| date.year() < year);
            forget(&mut row.served_on);
            forget(&mut row.closed_on);
            !later(row.sent_on) && !ended
        }
        Entry::Document(row) => {
            let ended = row.repealed_on.is_some_and(|date| date.year() < year);
            forget(&mut row.published_on);
            forget(&mut row.repealed_on);
            !row.made_on.or(row.published_on).is_some_and(later) && !ended
        }
        Entry::Interpretation(row) => row.on.year() == year,
        Entry::Decision(row) => row.period.year() == year,
        Entry::Fee(row) => row.period.year() == year,
        Entry::Remedy(row) => {
            let ended = row.decided_on.is_some_and(|date| date.year() < year);
            if row.decided_on.is_some_and(later) {
                (row.decided_on, row.result) = (None, None);
            }
            !later(row.received_on) && !ended
        }
        Entry::Post(row) => row.period.year() == year,
        Entry::Proposal(row) => {
            let ended = row.answered_on.is_some_and(|date| date.year() < year);
            if row.answered_on.is_some_and(later) {
                (row.answered_on, row.satisfaction) = (None, None);
            }
            !later(row.assigned_on) && !ended
        }
        Entry::Training(row) => row.on.year() == year,
        Entry::Task(row) => {
            let ended = row.done_on.is_some_and(|date| date.year() < year);
            let planned_later = row.due_on.is_some_and(later);
            forget(&mut row.done_on);
            !planned_later && !ended
        }
        Entry::Member(row) => {
            let ended = row.until.is_some_and(|date| date.year() < year);
            forget(&mut row.until);
            !later(row.from) && !ended
        }
        Entry::Catalogue(row) => row.on.year() == year,
    };
    counts.then_some(entry)
}

/// The year in which the row begins, where it says so.
pub(super) fn begins_in(entry: &Entry) -> Option<i16> {
    match entry {
        Entry::Application(row) => Some(row.received_on.year()),
        Entry::Consultation(row) => Some(row.sent_on.year()),
        Entry::Document(row) => row.made_on.or(row.published_on).map(Date::year),
        Entry::Interpretation(row) => Some(row.on.year()),
        Entry::Decision(row) => Some(row.period.year()),
        Entry::Fee(row) => Some(row.period.year()),
        Entry::Remedy(row) => Some(row.received_on.year()),
        Entry::Post(row) => Some(row.period.year()),
        Entry::Proposal(row) => Some(row.assigned_on.year()),
        Entry::Training(row) => Some(row.on.year()),
        Entry::Task(row) => row.done_on.or(row.due_on).map(Date::year),
        Entry::Member(row) => Some(row.from.year()),
        Entry::Catalogue(row) => Some(row.on.year()),
    }
}

/// The year in which the row both begins and ends, so that a register holding it is that year's.
pub(super) fn whole_year(entry: &Entry) -> Option<i16> {
    let begins = begins_in(entry)?;
    let ends = match entry {
        Entry::Application(row) => row.answered_on?.year(),
        Entry::Remedy(row) => row.decided_on?.year(),
        Entry::Proposal(row) => row.answered_on?.year(),
        Entry::Consultation(row) => row.closed_on?.year(),
        // Stock of many years, handed in again every year.
        Entry::Document(_) | Entry::Member(_) | Entry::Task(_) => return None,
        Entry::Interpretation(_)
        | Entry::Decision(_)
        | Entry::Fee(_)
        | Entry::Post(_)
        | Entry::Training(_)
        | Entry::Catalogue(_) => begins,
    };
    (begins == ends).then_some(begins)
}
