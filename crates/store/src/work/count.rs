//! How many applications lie where.

use jiff::civil::Date;
use statute::procedure::{Queue, Stage};

use crate::database::Store;
use crate::error::Result;
use crate::fact::Account;
use crate::packed::all_rows;

/// How many applications lie where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCount {
    /// To whom they are assigned; empty where to nobody.
    pub handler: String,
    /// What that account is called; empty where the agency has no such account.
    pub title: String,
    /// At which stage.
    pub stage: Stage,
    /// In which queue.
    pub queue: Queue,
    /// How many.
    pub cases: u64,
    /// Of these, with a limit that has passed.
    pub overdue: u64,
    /// Of these, with a limit from today up to the day asked for.
    pub due: u64,
}

impl Store {
    /// As [`Store::work_counts`], from the database.
    pub(crate) async fn count_work(&self, agency: i64, today: Date, soon: Date) -> Result<Vec<WorkCount>> {
        const SQL: &str = "select handler, stage, queue, cases, overdue, due, \
                           (select data from account where name = counted.handler and agency = $1) as data \
                           from (select handler, stage, queue, cast(sum(cases) as bigint) as cases, \
                           cast(sum(case when limit_by < $2 then cases else 0 end) as bigint) as overdue, \
                           cast(sum(case when limit_by >= $2 and limit_by <= $3 then cases else 0 end) as bigint) as due \
                           from handling_count where agency = $1 group by handler, stage, queue) as counted";
        type Sums = (String, String, String, i64, i64, i64, Option<String>);
        let columns = "handler, stage, queue, cases, overdue, due, data";
        let rows = all_rows!(&self.pool, Sums, columns, SQL, |asked| asked
            .bind(agency)
            .bind(today.to_string())
            .bind(soon.to_string()));
        let count = |(handler, stage, queue, cases, overdue, due, account): Sums| {
            let (stage, queue) = (Stage::from_code(&stage)?, Queue::from_code(&queue)?);
            let [cases, overdue, due] = [cases, overdue, due].map(i64::unsigned_abs);
            let account: Option<Account> = account.and_then(|data| serde_json::from_str(&data).ok());
            let title = account.map(|account| account.title).unwrap_or_default();
            Some(WorkCount { handler, title, stage, queue, cases, overdue, due })
        };
        Ok(rows.into_iter().filter_map(count).collect())
    }
}
