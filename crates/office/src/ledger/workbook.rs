//! The register of applications as a workbook (台账), read page by page and written as it is read. 《条例》第45条

use std::collections::BTreeMap;

use documents::registers::{ApplicationsWorkbook, WorkbookRow};
use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::procedure::{Application, Service, Stage, Today};
use statute::readings::Readings;
use statute::registers::{ApplicationEntry, ConsultationEntry};
use store::{At, Entry, Standing, Store, WorkQuery, WorkRow};
use tokio::sync::mpsc;

use crate::applications::Person;

/// Applications read at a time.
const PAGE: usize = 200;
/// Rows that wait for the writer.
const WAITING: usize = 64;

/// What of an applicant is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Name and what was asked.
    Name,
    /// What was asked, without the name.
    NoName,
}

/// Why a workbook is not written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The workbook.
    #[error("台账不能写成工作簿：{0}")]
    Workbook(String),
}

/// The workbook of the applications that a query asks for, whatever its page. Where it asks for all, applications that
/// only the register holds are in it too.
///
/// # Errors
/// [`NotWritten`] says why not.
pub async fn workbook(
    store: &Store,
    agency: i64,
    query: WorkQuery,
    shown: Shown,
    date: Date,
) -> Result<Vec<u8>, NotWritten> {
    let accounts = store.accounts().await?.into_iter().filter(|row| row.agency == agency);
    let titles = accounts.map(|row| (row.account.name, row.account.title)).collect();
    let (rows, mut waiting) = mpsc::channel::<WorkbookRow>(WAITING);
    let writing = tokio::task::spawn_blocking(move || {
        let mut workbook = ApplicationsWorkbook::new(shown == Shown::Name)?;
        while let Some(row) = waiting.blocking_recv() {
            workbook.add(&row)?;
        }
        workbook.finish()
    });
    Reading { store, agency, query, titles, date, rows }.all().await?;
    let written = writing.await.map_err(|error| NotWritten::Workbook(error.to_string()))?;
    written.map_err(|error| NotWritten::Workbook(error.to_string()))
}

struct Reading<'a> {
    store: &'a Store,
    agency: i64,
    query: WorkQuery,
    titles: BTreeMap<String, String>,
    date: Date,
    rows: mpsc::Sender<WorkbookRow>,
}

impl Reading<'_> {
    /// Reads everything; the writer ends when the reader is gone.
    async fn all(mut self) -> store::Result<()> {
        self.query.at = At::Start;
        self.query.count = PAGE;
        loop {
            let page = self.store.work_list(self.agency, &self.query).await?;
            // What was split stands there as its parts.
            for row in page.rows.into_iter().filter(|row| row.application.split_into.is_empty()) {
                let row = self.handled(row).await?;
                // A writer that failed says so itself.
                if self.rows.send(row).await.is_err() {
                    return Ok(());
                }
            }
            match page.next {
                Some(next) => self.query.at = At::After(next),
                None => break,
            }
        }
        self.registered().await
    }

    async fn handled(&self, row: WorkRow) -> store::Result<WorkbookRow> {
        let texts = self.store.registration(&row.stream).await?.unwrap_or_default();
        let person: Person = texts
            .get("person")
            .and_then(|person| serde_json::from_value(person.clone()).ok())
            .unwrap_or_default();
        let content = texts.get("content").and_then(|content| content.as_str()).unwrap_or_default();
        let application = row.application;
        let readings = Readings::default();
        let today = Today { date: self.date, calendar: Calendar::published(), readings: &readings };
        let handler = application.handler.as_ref();
        Ok(WorkbookRow {
            listed_on: application.listed_on(),
            channel: application.channel,
            applicant: application.applicant,
            name: person.name,
            content: content.to_owned(),
            stage: application.stage.zh(),
            handler: handler.map(|name| self.titles.get(name).unwrap_or(name).clone()).unwrap_or_default(),
            due: application.deadline(&today).and_then(|deadline| deadline.due),
            consultations: consultations(&application),
            letter: application.letter.clone().unwrap_or_default(),
            service: application.served.map_or("", |(_, way)| Service::zh(way)),
            entry: application.entry(),
            number: application.number,
        })
    }

    /// Applications that were brought in with a register and never went through the procedure.
    async fn registered(&self) -> store::Result<()> {
        let query = &self.query;
        let is_all = query.standing != Standing::Open && query.own.is_none() && query.handler.is_none();
        if !is_all || query.stage.is_some_and(|stage| stage != Stage::Closed) {
            return Ok(());
        }
        let mut after = String::new();
        loop {
            let page = self.store.registered_after(self.agency, &after, PAGE as u32).await?;
            let Some(last) = page.last() else { return Ok(()) };
            let Entry::Application(last) = &last.entry else { return Ok(()) };
            after.clone_from(&last.number);
            for stored in page {
                let Entry::Application(entry) = stored.entry else { continue };
                if fits(query, &entry) && self.rows.send(registered(entry)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}

fn fits(query: &WorkQuery, entry: &ApplicationEntry) -> bool {
    let (from, until) = query.listed;
    (query.standing == Standing::All || entry.leaf.is_some())
        && from.is_none_or(|from| entry.received_on >= from)
        && until.is_none_or(|until| entry.received_on <= until)
        && query.channel.is_none_or(|channel| entry.channel == channel)
        && query.applicant.is_none_or(|applicant| entry.applicant == applicant)
}

fn registered(mut entry: ApplicationEntry) -> WorkbookRow {
    let stage = if entry.leaf.is_some() { Stage::Closed.zh() } else { "" };
    WorkbookRow {
        number: entry.number.clone(),
        listed_on: entry.received_on,
        channel: entry.channel,
        applicant: entry.applicant,
        name: String::new(),
        content: entry.content.take().unwrap_or_default(),
        stage,
        handler: String::new(),
        due: None,
        consultations: Vec::new(),
        letter: String::new(),
        service: "",
        entry: Some(entry),
    }
}

/// The consultations of an application as their register has them.
pub(crate) fn consultations(application: &Application) -> Vec<ConsultationEntry> {
    let one = |inquiry: &statute::procedure::Inquiry| ConsultationEntry {
        application: application.number.clone(),
        kind: inquiry.kind,
        sent_on: inquiry.sent_on,
        served_on: inquiry.served_on,
        closed_on: inquiry.closed.map(|(on, _)| on),
    };
    application.inquiries.iter().map(one).collect()
}
