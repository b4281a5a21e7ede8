//! Letters by e-mail (电子邮件): queued in the transaction of the act that causes them, leased by one sender at a time,
//! and what became of them. `docs/decisions/0034-mail-outbox.md`

mod sending;
mod step;

use std::sync::Arc;

use serde_json::{Map, Value};
use statute::procedure::Step;

pub use step::{MailStep, Reply};

use crate::append::{Draft, Record, Texts};
use crate::canonical::hex;
use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::rebuild::fact_of;

/// An e-mail that an act causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// What it is about, as a code.
    pub topic: &'static str,
    /// Its `Message-ID`.
    pub message_id: String,
    /// Address, subject and text, with attachments; sealed.
    pub record: Record,
}

/// Says which e-mail an act causes, once the application's number and the letter's are known.
pub type Tells = Arc<dyn Fn(&str, &Step) -> Option<Outgoing> + Send + Sync>;

/// How it stands with an e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// 待发
    Queued,
    /// 已发出
    Sent,
    /// 没有送出: it is not tried again by itself.
    Refused,
    /// 已另行告知
    Settled,
}

impl MailState {
    const ALL: [(Self, &str); 4] = [
        (Self::Queued, "queued"),
        (Self::Sent, "sent"),
        (Self::Refused, "refused"),
        (Self::Settled, "settled"),
    ];

    /// The code in the table.
    pub(crate) fn code(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, code)| code)
    }
}

/// An e-mail as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// The application it is about.
    pub application: String,
    /// The version of the act that caused it, in the application's stream.
    pub act: i64,
    /// Its own stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
    /// What it is about, as a code.
    pub topic: String,
    /// Its `Message-ID`.
    pub message_id: String,
    /// How it stands.
    pub state: MailState,
    /// What the server answered last for good.
    pub code: Option<u16>,
    /// When it was queued, in UTC.
    pub queued_at: String,
    /// When it was sent, given up or settled, in UTC.
    pub ended_at: Option<String>,
    /// Attempts since it was queued, or had tried again.
    pub attempts: u32,
    /// Why the last attempt failed: a code or a word.
    pub fault: Option<String>,
}

/// What was sent, or will be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailContent {
    /// Address, subject, text, names of attachments.
    pub texts: Map<String, Value>,
    /// The attachments that are its own.
    pub files: Vec<Vec<u8>>,
}

pub(crate) type MailRow = (
    String,
    i64,
    String,
    i64,
    String,
    String,
    String,
    Option<i64>,
    String,
    Option<String>,
    Option<i64>,
    Option<String>,
);

/// The columns of [`MailRow`], of `mail` and its attempts.
macro_rules! mail_columns {
    ($rest:literal) => {
        concat!(
            "select mail.application, mail.act, mail.stream, mail.version, mail.topic, mail.message_id, \
             mail.state, mail.code, mail.queued_at, mail.ended_at, mail_attempt.attempts, mail_attempt.fault \
             from mail left join mail_attempt on mail_attempt.stream = mail.stream ",
            $rest
        )
    };
}
pub(crate) use mail_columns;

pub(crate) fn stored(row: MailRow) -> Result<StoredMail> {
    let (
        application,
        act,
        stream,
        version,
        topic,
        message_id,
        state,
        code,
        queued_at,
        ended_at,
        attempts,
        fault,
    ) = row;
    let state = MailState::ALL.iter().find(|(_, code)| *code == state).map(|(state, _)| *state);
    let state = state.ok_or_else(|| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "邮件状态不能识别，请执行 gongkai rebuild".into(),
    })?;
    Ok(StoredMail {
        application,
        act,
        stream,
        version,
        topic,
        message_id,
        state,
        code: code.and_then(|code| u16::try_from(code).ok()),
        queued_at,
        ended_at,
        attempts: attempts.unwrap_or_default() as u32,
        fault,
    })
}

/// The e-mail of an act as an event to be written with it.
pub(crate) fn draft(agency: i64, number: &str, act: i64, mail: Outgoing) -> Draft {
    let Outgoing { topic, message_id, record } = mail;
    let step = MailStep::Queued { message_id, topic: topic.to_owned(), files: Vec::new() };
    Draft {
        agency,
        stream: format!("mail/{agency}/{number}/{act}"),
        expected: 0,
        fact: Fact::Mail(step),
        texts: Texts::Record(record),
    }
}

/// That the applicant got in another way what an e-mail did not bring, to be written with the act that says so.
pub(crate) fn settled(agency: i64, mail: StoredMail) -> Draft {
    let StoredMail { stream, version: expected, .. } = mail;
    Draft { agency, stream, expected, fact: Fact::Mail(MailStep::Settled), texts: Texts::Nothing }
}

impl Store {
    /// The e-mails of an application, in the order of the acts that caused them.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn mails(&self, agency: i64, application: &str) -> Result<Vec<StoredMail>> {
        const SQL: &str = mail_columns!("where mail.agency = $1 and mail.application = $2 order by mail.act");
        let rows: Vec<MailRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(application)
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(stored).collect()
    }

    /// What an e-mail says; none where its key was destroyed.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where it does not open.
    pub async fn mail_content(&self, mail: &StoredMail) -> Result<Option<MailContent>> {
        let broken = || Error::SealBroken(mail.stream.clone());
        for event in self.stream(&mail.stream).await? {
            let (Fact::Mail(MailStep::Queued { files: hashes, .. }), Some(sealed)) = fact_of(&event)? else {
                continue;
            };
            let Some(texts) = self.open_sealed(&mail.stream, &hex(&sealed)).await? else { return Ok(None) };
            let texts = serde_json::from_slice(&texts).map_err(|_| broken())?;
            let mut files = Vec::new();
            for hash in hashes {
                files.push(self.open_sealed(&mail.stream, &hash).await?.ok_or_else(broken)?);
            }
            return Ok(Some(MailContent { texts, files }));
        }
        Ok(None)
    }

    /// What the server answered last; none where it gave no answer, or its key was destroyed.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where it does not open.
    pub async fn mail_reply(&self, mail: &StoredMail) -> Result<Option<String>> {
        for event in self.stream(&mail.stream).await?.iter().rev() {
            if let (Fact::Mail(MailStep::Sent(_) | MailStep::Refused(_)), Some(sealed)) = fact_of(event)? {
                let bytes = self.open_sealed(&mail.stream, &hex(&sealed)).await?;
                let texts: Option<Map<String, Value>> =
                    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
                return Ok(texts.and_then(|texts| Some(texts.get("reply")?.as_str()?.to_owned())));
            }
        }
        Ok(None)
    }
}
