//! The ways into the table: each a condition and an order that an index begins with, and its statement.

use super::query::{Standing, WorkQuery};
use super::row::{Row, WorkKey};
use crate::projection::NEVER;

/// One way into the table: a condition that an index begins with.
pub(super) struct Way {
    pub(super) condition: &'static str,
    pub(super) value: Option<String>,
}

/// The order of a list: by which column, and from where to where.
pub(super) struct Order {
    pub(super) column: &'static str,
    pub(super) is_ascending: bool,
    pub(super) first: String,
    pub(super) last: String,
}

impl Order {
    pub(super) fn of(query: &WorkQuery) -> Self {
        let is_open = query.standing == Standing::Open;
        let (from, until) = if is_open { query.limit } else { query.listed };
        Self {
            column: if is_open { "limit_by" } else { "listed_on" },
            is_ascending: is_open,
            first: from.map(|day| day.to_string()).unwrap_or_default(),
            last: until.map_or_else(|| NEVER.to_owned(), |day| day.to_string()),
        }
    }

    pub(super) fn key(&self, row: &Row) -> WorkKey {
        let day = if self.column == "limit_by" { &row.limit_by } else { &row.listed_on };
        (day.clone(), row.number.clone())
    }
}

impl WorkQuery {
    /// The ways that together lead to every row asked for; each is the beginning of an index.
    pub(super) fn ways(&self) -> Vec<Way> {
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
}

/// The statement that reads along a way: agency, the way's value, the place, the end, how many.
pub(super) fn statement(way: &Way, column: &str, is_rising: bool) -> String {
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
    use statute::procedure::{Queue, Stage};

    use super::*;
    use crate::database::Pool;
    use crate::{Address, Keys, Own, Store};

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
