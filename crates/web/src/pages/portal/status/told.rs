//! What happened, as the applicant is told it: no officers, no notes, no drafts.

use office::applications::{CaseFile, day_of, masked};
use statute::procedure::{Act, Limit, LimitKind, Role, Turn, Verb};
use store::{LimitMove, StoredMove, StoredStep};

use super::standing::stage_zh;
use crate::layout::{Happening, HappeningState};

/// The steps the applicant may see and the limits that moved, oldest first, then where it stands and what comes.
pub(super) fn happenings(file: &CaseFile, moves: &[StoredMove]) -> Vec<Happening> {
    let mut told: Vec<Happening> = file
        .steps
        .iter()
        .filter_map(|stored| {
            let (what, detail) = words(&stored.step.act)?;
            let mut detail = detail;
            for (_, text) in addressed(stored) {
                detail = format!("{detail}　{text}");
            }
            let files = stored.files.len();
            if stored.step.by == Role::Applicant.zh() && files > 0 {
                detail = format!("{detail}{}附件{files}个", if detail.is_empty() { "" } else { "，" });
            }
            Some(happening(&stored.step.on.to_string(), what, detail, HappeningState::Past))
        })
        .collect();
    for StoredMove { at, moved: LimitMove { kind, from, to }, .. } in moves {
        let Ok(on) = at.parse().map(day_of) else { continue };
        let detail = format!("{kind}期限由{from}改为{to}");
        let moved = happening(&on.to_string(), "节假日安排变动".into(), detail, HappeningState::Past);
        let place = told.iter().rposition(|one| one.when <= moved.when).map_or(0, |before| before + 1);
        told.insert(place, moved);
    }
    let application = &file.stored.application;
    if application.is_open() {
        let turn = format!("现在由{}办理", who(application.turn()));
        told.push(happening("现在", stage_zh(application.stage).into(), turn, HappeningState::Now));
        if let Some(Limit { kind, by }) = file.limit {
            told.push(happening(&by.to_string(), ahead(kind).into(), "含当日".into(), HappeningState::Ahead));
        }
    }
    told
}

/// What the office wrote to the applicant with a step, by its label; its own notes stay its own.
pub(super) fn addressed(stored: &StoredStep) -> Vec<(&'static str, String)> {
    let fields: &[(&str, &str)] = match stored.step.act {
        Act::SupplementAsked { .. } => &[("defects", "需要补正的内容"), ("guidance", "怎样补正")],
        Act::ReasonsAsked { .. } => &[("excess", "需要说明的情况")],
        Act::Transferred => &[("agency", "告知或者转送的机关")],
        _ => &[],
    };
    let text = |key: &str| stored.texts.as_ref()?.get(key)?.as_str().filter(|text| !text.is_empty());
    fields.iter().filter_map(|(key, label)| Some((*label, masked(text(key)?)))).collect()
}

/// What the office last asked of the applicant with such an act.
pub(super) fn asked(file: &CaseFile, verb: Verb) -> Vec<(&'static str, String)> {
    let is_it = |stored: &&StoredStep| stored.step.act.verb() == Some(verb);
    file.steps.iter().rfind(is_it).map(addressed).unwrap_or_default()
}

/// Whose turn it is, said to the applicant.
pub(super) fn who(turn: Turn) -> &'static str {
    match turn {
        Turn::Office => "本机关",
        Turn::Applicant => "您",
        Turn::Consulted => "被征求意见的一方",
        Turn::Nobody => "无（已办结）",
    }
}

/// A last day, said to the applicant.
pub(super) fn ahead(kind: LimitKind) -> &'static str {
    match kind {
        LimitKind::Confirmation => "本机关应当与您确认",
        LimitKind::Answer => "答复期限",
        LimitKind::Supplement => "请补正，最后一天",
        LimitKind::Payment => "请缴费，最后一天",
        LimitKind::Consultation => "被征求意见的一方提出意见的期限",
        LimitKind::NewAnswer => "重新答复的期限",
    }
}

fn happening(when: &str, what: String, detail: String, state: HappeningState) -> Happening {
    let datetime = if when.contains('-') { when.to_owned() } else { String::new() };
    Happening { when: when.to_owned(), datetime, what, detail, state }
}

/// What an act is called towards the applicant, and what is added; none for what goes on inside the office.
fn words(act: &Act) -> Option<(String, String)> {
    let said = |what: &str, detail: String| Some((what.to_owned(), detail));
    match act {
        Act::Registered { channel, split_from, .. } => {
            let from = split_from.as_ref().map_or_else(String::new, |from| format!("，由 {from} 拆分"));
            said("申请送到", format!("{}{from}", channel.zh()))
        }
        Act::Confirmed => said("确认收到申请", "答复期限从次日起算（《条例》第31条、第33条）".into()),
        Act::SupplementAsked { reply_by } => {
            said("告知补正", format!("请在 {reply_by} 前（含当日）补正（《条例》第30条）"))
        }
        Act::SupplementReceived => said("收到补正", "答复期限从次日起重新计算（《条例》第30条）".into()),
        Act::SupplementLapsed { letter } => {
            said("逾期未补正，不再处理", format!("{letter}（《条例》第30条）"))
        }
        Act::ConsultationSent { kind, .. } => said(
            &format!("征求{}意见", kind.zh()),
            "征求意见的时间不计算在答复期限内（《条例》第33条）".into(),
        ),
        Act::ConsultationClosed { .. } => said("征求意见结束", String::new()),
        Act::ExtensionApproved { workdays } => {
            said("延长答复期限", format!("延长{workdays}个工作日（《条例》第33条）"))
        }
        Act::ReasonsAsked { reply_by } => {
            said("要求说明理由", format!("请在 {reply_by} 前（含当日）说明（《条例》第35条）"))
        }
        Act::ReasonsGiven => said("收到说明", String::new()),
        Act::DelayFixed { until } => {
            said("确定延迟答复的期限", format!("{until}（含当日）（《条例》第35条）"))
        }
        Act::FeeNotified(notice) => {
            said("告知收费", format!("信息处理费{}元（《条例》第42条）", notice.total))
        }
        Act::FeePaid => said("收到缴费", "答复期限从次日起重新计算".into()),
        Act::FeeLapsed { letter } => said("逾期未缴费，不再处理", letter.clone()),
        Act::Transferred => said("告知转送", String::new()),
        Act::Split { into, closes: true } => {
            said("拆分办理", format!("分为 {}，分别答复，答复期限不变", into.join("、")))
        }
        Act::Split { into, closes: false } => said("拆分办理", format!("另立 {}", into.join("、"))),
        Act::QueryCodeIssued { .. } => said("换发查询码", "原查询码不再有效".into()),
        Act::Joined { into } => said("合并办理", format!("与 {into} 一并答复")),
        Act::Signed { letter } => said("答复签发", letter.clone()),
        Act::Served { way } => said("送达", way.zh().into()),
        Act::ServiceFailed => said("未能送达", "答复没有送到，本机关将重新送达，送达日期另计".into()),
        Act::Withdrawn => said("撤回申请", String::new()),
        Act::Reopened { .. } => said("重新办理", "依行政复议决定或者判决".into()),
        Act::Assigned { .. }
        | Act::Accepted
        | Act::Returned
        | Act::ConsultationServed { .. }
        | Act::ExtensionAsked { .. }
        | Act::ExtensionRefused
        | Act::Searched
        | Act::Drafted(_)
        | Act::Approved
        | Act::SentBack => None,
    }
}
