//! Registering a request, and doing something with it: the one way for the console. 《条例》第41条、第45条

use jiff::Timestamp;
use serde_json::{Map, Value};
use statute::procedure::Officer;
use statute::rectification::{Act, Step, Verb};
use statute::registers::Channel;
use store::{Author, Registered, Store};

use super::letter::composed;
use super::{NotDone, PERSONAL, WHO, case_file};
use crate::applications::{FieldFault, Upload, day_of, earliest, file_faults, record};
use crate::deed::Deed;
use crate::letters::stationery;

/// A request as an officer registers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// By which channel it came.
    pub channel: Channel,
    /// The day it reached the agency.
    pub received_on: jiff::civil::Date,
    /// The form's own key, by which a repeated submission is recognized.
    pub submission: Option<String>,
    /// What was written, by field; sealed.
    pub texts: Map<String, Value>,
    /// The proof and other papers; sealed.
    pub files: Vec<Upload>,
}

/// Registers a request. The same submission again answers the first number.
///
/// # Errors
/// [`NotDone::NotPermitted`] for whoever may not, [`NotDone::Invalid`] with every field that cannot be taken.
pub async fn register(
    store: &Store,
    agency: i64,
    intake: Intake,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    Verb::Register.permit(by)?;
    let Intake { channel, received_on, submission, texts, files } = intake;
    let submission = submission.map(|key| store.secret_hash("rectification_submission", &key));
    let act = Act::Registered { channel, received_on, submission };
    let today = day_of(now);
    let on = |message| FieldFault { field: "received_on", message };
    let mut faults: Vec<_> = act.day_fault(today).map(on).into_iter().collect();
    if received_on < earliest(today) {
        faults.push(on(format!("收到日期 {received_on} 早于一年前，请核对")));
    }
    faults.extend(file_faults(&files));
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let step = Step { on: today, by: by.account.clone(), act };
    let author = Author { actor: by.account.clone(), at: now };
    let written = record(apart(texts), files);
    Ok(store.register_rectification(&author, agency, step, written).await?)
}

/// Who applies and where they are reached stand apart from what is asked: the index of texts leaves them out.
fn apart(mut texts: Map<String, Value>) -> Map<String, Value> {
    let person = PERSONAL.into_iter().filter_map(|field| texts.remove_entry(field));
    let person: Map<_, _> = person.collect();
    texts.insert(WHO.to_owned(), Value::Object(person));
    texts
}

/// Does it: loads the request, asks the table, records the act. Nothing is signed whose letter lacks something.
///
/// # Errors
/// [`NotDone`]: no such request, not permitted now, a letter that lacks something, somebody was faster.
pub async fn act(
    store: &Store,
    agency: i64,
    number: &str,
    deed: Deed<Act>,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    let file = case_file(store, agency, number).await?;
    let Deed { act, version, texts, files } = deed;
    if file.stored.version != version {
        return Err(NotDone::Conflict);
    }
    file.stored.case.permit(act.verb(), by)?;
    let faults = file_faults(&files);
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let today = day_of(now);
    let mut letter_code = String::new();
    if let (Some(_), Some(judgement)) = (act.letter(), file.stored.case.judgement) {
        let stationery = stationery(store, agency, now).await?;
        composed(&file, judgement, &stationery, today)?;
        stationery.code_for(judgement.letter())?.clone_into(&mut letter_code);
    }
    let step = Step { on: today, by: by.account.clone(), act };
    let author = Author { actor: by.account.clone(), at: now };
    let written = record(texts, files);
    Ok(store.record_rectification(&author, agency, &file.stored, step, &letter_code, written).await?)
}
