//! What was done in a case, in words (办理经过).

use office::remedies::CaseFile;
use statute::remedy_case::{Act, Outcome, Step};
use store::{StoredMove, StoredStep};

use super::super::history;
use super::fields;
use crate::layout::Happening;

/// What the act itself says.
fn said(act: &Act) -> Vec<String> {
    match act {
        Act::Filed(filing) => vec![
            filing.kind.zh().to_owned(),
            filing.track.zh().to_owned(),
            format!("{}收到", filing.received_on),
        ],
        Act::Decided(outcome) | Act::Corrected(outcome) => decided(outcome),
        Act::Replied | Act::Appealed | Act::Retracted => Vec::new(),
    }
}

/// What a result says.
pub(super) fn decided(outcome: &Outcome) -> Vec<String> {
    let Outcome { ruling, decided_on, reopens, redo_by } = outcome;
    let mut said = vec![format!("{}（{}），{decided_on}", ruling.zh(), ruling.result().zh())];
    if *reopens {
        said.push(redo_by.map_or_else(|| "重新答复".to_owned(), |by| format!("{by}前（含当日）重新答复")));
    }
    said
}

/// What was written with a step; what stands in the filing is shown elsewhere on the page.
fn written(step: &StoredStep<Step>) -> Vec<String> {
    if matches!(step.step.act, Act::Filed(_)) {
        return Vec::new();
    }
    let texts = step.texts.iter().flatten();
    let labelled = texts.filter_map(|(name, text)| Some((fields::label(name)?, text.as_str()?)));
    labelled.map(|(label, text)| format!("{label}：{text}")).collect()
}

/// Every step, oldest first, with who did it, what it says and what was written; and how its limit moved.
pub(super) fn happenings(file: &CaseFile, moves: &[StoredMove], names: &history::Names) -> Vec<Happening> {
    let last = file.steps.len().saturating_sub(1);
    let is_open = file.stored.case.is_open();
    let one = |(index, step): (usize, &StoredStep<Step>)| {
        let mut detail = vec![names.get(&step.step.by).unwrap_or(&step.step.by).clone()];
        detail.extend(said(&step.step.act));
        detail.extend(written(step));
        history::happened(step.step.on, step.step.act.verb().zh(), &detail, index == last && is_open)
    };
    let steps = file.steps.iter().enumerate().map(|step| (step.1.at.as_str(), one(step)));
    history::in_order(steps, moves.iter().filter_map(history::moved))
}

/// What was done after a version was read, for whoever comes second.
pub(super) fn since(file: &CaseFile, version: i64) -> Vec<String> {
    let later: Vec<_> = file.steps.iter().filter(|step| step.version > version).collect();
    if later.is_empty() {
        return vec!["案件没有变化；所涉申请刚刚由他人办理过，或者页面不是最新的".to_owned()];
    }
    let one = |step: &&StoredStep<Step>| {
        let (step, at) = (&step.step, &step.at);
        history::came_between(at, step.on, &step.by, step.act.verb().zh(), &said(&step.act))
    };
    later.iter().map(one).collect()
}
