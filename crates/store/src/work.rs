//! Work lists: pages of applications by what must be done next, and how many lie where.
//!
//! Every page is read along one index from where the page before ended. What no index answers is looked at row by row,
//! within a bound, so that a page costs the same however many applications there are.

use std::collections::BTreeSet;

use jiff::civil::Date;
use statute::applicant::Applicant;
use statute::procedure::{Application, Queue, Stage};
use statute::registers::Channel;

use crate::database::Store;
use crate::error::Result;
use crate::fact::Account;
use crate::handling::read;
use crate::packed::all_rows;
use crate::projection::NEVER;

/// The most rows looked at for a page that an index does not answer alone.
const LOOKED_AT: usize = 2_000;
/// Behind every number.
const LAST_NUMBER: &str = "\u{10FFFF}";

/// Which applications a list shows; it also decides their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Those that are open, soonest limit first.
    #[default]
    Open,
    /// Those that are closed, latest received first.
    Closed,
    /// All, latest received first.
    All,
}

/// What one officer works on: what is assigned to them, and the queues of their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The account.
    pub account: String,
    /// Queues worked off together with others.
    pub queues: Vec<Queue>,
}

/// Where a row stands in its list: limit or day of receipt, then number.
pub type WorkKey = (String, String);

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// At the start.
    #[default]
    Start,
    /// After this row.
    After(WorkKey),
    /// It ends before this row.
    Before(WorkKey),
}

/// Which rows of the work list are asked for. What is left out filters nothing.
#[derive(Clone, Debug, Default)]
pub struct WorkQuery {
    /// Only what this officer works on.
    pub own: Option<Own>,
    /// Open, closed or both.
    pub standing: Standing,
    /// Only what lies in one of these queues.
    pub queues: Vec<Queue>,
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those assigned to this account.
    pub handler: Option<String>,
    /// Only those with a limit from the first day on, up to the second.
    pub limit: (Option<Date>, Option<Date>),
    /// Only those received, or arrived while they are not received, from the first day on, up to the second.
    pub listed: (Option<Date>, Option<Date>),
    /// Only those that came by this channel.
    pub channel: Option<Channel>,
    /// Only those of this kind of applicant.
    pub applicant: Option<Applicant>,
    /// Where the page begins.
    pub at: At,
    /// How many at the most.
    pub count: usize,
}

/// A row of a work list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// The application.
    pub application: Application,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
    /// What must be done next, in Chinese, and by when.
    pub limit: Option<(String, Date)>,
    /// Whether what was written with its registration is erased: its key is gone.
    pub is_erased: bool,
    key: WorkKey,
}

impl WorkRow {
    /// Where the row stands in its list.
    pub fn key(&self) -> WorkKey {
        self.key.clone()
    }
}

/// A page of a work list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkPage {
    /// Its rows, in the order of the list.
    pub rows: Vec<WorkRow>,
    /// Before which row the page before ends; none where there is none.
    pub previous: Option<WorkKey>,
    /// After which row the next page begins; none where there is none.
    pub next: Option<WorkKey>,
    /// Whether the page ends because enough rows were looked at, with fewer found than asked for.
    pub is_cut: bool,
}

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

/// The columns of a row; the last is none unless what was written is erased.
const COLUMNS: &str = "data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, \
                       applicant, is_open, erased";

/// The values of [`COLUMNS`], by their places: a name would be looked up for each value of each row.
type Columns = (
    String,
    i64,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    String,
    String,
    i64,
    Option<i64>,
);

/// A row as it is stored.
struct Row {
    data: String,
    version: i64,
    limit_kind: Option<String>,
    limit_by: String,
    stream: String,
    number: String,
    listed_on: String,
    stage: String,
    queue: String,
    handler: Option<String>,
    channel: String,
    applicant: String,
    is_open: i64,
    is_erased: bool,
}

impl From<Columns> for Row {
    #[rustfmt::skip]
    fn from(columns: Columns) -> Self {
        let (
            data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, applicant,
            is_open, erased,
        ) = columns;
        let is_erased = erased.is_some();
        Self {
            data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, applicant,
            is_open, is_erased,
        }
    }
}

/// One way into the table: a condition that an index begins with.
struct Way {
    condition: &'static str,
    value: Option<String>,
}

/// The order of a list: by which column, and from where to where.
struct Order {
    column: &'static str,
    is_ascending: bool,
    first: String,
    last: String,
}

/// What a way gave: rows in the order of reading, and where the reading stopped short of the end.
struct Walked {
    rows: Vec<Row>,
    stopped: Option<WorkKey>,
}

impl Order {
    fn of(query: &WorkQuery) -> Self {
        let is_open = query.standing == Standing::Open;
        let (from, until) = if is_open { query.limit } else { query.listed };
        Self {
            column: if is_open { "limit_by" } else { "listed_on" },
            is_ascending: is_open,
            first: from.map(|day| day.to_string()).unwrap_or_default(),
            last: until.map_or_else(|| NEVER.to_owned(), |day| day.to_string()),
        }
    }

