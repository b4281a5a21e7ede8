//! What is published of each entry: the newest, how old it is, whether it is older than the entry says.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use statute::catalogue::Entry;
use statute::publication::{Column, Publication};
use store::{Shelf, Store};

use super::held;
use crate::publications::{listed, numbered};

/// Rows of a column read at a time.
const BATCH: u32 = 200;

/// What was published last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newest {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Since when it is public as it is.
    pub at: DateTime,
}

impl Newest {
    /// Puts an item in the place of what is older.
    fn put(place: &mut Option<Self>, item: &Publication) {
        let Some(public) = item.visible() else { return };
        if place.as_ref().is_none_or(|held| held.at < public.at) {
            let (number, title) = (item.number.clone(), public.edition.card.title.clone());
            *place = Some(Self { number, title, at: public.at });
        }
    }
}

/// What is published of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fulfilment {
    /// The newest; none where nothing is.
    pub newest: Option<Newest>,
    /// Days since then.
    pub age: u32,
    /// Whether it is older than the entry says.
    pub is_stale: bool,
    /// Whether the entry says where to look at all.
    pub is_linked: bool,
    /// Whether it names a whole column: then the newest there need not be about it.
    pub is_of_column: bool,
}

/// What is sought in a column: the newest of each theme; under the empty one the newest of all.
type Themes<'a> = HashMap<&'a str, Option<Newest>>;

/// The column to look in for an entry: one that names publications is about nothing else.
fn column_of(entry: &Entry) -> Option<&'static Column> {
    entry.site_column().filter(|_| entry.publications.is_empty())
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
    let mut numbers: HashMap<&str, Option<Newest>> = HashMap::new();
    let mut columns: HashMap<&str, Themes<'_>> = HashMap::new();
    for entry in entries {
        for number in entry.numbers() {
            if !numbers.contains_key(number) {
                let mut newest = None;
                if let Some(stored) = numbered(store, agency, number).await? {
                    Newest::put(&mut newest, &stored.item);
                }
                numbers.insert(number, newest);
            }
        }
        if let Some(column) = column_of(entry) {
            columns.entry(column.code).or_default().insert(&entry.theme, None);
        }
    }
    for (code, themes) in &mut columns {
        look(store, agency, code, today, themes).await?;
    }
    let of = |entry: &Entry| {
        let column = column_of(entry);
        let newest = match column {
            Some(column) => columns.get(column.code).and_then(|themes| themes.get(&*entry.theme)?.as_ref()),
            None => entry.numbers().filter_map(|one| numbers.get(one)?.as_ref()).max_by_key(|one| one.at),
        };
        let (age, is_stale) = newest.map_or((0, false), |newest| entry.age(newest.at.date(), today));
        Fulfilment {
            newest: newest.cloned(),
            age,
            is_stale,
            is_linked: column.is_some() || !entry.publications.is_empty(),
            is_of_column: column.is_some() && entry.theme.is_empty(),
        }
    };
    Ok(entries.iter().map(of).collect())
}

/// Goes through a column until something of each theme is found, or it ends.
async fn look(
    store: &Store,
    agency: i64,
    code: &str,
    today: Date,
    themes: &mut Themes<'_>,
) -> store::Result<()> {
    let shelf = Shelf::Column(code);
    let mut after = None;
    while themes.values().any(Option::is_none) {
        let rows = listed(store, agency, &shelf, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.shelf_key(&shelf));
        for row in &rows {
            let theme = row.item.card().theme.as_deref().unwrap_or_default();
            for name in ["", theme] {
                if let Some(place) = themes.get_mut(name) {
                    Newest::put(place, &row.item);
                }
            }
        }
    }
    Ok(())
}

/// The entries of the agency's catalogue of which nothing is published, or nothing new: what is found, and their titles.
/// One that says nowhere where to look is not told of.
///
/// # Errors
/// Where the database does not answer.
pub async fn unfulfilled(store: &Store, agency: i64, today: Date) -> store::Result<Vec<(String, String)>> {
    let entries = held(store, agency).await?.entries;
    let found = fulfilments(store, agency, &entries, today).await?;
    let told = entries.iter().zip(found).filter(|(_, one)| one.is_linked).filter_map(|(entry, one)| {
        let title = format!("{} {}", entry.key(), entry.title());
        match one.newest {
            None => Some(("没有公开的信息".to_owned(), title)),
            Some(newest) if one.is_stale => {
                let on = newest.at.date();
                Some((format!("{}，最近更新于{on}，已有{}天", entry.update, one.age), title))
            }
            Some(_) => None,
        }
    });
    Ok(told.collect())
}
