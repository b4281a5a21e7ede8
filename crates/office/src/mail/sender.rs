//! The sender: takes what is due, hands it over, records what became of it.

use std::future::Future;
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use serde_json::Value;
use store::{Author, MailContent, MailStep, Reply, Store, StoredMail};

use super::server::{NotAccepted, Server};

/// How long a sender has an e-mail in hand: longer than an attempt takes.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// Pauses after the first failures; the last one is kept to.
const PAUSES: [SignedDuration; 5] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(4),
];
/// Attempts after which an e-mail is given up: some five days, as RFC 5321 (section 4.5.4.1) has it.
const ATTEMPTS: u32 = 33;
/// How often the outbox is looked into.
const LOOK: Duration = Duration::from_secs(5);
/// How often a success is tried to be recorded before another attempt must be risked.
const RECORDINGS: u32 = 10;
/// Who sends, in the ledger.
const ACTOR: &str = "邮件发送";

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Nothing was due.
    Nothing,
    /// The server accepted it.
    Sent,
    /// It is tried again later.
    Deferred,
    /// It is not tried again.
    Refused,
    /// Somebody else had it in hand.
    Taken,
}

/// Sends the e-mails of one agency. Any number of them may run over one ledger.
#[derive(Clone)]
pub struct Sender {
    /// The ledger.
    pub store: Store,
    /// The agency's number in it.
    pub agency: i64,
    /// What the agency is called.
    pub name: String,
    /// 发件地址
    pub address: String,
    /// Where to.
    pub server: Server,
}

