//! One row per letter by e-mail.

use crate::database::{Write, on};
use crate::error::Result;
use crate::event::{Event, Hash};
use crate::outbox::{MailState, MailStep, Reply};

/// Applies what became of an e-mail to its row.
pub(super) async fn apply(
    write: &mut Write,
    event: &Event,
    step: &MailStep,
    sealed: Option<Hash>,
) -> Result<()> {
    match step {
        MailStep::Queued { message_id, topic, .. } => queue(write, event, message_id, topic, sealed).await,
        MailStep::Sent(reply) => change(write, event, MailState::Sent, Some(*reply)).await,
        MailStep::Refused(reply) => change(write, event, MailState::Refused, Some(*reply)).await,
        MailStep::Again => change(write, event, MailState::Queued, None).await,
        MailStep::Settled => change(write, event, MailState::Settled, None).await,
    }
}

/// Number and act stand in the stream: `mail/1/2026-12/5`.
fn named(event: &Event) -> Option<(&str, i64)> {
    let (number, act) = event.stream.splitn(3, '/').nth(2)?.rsplit_once('/')?;
    Some((number, act.parse().ok()?))
}

async fn queue(
    write: &mut Write,
    event: &Event,
    message_id: &str,
    topic: &str,
    sealed: Option<Hash>,
) -> Result<()> {
    const SQL: &str = "insert into mail (agency, application, act, stream, topic, message_id, state, queued_at, \
                       sealed, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let ((number, act), Some(sealed)) =
        (named(event).ok_or_else(|| super::corrupt(event, "邮件不知属于哪件申请"))?, sealed)
    else {
        return Err(super::corrupt(event, "邮件没有内容"));
    };
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(number)
        .bind(act)
        .bind(&event.stream)
        .bind(topic)
        .bind(message_id)
        .bind(MailState::Queued.code())
        .bind(&event.at)
        .bind(sealed.to_vec())
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn change(write: &mut Write, event: &Event, state: MailState, reply: Option<Reply>) -> Result<()> {
    const SQL: &str = "update mail set state = $4, code = $5, ended_at = $6, version = $7 \
                       where agency = $1 and application = $2 and act = $3";
    let (number, act) = named(event).ok_or_else(|| super::corrupt(event, "邮件不知属于哪件申请"))?;
    let ended_at = (state != MailState::Queued).then(|| event.at.clone());
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(number)
        .bind(act)
        .bind(state.code())
        .bind(reply.and_then(|reply| reply.code).map(i64::from))
        .bind(ended_at)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
