//! What was done with an application, in words (办理经过).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use office::applications::{CaseFile, Piece, day_of, pieces};
use statute::letters::LetterForm;
use statute::procedure::{Act, Decision, Step, Verb};
use store::{Access, Store, StoredMove, StoredStep};

use super::{alarm, fields};
use crate::desk::Bench;
use crate::layout::{Happening, HappeningState};

/// What accounts are called.
pub(super) type Names = BTreeMap<String, String>;

/// What is on record of an application beside its steps.
pub(super) struct Beside {
    /// Who had the identity number shown.
    pub(super) accesses: Vec<Access>,
    /// How its limits moved with the arrangement of workdays.
    pub(super) moves: Vec<StoredMove>,
}

impl Beside {
    /// What there is beside the steps of a case.
    pub(super) async fn of(store: &Store, agency: i64, file: &CaseFile) -> store::Result<Self> {
        let (number, beside) = (&file.stored.application.number, &file.beside);
        let accesses = if beside.accesses { store.identity_shown(agency, number).await? } else { Vec::new() };
        Ok(Self { accesses, moves: moves(store, agency, file).await? })
    }
}

/// How the limits of a case moved.
pub(crate) async fn moves(store: &Store, agency: i64, file: &CaseFile) -> store::Result<Vec<StoredMove>> {
    let number = &file.stored.application.number;
    if file.beside.moves { store.moves_of(agency, number).await } else { Ok(Vec::new()) }
}

/// What every account is called.
pub(super) async fn names(bench: &Bench) -> store::Result<Names> {
    let accounts = bench.desk.store.accounts().await?;
    Ok(accounts.into_iter().map(|row| (row.account.name, row.account.title)).collect())
}

/// What the step is called.
fn what(act: &Act) -> &'static str {
    act.verb().map_or("登记", Verb::zh)
}

/// What the step itself says, with the numbers of its letters.
fn said(step: &Step, names: &Names) -> Vec<String> {
    let mut said = done(&step.act, names);
    let numbers: Vec<_> = step.numbers().collect();
    if !numbers.is_empty() {
        said.push(format!("文号：{}", numbers.join("、")));
    }
    said
}

fn done(act: &Act, names: &Names) -> Vec<String> {
    match act {
        Act::Registered { channel, applicant, split_from, .. } => {
            let mut said = vec![format!("渠道：{}", channel.zh()), format!("申请人类型：{}", applicant.zh())];
            said.extend(split_from.iter().map(|from| format!("由{from}拆出")));
            said
        }
        Act::Assigned { to } => vec![format!("承办人：{}", title(to, names))],
        Act::SupplementAsked { reply_by } | Act::ReasonsAsked { reply_by } => {
            vec![format!("期限：{reply_by}")]
        }
        Act::ConsultationSent { id, kind } => vec![format!("第{id}次，{}", kind.zh())],
        Act::ConsultationServed { id } => vec![format!("第{id}次")],
        Act::ConsultationClosed { id, opinion } => vec![format!("第{id}次，{}", opinion.zh())],
        Act::ExtensionAsked { workdays } | Act::ExtensionApproved { workdays } => {
            vec![format!("{workdays}个工作日")]
        }
        Act::DelayFixed { until } => vec![format!("延迟答复到{until}")],
        Act::FeeNotified(fee) => {
            vec![format!("{}，{}{}，{}元", fee.mode.zh(), fee.n, fee.mode.unit(), fee.total)]
        }
        Act::Split { into, closes: true } => vec![format!("拆分为{}，本件不再计数", into.join("、"))],
        Act::Split { into, closes: false } => vec![format!("拆出{}", into.join("、"))],
        Act::Joined { into } => vec![format!("并入{into}")],
        Act::Drafted(decision) => decided(decision),
        Act::Served { way } => vec![way.zh().to_owned()],
        Act::Reopened { redo_by: Some(by) } => vec![format!("答复期限：{by}")],
        Act::Confirmed
        | Act::Signed { .. }
        | Act::SupplementLapsed { .. }
        | Act::FeeLapsed { .. }
        | Act::Accepted
        | Act::Returned
        | Act::SupplementReceived
        | Act::ExtensionRefused
        | Act::ReasonsGiven
        | Act::FeePaid
        | Act::Searched
        | Act::Transferred
        | Act::Approved
        | Act::SentBack
        | Act::ServiceFailed
        | Act::QueryCodeIssued { .. }
        | Act::Withdrawn
        | Act::Reopened { redo_by: None } => Vec::new(),
    }
}

