//! Doing something with an application: the one way for console and portal. 《条例》第31条、第45条

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::letters::Fact;
use statute::procedure::{Act, Officer, Service, Step, Today, Verb, day_objection, earliest_day};
use statute::readings::Readings;
use store::{Author, GoesOut, MailState, Store, StoredApplication, StoredMail, StoredStep};

use super::status::{corrected_address, opened};
use super::upload::{self, Upload, record};
use super::{CaseFile, FieldFault, NotDone, Office, day_of};
use crate::letters::{self, LetterAgency};
use crate::mail::{self, Mailing, Telling, answer};

/// What an officer or the applicant does, with what they wrote and handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The act. The numbers of its letters are filled in when it is recorded.
    pub act: Act,
    /// The day it was done on, for verbs that have a day of their own; today where none is given.
    pub on: Option<Date>,
    /// The version of the application that was on the screen.
    pub version: i64,
    /// What was written, by field; sealed.
    pub texts: Map<String, Value>,
    /// What was handed in; sealed.
    pub files: Vec<Upload>,
}

/// Does it: loads the application, asks the procedure, records the act.
///
/// # Errors
/// [`NotDone`]: no such application, not permitted now, a letter that lacks something, somebody was faster.
pub async fn act(
    store: &Store,
    agency: i64,
    number: &str,
    deed: Deed,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    Office { store, agency, mailing: None, now }.act(number, deed, by).await
}

