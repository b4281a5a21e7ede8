//! What an office decides itself about screening.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::character::{half, is_gap};
use super::{Kind, Severity};

/// The settings of screening (筛查设置).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The severity by kind, where it is not the usual one. That of [`Kind::SecrecyMark`] cannot be changed: a secrecy
    /// mark blocks always.
    pub severities: BTreeMap<Kind, Severity>,
    /// What is the office's own and meant for the public: telephones, mailboxes, credit code, account, as they are
    /// printed; blanks and hyphens do not matter.
    pub own: BTreeSet<String>,
}

impl Settings {
    /// The severity of a kind.
    pub fn severity(&self, kind: Kind) -> Severity {
        if kind == Kind::SecrecyMark {
            return Severity::Block;
        }
        self.severities.get(&kind).copied().unwrap_or(kind.usual_severity())
    }

    /// Whether a text found is the office's own.
    pub(super) fn is_own(&self, found: &str) -> bool {
        !self.own.is_empty() && {
            let found = plain(found);
            self.own.iter().any(|own| plain(own) == found)
        }
    }
}

/// A number or address without what does not matter in it.
fn plain(text: &str) -> String {
    let plain = text.chars().map(half).filter(|c| !is_gap(*c) && !matches!(c, '(' | ')'));
    plain.flat_map(char::to_lowercase).collect()
}
