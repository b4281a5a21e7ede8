//! What citizens see of publications: nothing but what [`Publication::visible`] shows. 《条例》第13条、第24条

use std::collections::{BTreeMap, BTreeSet, HashSet};

use documents::page::Body;
use jiff::civil::Date;
use statute::publication::{
    AttachedFile, Edition, PastEdition, Public, Publication, Withdrawal, past_editions,
};
use store::{Shelf, Store, StoredPublication};

use super::case_file::{cards_in_public, drafts, interpreted_and_gone, related_in_public};

/// What is at the address of a publication.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is public.
    Shown(Box<Shown>),
    /// It was, and was taken down: the notice takes its place.
    Withdrawn {
        /// The day.
        on: Date,
        /// Why, and what replaces it.
        withdrawal: Withdrawal,
    },
}

/// A public publication with its text and what goes with it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The publication.
    pub item: Publication,
    /// Its text as clean HTML, pictures at their addresses.
    pub body: Body,
    /// What goes with it and is public too: interpretations, or what it interprets.
    pub related: Vec<Publication>,
    /// The days on which documents that it interprets were taken down. Nothing public names them.
    pub gone: Vec<Date>,
    /// The cards that explain it in plain words (看得懂算得清).
    pub cards: Vec<Publication>,
    /// The drafts of it that citizens were asked about and still see.
    pub drafts: Vec<Publication>,
    /// The editions before the one that is public, the latest first.
    pub past: Vec<PastEdition>,
    /// Where it is: `/p/P2026-1`, and `/p/P2026-1/v/1` for an edition before the one that is public.
    pub address: String,
}

impl Shown {
    /// What is public of it.
    pub fn public(&self) -> &Public {
        self.item.visible().expect("nothing is shown that is not visible")
    }
}

/// How a text names a picture or file of its own; the page puts its own address before it.
pub fn picture_address(sm3: &str) -> String {
    format!("files/{sm3}")
}

/// The publication of a number that stands in an address, whatever else may stand there.
pub(crate) async fn numbered(
    store: &Store,
    agency: i64,
    number: &str,
) -> store::Result<Option<StoredPublication>> {
    if !number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Ok(None);
    }
    store.publication(agency, number).await
}

/// The text of an edition as it is kept, its pictures named by what they hold.
pub(crate) async fn body(store: &Store, edition: &Edition) -> store::Result<Body> {
    let html = store.content(&edition.body).await?.unwrap_or_default();
    Ok(String::from_utf8(html).ok().and_then(|html| Body::written(&html)).unwrap_or_default())
}

/// The text of an edition, its pictures and the files it links to at addresses that begin with `base`.
///
/// # Errors
/// Where the database does not answer.
pub async fn text(store: &Store, edition: &Edition, base: &str) -> store::Result<Body> {
    let body = body(store, edition).await?;
    let addresses: BTreeMap<_, _> = edition
        .files
        .iter()
        .map(|file| (picture_address(&file.sm3), format!("{base}{}", picture_address(&file.sm3))))
        .collect();
    Ok(body.readdressed(&addresses))
}

/// What is at the address of a publication of the agency; none where nothing public ever was.
///
/// # Errors
/// Where the database does not answer.
pub async fn found(store: &Store, agency: i64, number: &str) -> store::Result<Option<Found>> {
    let Some(stored) = numbered(store, agency, number).await? else { return Ok(None) };
    let past = past(store, &stored).await?;
    let mut item = stored.item;
    let Some(public) = item.visible() else {
        let withdrawn = item.withdrawal.clone().filter(|_| item.public.is_some());
        return Ok(withdrawn.map(|(on, withdrawal)| Found::Withdrawn { on, withdrawal }));
    };
    let address = format!("/p/{number}");
    let body = text(store, &public.edition, &format!("{address}/")).await?;
    let shown = |rows: Vec<StoredPublication>| -> Vec<Publication> {
        rows.into_iter().map(|one| one.item).filter(|one| one.visible().is_some()).collect()
    };
    let mut related = related_in_public(store, agency, &item).await?;
    let mut cards = cards_in_public(store, agency, &item).await?;
    let gone = interpreted_and_gone(store, agency, &item).await?;
    let mut drafts = shown(drafts(store, agency, &item).await?);
    let all = [&mut related, &mut cards, &mut drafts].into_iter().flatten().chain([&mut item]);
    name_what_is_public(store, agency, all.collect()).await?;
    Ok(Some(Found::Shown(Box::new(Shown { item, body, related, gone, cards, drafts, past, address }))))
}

/// An edition before the one that is public, as it was; none where citizens may not look it up.
///
/// # Errors
/// Where the database does not answer.
pub async fn found_past(
    store: &Store,
    agency: i64,
    number: &str,
    edition: u32,
) -> store::Result<Option<(Shown, PastEdition)>> {
    let Some(stored) = numbered(store, agency, number).await? else { return Ok(None) };
    let Some(one) = looked_up(store, &stored, edition).await? else { return Ok(None) };
    let mut item = stored.item;
    item.public = Some(one.public.clone());
    name_what_is_public(store, agency, vec![&mut item]).await?;
    let address = format!("/p/{number}/v/{edition}");
    let body = text(store, &one.public.edition, &format!("{address}/")).await?;
    let (related, gone, cards, drafts, past) = Default::default();
    let shown = Shown { item, body, related, gone, cards, drafts, past, address };
    Ok(Some((shown, one)))
}

