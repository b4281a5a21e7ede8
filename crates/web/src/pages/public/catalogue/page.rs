//! The page of the catalogue, field by field.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use office::catalogue::{Held, Version, Withdrawal, fulfilments};

use super::super::item::Item;
use super::super::withdrawn::Withdrawn;
use super::{ADDRESS, Demand, Row, Shown, asked, opened, query_of};
use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone};

/// Entries of one field, under its name.
struct Field {
    name: String,
    /// What all of them ask for alike: said once.
    common: Vec<Demand>,
    rows: Vec<Row>,
}

impl Field {
    /// Sets apart what all entries ask for alike.
    fn with_common(mut self) -> Self {
        if let [first, others @ ..] = self.rows.as_slice()
            && !others.is_empty()
        {
            let is_common = |one: &Demand| others.iter().all(|row| row.demands().contains(one));
            self.common = first.demands().into_iter().filter(is_common).collect();
        }
        self
    }

    /// Whether all entries ask for the same and nothing beside it.
    fn is_alike(&self) -> bool {
        self.rows.iter().all(|row| self.own(row).is_empty())
    }

    /// What an entry asks for beside that.
    fn own(&self, row: &Row) -> Vec<Demand> {
        row.demands().into_iter().filter(|one| !self.common.contains(one)).collect()
    }
}

/// A version as the list of all of them shows it.
struct Listed {
    version: i64,
    on: String,
    count: usize,
    changed: String,
    is_shown: bool,
    is_withdrawn: bool,
}

#[derive(Template)]
#[template(path = "public/catalogue.html")]
struct Catalogue {
    page: Page,
    description: &'static str,
    fields: Vec<Field>,
    count: usize,
    changed_on: String,
    /// The version that is shown, where it is not the one that holds.
    earlier: Option<i64>,
    /// Every version, the latest first.
    versions: Vec<Listed>,
    /// Documents that were published in the column.
    items: Vec<Item>,
}

fn changed(version: &Version) -> String {
    let [added, removed, altered] = version.changes;
    let told = [("增加", added), ("减少", removed), ("修改", altered)];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(word, count)| format!("{word}{count}项")).collect::<Vec<_>>().join("，")
}

/// An address with its query as links of the site write it: answers are kept by address, so what else is asked leads
/// there.
pub(super) fn lead(address: &str, query: &str) -> Response {
    let mark = if query.is_empty() { "" } else { "?" };
    Redirect::temporary(&format!("{address}{mark}{query}")).into_response()
}

/// The notice in the place of a version that was taken down, whose page is at `address`.
pub(super) fn gone(
    bench: &Bench,
    appearance: Appearance,
    withdrawal: Withdrawal,
    address: &str,
) -> Result<Response, Error> {
    let page = Page::new(&bench.masthead, appearance, "信息已经撤下", address)
        .under("首页", "/")
        .under("主动公开基本目录", ADDRESS);
    let headline = format!("这里的目录已于{}撤下", withdrawal.on);
    Withdrawn::answer(page, headline, withdrawal.notice, None)
}

/// The page; none where the agency has no catalogue. A version that never was is not found.
pub(in crate::pages::public) async fn show(
    bench: &Bench,
    mut page: Page,
    description: &'static str,
    query: &HashMap<String, String>,
    items: Vec<Item>,
) -> Result<Option<Response>, Error> {
    let desk = &bench.desk;
    let Some(catalogue) = opened(bench).await? else { return Ok(None) };
    let asked = asked(query)?;
    let is_plain = |(name, value): (&String, &String)| format!("{name}={value}") == query_of(asked);
    if !query.iter().all(is_plain) {
        return Ok(Some(lead(ADDRESS, &query_of(asked))));
    }
    if asked.is_some() {
        page.address = format!("{ADDRESS}?{}", query_of(asked));
    }
    let Held { entries, version, on } = match catalogue.shown(bench, asked).await? {
        Shown::Held(held) => held,
        Shown::Withdrawn(withdrawal) => {
            return gone(bench, page.appearance, withdrawal, &page.address).map(Some);
        }
    };
    let (count, earlier) = (entries.len(), (version != catalogue.holds.version).then_some(version));
    if earlier.is_some() {
        page.head.url = bench.own_address(&page.address);
    }
    let found = fulfilments(&desk.store, desk.agency, &entries, desk.clock.today()).await?;
    let mut fields: Vec<Field> = Vec::new();
    for (entry, found) in entries.into_iter().zip(found) {
        let name = entry.field.clone();
        let row = Row::of(entry, found);
        match fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.rows.push(row),
            None => fields.push(Field { name, common: Vec::new(), rows: vec![row] }),
        }
    }
    let fields = fields.into_iter().map(Field::with_common).collect();
    let versions = catalogue.versions(bench).await?;
    let listed = versions.iter().map(|one| Listed {
        version: one.version,
        on: one.on.to_string(),
        count: one.count,
        changed: changed(one),
        is_shown: one.version == version,
        is_withdrawn: catalogue.withdrawal_of(one.version).is_some(),
    });
    let page = Catalogue {
        page,
        description,
        fields,
        count,
        changed_on: on.to_string(),
        earlier,
        versions: listed.collect(),
        items,
    };
    Ok(Some(kept(page.render()?)))
}
