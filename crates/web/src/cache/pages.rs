//! All pages in memory, as long as nothing public changes and the day is the same.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::Keep;
use super::kept::Kept;

/// Bytes of all pages that are kept, packed ones included, and as many of all files: whoever takes every file away does
/// not empty the pages.
const MOST: usize = 64 << 20;

/// Since when pages are good: how often what is public had changed, and the day, as validity ends with a day.
pub(super) type Stamp = (u64, Date);

/// Which page: address with its query, appearance, and the name the site was asked under where its own is not known.
pub(super) type Key<'a> = (&'a str, usize, &'a str);

/// The pages.
#[derive(Default)]
pub(crate) struct Pages {
    texts: Mutex<Inner>,
    files: Mutex<Inner>,
    /// Whose turn it is to set a file: one after the other, so that pages never wait for them, and none is set twice.
    pub(super) turn: Arc<tokio::sync::Mutex<()>>,
    /// Since when pages know where the office is found.
    pub(super) told: tokio::sync::Mutex<Option<Stamp>>,
}

/// What stands at an address, by appearance and name of the site.
type Variants = Vec<(usize, String, Arc<Kept>)>;

#[derive(Default)]
struct Inner {
    stamp: Option<Stamp>,
    pages: HashMap<String, Variants>,
    /// The keys, the one kept longest first.
    order: VecDeque<(String, usize, String)>,
    bytes: usize,
}

impl Inner {
    fn find(&self, (address, appearance, asked_as): Key<'_>) -> Option<&Arc<Kept>> {
        let variants = self.pages.get(address)?;
        let found = variants.iter().find(|(one, name, _)| *one == appearance && name == asked_as);
        found.map(|(_, _, page)| page)
    }

    /// Takes the page out that was kept longest; whether there was one.
    fn forget_oldest(&mut self) -> bool {
        let Some((address, appearance, asked_as)) = self.order.pop_front() else { return false };
        let Some(variants) = self.pages.get_mut(&address) else { return true };
        let place = variants.iter().position(|(one, name, _)| *one == appearance && *name == asked_as);
        if let Some(place) = place {
            self.bytes -= variants.swap_remove(place).2.weight();
        }
        if variants.is_empty() {
            self.pages.remove(&address);
        }
        true
    }
}

impl Pages {
    const fn of(&self, keep: Keep) -> &Mutex<Inner> {
        match keep {
            Keep::Text => &self.texts,
            Keep::File => &self.files,
        }
    }

    pub(super) fn find(&self, key: Key<'_>, stamp: Stamp, keep: Keep) -> Option<Arc<Kept>> {
        let mut inner = self.of(keep).lock().unwrap_or_else(PoisonError::into_inner);
        if inner.stamp != Some(stamp) {
            *inner = Inner { stamp: Some(stamp), ..Inner::default() };
        }
        inner.find(key).cloned()
    }

    /// Keeps a page that was begun at a stamp; one that something overtook is not kept.
    pub(super) fn put(&self, key: Key<'_>, stamp: Stamp, page: &Arc<Kept>) {
        let mut inner = self.of(page.keep()).lock().unwrap_or_else(PoisonError::into_inner);
        if inner.stamp != Some(stamp) || page.weight() > MOST / 4 || inner.find(key).is_some() {
            return;
        }
        let (address, appearance, asked_as) = (key.0.to_owned(), key.1, key.2.to_owned());
        let variants = inner.pages.entry(address.clone()).or_default();
        variants.push((appearance, asked_as.clone(), Arc::clone(page)));
        inner.order.push_back((address, appearance, asked_as));
        inner.bytes += page.weight();
        while inner.bytes > MOST && inner.forget_oldest() {}
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use jiff::civil::date;

    use super::*;

    fn page(text: &str) -> Arc<Kept> {
        Arc::new(Kept::new(&HeaderMap::new(), text.to_owned().into(), Keep::Text))
    }

    #[test]
    fn a_change_or_another_day_empties_it_and_what_was_overtaken_is_not_kept() {
        let pages = Pages::default();
        let key = ("/", 0, "");
        let (one, other) = ((1, date(2026, 3, 2)), (2, date(2026, 3, 2)));
        assert!(pages.find(key, one, Keep::Text).is_none());
        pages.put(key, one, &page("a"));
        assert!(pages.find(key, one, Keep::Text).is_some());
        assert!(pages.find(("/", 1, ""), one, Keep::Text).is_none(), "of another appearance");
        assert!(pages.find(("/", 0, "example.test"), one, Keep::Text).is_none(), "of another name");
        assert!(pages.find(key, other, Keep::Text).is_none());
        pages.put(key, one, &page("a"));
        assert!(pages.find(key, other, Keep::Text).is_none(), "rendered before the change");
        pages.put(key, other, &page("b"));
        assert!(pages.find(key, (2, date(2026, 3, 3)), Keep::Text).is_none());
    }

    #[test]
    fn it_never_holds_more_than_its_limit() {
        let pages = Pages::default();
        let stamp = (1, date(2026, 3, 2));
        let large = "x".repeat(MOST / 16);
        let key = |name: &'static str, nth| (name, nth, "");
        assert!(pages.find(key("/", 0), stamp, Keep::Text).is_none());
        for nth in 0..40 {
            pages.put(key(["/", "/a"][nth % 2], nth), stamp, &page(&large));
            let inner = pages.texts.lock().unwrap();
            let held: usize = inner.pages.values().map(Vec::len).sum();
            assert!(inner.bytes <= MOST && held == inner.order.len());
        }
        assert!(
            pages.find(key("/", 0), stamp, Keep::Text).is_none()
                && pages.find(key("/a", 39), stamp, Keep::Text).is_some()
        );
    }
}