/// An edition before the one that is public, where citizens may look it up.
async fn looked_up(
    store: &Store,
    stored: &StoredPublication,
    edition: u32,
) -> store::Result<Option<PastEdition>> {
    let past = past(store, stored).await?;
    Ok(past.into_iter().find(|one| one.is_shown && one.public.editions == edition))
}

/// The editions of a publication before the one that is public; nothing is read where there is none.
async fn past(store: &Store, stored: &StoredPublication) -> store::Result<Vec<PastEdition>> {
    if stored.item.visible().is_none_or(|public| public.editions < 2) {
        return Ok(Vec::new());
    }
    let steps = store.publication_steps(&stored.stream).await?;
    Ok(past_editions(&stored.item.number, steps.iter().map(|one| &one.step)))
}

/// Takes the numbers of what citizens do not see out of what is public: what something interprets, asks about or
/// explains is named only as long as it is public itself. One question for all of them, none where nothing is named.
pub(crate) async fn name_what_is_public(
    store: &Store,
    agency: i64,
    mut items: Vec<&mut Publication>,
) -> store::Result<()> {
    let mut named = BTreeSet::new();
    for public in items.iter().filter_map(|item| item.visible()) {
        let card = &public.edition.card;
        named.extend(card.interprets.iter().cloned());
        named.extend(card.worked.as_ref().and_then(|worked| worked.policy.clone()));
        named.extend(card.commentary.as_ref().and_then(|asked| asked.document.clone()));
    }
    let named: Vec<String> = named.into_iter().collect();
    let found = store.publications(agency, &named).await?;
    let found = found.into_iter().map(|one| one.item).filter(|one| one.visible().is_some());
    let found: HashSet<String> = found.map(|one| one.number).collect();
    for public in items.iter_mut().filter_map(|item| item.public.as_mut()) {
        let card = &mut public.edition.card;
        let is_public = |number: &String| found.contains(number);
        card.interprets.retain(is_public);
        if let Some(worked) = &mut card.worked {
            worked.policy = worked.policy.take().filter(is_public);
        }
        if let Some(asked) = &mut card.commentary {
            asked.document = asked.document.take().filter(is_public);
        }
    }
    Ok(())
}

/// The number of what had an address on the site that was here before, as it stands in a request; none where nothing
/// came in from there that is, or was, public.
///
/// # Errors
/// Where the database does not answer.
pub async fn moved(store: &Store, agency: i64, address: &str) -> store::Result<Option<String>> {
    let address = documents::page::decoded(address);
    // A folder was shown by the page in it.
    let names: &[&str] = if address.ends_with('/') { &["index.html", "index.htm"] } else { &[""] };
    for name in names {
        let found = store.publication_from(agency, &format!("{address}{name}")).await?;
        if let Some(stored) = found.filter(|stored| is_or_was_shown(&stored.item)) {
            return Ok(Some(stored.item.number));
        }
    }
    Ok(None)
}

/// Whether there is something at its address: itself, or the notice that took its place.
fn is_or_was_shown(item: &Publication) -> bool {
    item.visible().is_some() || (item.public.is_some() && item.withdrawal.is_some())
}

/// A file or picture handed out with a publication, or with an edition before the one that is public, with its bytes;
/// none where it is not part of what citizens may see.
///
/// # Errors
/// Where the database does not answer.
pub async fn handed_out(
    store: &Store,
    agency: i64,
    (number, edition): (&str, Option<u32>),
    sm3: &str,
) -> store::Result<Option<(AttachedFile, Vec<u8>)>> {
    let Some(stored) = numbered(store, agency, number).await? else { return Ok(None) };
    let public = match edition {
        None => stored.item.visible().cloned(),
        Some(edition) => looked_up(store, &stored, edition).await?.map(|one| one.public),
    };
    let file = public.and_then(|public| public.edition.files.into_iter().find(|file| file.sm3 == sm3));
    let Some(file) = file else { return Ok(None) };
    Ok(store.content(sm3).await?.map(|bytes| (file, bytes)))
}

/// A page of a shelf of the site, from after a row on.
///
/// # Errors
/// Where the database does not answer.
pub async fn listed(
    store: &Store,
    agency: i64,
    shelf: &Shelf<'_>,
    today: Date,
    after: Option<(String, String)>,
    count: u32,
) -> store::Result<Vec<StoredPublication>> {
    let mut rows = store.public_list(agency, shelf, today, after, count).await?;
    rows.retain(|row| row.item.visible().is_some());
    name_what_is_public(store, agency, rows.iter_mut().map(|row| &mut row.item).collect()).await?;
    Ok(rows)
}

/// The page of a shelf right before a row.
///
/// # Errors
/// Where the database does not answer.
pub async fn listed_before(
    store: &Store,
    agency: i64,
    shelf: &Shelf<'_>,
    today: Date,
    before: (String, String),
    count: u32,
) -> store::Result<Vec<StoredPublication>> {
    let mut rows = store.public_list_before(agency, shelf, today, before, count).await?;
    rows.retain(|row| row.item.visible().is_some());
    name_what_is_public(store, agency, rows.iter_mut().map(|row| &mut row.item).collect()).await?;
    Ok(rows)
}
