//! The difference between a folder and the ledger, row by row (`docs/decisions/0010-natural-keys.md`).

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde::Serialize;
use statute::registers::Register;
use store::{Entry, Personal, Step, StoredEntry, Texts};

use super::cells::cells;
use super::years::{as_of, whole_year};

/// A cell that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// The header of its column.
    pub column: &'static str,
    /// What the ledger holds; free texts of an application are never shown.
    pub before: Option<String>,
    /// What the folder holds.
    pub after: Option<String>,
}

/// A row that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The register.
    pub register: Register,
    /// What the row is found by.
    pub key: String,
    /// Whether something recorded is altered; else empty cells are filled.
    pub is_correction: bool,
    /// The cells that differ.
    pub cells: Vec<CellChange>,
    /// Published report years that it touches.
    pub report_years: Vec<i16>,
}

/// A row of the ledger that the folder no longer has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vanished {
    /// The register.
    pub register: Register,
    /// What the row is found by; `None` stands for the whole register, which the folder does not have.
    pub key: Option<String>,
    /// How many rows.
    pub rows: usize,
}

/// What is to be written for one row.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) entry: Entry,
    pub(super) stream: String,
    pub(super) expected: i64,
    pub(super) step: Step,
    pub(super) texts: Texts,
    pub(super) report_years: Vec<i16>,
}

/// The difference in one register.
#[derive(Clone, Debug, Default)]
pub(super) struct RegisterDifference {
    pub(super) planned: Vec<Planned>,
    pub(super) changes: Vec<Change>,
    pub(super) vanished: Vec<Vanished>,
    pub(super) unchanged: usize,
    /// Rows whose free texts were lawfully erased and are not written again.
    pub(super) erased: usize,
    /// Frozen years touched by new rows.
    pub(super) touched_by_new: BTreeSet<i16>,
}

/// Holds the rows of a register against those of the ledger.
pub(super) fn compare(
    agency: i64,
    register: Register,
    given: &[Entry],
    stored: &[StoredEntry],
    frozen: &[i16],
    year: i16,
) -> RegisterDifference {
    let mut difference = RegisterDifference::default();
    let covered: BTreeSet<i16> = given.iter().filter_map(whole_year).chain([year]).collect();
    let mut known: HashMap<String, Group<'_>> = HashMap::new();
    for row in stored {
        let group = known.entry(row.entry.key()).or_default();
        group.waiting.push_back(row);
        group.rows += 1;
    }
    // Equal rows first, so that one put in between alters no other.
    let mut left = Vec::new();
    for entry in given {
        let key = entry.key();
        let group = known.entry(key.clone()).or_default();
        let equal = group.waiting.iter().position(|row| same(row, entry));
        if let Some(row) = equal.and_then(|index| group.waiting.remove(index)) {
            difference.unchanged += 1;
            difference.erased += usize::from(row.is_erased);
        } else {
            left.push((key, entry.clone()));
        }
    }
    for (key, entry) in left {
        let group = known.entry(key.clone()).or_default();
        if let Some(row) = group.waiting.pop_front() {
            let (planned, change) = changed(row, entry, &key, frozen);
            difference.erased += usize::from(row.is_erased);
            difference.planned.push(planned);
            difference.changes.push(change);
        } else {
            group.rows += 1;
            let report_years = touched(None, &entry, frozen);
            difference.touched_by_new.extend(&report_years);
            difference.planned.push(new(agency, entry, &key, group.rows, report_years));
        }
    }
    for row in stored {
        let waits = known
            .get(&row.entry.key())
            .is_some_and(|group| group.waiting.iter().any(|waiting| waiting.stream == row.stream));
        if waits && covered.iter().any(|year| as_of(&row.entry, *year).is_some()) {
            difference.vanished.push(Vanished { register, key: Some(key_shown(row)), rows: 1 });
        }
    }
    difference
}

/// Rows of the ledger with one key: those not yet found in the folder, and how many there are in all.
#[derive(Default)]
struct Group<'a> {
    waiting: VecDeque<&'a StoredEntry>,
    rows: usize,
}

/// The key of a stored row as people read it.
fn key_shown(row: &StoredEntry) -> String {
    row.entry.key().replace('|', "，")
}

/// Whether the folder says what the ledger says; erased texts do not count.
fn same(row: &StoredEntry, entry: &Entry) -> bool {
    if row.is_erased { row.entry == without_texts(entry.clone()).0 } else { row.entry == *entry }
}

fn without_texts(mut entry: Entry) -> (Entry, Personal) {
    let personal = match &mut entry {
        Entry::Application(row) => Personal::take(row),
        _ => Personal::default(),
    };
    (entry, personal)
}

fn new(agency: i64, entry: Entry, key: &str, ordinal: usize, report_years: Vec<i16>) -> Planned {
    let name = entry.register().file_stem();
    let stream = match ordinal {
        1 => format!("{name}/{agency}/{key}"),
        _ => format!("{name}/{agency}/{key}#{ordinal}"),
    };
    let (entry, personal) = without_texts(entry);
    let texts = if personal.is_empty() { Texts::Nothing } else { Texts::New(personal) };
    Planned { entry, stream, expected: 0, step: Step::Entered, texts, report_years }
}

fn changed(row: &StoredEntry, entry: Entry, key: &str, frozen: &[i16]) -> (Planned, Change) {
    let entry = if row.is_erased { without_texts(entry).0 } else { entry };
    let report_years = touched(Some(&row.entry), &entry, frozen);
    let mut is_correction = false;
    let mut different = Vec::new();
    for ((column, before, is_personal), (_, after, _)) in cells(&row.entry).into_iter().zip(cells(&entry)) {
        if before == after {
            continue;
        }
        is_correction |= before.is_some();
        let shown = |text: Option<String>| match text {
            Some(_) if is_personal => Some("（内容不显示）".to_owned()),
            text => text,
        };
        different.push(CellChange { column, before: shown(before), after: shown(after) });
    }
    let (old_texts, register) = (without_texts(row.entry.clone()).1, entry.register());
    let (entry, personal) = without_texts(entry);
    let texts = match &row.sealed {
        Some(hash) if row.is_erased || personal == old_texts => Texts::Kept(hash.clone()),
        _ if personal.is_empty() => Texts::Nothing,
        _ => Texts::New(personal),
    };
    let change = Change {
        register,
        key: key.replace('|', "，"),
        is_correction,
        cells: different,
        report_years: report_years.clone(),
    };
    let step = if is_correction { Step::Corrected } else { Step::Completed };
    let planned =
        Planned { entry, stream: row.stream.clone(), expected: row.version, step, texts, report_years };
    (planned, change)
}

/// The published years in which the row now plays another part than before.
fn touched(before: Option<&Entry>, after: &Entry, frozen: &[i16]) -> Vec<i16> {
    frozen
        .iter()
        .copied()
        .filter(|year| before.and_then(|entry| as_of(entry, *year)) != as_of(after, *year))
        .collect()
}
