//! Taking an application in, by any channel. 《条例》第29条、第31条

use jiff::Timestamp;
use jiff::civil::Date;
use search::term;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use statute::applicant::Applicant;
use statute::procedure::{Act, Officer, Role, Step};
use statute::registers::Channel;
use store::{Author, Record, Store};

use super::upload::{self, Upload};
use super::{FieldFault, NotDone, Office, contact, day_of, is_readable, query_code};
use crate::letters::stationery;
use crate::mail::Telling;

/// The longest description of the information, in characters.
const CONTENT_LIMIT: usize = 5000;
/// The longest other field, in characters.
const FIELD_LIMIT: usize = 200;
/// Fields of more than one line.
const LONG: [&str; 2] = ["content", "purpose"];

/// Who applies, in their own words; sealed as a whole. 《条例》第29条第2款第（一）项
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// 姓名 or 名称
    pub name: String,
    /// 工作单位, of a citizen.
    pub workplace: String,
    /// 证件名称
    pub identity_kind: String,
    /// 证件号码 or 统一社会信用代码
    pub identity_number: String,
    /// 法定代表人, of an organization.
    pub representative: String,
    /// 联系人, of an organization.
    pub contact: String,
    /// 联系电话
    pub telephone: String,
    /// 联系地址
    pub address: String,
    /// 邮政编码
    pub postcode: String,
    /// 传真
    pub fax: String,
    /// 电子邮箱
    pub email: String,
}

impl Person {
    /// What a person is found by without being readable: blanks and widths of a name do not matter.
    pub(super) fn index(&self) -> Vec<(&'static str, String)> {
        vec![("name", term::normal(&self.name)), ("identity", self.identity_number.trim().to_owned())]
    }
}

/// An application as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// By which channel.
    pub channel: Channel,
    /// The kind of applicant.
    pub applicant: Applicant,
    /// Who applies.
    pub person: Person,
    /// 所需信息的名称、文号或者其他特征性描述. 《条例》第29条第2款第（二）项
    pub content: String,
    /// 提供方式: 纸质, 电子邮件 and the like. 《条例》第29条第2款第（三）项
    pub form: String,
    /// 获取方式: 邮寄, 自行领取 and the like.
    pub way: String,
    /// 用途; never demanded.
    pub purpose: String,
    /// Identity proof and other attachments.
    pub files: Vec<Upload>,
    /// The day it reached the office; only an officer may give one, never in the future.
    pub arrived_on: Date,
    /// Why that day is earlier than the day of registration; an officer must say so.
    pub arrival_reason: String,
    /// The form's own key, by which a repeated submission is recognized.
    pub submission: Option<String>,
}

/// What the applicant keeps (登记回执).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// 申请编号
    pub number: String,
    /// 查询码; none where the application was taken in with another one.
    pub query_code: Option<String>,
    /// Whether this call took it in: the same submission again gets the same receipt, since the answer to the first may
    /// have been lost on its way.
    pub is_new: bool,
}

