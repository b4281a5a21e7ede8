//! Reading comments with what was written.

use serde_json::Value;
use statute::comment::{Act, Answer, Comment, Step};
use store::{Store, StoredComment, StoredStep};

use super::{NotDone, WHO};

/// A comment with what was written, for whoever answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The comment.
    pub comment: Comment,
    /// The version that is shown.
    pub version: i64,
    /// 姓名或者名称; empty where none was given.
    pub name: String,
    /// 联系方式
    pub contact: String,
    /// Which article it is about.
    pub clause: String,
    /// 意见和理由; none where it was erased by law.
    pub text: Option<String>,
    /// Why it became of it what it did.
    pub reason: String,
    /// Day, account and answer of each step after the receipt, oldest first.
    pub answers: Vec<(String, String, Answer)>,
}

/// Opens the comment of a number.
///
/// # Errors
/// [`NotDone::Missing`] where the agency has no such comment.
pub async fn opened(store: &Store, agency: i64, number: &str) -> Result<Opened, NotDone> {
    let stored = store.comment(agency, number).await?.ok_or(NotDone::Missing)?;
    Ok(read(store, stored).await?)
}

/// The comments on a draft with one answer or without any, from after a key on, with what was written.
///
/// # Errors
/// Where the database does not answer.
pub async fn listed(
    store: &Store,
    agency: i64,
    publication: &str,
    answer: Option<Answer>,
    after: (i64, i64),
    count: u32,
) -> store::Result<Vec<(Opened, (i64, i64))>> {
    let mut comments = Vec::new();
    for stored in store.comment_list(agency, publication, answer, after, count).await? {
        let key = stored.key();
        comments.push((read(store, stored).await?, key));
    }
    Ok(comments)
}

async fn read(store: &Store, stored: StoredComment) -> store::Result<Opened> {
    let steps = store.comment_steps(&stored.stream).await?;
    let first = steps.first().and_then(|step| step.texts.as_ref());
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let of_person = |field: &str| text(first.and_then(|texts| texts.get(WHO)?.get(field)));
    let last = steps.iter().rev().find(|step| matches!(step.step.act, Act::Answered { .. }));
    let reason = last.and_then(|step| step.texts.as_ref()).and_then(|texts| texts.get("reason"));
    Ok(Opened {
        name: of_person("name"),
        contact: of_person("contact"),
        clause: text(first.and_then(|texts| texts.get("clause"))),
        text: first.and_then(|texts| texts.get("text")).and_then(Value::as_str).map(str::to_owned),
        reason: text(reason),
        answers: steps.iter().filter_map(answered).collect(),
        comment: stored.comment,
        version: stored.version,
    })
}

fn answered(step: &StoredStep<Step>) -> Option<(String, String, Answer)> {
    let Act::Answered { answer } = step.step.act else { return None };
    Some((step.step.on.to_string(), step.step.by.clone(), answer))
}
