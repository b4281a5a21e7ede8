//! What a template can name.

use rust_decimal::Decimal;

/// What a name turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lookup {
    /// A number.
    Number(Decimal),
    /// A word, or a list of them.
    Text(String),
    /// A member of an open family that no entry has: counted as 0, and told.
    NeverSeen,
    /// A name without a value, and why.
    Undefined(&'static str),
    /// No name at all.
    Unknown,
}

/// The names a template may use, with their values.
pub(crate) trait Names {
    /// What such a name is called in messages: 指标.
    const KIND: &'static str;
    /// The page that lists all of them.
    const PAGE: &'static str;

    /// What the name stands for.
    fn lookup(&self, name: &str) -> Lookup;

    /// Up to three known names that are near.
    fn nearest(&self, name: &str) -> Vec<String>;

    /// Whether a number is there and not 0, a word there and not empty.
    fn is_true(&self, name: &str) -> bool {
        match self.lookup(name) {
            Lookup::Number(number) => !number.is_zero(),
            Lookup::Text(text) => !text.is_empty(),
            Lookup::NeverSeen | Lookup::Undefined(_) | Lookup::Unknown => false,
        }
    }
}

/// Up to three of the candidates that are near to a name.
pub(crate) fn near<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut near: Vec<(usize, &str)> = candidates
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance * 2 <= name.chars().count())
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect()
}

/// How many characters must be put in, taken out or changed to make one name of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}
