//! The page tree: pages in order, what they inherit, their content.

use std::collections::HashSet;

use lopdf::{Dictionary, Object};

use super::File;
use crate::read::NotReadable;
use crate::read::pdf::limits::{Budget, PAGES};
use crate::read::pdf::refusal;

/// Levels of the page tree; deeper ones are made to exhaust the reader.
const TREE_DEPTH: usize = 64;

/// A page with what it inherits from the tree above it.
#[derive(Clone, Copy, Default)]
pub(in crate::read::pdf) struct Page<'a> {
    pub(in crate::read::pdf) dict: Option<&'a Dictionary>,
    pub(in crate::read::pdf) resources: Option<&'a Dictionary>,
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    rotate: i64,
}

impl File {
    /// The pages in order; every node of the tree is entered once.
    pub(in crate::read::pdf) fn pages(&self) -> Result<Vec<Page<'_>>, NotReadable> {
        let root = self.document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        let mut waiting: Vec<(&Object, Page<'_>, usize)> =
            root.into_iter().map(|root| (root, Page::default(), 0)).collect();
        while let Some((node, above, depth)) = waiting.pop() {
            if let Ok(id) = node.as_reference()
                && !seen.insert(id)
            {
                continue;
            }
            let Some(dict) = self.dict(node) else { continue };
            let page = self.inherit(dict, above);
            match self.get(dict, b"Kids").and_then(|kids| kids.as_array().ok()) {
                Some(kids) if depth < TREE_DEPTH => {
                    waiting.extend(kids.iter().rev().map(|kid| (kid, page, depth + 1)));
                }
                Some(_) => {}
                None if pages.len() == PAGES => return Err(refusal::too_many_pages()),
                None => pages.push(page),
            }
        }
        if pages.is_empty() { Err(refusal::no_pages()) } else { Ok(pages) }
    }

    fn inherit<'a>(&'a self, dict: &'a Dictionary, above: Page<'a>) -> Page<'a> {
        Page {
            dict: Some(dict),
            resources: self.get(dict, b"Resources").and_then(|it| it.as_dict().ok()).or(above.resources),
            media: self.numbers(dict, b"MediaBox").or(above.media),
            crop: self.numbers(dict, b"CropBox").or(above.crop),
            rotate: self.get(dict, b"Rotate").and_then(|it| it.as_i64().ok()).unwrap_or(above.rotate),
        }
    }

    /// The content streams of a page, each unpacked, in order.
    pub(in crate::read::pdf) fn contents(
        &self,
        page: &Page<'_>,
        budget: &mut Budget,
    ) -> Result<Vec<u8>, NotReadable> {
        let Some(contents) = page.dict.and_then(|dict| self.get(dict, b"Contents")) else {
            return Ok(Vec::new());
        };
        let mut bytes = Vec::new();
        match contents {
            Object::Array(parts) => {
                for part in parts {
                    budget.in_time()?;
                    // An operator may not be cut over two streams, though operands may.
                    bytes.extend(self.unpack(part, budget)?);
                    bytes.push(b'\n');
                }
            }
            single => bytes = self.unpack(single, budget)?,
        }
        Ok(bytes)
    }
}

impl Page<'_> {
    /// The visible rectangle: left, bottom, right, top.
    pub(in crate::read::pdf) fn visible(&self) -> [f64; 4] {
        const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];
        let upright = |[a, b, c, d]: [f64; 4]| [a.min(c), b.min(d), a.max(c), b.max(d)];
        let media = self.media.map(upright).filter(has_area).unwrap_or(A4);
        let Some(crop) = self.crop.map(upright) else { return media };
        let both =
            [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        if has_area(&both) { both } else { media }
    }

    /// Clockwise quarter turns for display.
    pub(in crate::read::pdf) fn quarter_turns(&self) -> u8 {
        (self.rotate.rem_euclid(360) / 90) as u8
    }
}

fn has_area([left, bottom, right, top]: &[f64; 4]) -> bool {
    right - left >= 1.0 && top - bottom >= 1.0 && (right - left).is_finite() && (top - bottom).is_finite()
}
