//! Where the links of public items lead: inside the site by the one rule of who sees what, without asking the network;
//! to other sites as a list. 国办秘函〔2019〕19号

use documents::page::Body;
use jiff::civil::DateTime;
use statute::publication::{COLUMNS, Edition, Publication};
use store::{Store, StoredPublication};

use crate::publications::{Rendition, body, found_past, moved, numbered, picture_address, table_named};

/// Addresses of the site that are no publications: whole ones, and what others begin with.
const PAGES: [&str; 10] = [
    "/",
    "/map",
    "/search",
    "/apply",
    "/apply/",
    "/apply/status",
    "/apply/status/",
    "/sitemap.xml",
    "/robots.txt",
    "/opensearch.xml",
];
const BEGINNINGS: [&str; 6] =
    ["/zfxxgk/zfxxgknb/", "/zfxxgk/ysqgk/", "/zfxxgk/gkml/files/", "/feed/", "/sitemap/", "/api/v1/"];
/// Where comments on a draft are written, before its number.
const COMMENTING: &str = "/zqyj/";

/// A link of a public item to another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Where it leads.
    pub href: String,
    /// What the item is called.
    pub title: String,
    /// Where the item is.
    pub address: String,
    /// Since when the item is public as it is.
    pub at: DateTime,
}

/// What is told of links: those that lead nowhere, as the title with what it links to and the address; those to other
/// sites.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) broken: Vec<(String, String)>,
    pub(super) outside: Vec<Outside>,
}

/// Goes through the links and files of public items.
pub(super) async fn look(store: &Store, agency: i64, items: &[StoredPublication]) -> store::Result<Links> {
    let mut links = Links::default();
    for StoredPublication { item, .. } in items {
        let Some(public) = item.visible() else { continue };
        let (title, address) = super::place(item);
        let text = body(store, &public.edition).await?;
        for lost in nowhere(store, agency, &public.edition, &text).await? {
            links.broken.push((format!("{title}：{lost}"), address.clone()));
        }
        let outside = leading_out(&text).into_iter().map(|href| Outside {
            href,
            title: title.clone(),
            address: address.clone(),
            at: public.at,
        });
        links.outside.extend(outside);
    }
    Ok(links)
}

/// What of an edition leads to nothing that citizens see now: links and pictures of its text inside the site by their
/// addresses, files that are not there by their names. Other sites are not asked.
///
/// # Errors
/// Where the database does not answer.
pub async fn leading_nowhere(store: &Store, agency: i64, edition: &Edition) -> store::Result<Vec<String>> {
    let text = body(store, edition).await?;
    nowhere(store, agency, edition, &text).await
}

/// The same of an edition whose text is at hand.
async fn nowhere(store: &Store, agency: i64, edition: &Edition, text: &Body) -> store::Result<Vec<String>> {
    let mut lost = Vec::new();
    for href in hrefs(text).into_iter().filter(|href| !has_scheme(href)) {
        if !is_answered(store, agency, edition, &href).await? {
            lost.push(href);
        }
    }
    for file in &edition.files {
        if !store.has_content(&file.sm3).await? {
            lost.push(file.name.clone());
        }
    }
    Ok(lost)
}

/// Every address that a text leads to or shows, each once.
fn hrefs(text: &Body) -> Vec<String> {
    let links = text.links().into_iter().map(|link| link.href);
    let mut all: Vec<String> = links.chain(text.images().into_iter().map(|image| image.src)).collect();
    all.sort();
    all.dedup();
    all
}

/// The addresses on other sites that a text leads to or shows, each once; a mailbox or a telephone is no page.
pub(super) fn leading_out(text: &Body) -> Vec<String> {
    let mut all = hrefs(text);
    all.retain(|href| has_scheme(href) && !href.starts_with("mailto:") && !href.starts_with("tel:"));
    all
}

/// Whether an address has a scheme: another site, a mailbox, a telephone.
fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Whether the public text of an item has so many tables.
async fn has_tables(store: &Store, item: &Publication, count: usize) -> store::Result<bool> {
    let Some(public) = item.visible() else { return Ok(false) };
    Ok(body(store, &public.edition).await?.tables().len() >= count)
}

/// Whether the site answers an address in the text of an edition.
async fn is_answered(store: &Store, agency: i64, edition: &Edition, href: &str) -> store::Result<bool> {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let has = |edition: &Edition, sm3: &str| edition.files.iter().any(|file| file.sm3 == sm3);
    let hands_out =
        |item: &Publication, sm3: &str| item.visible().is_some_and(|public| has(&public.edition, sm3));
    if let Some(sm3) = path.strip_prefix(&picture_address("")) {
        return Ok(has(edition, sm3));
    }
    if let Some(rest) = path.strip_prefix("/p/") {
        let mut parts = rest.splitn(4, '/');
        let name = parts.next().unwrap_or_default();
        let printed = Rendition::named(name);
        let other = numbered(store, agency, printed.map_or(name, |(number, _)| number)).await?;
        let Some(other) = other.filter(|other| other.item.visible().is_some()) else { return Ok(false) };
        return Ok(match (parts.next(), parts.next()) {
            (None, _) if printed.is_some_and(|(_, rendition)| rendition == Rendition::Xlsx) => {
                has_tables(store, &other.item, 1).await?
            }
            (None, _) => true,
            _ if printed.is_some() => false,
            (Some("files"), Some(sm3)) => hands_out(&other.item, sm3),
            (Some("v"), Some(edition)) => {
                let Ok(edition) = edition.parse() else { return Ok(false) };
                let found = found_past(store, agency, name, edition).await?;
                let file = parts.next().map(|rest| rest.split('/').nth(1).unwrap_or_default());
                found.is_some_and(|(shown, _)| file.is_none_or(|sm3| hands_out(&shown.item, sm3)))
            }
            (Some("tables"), Some(name)) => match table_named(name) {
                Some(number) => has_tables(store, &other.item, number).await?,
                None => false,
            },
            _ => false,
        });
    }
    if let Some(number) = path.strip_prefix(COMMENTING)
        && let Some(other) = numbered(store, agency, number).await?
        && other.item.commentary().is_some()
    {
        return Ok(true);
    }
    let column = format!("{}/", path.trim_end_matches('/'));
    if PAGES.contains(&path)
        || BEGINNINGS.iter().any(|beginning| path.starts_with(beginning))
        || COLUMNS.iter().any(|known| known.address() == column)
    {
        return Ok(true);
    }
    let number = if path.starts_with('/') { moved(store, agency, path).await? } else { None };
    let Some(number) = number else { return Ok(false) };
    Ok(numbered(store, agency, &number).await?.is_some_and(|other| other.item.visible().is_some()))
}
