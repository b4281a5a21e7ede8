//! A place of a text that must be looked at before the text is published.

use std::ops::Range;

use serde::Serialize;

use super::{Kind, Severity};
use crate::citation::Citation;

/// A hit (筛查命中).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// The text found, as it stands. Where [`Kind::is_personal`] this is somebody's data: shown to who reviews, never
    /// written down in clear; a record takes [`Self::masked`].
    pub found: String,
    /// What is done about it.
    pub severity: Severity,
    /// What is wrong with it, in Chinese.
    pub why: String,
    /// What to do about it, in Chinese.
    pub suggestion: String,
    /// The provisions behind it.
    pub basis: &'static [Citation],
}

impl Hit {
    /// What the office's own list says should stand there instead; none where it says nothing, or it is no word of it.
    pub fn instead(&self) -> Option<&str> {
        let is_listed = self.kind == Kind::ListedWord && self.suggestion != self.kind.suggestion();
        is_listed.then_some(self.suggestion.as_str())
    }

    /// The text found as a record may hold it: of what is personal only the first two and the last two characters.
    pub fn masked(&self) -> String {
        const SHOWN: usize = 2;
        if !self.kind.is_personal() {
            return self.found.clone();
        }
        let count = self.found.chars().count();
        let is_shown = |at: usize| count > 3 * SHOWN && (at < SHOWN || at + SHOWN >= count);
        self.found.chars().enumerate().map(|(at, c)| if is_shown(at) { c } else { '*' }).collect()
    }
}