    fn key(&self, row: &Row) -> WorkKey {
        let day = if self.column == "limit_by" { &row.limit_by } else { &row.listed_on };
        (day.clone(), row.number.clone())
    }
}

impl WorkQuery {
    /// The ways that together lead to every row asked for; each is the beginning of an index.
    fn ways(&self) -> Vec<Way> {
        let way = |condition, value: &str| Way { condition, value: Some(value.to_owned()) };
        let is_open = self.standing == Standing::Open;
        let of_handler = |account: &str| {
            way(if is_open { "handler = $2 and is_open = 1" } else { "handler = $2" }, account)
        };
        if let Some(handler) = &self.handler {
            return vec![of_handler(handler)];
        }
        if let Some(own) = &self.own {
            let assigned = std::iter::once(of_handler(&own.account));
            // What is closed lies on nobody's desk any more but stays with whoever handled it.
            let queues = own.queues.iter().filter(|_| is_open).map(|queue| way("queue = $2", queue.code()));
            return assigned.chain(queues).collect();
        }
        match self.stage {
            Some(stage) if is_open => vec![way("stage = $2", stage.code())],
            _ if is_open && !self.queues.is_empty() => {
                self.queues.iter().map(|queue| way("queue = $2", queue.code())).collect()
            }
            _ if is_open => vec![Way { condition: "is_open = 1", value: None }],
            _ => vec![Way { condition: "", value: None }],
        }
    }

    /// Whether a row is asked for, whatever way led to it.
    fn fits(&self, row: &Row) -> bool {
        let standing = match self.standing {
            Standing::Open => row.is_open == 1,
            Standing::Closed => row.is_open == 0,
            Standing::All => true,
        };
        let within = |day: &str, (from, until): (Option<Date>, Option<Date>)| {
            from.is_none_or(|from| *day >= *from.to_string())
                && until.is_none_or(|until| *day <= *until.to_string())
        };
        standing
            && (self.queues.is_empty() || self.queues.iter().any(|queue| queue.code() == row.queue))
            && self.stage.is_none_or(|stage| stage.code() == row.stage)
            && self.handler.as_ref().is_none_or(|handler| row.handler.as_ref() == Some(handler))
            && self.channel.is_none_or(|channel| channel.code() == row.channel)
            && self.applicant.is_none_or(|applicant| applicant.code() == row.applicant)
            && within(&row.limit_by, self.limit)
            && within(&row.listed_on, self.listed)
    }
}

impl Store {
    /// A page of the applications of an agency: open ones by what must be done next, others latest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn work_list(&self, agency: i64, query: &WorkQuery) -> Result<WorkPage> {
        let order = Order::of(query);
        let is_backward = matches!(query.at, At::Before(_));
        let is_rising = order.is_ascending != is_backward;
        let is_earlier = |one: &WorkKey, other: &WorkKey| if is_rising { one < other } else { one > other };
        let (mut found, mut stopped): (Vec<(WorkKey, Row)>, Option<WorkKey>) = (Vec::new(), None);
        for way in query.ways() {
            let walked = self.walk(agency, query, &order, &way, is_rising).await?;
            found.extend(walked.rows.into_iter().map(|row| (order.key(&row), row)));
            stopped = match (stopped, walked.stopped) {
                (Some(one), Some(other)) => Some(if is_earlier(&one, &other) { one } else { other }),
                (one, other) => one.or(other),
            };
        }
        found.sort_by(|(one, _), (other, _)| if is_rising { one.cmp(other) } else { other.cmp(one) });
        let mut seen = BTreeSet::new();
        found.retain(|(key, _)| seen.insert(key.clone()));
        if let Some(stopped) = &stopped {
            // Behind it, a way that stopped may still have rows that come first.
            found.retain(|(key, _)| !is_earlier(stopped, key));
        }
        let has_more = found.len() > query.count;
        found.truncate(query.count);
        let last = found.last().map(|(key, _)| key.clone());
        let is_cut = !has_more && stopped.is_some();
        let further = if has_more { last } else { stopped };
        if is_backward {
            found.reverse();
        }
        let first = found.first().map(|(key, _)| key.clone());
        let last = found.last().map(|(key, _)| key.clone());
        let (previous, next) = match &query.at {
            At::Start => (None, further),
            At::After(_) => (first, further),
            At::Before(key) => (further, last.or_else(|| Some(key.clone()))),
        };
        let rows = found.into_iter().map(|(key, row)| {
            let limit = row.limit_kind.zip(row.limit_by.parse().ok());
            let application = read(&row.data, &row.stream)?;
            let Row { stream, version, is_erased, .. } = row;
            Ok(WorkRow { application, stream, version, limit, is_erased, key })
        });
        Ok(WorkPage { rows: rows.collect::<Result<_>>()?, previous, next, is_cut })
    }

    /// Reads along one way until one row more than asked for is found, the way ends, or enough rows were looked at.
    async fn walk(
        &self,
        agency: i64,
        query: &WorkQuery,
        order: &Order,
        way: &Way,
        is_rising: bool,
    ) -> Result<Walked> {
        let sql = statement(way, order.column, is_rising);
        let (mut key, end) = if is_rising {
            ((order.first.clone(), String::new()), &order.last)
        } else {
            ((order.last.clone(), LAST_NUMBER.to_owned()), &order.first)
        };
        if let At::After(from) | At::Before(from) = &query.at {
            // A place outside of the days asked for leaves the page where they begin.
            let is_within = if is_rising { *from > key } else { *from < key };
            if is_within {
                key.clone_from(from);
            }
        }
        let mut walked = Walked { rows: Vec::new(), stopped: None };
        let (mut looked_at, mut chunk) = (0, query.count + 1);
        loop {
            let rows = all_rows!(&self.pool, Columns, COLUMNS, &sql, |asked| {
                let mut asked = asked.bind(agency);
                if let Some(value) = &way.value {
                    asked = asked.bind(value);
                }
                let (day, number) = &key;
                asked.bind(day).bind(number).bind(end).bind(chunk as i64)
            });
            let rows: Vec<Row> = rows.into_iter().map(Row::from).collect();
            looked_at += rows.len();
            let is_end = rows.len() < chunk;
            if let Some(last) = rows.last() {
                key = order.key(last);
            }
            walked.rows.extend(rows.into_iter().filter(|row| query.fits(row)));
            if is_end || walked.rows.len() > query.count {
                return Ok(walked);
            }
            if looked_at >= LOOKED_AT {
                walked.stopped = Some(key);
                return Ok(walked);
            }
            // The sparser the rows asked for, the more are read at a time.
            chunk = (chunk * 2).min(500);
        }
    }

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

