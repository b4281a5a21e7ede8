//! Doing something with an application: the one way for console and portal. 《条例》第45条

use jiff::Timestamp;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::procedure::{Act, Officer, Step, Today};
use statute::readings::Readings;
use store::{Author, Record, Store};

use super::upload::{self, Upload};
use super::{FieldFault, NotDone, day_of};

/// What an officer or the applicant does, with what they wrote and handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The act. The number of a letter is filled in when it is recorded.
    pub act: Act,
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
/// [`NotDone`]: no such application, not permitted now, somebody was faster.
pub async fn act(
    store: &Store,
    agency: i64,
    number: &str,
    deed: Deed,
    by: &Officer,
    letter_code: &str,
    now: Timestamp,
) -> Result<(), NotDone> {
    let stored = store.application(agency, number).await?.ok_or(NotDone::Missing)?;
    if stored.version != deed.version {
        return Err(NotDone::Conflict);
    }
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let date = day_of(now);
    let today = Today { date, calendar, readings: &readings };
    stored.application.check(&deed.act, by, &today)?;
    let mut faults = upload::faults(&deed.files);
    if let Act::Joined { into } = &deed.act {
        let other = store.application(agency, into).await?;
        if into == number || !other.is_some_and(|other| other.application.is_open()) {
            faults.push(FieldFault {
                field: "into", message: "应为另一件尚未办结的申请的编号".into()
            });
        }
    }
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let author = Author { actor: by.account.clone(), at: now };
    let mut texts = deed.texts;
    if !deed.files.is_empty() {
        let names: Vec<_> = deed.files.iter().map(Upload::safe_name).collect();
        texts.insert("files".into(), names.into());
    }
    let files = deed.files.into_iter().map(|file| file.bytes).collect();
    let record = Record { texts, files, index: Vec::new() };
    let step = Step { on: date, by: by.account.clone(), act: deed.act };
    Ok(store.record(&author, agency, &stored, step, letter_code, record).await?)
}
