//! The counters of tables three and four, for each agency and for all together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::counts::{Change, Counts};
use crate::database::{Write, on};
use crate::error::{Error, Result};

/// Stands for the sum of all agencies.
pub(crate) const EVERYBODY: i64 = 0;

/// The counters touched in this transaction.
#[derive(Default)]
pub(super) struct Tallies(BTreeMap<(i64, i16), Counts>);

impl Tallies {
    pub(super) async fn count(
        &mut self,
        write: &mut Write,
        agency: i64,
        changes: impl Iterator<Item = Change>,
    ) -> Result<()> {
        for (year, counter, difference) in changes {
            for agency in [agency, EVERYBODY] {
                let counts = match self.0.entry((agency, year)) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => place.insert(load(write, agency, year).await?),
                };
                counts.add(counter, difference);
            }
        }
        Ok(())
    }

    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        const SQL: &str = "insert into tally (agency, year, counts) values ($1, $2, $3) \
                           on conflict (agency, year) do update set counts = excluded.counts";
        for ((agency, year), counts) in std::mem::take(&mut self.0) {
            on!(write, Write, |db| sqlx::query(SQL)
                .bind(agency)
                .bind(i64::from(year))
                .bind(counts.to_bytes())
                .execute(&mut **db)
                .await
                .map(drop))?;
        }
        Ok(())
    }
}

async fn load(write: &mut Write, agency: i64, year: i16) -> Result<Counts> {
    const SQL: &str = "select counts from tally where agency = $1 and year = $2";
    let row: Option<(Vec<u8>,)> = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(agency)
        .bind(i64::from(year))
        .fetch_optional(&mut **db)
        .await)?;
    row.map_or_else(
        || Ok(Counts::default()),
        |(bytes,)| {
            Counts::from_bytes(&bytes).ok_or_else(|| Error::Corrupt {
                stream: format!("tally/{agency}/{year}"),
                version: 0,
                problem: "计数长度不符，请执行 gongkai rebuild".into(),
            })
        },
    )
}
