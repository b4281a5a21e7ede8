//! Saying what becomes of a comment (处理意见): 采纳, 部分采纳, 不采纳, each with its reason.

use jiff::Timestamp;
use serde_json::{Map, json};
use statute::comment::{ANSWERING, Act, Answer, Step};
use statute::procedure::Officer;
use store::{Author, Record, Store};

use super::NotDone;
use super::receive::TEXT_LIMIT;
use crate::applications::{FieldFault, day_of, is_readable};

/// What becomes of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering<'a> {
    /// The comment's number.
    pub number: &'a str,
    /// The version that was on the screen.
    pub version: i64,
    /// What becomes of it.
    pub answer: Answer,
    /// Why.
    pub reason: String,
}

/// Records it. A later answer takes the place of an earlier one until the result is published.
///
/// # Errors
/// [`NotDone`]: no such comment, not this officer, no reason, the result is published, somebody was faster.
pub async fn answer(
    store: &Store,
    agency: i64,
    answering: Answering<'_>,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    if !by.roles.iter().any(|role| ANSWERING.contains(role)) {
        return Err(NotDone::NotYours);
    }
    let Answering { number, version, answer, reason } = answering;
    let read = store.comment(agency, number).await?.ok_or(NotDone::Missing)?;
    if read.version != version {
        return Err(NotDone::Conflict);
    }
    let fault = |message: String| Err(NotDone::Invalid(vec![FieldFault { field: "reason", message }]));
    let length = reason.chars().count();
    if reason.trim().is_empty() {
        return fault("请填写理由".into());
    }
    if length > TEXT_LIMIT {
        return fault(format!("理由最多{TEXT_LIMIT}字，现有{length}字"));
    }
    if !is_readable(&reason) {
        return fault("理由含有不能识别的字符".into());
    }
    let asked = store.publication(agency, &read.comment.publication).await?;
    let is_told = asked.is_some_and(|one| one.item.comment_result.is_some());
    if is_told {
        return fault("征求意见结果已经公布，采纳情况不再改动".into());
    }
    let texts = Map::from_iter([("reason".to_owned(), json!(reason))]);
    let step = Step { on: day_of(now), by: by.account.clone(), act: Act::Answered { answer } };
    let author = Author { actor: by.account.clone(), at: now };
    Ok(store.answer_comment(&author, agency, &read, step, Record { texts, ..Record::default() }).await?)
}
