//! Every address on another site that public items link to, with the items: of the whole site, read page by page.

use std::collections::BTreeMap;

use jiff::civil::Date;
use store::{Shelf, Store};
use url::Url;

use super::super::links::leading_out;
use crate::publications::{body, listed};

/// Items read at a time.
const BATCH: u32 = 200;

/// An address on another site that public items link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The address: without the place within the page, without name and password.
    pub address: String,
    /// How the first item writes it.
    pub href: String,
    /// The items that link to it.
    pub items: Vec<Linking>,
}

/// A public item that links to an address.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Linking {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// What is opened for a link: without the place within the page, and without name and password, which are nobody's
/// business. What browsers cannot read stays as it is.
pub(super) fn address_of(href: &str) -> String {
    let Ok(mut url) = Url::parse(href) else { return href.to_owned() };
    url.set_fragment(None);
    // Refused only by addresses that can have neither.
    url.set_username("").ok();
    url.set_password(None).ok();
    url.into()
}

/// How a link is shown: as it is written, but without name and password.
pub(super) fn shown(href: &str) -> String {
    let is_secret = |url: &Url| !url.username().is_empty() || url.password().is_some();
    match Url::parse(href) {
        Ok(url) if is_secret(&url) => address_of(href),
        _ => href.to_owned(),
    }
}

/// Goes through all public items of an agency on a day; tells how many were read.
///
/// # Errors
/// Where the database does not answer.
pub async fn targets(
    store: &Store,
    agency: i64,
    today: Date,
    mut tell: impl FnMut(u64),
) -> store::Result<Vec<Target>> {
    let mut found: BTreeMap<String, Target> = BTreeMap::new();
    let (mut after, mut read) = (None, 0);
    loop {
        let rows = listed(store, agency, &Shelf::Latest, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.shelf_key(&Shelf::Latest));
        for row in &rows {
            let Some(public) = row.item.visible() else { continue };
            let text = body(store, &public.edition).await?;
            for href in leading_out(&text) {
                let (address, number) = (address_of(&href), row.item.number.clone());
                let target = found.entry(address.clone()).or_insert_with(|| Target {
                    address,
                    href: shown(&href),
                    items: Vec::new(),
                });
                if target.items.last().is_none_or(|last| last.number != number) {
                    target.items.push(Linking { number, title: public.edition.card.title.clone() });
                }
            }
            read += 1;
            tell(read);
        }
    }
    Ok(found.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_tells_no_secret_and_no_place_within_the_page() {
        for (href, address) in [
            ("https://a:b@Example.com/x?y=1#z", "https://example.com/x?y=1"),
            ("http://example.com", "http://example.com/"),
            ("http://示例.cn/文件", "http://xn--fsq092h.cn/%E6%96%87%E4%BB%B6"),
            ("http://", "http://"),
            ("ftp://a:b@example.com/", "ftp://example.com/"),
        ] {
            assert_eq!(address_of(href), address, "{href}");
        }
        assert_eq!(shown("http://a:b@示例.cn/文件"), address_of("http://示例.cn/文件"));
        assert_eq!(shown("http://示例.cn/文件#一"), "http://示例.cn/文件#一");
    }
}
