//! Letters by e-mail to applicants (电子邮件): what is told with which act, and how it is sent.
//!
//! `docs/decisions/0034-mail-outbox.md` says why the query code is in none of them.

mod answer;
mod sender;
mod server;
mod texts;

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::procedure::{Act, Application, Service, Step, Today};
use statute::readings::Readings;
use store::{Outgoing, Record, StoredMail, Tells};

use crate::accounts::random;
use crate::applications::Person;
use crate::letters::LetterAgency;

pub(crate) use answer::{Answer, answer};
pub use sender::{Sender, Tried};
pub use server::{Login, Security, Server};

/// The largest attachments of one e-mail, in bytes: what mail servers commonly take, before encoding.
pub const ATTACHMENTS_LIMIT: usize = 20 * 1024 * 1024;

/// What e-mails are written with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailing {
    /// 发件地址
    pub sender: String,
    /// The site as applicants reach it, such as `https://xxgk.example.gov.cn`; empty where it is not told.
    pub site: String,
}

/// What an e-mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// 登记回执
    Receipt,
    /// 确认收到. 《条例》第31条
    Confirmation,
    /// 补正通知. 《条例》第30条
    Supplement,
    /// 延长答复期限. 《条例》第33条
    Extension,
    /// 延迟答复. 《条例》第35条
    Delay,
    /// 收费通知. 《条例》第42条
    Fee,
    /// 不再处理告知. 《条例》第30条
    Lapse,
    /// 答复已经签发
    Ready,
    /// 答复书: the e-mail is the service.
    Answer,
    /// 送达告知
    Served,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 10] = [
        Self::Receipt,
        Self::Confirmation,
        Self::Supplement,
        Self::Extension,
        Self::Delay,
        Self::Fee,
        Self::Lapse,
        Self::Ready,
        Self::Answer,
        Self::Served,
    ];

    /// The code in the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Confirmation => "confirmation",
            Self::Supplement => "supplement",
            Self::Extension => "extension",
            Self::Delay => "delay",
            Self::Fee => "fee",
            Self::Lapse => "lapse",
            Self::Ready => "ready",
            Self::Answer => "answer",
            Self::Served => "served",
        }
    }

    /// The topic with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Receipt => "登记回执",
            Self::Confirmation => "收到申请告知",
            Self::Supplement => "补正通知",
            Self::Extension => "延长答复期限告知",
            Self::Delay => "延迟答复告知",
            Self::Fee => "收费通知",
            Self::Lapse => "不再处理告知",
            Self::Ready => "答复签发告知",
            Self::Answer => "答复书",
            Self::Served => "送达告知",
        }
    }

    /// What an act tells the applicant by e-mail; none where it tells nothing.
    fn of(act: &Act, way: &str) -> Option<Self> {
        Some(match act {
            Act::Registered { split_from: None, .. } => Self::Receipt,
            Act::Confirmed => Self::Confirmation,
            Act::SupplementAsked { .. } => Self::Supplement,
            Act::ExtensionApproved { .. } => Self::Extension,
            Act::DelayFixed { .. } => Self::Delay,
            Act::FeeNotified(_) => Self::Fee,
            Act::SupplementLapsed { .. } | Act::FeeLapsed { .. } => Self::Lapse,
            // Whoever gets the answer by e-mail need not be told that it will come.
            Act::Signed { .. } if !way.contains("电子邮件") => Self::Ready,
            Act::Served { way: Service::Email } => Self::Answer,
            Act::Served { way: Service::Post | Service::PublicNotice } => Self::Served,
            _ => return None,
        })
    }
}

/// Whether an e-mail is the service of an answer, and as such no service while it is not accepted.
pub fn is_service(mail: &StoredMail) -> bool {
    mail.topic == Topic::Answer.code()
}

/// Whether an act can tell the applicant anything by e-mail, whatever way they chose.
pub(crate) fn may_tell(act: &Act) -> bool {
    Topic::of(act, "").is_some()
}

/// An address as a mail server takes it, at a host outside this machine.
pub fn is_address(text: &str) -> bool {
    text.trim().parse::<lettre::Address>().is_ok_and(|address| address.domain().contains('.'))
}

/// Everything an e-mail of an act is written from.
pub(crate) struct Telling {
    pub(crate) mailing: Mailing,
    pub(crate) agency: LetterAgency,
    pub(crate) person: Person,
    /// 获取方式, as the applicant chose it.
    pub(crate) way: String,
    /// The application before the act; none where the act begins it.
    pub(crate) before: Option<Application>,
    /// What the officer wrote with the act.
    pub(crate) texts: Map<String, Value>,
    /// The answer that is served with the act.
    pub(crate) answer: Option<Answer>,
    /// The day of the act.
    pub(crate) date: Date,
}

impl Telling {
    /// To be asked once number and letter are known.
    pub(crate) fn tells(self) -> Tells {
        Arc::new(move |number, step| self.outgoing(number, step))
    }

    /// The e-mail, where the act tells something and the applicant gave an address.
    fn outgoing(&self, number: &str, step: &Step) -> Option<Outgoing> {
        let to = self.person.email.trim();
        let topic = Topic::of(&step.act, &self.way).filter(|_| !to.is_empty())?;
        let readings = Readings::default();
        let application = match &self.before {
            None => Application::begin(number, step, &readings)?,
            Some(before) => {
                let mut after = before.clone();
                after.apply(step);
                after
            }
        };
        let today = Today { date: self.date, calendar: Calendar::published(), readings: &readings };
        let (subject, text) = texts::written(self, topic, &application, step, &today);
        let mut texts = Map::new();
        for (name, value) in [("to", to.to_owned()), ("subject", subject), ("text", text)] {
            texts.insert(name.to_owned(), value.into());
        }
        let mut files = Vec::new();
        if let Some(answer) = &self.answer {
            texts.insert("files".into(), vec![Value::from(answer.name.clone())].into());
            let enclosed =
                answer.enclosed.iter().map(|(name, hash)| Value::from(vec![name.clone(), hash.clone()]));
            texts.insert("enclosed".into(), enclosed.collect::<Vec<_>>().into());
            files.push(answer.pdf.clone());
        }
        let domain = self.mailing.sender.rsplit('@').next().unwrap_or_default();
        Some(Outgoing {
            topic: topic.code(),
            message_id: format!("<{}@{domain}>", random(26)),
            record: Record { texts, files, index: Vec::new() },
        })
    }
}
