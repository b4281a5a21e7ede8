//! Registers and texts out of the ledger, as a report needs them.

use std::collections::BTreeSet;

use documents::report_json;
use statute::procedure::Application;
use statute::registers::{Register, Registers};
use statute::report::AnnualReport;
use store::{AgencyRow, At, Entry, Standing, Store, WorkQuery};

use super::workbook;

/// Why an agency cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum NoAgency {
    /// The ledger holds none of this name.
    #[error("数据库中没有「{name}」{}", there_are(.known))]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// No name was given and there is not exactly one agency.
    #[error("请用 --agency 指明机关{}", there_are(.0))]
    NotTold(Vec<String>),
    /// The ledger does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
}

fn there_are(names: &[String]) -> String {
    match names {
        [] => "，数据库中还没有机关，请先执行 gongkai import".into(),
        names => format!("，数据库中有：{}", names.join("、")),
    }
}

/// The agency of this full or short name; without a name the only one there is.
///
/// # Errors
/// [`NoAgency`] says which agencies there are.
pub async fn agency(store: &Store, name: Option<&str>) -> Result<AgencyRow, NoAgency> {
    let mut agencies = store.agencies().await?;
    let names = || agencies.iter().map(|row| row.agency.name.clone()).collect();
    let index = match name {
        Some(name) => agencies
            .iter()
            .position(|row| row.agency.name == name)
            .or_else(|| agencies.iter().position(|row| row.agency.short_name.as_deref() == Some(name)))
            .ok_or_else(|| NoAgency::Unknown { name: name.to_owned(), known: names() })?,
        None if agencies.len() == 1 => 0,
        None => return Err(NoAgency::NotTold(names())),
    };
    Ok(agencies.swap_remove(index))
}

/// All registers of an agency, entries of every year in the order they were entered.
///
/// # Errors
/// Where the database does not answer, or sealed texts do not open.
pub async fn registers(store: &Store, agency: &AgencyRow) -> store::Result<Registers> {
    let mut registers = Registers { agency: agency.agency.clone(), ..Registers::default() };
    let given: Vec<String> = store.given_registers(agency.id).await?.into_values().flatten().collect();
    for register in Register::ALL {
        let rows = store.register(agency.id, register).await?;
        if rows.is_empty() && !given.iter().any(|name| name == register.file_stem()) {
            registers.absent.insert(register);
        }
        for row in rows {
            match row.entry {
                Entry::Application(row) => registers.applications.push(row),
                Entry::Consultation(row) => registers.consultations.push(row),
                Entry::Document(row) => registers.documents.push(row),
                Entry::Interpretation(row) => registers.interpretations.push(row),
                Entry::Decision(row) => registers.decisions.push(row),
                Entry::Fee(row) => registers.fees.push(row),
                Entry::Remedy(row) => registers.remedies.push(row),
                Entry::Post(row) => registers.posts.push(row),
                Entry::Proposal(row) => registers.proposals.push(row),
                Entry::Training(row) => registers.trainings.push(row),
                Entry::Task(row) => registers.tasks.push(row),
                Entry::Member(row) => registers.members.push(row),
                Entry::Catalogue(row) => registers.catalogue.push(row),
            }
        }
    }
    let mut held = Vec::new();
    for_each_handled(store, agency.id, |application| held.extend(workbook::consultations(application)))
        .await?;
    let known: BTreeSet<String> = registers.consultations.iter().map(|one| one.application.clone()).collect();
    held.retain(|one| !known.contains(&one.application));
    if !held.is_empty() {
        registers.absent.remove(&Register::Consultations);
    }
    registers.consultations.extend(held);
    Ok(registers)
}

/// Looks at every application under the procedure.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn for_each_handled(
    store: &Store,
    agency: i64,
    mut look: impl FnMut(&Application),
) -> store::Result<()> {
    const PAGE: usize = 500;
    let mut query = WorkQuery { standing: Standing::All, count: PAGE, ..WorkQuery::default() };
    loop {
        let page = store.work_list(agency, &query).await?;
        page.rows.iter().for_each(|row| look(&row.application));
        let Some(next) = page.next else { return Ok(()) };
        query.at = At::After(next);
    }
}

/// What a report of one year is built from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportInput {
    /// All registers.
    pub registers: Registers,
    /// The narrative of the year.
    pub narrative: Option<String>,
    /// The report of the year before, as `report.json` has it.
    pub previous: Option<serde_json::Value>,
}

impl ReportInput {
    /// The report of the year before as a report.
    ///
    /// # Errors
    /// Says in Chinese why it cannot be read.
    pub fn previous_report(&self) -> Result<Option<AnnualReport>, String> {
        let Some(value) = &self.previous else { return Ok(None) };
        match report_json::from_value(value) {
            Ok((report, _)) => Ok(Some(report)),
            Err(why) => Err(format!("数据库中的上年度报告读不出来：{why}")),
        }
    }
}

/// Everything the ledger holds for the report of a year; nothing else is needed to build it.
///
/// # Errors
/// Where the database does not answer, or sealed texts do not open.
pub async fn report_input(store: &Store, agency: &AgencyRow, year: i16) -> store::Result<ReportInput> {
    Ok(ReportInput {
        registers: registers(store, agency).await?,
        narrative: store.narrative(agency.id, year).await?,
        previous: store.previous(agency.id, year).await?,
    })
}
