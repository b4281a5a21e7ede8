//! Freezing a published report: the hashes of its files are recorded, and its year's registers are closed.

use store::{Author, Draft, Fact, FrozenFile, Store, Texts};

use super::current::report_stream;
use super::load::{NoAgency, agency};

/// Why a report is not frozen.
#[derive(Debug, thiserror::Error)]
pub enum NotFrozen {
    /// There is nothing to freeze.
    #[error("没有可冻结的文件")]
    NoFiles,
    /// These very files are frozen already.
    #[error("{0}年年度报告已冻结，文件未变")]
    Already(i16),
    /// No such agency.
    #[error(transparent)]
    Agency(#[from] NoAgency),
    /// The ledger does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Records what was published for a year. Freezing anew with other files is allowed only after a correction or with
/// other files: both stay in the stream.
///
/// # Errors
/// [`NotFrozen`] says why not.
pub async fn freeze(
    store: &Store,
    author: &Author,
    name: Option<&str>,
    year: i16,
    files: Vec<FrozenFile>,
) -> Result<String, NotFrozen> {
    if files.is_empty() {
        return Err(NotFrozen::NoFiles);
    }
    let agency = agency(store, name).await?;
    let frozen = store.frozen_reports(agency.id).await?;
    if frozen.iter().any(|report| report.year == year && report.files == files && !report.is_corrected) {
        return Err(NotFrozen::Already(year));
    }
    let stream = report_stream(agency.id, year);
    let draft = Draft {
        agency: agency.id,
        expected: store.version(&stream).await?,
        stream,
        fact: Fact::Frozen { year, files },
        texts: Texts::Nothing,
    };
    store.append(author, [draft]).await?;
    Ok(agency.agency.name)
}
