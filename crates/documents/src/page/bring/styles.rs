//! The styles of a Word file: which are headings, which are numbered.

use std::collections::HashMap;

use super::xml::Element;

struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<(Option<String>, Option<usize>)>,
}

/// The paragraph styles by their identifiers.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// Styles that rest on each other; a circle ends somewhere.
const DEEPEST: usize = 20;

impl Styles {
    pub(super) fn read(tree: &Element) -> Self {
        let mut styles = HashMap::new();
        tree.each("style", &mut |it| {
            let Some(id) = it.attribute("styleId") else { return };
            let properties = it.child("pPr");
            let list = properties.and_then(|it| it.child("numPr")).map(|it| {
                let level = it.value("ilvl").and_then(|it| it.parse().ok());
                (it.value("numId").map(str::to_owned), level)
            });
            let style = Style {
                name: it.value("name").unwrap_or_default().to_lowercase(),
                parent: it.value("basedOn").map(str::to_owned),
                outline: properties.and_then(|it| it.value("outlineLvl")).and_then(|it| it.parse().ok()),
                list,
            };
            styles.insert(id.to_owned(), style);
        });
        Self(styles)
    }

    /// A style and those it rests on.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        std::iter::successors(self.0.get(id), |it| self.0.get(it.parent.as_deref()?)).take(DEEPEST)
    }

    /// Whether a style has one of these names; files without styles go by the identifier.
    pub(super) fn is(&self, id: &str, names: &[&str]) -> bool {
        let name = self.0.get(id).map_or_else(|| id.to_lowercase(), |it| it.name.clone());
        names.contains(&name.as_str())
    }

    /// The outline level of a heading style, from nought.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        if let Some(level) = self.chain(id).find_map(|it| it.outline) {
            return (level < 9).then_some(level);
        }
        let of_name = |name: &str| {
            let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
            rest.trim().parse::<u8>().ok().filter(|it| (1..=9).contains(it)).map(|it| it - 1)
        };
        if self.0.contains_key(id) {
            self.chain(id).find_map(|it| of_name(&it.name))
        } else {
            of_name(&id.to_lowercase())
        }
    }

    /// The list and level of a style.
    pub(super) fn list(&self, id: &str) -> Option<(String, usize)> {
        let list = self.chain(id).find_map(|it| it.list.as_ref().and_then(|(id, _)| id.clone()))?;
        let level = self.chain(id).find_map(|it| it.list.as_ref().and_then(|(_, level)| *level));
        Some((list, level.unwrap_or(0)))
    }
}
