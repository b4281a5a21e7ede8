//! What was signed for a moment that has come and could not be published: the desk tells why until it goes out.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Numbers with the reason, as the last attempt found them; in memory only, for every attempt finds them anew.
#[derive(Default)]
pub(crate) struct Unpublished(Mutex<BTreeMap<String, String>>);

impl Unpublished {
    /// What the last attempt could not publish.
    pub(crate) fn found(&self, failed: impl IntoIterator<Item = (String, String)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = failed.into_iter().collect();
    }

    /// Why a publication did not go out.
    pub(crate) fn why(&self, number: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(number).cloned()
    }

    /// All of them.
    pub(crate) fn all(&self) -> BTreeMap<String, String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
