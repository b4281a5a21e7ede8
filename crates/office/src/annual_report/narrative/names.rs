//! What a name in the template stands for: a figure, a family as a list, or a word about the agency and the year.

use std::collections::HashMap;

use rust_decimal::Decimal;
use statute::figures::{self, Definition, Year};
use statute::report::Figure;

/// Names and their values.
pub(super) struct Names<'a> {
    figures: HashMap<&'a str, &'a Figure>,
    in_order: &'a [Figure],
    words: HashMap<&'static str, Option<String>>,
}

/// What a name turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lookup {
    /// A figure's value.
    Number(Decimal),
    /// A word, or a family as a list.
    Text(String),
    /// A member of an open family that no entry of any year has: counted as 0, and told.
    NeverSeen,
    /// A figure without a value this year, and why.
    Undefined(&'static str),
    /// No figure at all.
    Unknown,
}

const NO_WORD: &str = "agency.toml 没有填写";

impl<'a> Names<'a> {
    /// The names of a year.
    pub(super) fn new(year: &Year<'_>, figures: &'a [Figure]) -> Self {
        let agency = &year.registers.agency;
        let words = HashMap::from([
            ("year", Some(year.year.to_string())),
            ("previous_year", Some((year.year - 1).to_string())),
            ("next_year", Some((year.year + 1).to_string())),
            ("agency.name", Some(agency.name.clone())),
            ("agency.short_name", Some(agency.short_name.clone().unwrap_or_else(|| agency.name.clone()))),
            ("agency.code", agency.code.clone()),
            ("agency.address", agency.address.clone()),
            ("agency.postcode", agency.postcode.clone()),
            ("agency.telephone", agency.telephone.clone()),
            ("agency.email", agency.email.clone()),
            ("agency.parent", agency.parent.clone()),
        ]);
        let by_name = figures.iter().map(|figure| (figure.name.as_str(), figure)).collect();
        Self { figures: by_name, in_order: figures, words }
    }

    /// What the name stands for.
    pub(super) fn lookup(&self, name: &str) -> Lookup {
        if let Some(figure) = self.figures.get(name) {
            return Lookup::Number(figure.value);
        }
        if let Some(word) = self.words.get(name) {
            return word.clone().map_or(Lookup::Undefined(NO_WORD), Lookup::Text);
        }
        if let Some(definition) = figures::all().find(|definition| definition.name == name) {
            if definition.is_family() {
                return Lookup::Text(self.list(definition));
            }
            return Lookup::Undefined(why_undefined(name));
        }
        let family = figures::all().find(|definition| {
            definition.is_family() && name.starts_with(definition.name.trim_end_matches('*'))
        });
        match family {
            Some(family) if family.is_share() && self.members(family).next().is_none() => {
                Lookup::Undefined("合计为0，没有占比")
            }
            Some(family) if family.is_open() => Lookup::NeverSeen,
            _ => Lookup::Unknown,
        }
    }

    /// Whether a figure is there and not 0, a word there and not empty.
    pub(super) fn is_true(&self, name: &str) -> bool {
        match self.lookup(name) {
            Lookup::Number(number) => !number.is_zero(),
            Lookup::Text(text) => !text.is_empty(),
            Lookup::NeverSeen | Lookup::Undefined(_) | Lookup::Unknown => false,
        }
    }

    fn members(&self, family: &'static Definition) -> impl Iterator<Item = (&'a str, &'a Figure)> {
        let stem = family.name.trim_end_matches('*');
        self.in_order.iter().filter_map(move |figure| Some((figure.name.strip_prefix(stem)?, figure)))
    }

    /// 社保4件、其他6件
    fn list(&self, family: &'static Definition) -> String {
        let shown = self.members(family).filter(|(_, figure)| !figure.value.is_zero());
        let items: Vec<_> =
            shown.map(|(member, figure)| format!("{member}{}{}", figure.value, figure.unit)).collect();
        items.join("、")
    }

    /// Up to three known names that are near.
    pub(super) fn nearest(&self, name: &str) -> Vec<String> {
        near(name, self.in_order, self.words.keys().copied())
    }
}

/// Up to three names of figures that are near to one that does not exist.
pub fn nearest(name: &str, figures: &[Figure]) -> Vec<String> {
    near(name, figures, std::iter::empty())
}

fn near<'a>(name: &str, figures: &'a [Figure], words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let known = figures.iter().map(|figure| figure.name.as_str());
    let mut near: Vec<(usize, &str)> = known
        .chain(figures::all().map(|definition| definition.name))
        .chain(words)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance * 2 <= name.chars().count())
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect()
}

fn why_undefined(name: &str) -> &'static str {
    if matches!(
        name,
        "applications.previous_received" | "applications.change" | "applications.change_percent"
    ) {
        "需要 previous.json，且上年新收不为0"
    } else {
        "合计为0，没有占比"
    }
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
