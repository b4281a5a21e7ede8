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
    /// The address, as [`address_of`] has it.
    pub address: String,
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
    let mut found: BTreeMap<String, Vec<Linking>> = BTreeMap::new();
    let (mut after, mut read) = (None, 0);
    loop {
        let rows = listed(store, agency, &Shelf::Latest, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.shelf_key(&Shelf::Latest));
        for row in &rows {
            let Some(public) = row.item.visible() else { continue };
            let text = body(store, &public.edition).await?;
            let mut addresses: Vec<_> = leading_out(&text).iter().map(|href| address_of(href)).collect();
            addresses.sort();
            addresses.dedup();
            for address in addresses {
                let (number, title) = (row.item.number.clone(), public.edition.card.title.clone());
                found.entry(address).or_default().push(Linking { number, title });
            }
            read += 1;
            tell(read);
        }
    }
    Ok(found.into_iter().map(|(address, items)| Target { address, items }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_tells_no_secret_and_no_place_within_the_page() {
        for (href, address) in [
            ("https://a:b@Example.com/x?y=1#z", "https://example.com/x?y=1"),
            ("http://example.com", "http://example.com/"),
            ("http://示例.cn/文件", "http://xn--fiq06l2rdsvs.cn/%E6%96%87%E4%BB%B6"),
            ("http://", "http://"),
            ("ftp://a:b@example.com/", "ftp://example.com/"),
        ] {
            assert_eq!(address_of(href), address, "{href}");
        }
    }
}
