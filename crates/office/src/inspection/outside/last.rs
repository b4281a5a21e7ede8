//! What came of opening links last, held against what is public now: what was corrected or taken down is not told.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use store::Store;

use super::super::links::leading_out;
use super::super::{Outside, place};
use super::LIST;
use super::kept::Record;
use super::outcome::Outcome;
use super::targets::{address_of, shown};
use crate::publications::{beijing, body, numbered};

/// After so many days links should be opened again: other sites change, and columns of news have as many.
const OLD: i32 = 14;

/// What came of opening links last (最近一次链接核对).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When, on Beijing's clocks.
    pub at: DateTime,
    /// The account, or the program.
    pub by: String,
    /// Whether it was too long ago.
    pub is_old: bool,
    /// How many addresses there were.
    pub addresses: usize,
    /// How many of them opened.
    pub opened: usize,
    /// How many did not.
    pub broken: usize,
    /// Of how many that did not open no more than that is known.
    pub left_out: usize,
    /// Those that did not open, or of which nobody can say, and which public items still link to.
    pub standing: Vec<Standing>,
}

/// An address that did not open, or of which nobody can say, and that public items still link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The address, as an item writes it.
    pub href: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The day since which it is so each time.
    pub since: Date,
    /// Whether it was not so the time before; never where there was none.
    pub is_new: bool,
    /// The items that link to it: title and address.
    pub places: Vec<(String, String)>,
    /// How many more did.
    pub more: usize,
}

impl Standing {
    /// Whether it does not open.
    pub const fn is_broken(&self) -> bool {
        matches!(self.outcome, Outcome::Broken(_))
    }
}

impl Opening {
    /// What an inspector would note: each link that does not open, with its item.
    pub(in super::super) fn findings(&self) -> Vec<(String, (String, String))> {
        let broken = self.standing.iter().filter(|one| one.is_broken());
        let each = broken.flat_map(|one| {
            let said = format!("链接的其他网站打不开：{}", one.outcome);
            let links = one.places.iter().map(|(title, at)| (format!("{title}：{}", one.href), at.clone()));
            links.map(move |place| (said.clone(), place)).collect::<Vec<_>>()
        });
        each.collect()
    }

    /// Whether a link stands in an item only since then, so that it may not have been opened.
    pub fn is_before(&self, link: &Outside) -> bool {
        self.at < link.at
    }
}

/// A public item: its title, its address, and its links to other sites by SM3.
type Page = Option<((String, String), HashMap<String, String>)>;

async fn page(store: &Store, agency: i64, number: &str) -> store::Result<Page> {
    let Some(stored) = numbered(store, agency, number).await? else { return Ok(None) };
    let Some(public) = stored.item.visible() else { return Ok(None) };
    let text = body(store, &public.edition).await?;
    let links = leading_out(&text)
        .into_iter()
        .map(|href| (store::file_hash(address_of(&href).as_bytes()), shown(&href)));
    Ok(Some((place(&stored.item), links.collect())))
}

/// What came of opening the links of an agency last; none where nobody ever did.
pub(in super::super) async fn last(
    store: &Store,
    agency: i64,
    today: Date,
) -> store::Result<Option<Opening>> {
    let Some(list) = store.list(agency, LIST).await? else { return Ok(None) };
    let Record { addresses, opened, broken, left_out, found } = Record::read(&list.text);
    let at = list.at.parse::<Timestamp>().map(beijing).unwrap_or_default();
    let mut pages: HashMap<String, Page> = HashMap::new();
    let mut standing = Vec::new();
    for one in found {
        let (mut href, mut places) = (None, Vec::new());
        for number in one.items {
            if !pages.contains_key(&number) {
                let page = page(store, agency, &number).await?;
                pages.insert(number.clone(), page);
            }
            if let Some(Some((place, links))) = pages.get(&number)
                && let Some(link) = links.get(&one.sm3)
            {
                href = Some(link.clone());
                places.push(place.clone());
            }
        }
        let Some(href) = href else { continue };
        standing.push(Standing {
            href,
            outcome: one.outcome,
            since: one.since,
            is_new: one.is_new,
            places,
            more: one.more,
        });
    }
    let is_old = (today - at.date()).get_days() > OLD;
    Ok(Some(Opening { at, by: list.actor, is_old, addresses, opened, broken, left_out, standing }))
}
