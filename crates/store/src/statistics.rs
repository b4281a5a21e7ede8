//! Tables three and four out of the ledger: by counters for one agency or all together, by a full count for each.

use std::collections::BTreeMap;

use statute::leaf::Leaf;

use crate::counts::{Counts, TableFour, TableThree};
use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::projection::{EVERYBODY, cells};

/// Whose numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One agency.
    Agency(i64),
    /// The sum of all.
    All,
}

impl Store {
    async fn counters(&self, scope: Scope, year: i16) -> Result<Vec<(i16, Counts)>> {
        const SQL: &str = "select year, counts from tally where agency = $1 and year <= $2";
        let agency = match scope {
            Scope::Agency(id) => id,
            Scope::All => EVERYBODY,
        };
        let rows: Vec<(i64, Vec<u8>)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(i64::from(year))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(|(year, bytes)| Ok((year as i16, counts_of(agency, year, &bytes)?))).collect()
    }

    /// Table three of a year by the counters.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn table_three(&self, scope: Scope, year: i16) -> Result<TableThree> {
        Ok(TableThree::of(year, &self.counters(scope, year).await?))
    }

    /// Table four of a year by the counters.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn table_four(&self, scope: Scope, year: i16) -> Result<TableFour> {
        Ok(TableFour::of(year, &self.counters(scope, year).await?))
    }

    /// Table three of a year for every agency, by the counters.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn all_tables_three(&self, year: i16) -> Result<BTreeMap<i64, TableThree>> {
        const SQL: &str = "select agency, year, counts from tally where agency <> $1 and year <= $2 \
                           order by agency";
        let rows: Vec<(i64, i64, Vec<u8>)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(EVERYBODY)
            .bind(i64::from(year))
            .fetch_all(db)
            .await)?;
        let mut tables = BTreeMap::new();
        for years in rows.chunk_by(|(a, ..), (b, ..)| a == b) {
            let agency = years[0].0;
            let counts = years
                .iter()
                .map(|(_, year, bytes)| Ok((*year as i16, counts_of(agency, *year, bytes)?)))
                .collect::<Result<Vec<_>>>()?;
            tables.insert(agency, TableThree::of(year, &counts));
        }
        Ok(tables)
    }

    /// Table three of a year for every agency, counted from every single application.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count_table_three(&self, year: i16) -> Result<BTreeMap<i64, TableThree>> {
        const SQL: &str = "select agency, cells from application_pack order by agency, part";
        let rows: Vec<(i64, Vec<u8>)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_all(db).await)?;
        let mut tables = BTreeMap::new();
        for parts in rows.chunk_by(|(a, _), (b, _)| a == b) {
            let count = count(parts.iter().map(|(_, cells)| cells.as_slice()), year.unsigned_abs());
            tables.insert(parts[0].0, count);
        }
        Ok(tables)
    }
}

fn counts_of(agency: i64, year: i64, bytes: &[u8]) -> Result<Counts> {
    Counts::from_bytes(bytes).ok_or_else(|| Error::Corrupt {
        stream: format!("tally/{agency}/{year}"),
        version: 0,
        problem: "计数长度不符，请执行 gongkai rebuild".into(),
    })
}

/// Outcomes, and one more line for what is still open.
const LINES: usize = Leaf::ALL.len() + 1;

fn count<'a>(parts: impl Iterator<Item = &'a [u8]>, year: u16) -> TableThree {
    // Lines of eight columns keep the index a shift and an or.
    let (mut received, mut carried) = ([0_i64; 8], [0_i64; 8]);
    let mut outcomes = [[0_i64; 8]; 32];
    for part in parts {
        for (received_in, answered_in, leaf, applicant) in cells(part) {
            let column = usize::from(applicant & 7);
            let answered_before = answered_in != 0 && answered_in < year;
            received[column] += i64::from(received_in == year);
            carried[column] += i64::from(received_in < year && !answered_before);
            let line = if answered_in == year { usize::from(leaf & 31) } else { LINES };
            outcomes[line][column] += 1;
        }
    }
    let six = |line: [i64; 8]| std::array::from_fn(|column| line[column]);
    let outcomes = std::array::from_fn(|leaf| six(outcomes[leaf]));
    TableThree::assemble(six(received), &outcomes, six(carried))
}
