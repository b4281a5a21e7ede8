//! What speaks against an act beside table and gates: words, moments, what replaces something, what may not be public.

use jiff::Timestamp;
use jiff::civil::DateTime;
use statute::publication::{Act, WithdrawalKind};
use store::Store;

use super::{NotDone, screening};
use crate::applications::FieldFault;

/// Screens a text that becomes public without a review of its own.
pub(super) async fn clean(
    store: &Store,
    agency: i64,
    (field, place): (&'static str, &str),
    text: &str,
    now: Timestamp,
) -> Result<(), NotDone> {
    match screening::unpublishable(store, agency, place, text, now).await? {
        Some(message) => Err(NotDone::Invalid(vec![FieldFault { field, message }])),
        None => Ok(()),
    }
}

/// What is to be published of itself is published later than now.
pub(super) fn moment_fault(act: &Act, now: DateTime) -> Option<(&'static str, String)> {
    let Act::Signed { publish_at: Some(at) } = act else { return None };
    let is_past = *at <= now;
    let said = || format!("定时发布的时间 {} 应晚于现在（{}）", minute(*at), minute(now));
    is_past.then(|| ("publish_at", said()))
}

fn minute(at: DateTime) -> impl std::fmt::Display {
    at.strftime("%Y-%m-%d %H:%M")
}

/// What takes the place of something taken down is public itself.
pub(super) async fn replacement_fault(
    store: &Store,
    agency: i64,
    number: &str,
    act: &Act,
) -> store::Result<Option<(&'static str, String)>> {
    let Act::Withdrawn(withdrawal) = act else { return Ok(None) };
    let Some(by) = &withdrawal.replaced_by else {
        let is_missing = withdrawal.kind == WithdrawalKind::Superseded;
        return Ok(is_missing.then(|| ("replaced_by", "已被替代的，请填写替代它的信息的编号".into())));
    };
    let found = store.publication(agency, by).await?;
    let is_shown = by != number && found.is_some_and(|one| one.item.visible().is_some());
    let said = || format!("替代它的信息 {by} 应为另一条已经公开的信息的编号，如 P2026-2");
    Ok((!is_shown).then(|| ("replaced_by", said())))
}

/// Words that an act cannot do without.
pub(super) fn text_fault(act: &Act) -> Option<(&'static str, String)> {
    let need =
        |field, text: &str, what: &str| text.trim().is_empty().then(|| (field, format!("请填写{what}")));
    match act {
        Act::CommentsRecorded(heard) if heard.tally.open().is_none() => {
            Some(("adopted", "采纳、部分采纳、不采纳的条数之和多于收到的条数".into()))
        }
        Act::CommentsRecorded(heard) => need("place", &heard.place, "征求意见的方式和地址")
            .or_else(|| need("said", &heard.said, "意见采纳情况的说明")),
        Act::CommentsClosed { said, .. } => need("said", said, "意见采纳情况的说明"),
        Act::LegalityReviewed { opinion, .. } => need("opinion", opinion, "合法性审核意见"),
        Act::Deliberated(one) => need("meeting", &one.meeting, "审议的会议"),
        Act::Numbered { registration } => need("registration", registration, "统一登记号"),
        Act::Exempted { reason } | Act::SentBack { reason } | Act::Discarded { reason } => {
            need("reason", reason, "理由")
        }
        Act::Overridden { reason, .. } => need("reason", reason, "理由"),
        Act::Reviewed { opinion, .. } => need("opinion", opinion, "审查意见"),
        Act::Withdrawn(withdrawal) => need("notice", &withdrawal.notice, "撤下公告"),
        Act::Cleaned(cleaning) => need("decision", &cleaning.decision, "清理决定的文号或者名称"),
        _ => None,
    }
}
