//! What a name in the template stands for: a figure, a family as a list, or a word about the agency and the year.

use std::collections::HashMap;

use statute::figures::{self, Definition, Year};
use statute::report::Figure;

use crate::template::{Lookup, Names, near};

/// Names and their values.
pub(super) struct FiguresOfYear<'a> {
    figures: HashMap<&'a str, &'a Figure>,
    in_order: &'a [Figure],
    words: HashMap<&'static str, Option<String>>,
}

const NO_WORD: &str = "机关信息中没有填写";

impl<'a> FiguresOfYear<'a> {
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
}

impl Names for FiguresOfYear<'_> {
    const KIND: &'static str = "指标";
    const PAGE: &'static str = "docs/figures.md";

    fn lookup(&self, name: &str) -> Lookup {
        // Narratives say 信函 for letters that are signed for.
        let renamed = name.strip_suffix(".信函").map(|family| format!("{family}.挂号信函"));
        let name = renamed.as_deref().unwrap_or(name);
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

    fn nearest(&self, name: &str) -> Vec<String> {
        near(name, known(self.in_order).chain(self.words.keys().copied()))
    }
}

/// Up to three names of figures that are near to one that does not exist.
pub fn nearest(name: &str, figures: &[Figure]) -> Vec<String> {
    near(name, known(figures))
}

fn known(figures: &[Figure]) -> impl Iterator<Item = &str> {
    let names = figures.iter().map(|figure| figure.name.as_str());
    names.chain(figures::all().map(|definition| definition.name))
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
