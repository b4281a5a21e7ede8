//! How an entry is named where a figure points to it. Never personal data: no applicant, no text of an application.

use crate::registers::{
    ApplicationEntry, CatalogueEntry, ConsultationEntry, DecisionEntry, DocumentEntry, FeeEntry,
    InterpretationEntry, MemberEntry, Period, PostEntry, ProposalEntry, Register, RemedyEntry, TaskEntry,
    TrainingEntry,
};
use crate::report::{RecordRef, Row};

/// An entry without a number is named by its place in the register, from 1.
pub fn nth(index: usize) -> String {
    format!("第{}条", index + 1)
}

fn period(period: Period) -> String {
    match period {
        Period::Day(day) => day.to_string(),
        Period::Month(month) => format!("{}年{}月", month.year(), month.month()),
    }
}

fn record(register: Register, id: String, parts: &[&str]) -> RecordRef {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    RecordRef { register, id, summary: parts.join("，") }
}

pub(super) fn application(entry: &ApplicationEntry) -> RecordRef {
    let answer = match (entry.answered_on, entry.leaf) {
        (Some(on), Some(leaf)) => format!("{on}答复：{}", Row::Outcome(leaf).key()),
        _ => "尚未办结".into(),
    };
    let received = format!("{}收到", entry.received_on);
    let topic = entry.topic.as_deref().unwrap_or_default();
    let parts = [&received, entry.channel.zh(), entry.applicant.zh(), topic, &answer];
    record(Register::Applications, entry.number.clone(), &parts)
}

pub(super) fn consultation((index, entry): (usize, &ConsultationEntry)) -> RecordRef {
    let closed = entry.closed_on.map_or("尚未收回".to_owned(), |on| format!("{on}收回"));
    let parts =
        [&format!("申请{}", entry.application), entry.kind.zh(), &format!("{}发出", entry.sent_on), &closed];
    record(Register::Consultations, nth(index), &parts)
}

pub(super) fn document((index, entry): (usize, &DocumentEntry)) -> RecordRef {
    let day =
        |what: &str, on: Option<jiff::civil::Date>| on.map(|on| format!("{on}{what}")).unwrap_or_default();
    let made = day("成文", entry.made_on);
    let published = day("公开", entry.published_on);
    let until = entry.valid_until.map(|on| format!("有效期至{on}")).unwrap_or_default();
    let repealed = day("废止", entry.repealed_on);
    let parts = [&format!("《{}》", entry.title), entry.kind.zh(), &made, &published, &until, &repealed];
    record(Register::Documents, entry.number.clone().unwrap_or_else(|| nth(index)), &parts)
}

pub(super) fn interpretation((index, entry): (usize, &InterpretationEntry)) -> RecordRef {
    record(Register::Interpretations, nth(index), &[&entry.title, &entry.form, &entry.on.to_string()])
}

pub(super) fn decision((index, entry): (usize, &DecisionEntry)) -> RecordRef {
    let parts = [entry.kind.zh(), &period(entry.period), &format!("{}件", entry.count)];
    record(Register::Decisions, nth(index), &parts)
}

pub(super) fn fee((index, entry): (usize, &FeeEntry)) -> RecordRef {
    record(Register::Fees, nth(index), &[&period(entry.period), &format!("{}万元", entry.amount)])
}

pub(super) fn remedy((index, entry): (usize, &RemedyEntry)) -> RecordRef {
    let result = match (entry.decided_on, entry.result) {
        (Some(on), Some(result)) => format!("{on}{}", result.zh()),
        _ => "尚未审结".into(),
    };
    let parts = [entry.kind.zh(), &format!("{}收到", entry.received_on), &result];
    record(Register::Remedies, nth(index), &parts)
}

pub(super) fn post((index, entry): (usize, &PostEntry)) -> RecordRef {
    let parts = [&entry.channel, &period(entry.period), &format!("{}条", entry.count)];
    record(Register::Posts, nth(index), &parts.map(String::as_str))
}

pub(super) fn proposal(entry: &ProposalEntry) -> RecordRef {
    let answered = entry.answered_on.map_or("尚未答复".to_owned(), |on| format!("{on}答复"));
    let topic = entry.topic.as_deref().unwrap_or_default();
    let satisfaction = entry.satisfaction.as_deref().unwrap_or_default();
    let parts = [entry.kind.zh(), topic, &format!("{}交办", entry.assigned_on), &answered, satisfaction];
    record(Register::Proposals, entry.number.clone(), &parts)
}

pub(super) fn training((index, entry): (usize, &TrainingEntry)) -> RecordRef {
    let attendees = entry.attendees.map(|n| format!("{n}人")).unwrap_or_default();
    let form = entry.form.as_deref().unwrap_or_default();
    record(Register::Trainings, nth(index), &[&entry.on.to_string(), &entry.title, form, &attendees])
}

pub(super) fn task(entry: &TaskEntry) -> RecordRef {
    let done = entry.done_on.map_or("尚未完成".to_owned(), |on| format!("{on}完成"));
    let section = entry.section.as_deref().unwrap_or_default();
    record(Register::Tasks, entry.number.clone(), &[&entry.title, section, &done])
}

pub(super) fn member((index, entry): (usize, &MemberEntry)) -> RecordRef {
    let until = entry.until.map(|on| format!("{on}离任")).unwrap_or_default();
    record(Register::Members, nth(index), &[&entry.role, &format!("{}任职", entry.from), &until])
}

pub(super) fn catalogue((index, entry): (usize, &CatalogueEntry)) -> RecordRef {
    let note = entry.note.as_deref().unwrap_or_default();
    record(Register::Catalogue, nth(index), &[&entry.on.to_string(), &entry.subject, note])
}
