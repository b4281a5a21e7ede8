//! One row per comment of a citizen on a draft.

use statute::comment::{Act, Answer, Comment, Step};

use super::{corrupt, load, number_of};
use crate::comments::UNANSWERED;
use crate::database::{Write, on};
use crate::error::Result;
use crate::event::Event;
use crate::numbered::COMMENTS;

/// Applies a step to the row of its comment.
pub(super) async fn apply(write: &mut Write, event: &Event, step: &Step) -> Result<()> {
    let number = number_of(event).ok_or_else(|| unreadable(event))?;
    if let Act::Received { submission, .. } = &step.act {
        let comment = Comment::begin(number, step).ok_or_else(|| unreadable(event))?;
        return insert(write, event, &comment, submission.as_deref()).await;
    }
    let mut comment: Comment =
        load(write, COMMENTS, event, number).await?.ok_or_else(|| unreadable(event))?;
    comment.apply(step);
    update(write, event, &comment).await
}

fn unreadable(event: &Event) -> crate::error::Error {
    corrupt(event, "公众意见不能识别")
}

fn json(comment: &Comment) -> String {
    serde_json::to_string(comment).expect("a comment is always JSON")
}

fn answer(comment: &Comment) -> &'static str {
    comment.answer.map_or(UNANSWERED, Answer::code)
}

async fn insert(write: &mut Write, event: &Event, comment: &Comment, submission: Option<&str>) -> Result<()> {
    const SQL: &str = "insert into public_comment (agency, number, year, serial, stream, publication, answer, \
                       submission, data, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (year, serial) = COMMENTS.serial_of(&comment.number).ok_or_else(|| unreadable(event))?;
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&comment.number)
        .bind(year)
        .bind(serial)
        .bind(&event.stream)
        .bind(&comment.publication)
        .bind(answer(comment))
        .bind(submission)
        .bind(json(comment))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn update(write: &mut Write, event: &Event, comment: &Comment) -> Result<()> {
    const SQL: &str = "update public_comment set answer = $3, data = $4, version = $5 \
                       where agency = $1 and number = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&comment.number)
        .bind(answer(comment))
        .bind(json(comment))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