/// What an answer says.
pub(super) fn decided(decision: &Decision) -> Vec<String> {
    let mut said = vec![format!("办理结果：{}", decision.leaf.zh())];
    let grounds = |forms: &[LetterForm]| {
        let named = forms.iter().filter_map(|form| {
            let basis = form.basis().first().map(|basis| format!("（{basis}）")).unwrap_or_default();
            Some(format!("{}{basis}", form.leaf()?.zh()))
        });
        named.collect::<Vec<_>>().join("、")
    };
    if !decision.withheld.is_empty() {
        said.push(format!("不予提供的部分：{}", grounds(&decision.withheld)));
    }
    if !decision.further.is_empty() {
        said.push(format!("其他依据：{}", grounds(&decision.further)));
    }
    said
}

/// What was written with a step; what the applicant wrote at the beginning stands elsewhere on the page.
fn written(step: &StoredStep) -> Vec<String> {
    let Some(texts) = &step.texts else { return Vec::new() };
    let Some(verb) = step.step.act.verb() else { return Vec::new() };
    let line = |(name, text): (&String, &serde_json::Value)| {
        Some(format!("{}：{}", fields::label(verb, name)?, shown(name, text.as_str()?)))
    };
    texts.iter().filter_map(line).collect()
}

/// What was typed or chosen in a field, in words.
fn shown<'a>(name: &str, text: &'a str) -> &'a str {
    match LetterForm::from_code(text).filter(|_| name.starts_with("ground_")) {
        Some(letter) => letter.zh(),
        None if text == "yes" => "是",
        None => text,
    }
}

/// What changed from one draft to the next.
pub(super) struct Redraft {
    /// 第2稿（2026-03-20，承办甲）
    pub(super) name: String,
    /// What changed, by its label; empty where nothing did.
    pub(super) fields: Vec<(String, Vec<Piece>)>,
}