impl Sender {
    /// Sends what is due, and looks again, until `stop` comes to pass; what is under way is finished first.
    /// `complain` hears what the ledger says where it does not answer, and why the server cannot be spoken with, once
    /// until it could be again.
    pub async fn run(
        &self,
        now: impl Fn() -> Timestamp,
        complain: impl Fn(&str),
        stop: impl Future<Output = ()>,
    ) {
        let mut stop = std::pin::pin!(stop);
        let mut told = None;
        loop {
            let pause = match self.try_next(now()).await {
                Ok((Tried::Nothing, _)) => LOOK,
                Ok((tried, fault)) => {
                    if let Some(fault) = fault.filter(|fault| told != Some(*fault)) {
                        complain(fault);
                    }
                    if fault.is_some() || tried == Tried::Sent {
                        told = fault;
                    }
                    Duration::ZERO
                }
                Err(error) => {
                    complain(&error.to_string());
                    LOOK
                }
            };
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Takes the oldest e-mail that is due in hand and tries to send it.
    ///
    /// # Errors
    /// Where the database does not answer; the e-mail is then tried again when its lease is over.
    pub async fn send_next(&self, now: Timestamp) -> store::Result<Tried> {
        Ok(self.try_next(now).await?.0)
    }

    /// As [`Sender::send_next`]; with why the server could not be spoken with.
    async fn try_next(&self, now: Timestamp) -> store::Result<(Tried, Option<&'static str>)> {
        let Some(mail) = self.store.due_mails(self.agency, now, 1).await?.pop() else {
            return Ok((Tried::Nothing, None));
        };
        if !self.store.lease_mail(&mail, now, now + LEASE).await? {
            return Ok((Tried::Taken, None));
        }
        let attempts = mail.attempts + 1;
        let outcome = match self.message(&mail).await? {
            Ok(message) => self.server.deliver(message.envelope(), &message.formatted()).await,
            Err(why) => Err(NotAccepted::never(&why)),
        };
        match outcome {
            Ok(accepted) => {
                let reply = Reply { code: Some(accepted.code), attempts };
                self.record(&mail, MailStep::Sent(reply), &accepted.reply, now).await?;
                Ok((Tried::Sent, None))
            }
            Err(failed) if failed.is_final || attempts >= ATTEMPTS => {
                let reply = Reply { code: failed.code, attempts };
                self.record(&mail, MailStep::Refused(reply), &failed.reply, now).await?;
                Ok((Tried::Refused, None))
            }
            Err(failed) => {
                let pause = PAUSES[(mail.attempts as usize).min(PAUSES.len() - 1)];
                // The server's own words may repeat the address.
                let fault = failed.code.map_or_else(|| failed.fault.to_owned(), |code| code.to_string());
                self.store.defer_mail(&mail, &fault, now + pause).await?;
                Ok((Tried::Deferred, failed.code.is_none().then_some(failed.fault)))
            }
        }
    }

    /// The database may be busy for a moment; what the server accepted must not be sent twice for that.
    async fn record(
        &self,
        mail: &StoredMail,
        step: MailStep,
        reply: &str,
        now: Timestamp,
    ) -> store::Result<()> {
        let author = Author { actor: ACTOR.to_owned(), at: now };
        let mut tries = 0;
        loop {
            tries += 1;
            match self.store.record_mail(&author, self.agency, mail, step.clone(), reply).await {
                // Somebody recorded it already: their lease had run out.
                Err(error) if error.is_conflict() => return Ok(()),
                Err(_) if tries < RECORDINGS => tokio::time::sleep(Duration::from_secs(1)).await,
                outcome => return outcome,
            }
        }
    }

    /// The e-mail as it goes out, or why there is none.
    async fn message(&self, mail: &StoredMail) -> store::Result<Result<Message, String>> {
        let Some(content) = self.store.mail_content(mail).await? else {
            return Ok(Err("个人信息已经销毁".into()));
        };
        let stream = format!("application/{}/{}", self.agency, mail.application);
        let mut files = named_files(&content);
        for (name, hash) in enclosed(&content) {
            match self.store.open_sealed(&stream, &hash).await? {
                Some(bytes) => files.push((name, bytes)),
                None => return Ok(Err("附件已经销毁".into())),
            }
        }
        Ok(self.written(mail, &content, files))
    }

    fn written(
        &self,
        mail: &StoredMail,
        content: &MailContent,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<Message, String> {
        let text =
            |name: &str| content.texts.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let address = |text: &str| text.parse().map_err(|_| "地址不能识别".to_owned());
        let queued: Timestamp = mail.queued_at.parse().map_err(|_| "时间不能识别".to_owned())?;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let builder = Message::builder()
            .from(Mailbox::new(Some(self.name.clone()), address(&self.address)?))
            .to(Mailbox::new(None, address(&text("to"))?))
            .subject(text("subject"))
            .date(SystemTime::UNIX_EPOCH + Duration::from_millis(queued.as_millisecond().max(0) as u64))
            .message_id(Some(mail.message_id.clone()))
            // Nobody's automatic answer is wanted (RFC 3834).
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let plain = SinglePart::plain(text("text"));
        let built = if files.is_empty() {
            builder.singlepart(plain)
        } else {
            let parts = files.into_iter().map(|(name, bytes)| {
                let kind = kind(&name);
                Attachment::new(name).body(bytes, kind)
            });
            builder.multipart(parts.fold(MultiPart::mixed().singlepart(plain), MultiPart::singlepart))
        };
        built.map_err(|_| "邮件不能生成".to_owned())
    }
}

/// The attachments of an e-mail's own, with their names.
fn named_files(content: &MailContent) -> Vec<(String, Vec<u8>)> {
    let names = content.texts.get("files").and_then(Value::as_array).cloned().unwrap_or_default();
    let name = |place: usize| names.get(place).and_then(Value::as_str).unwrap_or("附件").to_owned();
    content.files.iter().enumerate().map(|(place, bytes)| (name(place), bytes.clone())).collect()
}

/// Name and hash of the attachments that are the application's.
fn enclosed(content: &MailContent) -> Vec<(String, String)> {
    let pairs = content.texts.get("enclosed").and_then(Value::as_array).into_iter().flatten();
    pairs
        .filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())))
        .collect()
}

fn kind(name: &str) -> ContentType {
    let kind = match name.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("tif") => "image/tiff",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    };
    ContentType::parse(kind).expect("these are content types")
}
