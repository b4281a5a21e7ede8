//! Filing a case (登记收案): the copy of an application for review, or of a complaint, reached the agency.

use jiff::Timestamp;
use search::term;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::procedure::{Officer, Today};
use statute::readings::Readings;
use statute::remedy_case::{Act, Filing, RemedyCase, Step, Verb};
use store::{Author, Registered, Store};

use super::{NotDone, corrections, field_faults};
use crate::applications::{FieldFault, Upload, day_of, earliest, file_faults, record};

/// A case as an officer files it.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// What counts; its submission is the form's own key, not yet hashed.
    pub filing: Filing,
    /// What was written, by field; sealed.
    pub texts: Map<String, Value>,
    /// What was handed in; sealed.
    pub files: Vec<Upload>,
}

/// Files a case. The same submission again answers the first number.
///
/// # Errors
/// [`NotDone::NotPermitted`] for whoever may not, [`NotDone::Invalid`] with every field that cannot be taken.
pub async fn file(
    store: &Store,
    agency: i64,
    intake: Intake,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    Verb::File.permit(by)?;
    let Intake { mut filing, texts, files } = intake;
    let readings = Readings::default();
    let date = day_of(now);
    let today = Today { date, calendar: Calendar::published(), readings: &readings };
    let mut faults = field_faults(filing.faults(&today));
    faults.extend(received_faults(store, agency, &filing, earliest(date)).await?);
    faults.extend(file_faults(&files));
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    filing.submission = filing.submission.map(|key| store.secret_hash("remedy_submission", &key));
    let step = Step { on: date, by: by.account.clone(), act: Act::Filed(filing) };
    let entry = RemedyCase::begin("", &step).and_then(|case| case.entry());
    let reason = "年报公布之后登记的复议诉讼案件";
    let along = corrections(store, agency, None, entry.as_ref(), reason).await?;
    let author = Author { actor: by.account.clone(), at: now };
    let mut record = record(texts, files);
    // Whoever claims is found by the whole name, as applicants are.
    let claimant = record.texts.get("claimant").and_then(Value::as_str).map(term::normal);
    record.index.extend(claimant.filter(|name| !name.is_empty()).map(|name| ("name", name)));
    Ok(store.file_remedy(&author, agency, step, record, along).await?)
}

/// What speaks against the application named and the day of receipt.
async fn received_faults(
    store: &Store,
    agency: i64,
    filing: &Filing,
    earliest: jiff::civil::Date,
) -> Result<Vec<FieldFault>, NotDone> {
    let on = filing.received_on;
    let mut faults = Vec::new();
    let fault = |field, message| FieldFault { field, message };
    if on < earliest {
        faults.push(fault("received_on", format!("收到日期 {on} 早于一年前，请核对")));
    }
    if let Some(number) = &filing.application {
        match store.application(agency, number).await? {
            None => faults.push(fault(
                "application",
                format!("没有编号为{number}的申请；不针对申请、或者申请不在本系统办理的，留空"),
            )),
            Some(stored) if on < stored.application.arrived_on => {
                let arrived_on = stored.application.arrived_on;
                let message = format!("收到日期 {on} 早于申请{number}的到达日期 {arrived_on}");
                faults.push(fault("received_on", message));
            }
            Some(_) => {}
        }
    }
    Ok(faults)
}
