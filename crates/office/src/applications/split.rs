//! Splitting an application: several matters in one letter become applications of their own, received on the same day.

use jiff::Timestamp;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::procedure::{Act, Officer, Step, Today, Verb};
use statute::readings::Readings;
use store::{Author, Draft, Fact, Record, Store, Texts};

use super::{FieldFault, NotDone, case_file, day_of};

/// What is split off.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The version of the application that was on the screen.
    pub version: i64,
    /// What is asked in each further application.
    pub contents: Vec<String>,
    /// What was written about it, by field; sealed with the application they come from.
    pub note: Map<String, Value>,
}

/// The most parts of one split.
const PARTS: usize = 20;

/// Splits further applications off, one for each text, and answers their numbers: `2026-12-1`. All or none is recorded.
/// They keep applicant, channel and the
/// day of receipt.
///
/// # Errors
/// [`NotDone`]: no such application, not permitted now, nothing to split off, somebody was faster.
pub async fn split(
    store: &Store,
    agency: i64,
    number: &str,
    parts: Parts,
    by: &Officer,
    now: Timestamp,
) -> Result<Vec<String>, NotDone> {
    let Parts { version, contents, note } = parts;
    let date = day_of(now);
    let file = case_file(store, agency, number, date).await?;
    let (stored, application) = (&file.stored, &file.stored.application);
    if stored.version != version {
        return Err(NotDone::Conflict);
    }
    let readings = Readings::default();
    application.permit(
        Verb::Split,
        by,
        &Today { date, calendar: Calendar::published(), readings: &readings },
    )?;
    if contents.is_empty() || contents.len() > PARTS {
        let message = format!("拆出{}件，应为1至{PARTS}件", contents.len());
        return Err(NotDone::Invalid(vec![FieldFault { field: "parts", message }]));
    }
    let numbers = free_numbers(store, agency, number, contents.len()).await?;
    let step = |on, act| Step::new(on, by.account.clone(), act);
    let mut drafts = Vec::new();
    for (part, content) in numbers.iter().zip(&contents) {
        let stream = format!("application/{agency}/{part}");
        let registered = Act::Registered {
            channel: application.channel,
            applicant: application.applicant,
            query_code: None,
            submission: None,
            split_from: Some(number.to_owned()),
        };
        let registered = step(application.arrived_on, registered);
        let is_received = statute::procedure::Application::begin(part, &registered, &readings)
            .is_some_and(|part| part.received_on.is_some());
        let draft = |expected, step, texts| Draft {
            agency,
            stream: stream.clone(),
            expected,
            fact: Fact::Procedure { step, files: Vec::new() },
            texts,
        };
        drafts.push(draft(0, registered, Texts::Record(record(&file, content))));
        if let (false, Some(on)) = (is_received, application.received_on) {
            drafts.push(draft(1, step(on, Act::Confirmed), Texts::Nothing));
        }
    }
    drafts.push(Draft {
        agency,
        stream: stored.stream.clone(),
        expected: version,
        fact: Fact::Procedure { step: step(date, Act::Split { into: numbers.clone() }), files: Vec::new() },
        texts: Record { texts: note, ..Record::default() }.into(),
    });
    let author = Author { actor: by.account.clone(), at: now };
    store.append(&author, drafts).await?;
    Ok(numbers)
}

/// What the applicant wrote, with the content of the part; attachments stay with the first application.
fn record(file: &super::CaseFile, content: &str) -> Record {
    let mut texts = file.steps.first().and_then(|step| step.texts.clone()).unwrap_or_default();
    texts.remove("files");
    texts.insert("content".into(), content.into());
    Record { texts, files: Vec::new(), index: file.person().index() }
}

async fn free_numbers(
    store: &Store,
    agency: i64,
    number: &str,
    count: usize,
) -> Result<Vec<String>, NotDone> {
    let (mut numbers, mut serial) = (Vec::new(), 0);
    while numbers.len() < count {
        serial += 1;
        let part = format!("{number}-{serial}");
        if store.application(agency, &part).await?.is_none() {
            numbers.push(part);
        }
    }
    Ok(numbers)
}
