//! What differs beside the rows: narrative, predecessor, the list of registers handed in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use statute::registers::Register;
use store::{Draft, Fact, Texts};

use super::Import;
use crate::ledger::current::{Current, report_stream};

/// Narrative, predecessor and the list of registers handed in.
pub(super) fn texts(
    import: &mut Import,
    touched: &mut BTreeMap<i16, usize>,
    narrative: Option<String>,
    previous: Option<Value>,
    absent: &BTreeSet<Register>,
    current: &Current,
) {
    let year = import.year;
    let mut facts = Vec::new();
    if let Some(text) = narrative.filter(|text| current.narrative.as_ref() != Some(text)) {
        import.texts.push("narrative.md");
        facts.push(Fact::Narrative { year, text });
    }
    if let Some(report) =
        previous.filter(|report| !current.previous.as_ref().is_some_and(|old| alike(old, report)))
    {
        import.texts.push("previous.json");
        facts.push(Fact::Previous { year, report });
    }
    if !facts.is_empty() && current.frozen.contains_key(&year) {
        *touched.entry(year).or_default() += facts.len();
    }
    let mut registers: Vec<String> = Register::ALL
        .into_iter()
        .filter(|register| !absent.contains(register))
        .map(|register| register.file_stem().to_owned())
        // A register handed in once is known, even if a later folder lacks it.
        .chain(current.given.iter().flatten().cloned())
        .collect();
    registers.sort();
    registers.dedup();
    if current.given.as_ref() != Some(&registers) {
        facts.push(Fact::Given { year, registers });
    }
    for (expected, fact) in (current.report_version..).zip(facts) {
        let stream = report_stream(current.id, year);
        import.drafts.push(Draft { agency: current.id, stream, expected, fact, texts: Texts::Nothing });
    }
}

/// Whether two reports say the same, however their keys are ordered.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|theirs| alike(value, theirs)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}
