//! A search as an address asks for it, for page and interface alike.

use std::collections::HashMap;

use office::publications::{Filters, Order, Query, Within, column_path};
use statute::publication::{Column, Kind, THEMES, Validity};

/// Results of a page.
pub(crate) const RESULTS: usize = 20;
/// The most pages that are turned.
pub(crate) const PAGES: usize = 100;
/// Signs of a search that are read; nobody asks in more.
const LONGEST: usize = 200;

/// What was asked for. What is no value of its list is as if it had not been asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) words: String,
    pub(crate) column: Option<&'static Column>,
    pub(crate) kind: Option<Kind>,
    pub(crate) theme: Option<String>,
    pub(crate) year: Option<i16>,
    pub(crate) validity: Option<Validity>,
    /// 发布机构, whole.
    pub(crate) agency: Option<String>,
    pub(crate) is_by_time: bool,
    pub(crate) is_in_titles: bool,
    /// The page, from one.
    pub(crate) page: usize,
}

impl Asked {
    /// Reads the query of an address.
    pub(crate) fn of(query: &HashMap<String, String>) -> Self {
        let text = |name: &str| query.get(name).map_or("", |value| value.trim());
        let is_theme =
            |theme: &&str| THEMES.iter().any(|one| one.name == theme.split('/').next().unwrap_or_default());
        Self {
            words: text("q").chars().take(LONGEST).collect(),
            column: Column::from_code(text("column")),
            kind: Kind::from_code(text("kind")),
            theme: Some(text("theme")).filter(is_theme).map(str::to_owned),
            year: text("year").parse().ok().filter(|year| (1949..=2200).contains(year)),
            validity: Validity::from_code(text("validity")),
            agency: Some(text("agency").chars().take(LONGEST).collect())
                .filter(|name: &String| !name.is_empty()),
            is_by_time: text("order") == "time",
            is_in_titles: text("within") == "title",
            page: text("page").parse().unwrap_or(1).clamp(1, PAGES),
        }
    }

    /// Whether words are all that was asked for, and their first page.
    pub(crate) fn is_words_only(&self) -> bool {
        let Self { is_by_time, is_in_titles, .. } = *self;
        let only = Self { words: self.words.clone(), is_by_time, is_in_titles, page: 1, ..Self::default() };
        !self.words.is_empty() && self.turned(self.page) == only.turned(1)
    }

    /// Whether nothing was asked for.
    pub(crate) fn is_nothing(&self) -> bool {
        let has_filter = self.column.is_some()
            || self.kind.is_some()
            || self.theme.is_some()
            || self.year.is_some()
            || self.validity.is_some()
            || self.agency.is_some();
        self.words.is_empty() && !has_filter
    }

    /// The same for the index.
    pub(crate) fn query(&self, limit: usize) -> Query {
        Query {
            words: self.words.clone(),
            within: if self.is_in_titles { Within::Title } else { Within::Everything },
            filters: Filters {
                column: self.column.map(column_path),
                theme: self.theme.clone(),
                kind: self.kind.map(|kind| kind.code().to_owned()),
                genre: None,
                validity: self.validity.map(|validity| validity.code().to_owned()),
                agency: self.agency.clone(),
                year: self.year,
            },
            order: if self.is_by_time { Order::Time } else { Order::Relevance },
            skip: (self.page - 1) * limit,
            limit,
            with_counts: false,
        }
    }

    /// The query of another page of the same search.
    pub(crate) fn turned(&self, page: usize) -> String {
        let fields = [
            ("q", self.words.clone()),
            ("column", self.column.map(|column| column.code.to_owned()).unwrap_or_default()),
            ("kind", self.kind.map(|kind| kind.code().to_owned()).unwrap_or_default()),
            ("theme", self.theme.clone().unwrap_or_default()),
            ("year", self.year.map(|year| year.to_string()).unwrap_or_default()),
            ("validity", self.validity.map(|one| one.code().to_owned()).unwrap_or_default()),
            ("agency", self.agency.clone().unwrap_or_default()),
            ("order", if self.is_by_time { "time".into() } else { String::new() }),
            ("within", if self.is_in_titles { "title".into() } else { String::new() }),
            ("page", page.to_string()),
        ];
        let said: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(said).unwrap_or_default()
    }
}
