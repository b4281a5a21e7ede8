//! What an office hands in, register by register, and the year it speaks of.

use std::collections::BTreeSet;

use documents::registers::Folder;
use documents::report_json;
use serde_json::Value;
use statute::registers::{Agency, Register, Registers};
use store::Entry;

use super::NotImported;
use crate::ledger::years::begins_in;

/// What an office hands in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handed {
    /// The registers.
    pub registers: Registers,
    /// The text of the report.
    pub narrative: Option<String>,
    /// Last year's report, as `report.json` has it.
    pub previous: Option<Value>,
}

impl From<Folder> for Handed {
    fn from(folder: Folder) -> Self {
        let Folder { registers, narrative, previous, notes: _ } = folder;
        let previous = previous.map(|report| report_json::to_value(&report, &[]));
        Self { registers, narrative, previous }
    }
}

/// What is handed in, register by register.
pub(super) struct Prepared {
    pub(super) agency: Agency,
    pub(super) absent: BTreeSet<Register>,
    pub(super) given: Vec<(Register, Vec<Entry>)>,
    pub(super) narrative: Option<String>,
    pub(super) previous: Option<Value>,
    pub(super) year: i16,
}

impl Prepared {
    pub(super) fn new(handed: Handed) -> Result<Self, NotImported> {
        let (agency, absent) = (handed.registers.agency.clone(), handed.registers.absent.clone());
        let given = rows(handed.registers);
        let year = year_of(handed.previous.as_ref(), &given).ok_or(NotImported::NoYear)?;
        Ok(Self { agency, absent, given, narrative: handed.narrative, previous: handed.previous, year })
    }
}

/// The year the folder is about: the one after its predecessor's, else the latest in which anything begins.
fn year_of(previous: Option<&Value>, given: &[(Register, Vec<Entry>)]) -> Option<i16> {
    let previous = previous.and_then(|report| report.get("year")).and_then(Value::as_i64);
    previous.and_then(|year| i16::try_from(year + 1).ok()).or_else(|| {
        // Documents and members are stock; what happens in the year tells it.
        let happens = |register: &Register| !matches!(register, Register::Documents | Register::Members);
        let latest = |rows: &dyn Fn(&Register) -> bool| {
            let of = given.iter().filter(|(register, _)| rows(register));
            of.flat_map(|(_, rows)| rows).filter_map(begins_in).max()
        };
        latest(&happens).or_else(|| latest(&|_| true))
    })
}

/// The rows of every register.
fn rows(registers: Registers) -> Vec<(Register, Vec<Entry>)> {
    fn wrap<T>(rows: Vec<T>, entry: fn(T) -> Entry) -> Vec<Entry> {
        rows.into_iter().map(entry).collect()
    }
    vec![
        (Register::Applications, wrap(registers.applications, Entry::Application)),
        (Register::Consultations, wrap(registers.consultations, Entry::Consultation)),
        (Register::Documents, wrap(registers.documents, Entry::Document)),
        (Register::Interpretations, wrap(registers.interpretations, Entry::Interpretation)),
        (Register::Decisions, wrap(registers.decisions, Entry::Decision)),
        (Register::Fees, wrap(registers.fees, Entry::Fee)),
        (Register::Remedies, wrap(registers.remedies, Entry::Remedy)),
        (Register::Posts, wrap(registers.posts, Entry::Post)),
        (Register::Proposals, wrap(registers.proposals, Entry::Proposal)),
        (Register::Trainings, wrap(registers.trainings, Entry::Training)),
        (Register::Tasks, wrap(registers.tasks, Entry::Task)),
        (Register::Members, wrap(registers.members, Entry::Member)),
        (Register::Catalogue, wrap(registers.catalogue, Entry::Catalogue)),
    ]
}