impl Intake {
    /// What is missing or cannot be taken, field by field. An officer registers what came, however incomplete: what is
    /// missing then becomes a reason for a supplement, not for refusal. 《条例》第29条、第30条
    pub fn faults(&self, by: &Officer, today: Date) -> Vec<FieldFault> {
        let is_online = by.roles.contains(&Role::Applicant);
        let mut faults = upload::faults(&self.files);
        let person = &self.person;
        let is_natural = self.applicant == Applicant::NaturalPerson;
        let mut need = |field: &'static str, value: &str, what: &str, is_required: bool, limit: usize| {
            let length = value.chars().count();
            if is_required && value.trim().is_empty() {
                faults.push(FieldFault { field, message: format!("请填写{what}") });
            } else if length > limit {
                let message = format!("{what}有{length}字，应不超过{limit}字");
                faults.push(FieldFault { field, message });
            } else if !is_readable(value) {
                faults.push(FieldFault { field, message: format!("{what}含有不能识别的字符") });
            } else if is_online && !LONG.contains(&field) && value.contains(['\n', '\r']) {
                faults.push(FieldFault { field, message: format!("{what}应写在一行之内") });
            }
        };
        let named = if is_natural { "姓名" } else { "名称" };
        let numbered = if is_natural { "证件号码" } else { "统一社会信用代码" };
        need("name", &person.name, named, true, FIELD_LIMIT);
        need("workplace", &person.workplace, "工作单位", false, FIELD_LIMIT);
        need("identity_kind", &person.identity_kind, "证件名称", is_online && is_natural, FIELD_LIMIT);
        need("identity_number", &person.identity_number, numbered, is_online, FIELD_LIMIT);
        need("representative", &person.representative, "法定代表人", false, FIELD_LIMIT);
        need("contact", &person.contact, "联系人", is_online && !is_natural, FIELD_LIMIT);
        need("telephone", &person.telephone, "联系电话", is_online, FIELD_LIMIT);
        need("address", &person.address, "联系地址", is_online, FIELD_LIMIT);
        need("postcode", &person.postcode, "邮政编码", false, FIELD_LIMIT);
        need("fax", &person.fax, "传真", false, FIELD_LIMIT);
        need("email", &person.email, "电子邮箱", false, FIELD_LIMIT);
        need("content", &self.content, "所需信息的名称、文号或者其他特征性描述", true, CONTENT_LIMIT);
        need("form", &self.form, "提供方式", is_online, FIELD_LIMIT);
        need("way", &self.way, "获取方式", is_online, FIELD_LIMIT);
        need("purpose", &self.purpose, "用途", false, FIELD_LIMIT);
        need(
            "arrival_reason",
            &self.arrival_reason,
            "到达日期早于今天的原因",
            !is_online && self.arrived_on < today,
            FIELD_LIMIT,
        );
        if is_online {
            faults.extend(contact::faults(person, is_natural));
        }
        if self.arrived_on > today {
            let message = format!("到达日期 {} 应不晚于今天（{today}）", self.arrived_on);
            faults.push(FieldFault { field: "arrived_on", message });
        }
        if self.arrived_on < earliest(today) {
            let message = format!("到达日期 {} 早于一年前，请核对", self.arrived_on);
            faults.push(FieldFault { field: "arrived_on", message });
        }
        faults
    }

    fn record(self) -> Record {
        let mut texts = Map::new();
        let names: Vec<_> = self.files.iter().map(Upload::safe_name).collect();
        let index = self.person.index();
        let person = serde_json::to_value(self.person).expect("texts are always JSON");
        for (key, value) in [
            ("person", person),
            ("content", self.content.into()),
            ("form", self.form.into()),
            ("way", self.way.into()),
            ("purpose", self.purpose.into()),
            ("arrival_reason", self.arrival_reason.into()),
            ("files", names.into()),
        ] {
            texts.insert(key.to_owned(), value);
        }
        texts.retain(|_, value: &mut Value| *value != Value::String(String::new()));
        Record { texts, files: self.files.into_iter().map(|file| file.bytes).collect(), index }
    }
}

/// A date before this long ago is a slip of the pen.
const EARLIEST: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 366);

/// The first day an application may be said to have arrived on.
pub fn earliest(today: Date) -> Date {
    today.saturating_sub(EARLIEST)
}

/// Takes an application in: on disk when this returns. The same submission again answers the first receipt; its query
/// code is made from the form's own key, which nobody else knows.
///
/// # Errors
/// [`NotDone::Invalid`] with every field that cannot be taken.
pub async fn register(
    store: &Store,
    agency: i64,
    intake: Intake,
    by: &Officer,
    now: Timestamp,
) -> Result<Receipt, NotDone> {
    Office { store, agency, mailing: None, now }.register(intake, by).await
}

impl Office<'_> {
    /// Takes an application in, and tells the applicant by e-mail: both are on disk when this returns.
    ///
    /// # Errors
    /// [`NotDone::Invalid`] with every field that cannot be taken.
    pub async fn register(&self, intake: Intake, by: &Officer) -> Result<Receipt, NotDone> {
        let Self { store, agency, now, .. } = *self;
        let faults = intake.faults(by, day_of(now));
        if !faults.is_empty() {
            return Err(NotDone::Invalid(faults));
        }
        let code = query_code::new(store, intake.submission.as_deref());
        let code_hash = query_code::hash(store, &code);
        let act = Act::Registered {
            channel: intake.channel,
            applicant: intake.applicant,
            query_code: Some(code_hash.clone()),
            submission: intake.submission.as_deref().map(|key| query_code::submission_hash(store, key)),
            split_from: None,
            happened: vec![],
        };
        let step = Step::new(intake.arrived_on, by.account.clone(), act);
        let author = Author { actor: by.account.clone(), at: now };
        let telling = match self.mailing {
            Some(mailing) => Some(Telling {
                mailing: mailing.clone(),
                agency: stationery(store, agency, now).await?.agency,
                person: intake.person.clone(),
                way: intake.way.clone(),
                before: None,
                texts: Map::new(),
                answer: None,
                date: day_of(now),
            }),
            None => None,
        };
        let registered = store
            .register_and_tell(&author, agency, step, intake.record(), telling.map(Telling::tells))
            .await?;
        let is_own = registered.is_new
            || store
                .application(agency, &registered.number)
                .await?
                .is_some_and(|stored| stored.query_code.as_ref() == Some(&code_hash));
        Ok(Receipt {
            number: registered.number,
            query_code: is_own.then_some(code),
            is_new: registered.is_new,
        })
    }
}
