//! Styles and properties that hide text.

use std::collections::BTreeSet;

use crate::read::NotReadable;
use crate::surfaces::markup::{self, Element, Node};

/// Styles that rest on each other; a circle ends somewhere.
const DEEPEST: usize = 20;

/// The styles that hide what is written in them, and those that rest on one.
pub(super) fn hiding_styles(xml: &str) -> Result<BTreeSet<String>, NotReadable> {
    let (mut style, mut hiding) = (String::new(), BTreeSet::new());
    let mut parents: Vec<(String, String)> = Vec::new();
    markup::walk(xml, |node| {
        let Node::Start(element) = node else { return };
        match element.name {
            "style" => element.get("styleId").unwrap_or_default().clone_into(&mut style),
            "basedOn" => parents.push((style.clone(), element.get("val").unwrap_or_default().to_owned())),
            "vanish" | "specVanish" if !is_off(&element) => {
                hiding.insert(style.clone());
            }
            _ => {}
        }
    })?;
    for _ in 0..DEEPEST {
        let resting =
            parents.iter().filter(|(_, parent)| hiding.contains(parent)).map(|(style, _)| style.clone());
        let resting: Vec<_> = resting.collect();
        hiding.extend(resting);
    }
    Ok(hiding)
}

/// Whether a property that is on by standing there is turned off.
pub(super) fn is_off(element: &Element<'_>) -> bool {
    matches!(element.get("val"), Some("0" | "false" | "off"))
}
