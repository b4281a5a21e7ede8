//! A page of a work list, put together of what the ways into the table give.

use std::collections::BTreeSet;

use super::query::{At, WorkQuery};
use super::row::{COLUMNS, Columns, Row, WorkKey, WorkRow};
use super::way::{Order, Way, statement};
use crate::database::Store;
use crate::error::Result;
use crate::handling::read;
use crate::packed::all_rows;

/// The most rows looked at for a page that an index does not answer alone.
const LOOKED_AT: usize = 2_000;
/// Behind every number.
const LAST_NUMBER: &str = "\u{10FFFF}";

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

/// What a way gave: rows in the order of reading, and where the reading stopped short of the end.
struct Walked {
    rows: Vec<Row>,
    stopped: Option<WorkKey>,
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
}