impl Office<'_> {
    /// Does it, and tells the applicant by e-mail: act and e-mail are recorded together.
    ///
    /// # Errors
    /// [`NotDone`]: no such application, not permitted now, an answer that does not go by e-mail, somebody was faster.
    pub async fn act(&self, number: &str, deed: Deed, by: &Officer) -> Result<(), NotDone> {
        let Self { store, agency, now, .. } = *self;
        let stored = store.application(agency, number).await?.ok_or(NotDone::Missing)?;
        if stored.version != deed.version {
            return Err(NotDone::Conflict);
        }
        let (calendar, readings) = (Calendar::published(), Readings::default());
        let date = day_of(now);
        let today = Today { date, calendar, readings: &readings };
        stored.application.check(&deed.act, by, &today)?;
        let step = Step::new(deed.on.unwrap_or(date), by.account.clone(), deed.act);
        let mut faults = upload::faults(&deed.files);
        faults.extend(self.day_fault(&stored, &step, &deed.texts, date).await?);
        let is_shown = !deed.files.is_empty() || is_written(&deed.texts, "evidence");
        // What the system sends itself is in its outbox; of an e-mail that somebody sent nothing else tells.
        let is_sent_by_hand = step.act == Act::Served { way: Service::Email } && self.mailing.is_none();
        if is_sent_by_hand && !is_shown {
            let message = "本系统没有配置邮件服务器，不发邮件：请写明何时从哪个邮箱发出，或者上传发送凭证";
            faults.push(FieldFault { field: "evidence", message: message.into() });
        }
        if let Act::Drafted(decision) = &step.act {
            faults.extend(earlier_faults(&deed.texts, stored.application.received_on.unwrap_or(date)));
            let written = letters::grounds(&deed.texts);
            if !decision.grounds().eq(written.iter().map(|ground| ground.form)) {
                let message = "写明的各项理由与决定的不一致".into();
                faults.push(FieldFault { field: "form", message });
            }
        }
        if let Act::Joined { into } = &step.act {
            let other = store.application(agency, into).await?;
            if into == number || !other.is_some_and(|other| other.application.is_open()) {
                faults.push(FieldFault {
                    field: "into", message: "应为另一件尚未办结的申请的编号".into()
                });
            }
        }
        let address = corrected_address(&deed.texts).filter(|_| matches!(step.act, Act::Served { .. }));
        if address.is_some_and(|email| !mail::is_address(email)) {
            faults
                .push(FieldFault {
                    field: "email", message: "应为电子邮箱地址，如 name@example.cn".into()
                });
        }
        let settles = self.settled_by(number, &step.act, &mut faults).await?;
        if !faults.is_empty() {
            return Err(NotDone::Invalid(faults));
        }
        let record = record(deed.texts, deed.files);
        let mailing = self.mailing.filter(|_| mail::may_tell(&step.act));
        let mut after = stored.application.clone();
        after.apply(&step);
        let numbered = after.numbered(&step.act);
        let (mut telling, mut letter_code) = (None, String::new());
        if !numbered.is_empty() || mailing.is_some() {
            let stationery = letters::stationery(store, agency, now).await?;
            let file = opened(store, agency, stored.clone(), date).await?;
            if let Some(form) = numbered.first() {
                let about_to = StoredStep {
                    version: stored.version + 1,
                    at: now.to_string(),
                    step: step.clone(),
                    texts: Some(record.texts.clone()),
                    files: Vec::new(),
                };
                letters::check_sending(&file, about_to, &stationery)?;
                letter_code = stationery.code_for(*form)?.to_owned();
            }
            if let Some(mailing) = mailing {
                let agency = stationery.agency;
                telling = Some(self.telling(mailing, agency, file, &step.act, &record.texts, date).await?);
            }
        }
        let author = Author { actor: by.account.clone(), at: now };
        let out = GoesOut { letter_code: &letter_code, tells: telling.map(Telling::tells), settles };
        Ok(store.record_and_tell(&author, agency, &stored, step, out, record).await?)
    }

    /// What speaks against the day of a step. An e-mail that goes out with it goes out today; a confirmation entered later
    /// says why. 《条例》第31条
    async fn day_fault(
        &self,
        stored: &StoredApplication,
        step: &Step,
        texts: &Map<String, Value>,
        today: Date,
    ) -> Result<Option<FieldFault>, NotDone> {
        let Some(verb) = step.act.verb().filter(|_| step.on != today) else { return Ok(None) };
        let steps = self.store.steps(&stored.stream).await?;
        let earliest = earliest_day(steps.iter().map(|stored| &stored.step)).unwrap_or(today);
        let on = |message| Some(FieldFault { field: "on", message });
        if let Some(message) = day_objection(verb, step.on, earliest, today) {
            return Ok(on(message));
        }
        if step.act == (Act::Served { way: Service::Email }) && self.mailing.is_some() {
            return Ok(on(format!("电子邮件由本系统现在发出，送达日期应为今天（{today}）")));
        }
        let lacks_reason = verb == Verb::Confirm && !is_written(texts, "late_reason");
        Ok(lacks_reason
            .then(|| FieldFault {
                field: "late_reason", message: "请填写确认日期早于今天的原因".into()
            }))
    }

    /// E-mails that were to serve the answer and are done with by an act: those refused, once it is served again.
    async fn settled_by(
        &self,
        number: &str,
        act: &Act,
        faults: &mut Vec<FieldFault>,
    ) -> Result<Vec<StoredMail>, NotDone> {
        if !matches!(act, Act::Served { .. } | Act::ServiceFailed) {
            return Ok(Vec::new());
        }
        let mails = self.store.mails(self.agency, number).await?;
        let mut services = mails.into_iter().filter(mail::is_service);
        if *act == Act::ServiceFailed {
            if services.any(|mail| mail.state == MailState::Queued) {
                let message = "邮件还在发送，系统会继续试送；不再试送之后再记录".into();
                faults.push(FieldFault { field: "reason", message });
            }
            return Ok(Vec::new());
        }
        Ok(services.filter(|mail| mail.state == MailState::Refused).collect())
    }

    /// What the e-mail of an act is written from.
    async fn telling(
        &self,
        mailing: &Mailing,
        agency: LetterAgency,
        file: CaseFile,
        act: &Act,
        texts: &Map<String, Value>,
        date: Date,
    ) -> Result<Telling, NotDone> {
        let mut person = file.person();
        if let Some(email) = corrected_address(texts).filter(|_| matches!(act, Act::Served { .. })) {
            email.clone_into(&mut person.email);
        }
        let answer = if matches!(act, Act::Served { way: Service::Email }) {
            Some(answer(self.store, self.agency, &file, &person.email, self.now).await?)
        } else {
            None
        };
        Ok(Telling {
            mailing: mailing.clone(),
            agency,
            person,
            way: file.field("way").to_owned(),
            before: Some(file.stored.application),
            texts: texts.clone(),
            answer,
            date,
        })
    }
}

fn is_written(texts: &Map<String, Value>, field: &str) -> bool {
    texts.get(field).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

/// An answer given before was given before this application was received. 《条例》第36条第（六）项
fn earlier_faults(texts: &Map<String, Value>, received_on: Date) -> Vec<FieldFault> {
    let of_grounds =
        (1..=letters::GROUNDS).map(|nth| letters::ground_field(Fact::EarlierAnsweredOn.name(), nth));
    let day = |field: &str| texts.get(field)?.as_str()?.parse::<Date>().ok();
    let fields = std::iter::once("earlier_on").chain(of_grounds);
    let late = fields.filter_map(|field| Some((field, day(field)?)));
    late.filter(|(_, on)| *on > received_on)
        .map(|(field, on)| {
            let message = format!("此前答复的日期 {on} 应不晚于收到本申请之日（{received_on}）");
            FieldFault { field, message }
        })
        .collect()
}
