//! The difference between a folder and the ledger, row by row (`docs/decisions/0010-natural-keys.md`).

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde::Serialize;
use statute::registers::Register;
use store::{Draft, Entry, Fact, Personal, Step, StoredEntry, Texts};

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

/// A row that is retracted (撤销录入).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retraction {
    /// The register.
    pub register: Register,
    /// What the row was found by.
    pub key: String,
    /// Published report years that it touches.
    pub report_years: Vec<i16>,
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

/// A row that is new: its place in the folder, and its place among the rows of its key.
#[derive(Clone, Debug)]
pub(super) struct Fresh {
    pub(super) index: usize,
    ordinal: usize,
    pub(super) report_years: Vec<i16>,
}

/// The difference in one register.
#[derive(Clone, Debug, Default)]
pub(super) struct RegisterDifference {
    pub(super) planned: Vec<Planned>,
    /// New rows. They stay where they are until they are written, because they may be a million.
    pub(super) fresh: Vec<Fresh>,
    pub(super) changes: Vec<Change>,
    pub(super) vanished: Vec<Vanished>,
    pub(super) retractions: Vec<Retraction>,
    /// Rows that were retracted once and are entered again.
    pub(super) returned: usize,
    pub(super) unchanged: usize,
    /// Rows that came in through a procedure and that the folder says otherwise; they are changed there only.
    pub(super) handled: usize,
    /// Rows whose free texts were lawfully erased and are not written again.
    pub(super) erased: usize,
}

/// What the ledger holds of a register, and how it is compared.
pub(super) struct Ledger<'a> {
    pub(super) stored: &'a [StoredEntry],
    pub(super) retracted: &'a [StoredEntry],
    /// Published years.
    pub(super) frozen: &'a [i16],
    /// The year the folder is about.
    pub(super) year: i16,
    /// Whether rows that the folder does not have are retracted.
    pub(super) retracts: bool,
}

/// Holds the rows of a register against those of the ledger.
pub(super) fn compare(register: Register, given: &[Entry], ledger: &Ledger<'_>) -> RegisterDifference {
    let Ledger { stored, retracted, frozen, year, retracts } = *ledger;
    let mut difference = RegisterDifference::default();
    let covered: BTreeSet<i16> = given.iter().filter_map(whole_year).chain([year]).collect();
    let mut known: HashMap<String, Group<'_>> = HashMap::new();
    for row in stored {
        let group = known.entry(row.entry.key()).or_default();
        group.waiting.push_back(row);
        group.rows += 1;
    }
    for row in retracted.iter().filter(|row| is_of_register(row, register)) {
        let group = known.entry(row.entry.key()).or_default();
        group.retracted.push_back(row);
        group.rows += 1;
    }
    // Equal rows first, so that one put in between alters no other.
    let mut left = Vec::new();
    for (index, entry) in given.iter().enumerate() {
        let group = known.get_mut(&entry.key());
        let equal = group.and_then(|group| {
            let equal = group.waiting.iter().position(|row| same(row, entry))?;
            group.waiting.remove(equal)
        });
        if let Some(row) = equal {
            difference.unchanged += 1;
            difference.erased += usize::from(row.is_erased);
        } else {
            left.push(index);
        }
    }
    let mut rows_of_key: HashMap<String, usize> = HashMap::new();
    for index in left {
        let entry = &given[index];
        let key = entry.key();
        let group = known.get_mut(&key);
        let before = group.as_ref().map_or(0, |group| group.rows);
        if let Some(group) = group {
            let own = group.waiting.iter().position(|row| is_of_register(row, register)).unwrap_or(0);
            if let Some(row) = group.waiting.remove(own) {
                if !is_of_register(row, register) {
                    difference.handled += 1;
                    continue;
                }
                let (planned, change) = changed(row, entry.clone(), &key, frozen);
                difference.erased += usize::from(row.is_erased);
                difference.planned.push(planned);
                difference.changes.push(change);
                continue;
            }
            let equal = group.retracted.iter().position(|row| same(row, entry)).unwrap_or(0);
            if let Some(row) = group.retracted.remove(equal) {
                difference.returned += 1;
                difference.erased += usize::from(row.is_erased);
                difference.planned.push(again(row, entry.clone(), touched(None, Some(entry), frozen)));
                continue;
            }
        }
        let ordinal = rows_of_key.entry(key).or_insert(before);
        *ordinal += 1;
        let report_years = touched(None, Some(entry), frozen);
        difference.fresh.push(Fresh { index, ordinal: *ordinal, report_years });
    }
    for row in stored {
        let waits = known
            .get(&row.entry.key())
            .is_some_and(|group| group.waiting.iter().any(|waiting| waiting.stream == row.stream));
        if waits && covered.iter().any(|year| as_of(&row.entry, *year).is_some()) {
            if retracts && is_of_register(row, register) {
                let planned = retract(row, frozen);
                let report_years = planned.report_years.clone();
                difference.planned.push(planned);
                difference.retractions.push(Retraction { register, key: key_shown(row), report_years });
            } else {
                difference.vanished.push(Vanished { register, key: Some(key_shown(row)), rows: 1 });
            }
        }
    }
    difference
}

