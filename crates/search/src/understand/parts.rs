//! A word or phrase as it stands in a field: by pairs of units.

use crate::units::{Unit, pair, units};

/// A part of a word as it stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where it stands.
    pub position: usize,
    /// Its token.
    pub text: String,
    /// Whether it is a pair of units, not one that stands alone.
    pub is_pair: bool,
}

/// The parts of a folded word or phrase: the pairs its units make, and the units that make none.
pub(crate) fn parts(folded: &str) -> Vec<Part> {
    let units = units(folded);
    let mut parts = Vec::with_capacity(units.len());
    let is_beside = |one: Unit, other: Unit| other.position == one.position + 1;
    for (index, unit) in units.iter().enumerate() {
        let position = unit.position as usize;
        if let Some(text) = units.get(index + 1).and_then(|next| pair(folded, *unit, *next)) {
            parts.push(Part { position, text, is_pair: true });
        } else if index == 0 || !is_beside(units[index - 1], *unit) {
            parts.push(Part { position, text: unit.text(folded).to_owned(), is_pair: false });
        }
    }
    parts
}
