//! Published reports that something done afterwards makes wrong.

use store::{Draft, Fact, Store, Texts};

use super::report_stream;

/// A correction for each published year in which rows of the registers count otherwise now than before; `rows` tells how
/// many of a year do.
pub(crate) async fn corrections(
    store: &Store,
    agency: i64,
    reason: &str,
    rows: impl Fn(i16) -> u64,
) -> store::Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    for year in store.frozen_reports(agency).await?.into_iter().map(|report| report.year) {
        let rows = rows(year);
        if rows > 0 {
            let stream = report_stream(agency, year);
            let expected = store.version(&stream).await?;
            let fact = Fact::ReportCorrected { year, reason: reason.to_owned(), rows };
            drafts.push(Draft { agency, stream, expected, fact, texts: Texts::Nothing });
        }
    }
    Ok(drafts)
}
