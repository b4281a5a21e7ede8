//! What is published of each entry: the newest, how old it is, whether it is older than the entry says.

use std::collections::HashMap;

use jiff::civil::Date;
use statute::catalogue::Entry;
use statute::publication::Publication;
use store::{Shelf, Store};

use super::held;
use crate::publications::{listed, numbered};

/// The latest of a column that are held against entries with a theme.
const LATEST: u32 = 200;

/// What is published of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fulfilment {
    /// Number, title and day of the newest; none where nothing is.
    pub newest: Option<(String, String, Date)>,
    /// Days since then.
    pub age: u32,
    /// Whether it is older than the entry says.
    pub is_stale: bool,
    /// Whether the entry says where to look at all.
    pub is_linked: bool,
}

/// What is published of each entry on a day, in their order.
///
/// # Errors
/// Where the database does not answer.
pub async fn fulfilments(
    store: &Store,
    agency: i64,
    entries: &[Entry],
    today: Date,
) -> store::Result<Vec<Fulfilment>> {
    let mut columns: HashMap<&str, Vec<Publication>> = HashMap::new();
    let mut found = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut of = Vec::new();
        for number in entry.numbers() {
            of.extend(numbered(store, agency, number).await?.map(|stored| stored.item));
        }
        let column = entry.site_column().filter(|_| entry.publications.is_empty());
        if let Some(column) = column {
            if !columns.contains_key(column.code) {
                let rows = listed(store, agency, &Shelf::Column(column.code), today, None, LATEST).await?;
                columns.insert(column.code, rows.into_iter().map(|row| row.item).collect());
            }
            let held = columns.get(column.code).into_iter().flatten();
            let is_of = |item: &&Publication| {
                entry.theme.is_empty() || item.card().theme.as_deref() == Some(&entry.theme)
            };
            of.extend(held.filter(is_of).cloned());
        }
        let is_linked = column.is_some() || !entry.publications.is_empty();
        found.push(Fulfilment { is_linked, ..newest(&of, entry, today) });
    }
    Ok(found)
}

fn newest(items: &[Publication], entry: &Entry, today: Date) -> Fulfilment {
    let public = items.iter().filter_map(|item| Some((item, item.visible()?)));
    let Some((item, public)) = public.max_by_key(|(_, public)| public.at) else {
        return Fulfilment::default();
    };
    let on = public.at.date();
    let (age, is_stale) = entry.age(on, today);
    Fulfilment {
        newest: Some((item.number.clone(), public.edition.card.title.clone(), on)),
        age,
        is_stale,
        is_linked: true,
    }
}

/// The entries of the agency's catalogue of which nothing is published, or nothing new: what is found, and their titles.
///
/// # Errors
/// Where the database does not answer.
pub async fn unfulfilled(store: &Store, agency: i64, today: Date) -> store::Result<Vec<(String, String)>> {
    let entries = held(store, agency).await?.entries;
    let found = fulfilments(store, agency, &entries, today).await?;
    let told = entries.iter().zip(found).filter_map(|(entry, one)| {
        let title = format!("{} {}", entry.key(), entry.title());
        match one.newest {
            None if !one.is_linked => Some(("没有写明对应的栏目或者信息".to_owned(), title)),
            None => Some(("没有公开的信息".to_owned(), title)),
            Some((_, _, on)) if one.is_stale => {
                Some((format!("{}，最近更新于{on}，已有{}天", entry.update, one.age), title))
            }
            Some(_) => None,
        }
    });
    Ok(told.collect())
}
