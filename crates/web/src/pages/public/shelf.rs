//! Pages of a column's list, one after the other, and the latest of several columns.

use std::collections::HashMap;

use jiff::civil::Date;
use office::publications::{listed, listed_before};
use statute::publication::{Column, ENDED};
use store::{Shelf, StoredPublication};

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::percent_encoded;

/// Rows of a page.
pub(crate) const ROWS: u32 = 20;

/// 征求意见: its list is told apart by what may still be commented on.
pub(crate) const COMMENTARIES: &str = "zqyj";

/// What a column shows of what is public.
pub(crate) fn shelf_of(column: &'static Column) -> Shelf<'static> {
    if column.code == ENDED { Shelf::Ended } else { Shelf::Column(column.code) }
}

/// What the list of a column shows that a query asks for, for page and interface alike.
pub(crate) fn list_of(column: &'static Column, query: &HashMap<String, String>) -> Shelf<'static> {
    match query.get("show").map(String::as_str) {
        Some("closed") if column.code == COMMENTARIES => Shelf::Closed,
        _ if column.code == COMMENTARIES => Shelf::Running,
        _ => shelf_of(column),
    }
}

/// The query of a page of the list as links of the site write it; empty for its first page.
pub(crate) fn query_of(column: &'static Column, query: &HashMap<String, String>) -> String {
    let closed = matches!(list_of(column, query), Shelf::Closed).then(|| "show=closed".to_owned());
    let turned = ["before", "after"].into_iter().find_map(|name| {
        let (day, number) = key_of(query.get(name)?)?;
        Some(key_in(name, &day, &number))
    });
    closed.into_iter().chain(turned).collect::<Vec<_>>().join("&")
}

/// A key in an address.
fn key_in(name: &str, day: &str, number: &str) -> String {
    format!("{name}={},{}", percent_encoded(day), percent_encoded(number))
}

/// A page of a list, with the keys the pages around it start from.
pub(crate) struct Leaf {
    pub(crate) rows: Vec<StoredPublication>,
    /// `before=…` of the page before, where there is one.
    pub(crate) previous: Option<String>,
    /// `after=…` of the page after, where there is one.
    pub(crate) next: Option<String>,
}

/// A key as an address carries it.
fn key_of(text: &str) -> Option<(String, String)> {
    // No database has such signs in a text.
    let text = Some(text).filter(|text| !text.contains(char::is_control))?;
    text.split_once(',').map(|(day, number)| (day.to_owned(), number.to_owned()))
}

/// The page that a query asks for with `after` or `before`; the first one without.
pub(crate) async fn leaf(
    bench: &Bench,
    shelf: &Shelf<'_>,
    query: &HashMap<String, String>,
    count: u32,
) -> Result<Leaf, Error> {
    let (store, agency, today) = (&bench.desk.store, bench.desk.agency, bench.desk.clock.today());
    let asked = |name: &str| query.get(name).and_then(|text| key_of(text));
    let (mut rows, has_previous, has_next);
    if let Some(before) = asked("before") {
        rows = listed_before(store, agency, shelf, today, before, count + 1).await?;
        has_previous = rows.len() > count as usize;
        if has_previous {
            rows.remove(0);
        }
        has_next = true;
    } else {
        let after = asked("after");
        has_previous = after.is_some();
        rows = listed(store, agency, shelf, today, after, count + 1).await?;
        has_next = rows.len() > count as usize;
        rows.truncate(count as usize);
    }
    let link = |name: &str, row: Option<&StoredPublication>| {
        let (day, number) = row?.shelf_key(shelf);
        Some(key_in(name, &day, &number))
    };
    let previous = link("before", rows.first().filter(|_| has_previous));
    let next = link("after", rows.last().filter(|_| has_next));
    Ok(Leaf { rows, previous, next })
}

/// The latest of a column and of all below it.
pub(crate) async fn latest(
    bench: &Bench,
    column: &'static Column,
    today: Date,
    count: u32,
) -> Result<Vec<StoredPublication>, Error> {
    let mut rows = Vec::new();
    for leaf in leaves(column) {
        rows.extend(listed(&bench.desk.store, bench.desk.agency, &shelf_of(leaf), today, None, count).await?);
    }
    if column.children().next().is_some() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.shelf_key(&Shelf::Latest)));
        rows.truncate(count as usize);
    }
    Ok(rows)
}

/// The columns without others below them, from a column down.
pub(crate) fn leaves(column: &'static Column) -> Vec<&'static Column> {
    let mut below = column.children().flat_map(leaves).peekable();
    if below.peek().is_none() {
        return vec![column];
    }
    below.collect()
}
