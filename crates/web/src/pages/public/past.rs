//! Editions of a publication before the one that is public: the list on its page, and `GET /p/{number}/v/{edition}`, what
//! one of them said. 《条例》第12条、第26条

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use office::publications::{Shown, found_past};
use serde_json::{Value, json};
use statute::publication::{Earlier, PastEdition, Public};

use super::article::article;
use super::feed::moment;
use super::item::minute;
use super::publication::Show;
use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone};

/// An edition as the list on the page has it.
pub(super) struct Row {
    /// `第2版`
    pub(super) name: String,
    /// From when, and until when, it was public.
    pub(super) days: String,
    /// What it changed.
    pub(super) said: String,
    /// Where it is looked up; none for the one that is public now.
    pub(super) address: Option<String>,
    /// What stands in the place of the address.
    pub(super) standing: &'static str,
}

/// What a revision changed. What is hidden says nothing: its words may be why it is.
fn said(public: &Public, is_shown: bool) -> String {
    if !is_shown {
        return String::new();
    }
    public.edition.card.revision.as_ref().map(|one| one.said.clone()).unwrap_or_default()
}

fn address(shown: &Shown, one: &PastEdition) -> Option<String> {
    one.is_shown.then(|| format!("{}/v/{}", shown.address, one.public.editions))
}

/// Every edition, that which is public first; nothing where there was but one.
pub(super) fn rows(shown: &Shown) -> Vec<Row> {
    if shown.past.is_empty() {
        return Vec::new();
    }
    let public = shown.public();
    let current = Row {
        name: format!("第{}版", public.editions),
        days: format!("{}起", minute(public.at)),
        said: said(public, true),
        address: None,
        standing: "现行版本",
    };
    let past = shown.past.iter().map(|one| Row {
        name: format!("第{}版", one.public.editions),
        days: format!("{}至{}", minute(one.public.at), minute(one.until)),
        said: said(&one.public, one.is_shown),
        address: address(shown, one),
        standing: if one.is_shown { "" } else { Earlier::Hidden.zh() },
    });
    std::iter::once(current).chain(past).collect()
}

/// The same for programs.
pub(super) fn values(shown: &Shown) -> Vec<Value> {
    let value = |public: &Public, is_shown: bool, until: Option<String>, address: Option<String>| {
        json!({
            "edition": public.editions,
            "published_at": moment(public.at),
            "until": until,
            "changed": said(public, is_shown),
            "address": address,
        })
    };
    let past = shown
        .past
        .iter()
        .map(|one| value(&one.public, one.is_shown, Some(moment(one.until)), address(shown, one)));
    std::iter::once(value(shown.public(), true, None, Some(shown.address.clone()))).chain(past).collect()
}

/// `GET /p/{number}/v/{edition}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path((number, edition)): Path<(String, u32)>,
    appearance: Appearance,
) -> Result<Response, Error> {
    let desk = &bench.desk;
    let found = found_past(&desk.store, desk.agency, &number, edition).await?;
    let (shown, past) = found.ok_or(Error::NotFound)?;
    let card = &past.public.edition.card;
    let column = card.column();
    let current = format!("/p/{number}");
    let mut page =
        Page::new(&bench.masthead, appearance, format!("{}（第{edition}版）", card.title), &shown.address)
            .under_columns(column)
            .under(column.name, column.address())
            .under("现行版本", &current)
            .beside_tree(column);
    page.column = Some(column);
    // Search engines are to lead to what is public now.
    page.head.is_unindexed = true;
    let mut article = article(&bench, &shown, desk.clock.today());
    page.head.article = Some(article.tags.clone());
    let text =
        format!("{}至{}公开，已由新的版本代替，仅供查阅。", minute(past.public.at), minute(past.until));
    article.replaced = Some((Notice::new(Tone::Soon, format!("历史版本：第{edition}版"), text), current));
    Ok(kept(Show { page, article, code: None }.render()?))
}
