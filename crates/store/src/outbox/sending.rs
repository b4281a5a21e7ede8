//! Sending: what is due, who has it in hand, what came of it.

use std::sync::Arc;

use jiff::Timestamp;

use super::{MailRow, MailState, MailStep, StoredMail, mail_columns, stored};
use crate::append::{Author, Draft, Heads, Record, Texts, append_within};
use crate::database::{Pool, Store, Write, on};
use crate::error::Result;
use crate::fact::Fact;
use crate::writer::execute;

impl Store {
    /// E-mails of an agency that nobody has in hand and that may be tried now, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn due_mails(&self, agency: i64, now: Timestamp, count: u32) -> Result<Vec<StoredMail>> {
        const SQL: &str = mail_columns!(
            "where mail.agency = $1 and mail.state = 'queued' and (mail_attempt.stream is null \
             or (mail_attempt.due_at <= $2 and mail_attempt.leased_until <= $2)) \
             order by mail.queued_at, mail.stream limit $3"
        );
        let rows: Vec<MailRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(now.as_millisecond())
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(stored).collect()
    }

    /// Takes an e-mail in hand until a moment and counts the attempt; false where somebody else was faster. The number
    /// of attempts is then that of [`StoredMail::attempts`] and one.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn lease_mail(&self, mail: &StoredMail, now: Timestamp, until: Timestamp) -> Result<bool> {
        // One statement decides: whoever comes second finds the lease of the first.
        const SQL: &str = "insert into mail_attempt (stream, attempts, due_at, leased_until) \
             select stream, 1, $2, $3 from mail where stream = $1 and agency = $4 and application = $5 \
             and act = $6 and state = 'queued' \
             on conflict (stream) do update set attempts = mail_attempt.attempts + 1, \
             leased_until = excluded.leased_until \
             where mail_attempt.leased_until <= $2 and mail_attempt.due_at <= $2";
        let agency: i64 = mail.stream.split('/').nth(1).and_then(|id| id.parse().ok()).unwrap_or_default();
        let (stream, application, act) = (mail.stream.clone(), mail.application.clone(), mail.act);
        let (now, until) = (now.as_millisecond(), until.as_millisecond());
        self.in_turn(move |write| {
            Box::pin(async move {
                let rows = on!(write, Write, |db| sqlx::query(SQL)
                    .bind(stream)
                    .bind(now)
                    .bind(until)
                    .bind(agency)
                    .bind(application)
                    .bind(act)
                    .execute(&mut **db)
                    .await
                    .map(|done| done.rows_affected()))?;
                Ok(rows == 1)
            })
        })
        .await
    }

    /// Gives an e-mail out of hand that could not be sent: why, and when it is tried again.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn defer_mail(&self, mail: &StoredMail, fault: &str, due: Timestamp) -> Result<()> {
        const SQL: &str =
            "update mail_attempt set due_at = $2, leased_until = $2, fault = $3 where stream = $1";
        let (stream, due, fault) = (mail.stream.clone(), due.as_millisecond(), fault.to_owned());
        execute!(self, sqlx::query(SQL).bind(stream).bind(due).bind(fault))
    }

    /// Records what became of an e-mail; what the server answered is sealed. An e-mail that is tried again starts
    /// counting anew.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`] where somebody else recorded something since it was read.
    pub async fn record_mail(
        &self,
        author: &Author,
        agency: i64,
        mail: &StoredMail,
        step: MailStep,
        reply: &str,
    ) -> Result<()> {
        const FORGET: &str = "delete from mail_attempt where stream = $1";
        let is_again = step == MailStep::Again;
        let texts = if reply.is_empty() {
            Texts::Nothing
        } else {
            let texts = std::iter::once(("reply".to_owned(), reply.into())).collect();
            Texts::Record(Record { texts, ..Record::default() })
        };
        let draft = Draft {
            agency,
            stream: mail.stream.clone(),
            expected: mail.version,
            fact: Fact::Mail(step),
            texts,
        };
        let stream = mail.stream.clone();
        let piece = self.piece(&Arc::new(author.clone()), draft);
        self.in_turn(move |write| {
            Box::pin(async move {
                append_within(write, [piece], Heads::OfAll).await?;
                if is_again {
                    on!(write, Write, |db| sqlx::query(FORGET)
                        .bind(stream)
                        .execute(&mut **db)
                        .await
                        .map(drop))?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Whether [`Store::mail_alarms`] and [`Store::limit_moves`] have anything to tell, in one question: mostly nothing.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn has_alarms(
        &self,
        agency: i64,
        waiting_since: Timestamp,
        moved_since: Timestamp,
    ) -> Result<(bool, bool)> {
        const SQL: &str = "select exists (select 1 from mail where agency = $1 and state = $2) \
                           or exists (select 1 from mail where agency = $1 and state = $3 and queued_at < $4), \
                           exists (select 1 from limit_move where agency = $1 and at >= $5)";
        Ok(on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(MailState::Refused.code())
            .bind(MailState::Queued.code())
            .bind(waiting_since.to_string())
            .bind(moved_since.to_string())
            .fetch_one(db)
            .await)?)
    }

    /// E-mails of an agency that an officer must see to: those given up, and those that wait since before a moment.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn mail_alarms(
        &self,
        agency: i64,
        waiting_since: Timestamp,
        count: u32,
    ) -> Result<Vec<StoredMail>> {
        const SQL: &str = concat!(
            "select * from (",
            mail_columns!("where mail.agency = $1 and mail.state = $2 order by mail.queued_at limit $5"),
            ") as refused union all select * from (",
            mail_columns!(
                "where mail.agency = $1 and mail.state = $3 and mail.queued_at < $4 \
                 order by mail.queued_at limit $5"
            ),
            ") as waiting"
        );
        let rows: Vec<MailRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(MailState::Refused.code())
            .bind(MailState::Queued.code())
            .bind(waiting_since.to_string())
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?;
        let mut alarms: Vec<_> = rows.into_iter().map(stored).collect::<Result<_>>()?;
        alarms.sort_by(|one, other| {
            let key = |mail: &StoredMail| (mail.state == MailState::Queued, mail.queued_at.clone());
            key(one).cmp(&key(other))
        });
        Ok(alarms)
    }
}
