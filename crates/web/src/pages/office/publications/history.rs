//! What was done with a publication, in words (办理经过).

use statute::publication::{Act, Cleaning, Step};
use store::StoredStep;

use super::super::history;
use super::Opened;
use crate::layout::Happening;

/// What the act itself says.
fn said(act: &Act) -> Vec<String> {
    match act {
        Act::CommentsRecorded(heard) => {
            let days = format!("{}至{}", heard.from, heard.until);
            let said = [heard.place.clone(), days, heard.tally.zh(), heard.said.clone()];
            let why = Some(&heard.shortened).filter(|why| !why.is_empty());
            said.into_iter().chain(why.map(|why| format!("缩短期限的理由：{why}"))).collect()
        }
        Act::CommentsClosed { tally, said } => vec![tally.zh(), said.clone()],
        Act::LegalityReviewed { opinion, is_refused } => {
            vec![if *is_refused { "不通过" } else { "通过" }.to_owned(), opinion.clone()]
        }
        Act::Deliberated(one) => vec![format!("{}，{}", one.held_on, one.meeting)],
        Act::Numbered { registration } => vec![format!("统一登记号：{registration}")],
        Act::Exempted { reason } | Act::SentBack { reason } | Act::Discarded { reason } => {
            vec![format!("理由：{reason}")]
        }
        Act::Overridden { hits, reason, found } => {
            let counted = (found.is_empty()).then(|| format!("{}处提示", hits.len()));
            let found = found.iter().cloned();
            counted.into_iter().chain(found).chain([format!("理由：{reason}")]).collect()
        }
        Act::Reviewed { sm3, opinion } => vec![opinion.clone(), format!("SM3 {sm3}")],
        Act::Signed { publish_at: Some(at) } => vec![format!("定于{}发布", at.strftime("%Y-%m-%d %H:%M"))],
        Act::Published { at, index_number, .. } => {
            vec![at.strftime("%H:%M").to_string(), format!("索引号：{index_number}")]
        }
        Act::Withdrawn(one) => {
            let mut said = vec![one.kind.zh().to_owned(), format!("公告：{}", one.notice)];
            said.extend(one.replaced_by.iter().map(|number| format!("由{number}替代")));
            said
        }
        Act::Cleaned(cleaning) => cleaned(cleaning),
        Act::Imported { origin, .. } => vec![
            format!("原地址：{}", origin.address),
            format!("原发布日期：{}", origin.published_at.date()),
            format!("索引号：{}", origin.index_number),
        ],
        Act::Begun { .. }
        | Act::Saved { .. }
        | Act::Submitted
        | Act::Signed { publish_at: None }
        | Act::Dropped => Vec::new(),
    }
}

fn cleaned(cleaning: &Cleaning) -> Vec<String> {
    let mut said = vec![
        cleaning.result.zh().to_owned(),
        format!("自{}起", cleaning.holds_from),
        cleaning.decision.clone(),
    ];
    said.extend(cleaning.valid_until.map(|day| format!("有效期至{day}")));
    said
}

/// Every step, oldest first, with who did it and what it says.
pub(super) fn happenings(opened: &Opened) -> Vec<Happening> {
    let steps = &opened.file.steps;
    let is_open = opened.file.stored.item.stage.is_open();
    let one = |(index, step): (usize, &StoredStep<Step>)| {
        let step = &step.step;
        let mut detail = vec![opened.title(&step.by).to_owned()];
        detail.extend(said(&step.act));
        let is_now = index + 1 == steps.len() && is_open;
        history::happened(step.on, step.act.verb().zh(), &detail, is_now)
    };
    steps.iter().enumerate().map(one).collect()
}

/// What was done after a version was read, for whoever comes second.
pub(super) fn since(opened: &Opened, version: i64) -> Vec<String> {
    let later: Vec<_> = opened.file.steps.iter().filter(|step| step.version > version).collect();
    if later.is_empty() {
        return vec!["页面不是最新的".to_owned()];
    }
    let one = |step: &&StoredStep<Step>| {
        let (step, at) = (&step.step, &step.at);
        history::came_between(at, step.on, opened.title(&step.by), step.act.verb().zh(), &said(&step.act))
    };
    later.iter().map(one).collect()
}
