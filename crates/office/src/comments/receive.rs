//! Taking a comment: from the form on the site without an account, or entered by an officer.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, json};
use statute::comment::{ANSWERING, Act, Step};
use statute::procedure::{Officer, Role};
use statute::registers::Channel;
use store::{Author, Record, Registered, Store};

use super::{NotDone, WHO};
use crate::applications::{FieldFault, day_of, is_readable};
use crate::publications::numbered;

/// The longest comment, in characters.
pub const TEXT_LIMIT: usize = 5000;
/// How often a comment is tried again while officers write on the draft.
const TRIES: usize = 8;
/// The longest other field.
const FIELD_LIMIT: usize = 200;

/// A comment as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The number of the draft's publication.
    pub publication: String,
    /// By which channel it came.
    pub channel: Channel,
    /// The day it came.
    pub received_on: Date,
    /// 姓名或者名称; never demanded.
    pub name: String,
    /// 联系方式; never demanded.
    pub contact: String,
    /// Which article of the draft it is about; may be empty.
    pub clause: String,
    /// 意见和理由
    pub text: String,
    /// The form's own key, by which a repeated submission is recognized.
    pub submission: Option<String>,
}

impl Incoming {
    fn faults(&self, today: Date) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut check = |field, value: &str, zh: &str, most: usize, is_line: bool| {
            let length = value.chars().count();
            let message = if length > most {
                Some(format!("{zh}最多{most}字，现有{length}字"))
            } else if !is_readable(value) {
                Some(format!("{zh}含有不能识别的字符"))
            } else if is_line && value.contains(['\n', '\r']) {
                Some(format!("{zh}应写在一行之内"))
            } else {
                None
            };
            faults.extend(message.map(|message| FieldFault { field, message }));
        };
        check("name", &self.name, "姓名或者名称", FIELD_LIMIT, true);
        check("contact", &self.contact, "联系方式", FIELD_LIMIT, true);
        check("clause", &self.clause, "针对的条款", FIELD_LIMIT, true);
        check("text", &self.text, "意见和理由", TEXT_LIMIT, false);
        if self.text.trim().is_empty() {
            faults.push(FieldFault { field: "text", message: "请填写意见和理由".into() });
        }
        if self.received_on > today {
            let message = format!("收到日期 {} 晚于今天（{today}），应不晚于今天", self.received_on);
            faults.push(FieldFault { field: "received_on", message });
        }
        faults
    }

    fn record(&self) -> Record {
        let person = json!({ "name": self.name, "contact": self.contact });
        let texts = [(WHO, person), ("clause", json!(self.clause)), ("text", json!(self.text))];
        let texts: Map<_, _> = texts.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        Record { texts, ..Record::default() }
    }
}

fn submission_hash(store: &Store, key: &str) -> String {
    store.secret_hash("comment_submission", key)
}

/// The number under which this form was taken already, whatever day it is now: the answer may have been lost.
///
/// # Errors
/// Where the database does not answer.
pub async fn resubmitted(store: &Store, agency: i64, key: &str) -> store::Result<Option<String>> {
    store.commented_as(agency, &submission_hash(store, key)).await
}

/// Takes a comment: on disk when this returns. The same submission again answers the first number. A citizen's comes on
/// the day it is sent; an officer enters what came in time otherwise, until the result is published.
///
/// # Errors
/// [`NotDone::NotTaken`] where it came too early or too late, [`NotDone::Invalid`] with every field that cannot be taken.
pub async fn receive(
    store: &Store,
    agency: i64,
    incoming: Incoming,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    let is_citizen = by.roles.contains(&Role::Applicant);
    if !is_citizen && !by.roles.iter().any(|role| ANSWERING.contains(role)) {
        return Err(NotDone::NotYours);
    }
    let today = day_of(now);
    let received_on = if is_citizen { today } else { incoming.received_on };
    let faults = Incoming { received_on, ..incoming.clone() }.faults(today);
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let author = Author { actor: by.account.clone(), at: now };
    let mut tries = 0..TRIES;
    loop {
        let stored = numbered(store, agency, &incoming.publication).await?.ok_or(NotDone::Missing)?;
        stored.item.takes_comment(received_on)?;
        let act = Act::Received {
            publication: stored.item.number.clone(),
            channel: incoming.channel,
            received_on,
            submission: incoming.submission.as_deref().map(|key| submission_hash(store, key)),
        };
        let step = Step { on: today, by: by.account.clone(), act };
        match store.receive_comment(&author, agency, &stored, step, incoming.record()).await {
            // Something was done with the draft meanwhile, perhaps its result published: it decides again.
            Err(error) if error.is_conflict() && tries.next().is_some() => {}
            received => return Ok(received?),
        }
    }
}