/// Whether a folder may change the row: what came in through a procedure is changed and ended there.
fn is_of_register(row: &StoredEntry, register: Register) -> bool {
    row.stream.split_once('/').is_some_and(|(start, _)| start == register.file_stem())
}

/// Rows of the ledger with one key: those not yet found in the folder, those retracted, and how many there ever were.
#[derive(Default)]
struct Group<'a> {
    waiting: VecDeque<&'a StoredEntry>,
    retracted: VecDeque<&'a StoredEntry>,
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

impl Fresh {
    /// The event that enters this row of the folder.
    pub(super) fn draft(self, agency: i64, entry: &Entry, reason: Option<&String>) -> Draft {
        let (name, key) = (entry.register().file_stem(), entry.key());
        let stream = match self.ordinal {
            1 => format!("{name}/{agency}/{key}"),
            ordinal => format!("{name}/{agency}/{key}#{ordinal}"),
        };
        let (entry, personal) = without_texts(entry.clone());
        let texts = if personal.is_empty() { Texts::Nothing } else { Texts::New(personal) };
        let reason = reason.filter(|_| !self.report_years.is_empty()).cloned();
        let fact = Fact::Entry { step: Step::Entered, entry, report_years: self.report_years, reason };
        Draft { agency, stream, expected: 0, fact, texts }
    }
}

/// A row that was retracted comes back into its stream.
fn again(row: &StoredEntry, entry: Entry, report_years: Vec<i16>) -> Planned {
    let (entry, texts) = seal(row, entry);
    let (stream, expected) = (row.stream.clone(), row.version);
    Planned { entry, stream, expected, step: Step::Entered, texts, report_years }
}

fn retract(row: &StoredEntry, frozen: &[i16]) -> Planned {
    Planned {
        entry: without_texts(row.entry.clone()).0,
        stream: row.stream.clone(),
        expected: row.version,
        step: Step::Retracted,
        texts: row.sealed.clone().map_or(Texts::Nothing, Texts::Kept),
        report_years: touched(Some(&row.entry), None, frozen),
    }
}

/// Takes the free texts out of a row; those that are sealed already, or were erased, are not sealed again.
fn seal(row: &StoredEntry, entry: Entry) -> (Entry, Texts) {
    let old_texts = without_texts(row.entry.clone()).1;
    let (entry, personal) = without_texts(entry);
    let texts = match &row.sealed {
        Some(hash) if row.is_erased || personal == old_texts => Texts::Kept(hash.clone()),
        _ if personal.is_empty() => Texts::Nothing,
        _ => Texts::New(personal),
    };
    (entry, texts)
}

fn changed(row: &StoredEntry, entry: Entry, key: &str, frozen: &[i16]) -> (Planned, Change) {
    let entry = if row.is_erased { without_texts(entry).0 } else { entry };
    let report_years = touched(Some(&row.entry), Some(&entry), frozen);
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
    let (entry, texts) = seal(row, entry);
    let change = Change {
        register: entry.register(),
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
pub(crate) fn touched(before: Option<&Entry>, after: Option<&Entry>, frozen: &[i16]) -> Vec<i16> {
    frozen
        .iter()
        .copied()
        .filter(|year| {
            before.and_then(|entry| as_of(entry, *year)) != after.and_then(|entry| as_of(entry, *year))
        })
        .collect()
}
