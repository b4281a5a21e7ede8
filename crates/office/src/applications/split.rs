//! Splitting an application: the matters of one letter become applications of their own in its place, with its day of
//! receipt and its term.

use jiff::Timestamp;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::procedure::{Act, Officer, Step, Today, Verb};
use statute::readings::Readings;
use store::{Author, Draft, Fact, Record, Store, Texts};

use super::{FieldFault, NotDone, case_file, day_of};

/// What an application is split into.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The version of the application that was on the screen.
    pub version: i64,
    /// What is asked in each part; together they are what was asked.
    pub contents: Vec<String>,
    /// What was written about it, by field; sealed with the application they come from.
    pub note: Map<String, Value>,
}

/// How many parts there may be.
const PARTS: std::ops::RangeInclusive<usize> = 2..=20;

/// Splits an application into parts, one for each text, and answers their numbers: `2026-12-1`. All or none is recorded.
/// The parts keep applicant, channel, day of receipt and what the clock has counted; the application itself is closed
/// and counts no more. Its query code opens them.
///
/// # Errors
/// [`NotDone`]: no such application, not permitted now, too few parts, somebody was faster.
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
    if !PARTS.contains(&contents.len()) {
        let message = format!("拆分为{}件，应为{}至{}件", contents.len(), PARTS.start(), PARTS.end());
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
            happened: application.happenings.clone(),
        };
        drafts.push(Draft {
            agency,
            stream,
            expected: 0,
            fact: Fact::Procedure { step: step(application.arrived_on, registered), files: Vec::new() },
            texts: Texts::Record(record(&file, content)),
        });
    }
    drafts.push(Draft {
        agency,
        stream: stored.stream.clone(),
        expected: version,
        fact: Fact::Procedure {
            step: step(date, Act::Split { into: numbers.clone(), closes: true }),
            files: Vec::new(),
        },
        texts: Record { texts: note, ..Record::default() }.into(),
    });
    let author = Author { actor: by.account.clone(), at: now };
    store.append(&author, drafts).await?;
    Ok(numbers)
}

/// What the applicant wrote, with the content of the part; attachments stay with the application it came from.
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