/// The statement that reads along a way: agency, the way's value, the place, the end, how many.
fn statement(way: &Way, column: &str, is_rising: bool) -> String {
    let first = if way.value.is_some() { 3 } else { 2 };
    let (day, number, end, count) = (first, first + 1, first + 2, first + 3);
    let condition = if way.condition.is_empty() { String::new() } else { format!(" and {}", way.condition) };
    let (after, until, descending) = if is_rising { (">", "<=", "") } else { ("<", ">=", " desc") };
    format!(
        "select data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, \
         applicant, is_open, (select cast(1 as bigint) from sealed where sealed.stream = handling.stream \
         and sealed.wrapped_key is null limit 1) as erased from handling where agency = $1{condition} \
         and ({column}, number) {after} (${day}, ${number}) and {column} {until} ${end} \
         order by {column}{descending}, number{descending} limit ${count}"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

    use sqlx::AssertSqlSafe;

    use super::*;
    use crate::database::Pool;
    use crate::{Address, Keys};

    /// Every way of every list is an index of its own order: nothing is scanned, nothing is sorted.
    #[tokio::test]
    async fn every_way_is_the_beginning_of_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("gongkai.db"));
        let store = Store::open(&address, Keys::none()).await.unwrap();
        let own = Own { account: "承办甲".into(), queues: Queue::ALL.into() };
        let queries = [
            WorkQuery::default(),
            WorkQuery { own: Some(own.clone()), ..WorkQuery::default() },
            WorkQuery { stage: Some(Stage::Handling), ..WorkQuery::default() },
            WorkQuery { queues: vec![Queue::Signer], ..WorkQuery::default() },
            WorkQuery { handler: Some("承办甲".into()), ..WorkQuery::default() },
            WorkQuery { standing: Standing::Closed, ..WorkQuery::default() },
            WorkQuery { standing: Standing::All, own: Some(own), ..WorkQuery::default() },
        ];
        let mut count = 0;
        for query in queries {
            let order = Order::of(&query);
            for way in query.ways() {
                for is_rising in [true, false] {
                    let sql = format!("explain query plan {}", statement(&way, order.column, is_rising));
                    let Pool::Sqlite(db) = &store.pool else { panic!("a SQLite file") };
                    let mut asked = sqlx::query_as(AssertSqlSafe(sql.clone())).bind(1_i64);
                    if let Some(value) = &way.value {
                        asked = asked.bind(value);
                    }
                    let plan: Vec<(i64, i64, i64, String)> = asked
                        .bind("2026-03-16")
                        .bind("2026-1")
                        .bind("2026-03-31")
                        .bind(51_i64)
                        .fetch_all(db)
                        .await
                        .unwrap();
                    let steps: Vec<&str> = plan.iter().map(|(.., step)| step.as_str()).collect();
                    // Whether a row is erased is looked up among the few that are.
                    assert_eq!(steps.len(), 3, "{sql}: {steps:?}");
                    assert!(steps[2].contains("INDEX sealed_erased (stream=?"), "{sql}: {steps:?}");
                    assert!(
                        steps[0].starts_with("SEARCH handling USING INDEX handling_"),
                        "{sql}: {steps:?}"
                    );
                    let bounds = steps[0].matches(['<', '>']).count();
                    assert!(bounds >= 2, "from a place to an end: {sql}: {steps:?}");
                    count += 1;
                }
            }
        }
        assert!(count > 20);
    }
}