/// Every draft after the first against the one before it, latest first.
pub(super) fn redrafts(file: &CaseFile, names: &Names) -> Vec<Redraft> {
    let drafts: Vec<_> = file.steps.iter().filter(|step| matches!(step.step.act, Act::Drafted(_))).collect();
    let one = |(index, pair): (usize, &[&StoredStep])| {
        let (earlier, later) = (drafted(pair[0]), drafted(pair[1]));
        let mut labels: Vec<&String> = later.iter().map(|(label, _)| label).collect();
        labels.extend(
            earlier
                .iter()
                .map(|(label, _)| label)
                .filter(|label| !later.iter().any(|(known, _)| known == *label)),
        );
        let of = |draft: &[(String, String)], label: &String| {
            draft.iter().find(|(known, _)| known == label).map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let changed = labels.into_iter().filter_map(|label| {
            let (before, after) = (of(&earlier, label), of(&later, label));
            (before != after).then(|| (label.clone(), pieces(&before, &after)))
        });
        let name = format!("第{}稿（{}，{}）", index + 2, pair[1].step.on, title(&pair[1].step.by, names));
        Redraft { name, fields: changed.collect() }
    };
    drafts.windows(2).enumerate().map(one).rev().collect()
}

/// What a draft says: its outcome and what was written, by label.
fn drafted(step: &StoredStep) -> Vec<(String, String)> {
    let mut said = Vec::new();
    if let Act::Drafted(decision) = &step.step.act {
        said.push(("办理结果".to_owned(), decision.letter().zh().to_owned()));
    }
    let texts = step.texts.iter().flatten();
    said.extend(texts.filter_map(|(name, text)| {
        let text = match text.as_array() {
            Some(files) => files.iter().filter_map(|file| file.as_str()).collect::<Vec<_>>().join("、"),
            None => shown(name, text.as_str()?).to_owned(),
        };
        let label =
            if name == "files" { "随附的信息".to_owned() } else { fields::label(Verb::Draft, name)? };
        Some((label, text))
    }));
    said
}

/// What an account is called; the account itself where nobody has it any more.
fn title(account: &str, names: &Names) -> String {
    names.get(account).map_or_else(|| account.to_owned(), Clone::clone)
}

/// The day in Beijing on which something was recorded.
fn day(at: &str) -> Option<Date> {
    at.parse::<Timestamp>().ok().map(day_of)
}

/// The day a step was entered, where that is not its own.
fn entered_later(step: &StoredStep) -> Option<String> {
    day(&step.at).filter(|entered| *entered != step.step.on).map(|entered| format!("{entered}录入"))
}

/// A step as it stands in a history; of what somebody ended with a full stop that is left out.
pub(super) fn happened(on: Date, what: &str, detail: &[String], is_now: bool) -> Happening {
    let parts = detail.iter().map(|part| part.trim_end_matches('。'));
    Happening {
        when: on.to_string(),
        datetime: on.to_string(),
        what: what.to_owned(),
        detail: parts.collect::<Vec<_>>().join("；"),
        state: if is_now { HappeningState::Now } else { HappeningState::Past },
    }
}

/// Every step, oldest first, with who did it, what it says and what was written; and what is on record beside them.
pub(super) fn happenings(file: &CaseFile, beside: &Beside, names: &Names) -> Vec<Happening> {
    let last = file.steps.len().saturating_sub(1);
    let is_open = file.stored.application.is_open();
    let one = |(index, step): (usize, &StoredStep)| {
        let mut detail = vec![title(&step.step.by, names)];
        detail.extend(entered_later(step));
        detail.extend(said(&step.step, names));
        detail.extend(written(step));
        happened(step.step.on, what(&step.step.act), &detail, index == last && is_open)
    };
    let steps = file.steps.iter().enumerate().map(|step| (step.1.at.as_str(), one(step)));
    let shown = |access: &Access| aside(&access.at, "显示完整证件号码", title(&access.actor, names));
    let asides = beside.accesses.iter().filter_map(shown).chain(beside.moves.iter().filter_map(moved));
    in_order(steps, asides)
}

/// A limit that moved, as it stands in the history of a case.
pub(super) fn moved(one: &StoredMove) -> Option<(Timestamp, Happening)> {
    aside(&one.at, "期限因节假日安排变动", alarm::moved(&one.moved))
}

/// What is no step of the case.
fn aside(at: &str, what: &str, detail: String) -> Option<(Timestamp, Happening)> {
    let on = day(at)?.to_string();
    let (when, datetime, what) = (on.clone(), on, what.to_owned());
    Some((at.parse().ok()?, Happening { when, datetime, what, detail, state: HappeningState::Past }))
}

/// Steps, which stay in their order whatever the clock said, and what is on record beside them, by time.
pub(super) fn in_order<'a>(
    steps: impl Iterator<Item = (&'a str, Happening)>,
    asides: impl Iterator<Item = (Timestamp, Happening)>,
) -> Vec<Happening> {
    let mut latest = Timestamp::MIN;
    let steps = steps.map(|(at, happening)| {
        latest = latest.max(at.parse().unwrap_or_default());
        (latest, happening)
    });
    let mut all: Vec<_> = steps.chain(asides).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, happening)| happening).collect()
}

/// What somebody did meanwhile, in one line: when it was entered, who, what.
pub(super) fn came_between(at: &str, on: Date, who: &str, what: &str, said: &[String]) -> String {
    let said = if said.is_empty() { String::new() } else { format!("（{}）", said.join("；")) };
    format!("{}，{who}：{what}{said}", day(at).unwrap_or(on))
}

/// What was done after a version was read, for whoever comes second.
pub(super) fn since(file: &CaseFile, version: i64, names: &Names) -> Vec<String> {
    let later: Vec<_> = file.steps.iter().filter(|step| step.version > version).collect();
    if later.is_empty() {
        return vec!["页面不是最新的".to_owned()];
    }
    let one = |step: &&StoredStep| {
        let who = title(&step.step.by, names);
        came_between(&step.at, step.step.on, &who, what(&step.step.act), &said(&step.step, names))
    };
    later.iter().map(one).collect()
}
