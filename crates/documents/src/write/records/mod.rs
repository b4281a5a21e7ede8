//! `records.html`: for the office only. Every cell of the tables opens into the entries it is counted from.
//! 《条例》第45条、第50条

use std::collections::BTreeMap;

use askama::Template;
use statute::report::{CellPlace, CompiledReport, Figure, Finding};

use super::error::WriteError;
use super::form::{Form, Kind, Slot};
use super::outline::Outline;

/// The internal page.
#[derive(Template)]
#[template(path = "records/records.html")]
struct Page<'a> {
    title: String,
    outline: &'a Outline,
    figures: Vec<Entry<'a>>,
    findings: &'a [Finding],
    links: BTreeMap<(u8, &'a str, usize), usize>,
}

/// A figure with the cells it stands in.
struct Entry<'a> {
    figure: &'a Figure,
    places: Vec<String>,
}

/// The page that opens every figure into its records (台账明细), marked 内部使用: never for publication.
pub fn records(compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
    let outline = Outline::of(&compiled.report);
    let index: BTreeMap<&str, usize> =
        compiled.figures.iter().enumerate().map(|(index, figure)| (figure.name.as_str(), index)).collect();
    let mut figures: Vec<_> =
        compiled.figures.iter().map(|figure| Entry { figure, places: Vec::new() }).collect();
    let mut links = BTreeMap::new();
    let headings = places(&outline);
    for (place, name) in &compiled.cells {
        if let Some(&index) = index.get(name.as_str()) {
            links.insert((place.table, place.row.as_str(), place.column), index);
            let heading = headings.get(&(place.table, place.row.as_str(), place.column));
            figures[index].places.extend(heading.cloned());
        }
    }
    let page =
        Page { title: outline.title(), outline: &outline, figures, findings: &compiled.findings, links };
    Ok(page.render()?.into_bytes())
}

/// Every cell in words: `表三 （一）予以公开 自然人`.
fn places(outline: &Outline) -> BTreeMap<(u8, &str, usize), String> {
    let mut places = BTreeMap::new();
    for form in outline.parts.iter().flat_map(|part| &part.forms) {
        let mut over: Vec<&str> = vec![""; form.layout.widths.len()];
        for slot in form.rows.iter().flatten() {
            match &slot.kind {
                Kind::Band | Kind::ColumnHead => {
                    over[slot.column..slot.column + slot.colspan].fill(&slot.text);
                }
                Kind::Value(_, place) => {
                    let table = ["二", "三", "四"][usize::from(place.table).saturating_sub(2).min(2)];
                    let words = format!("表{table} {} {}", place.row, over[slot.column]);
                    places.insert((place.table, place.row.as_str(), place.column), words);
                }
                Kind::RowHead | Kind::Note => {}
            }
        }
    }
    places
}

impl Page<'_> {
    /// The figure a slot opens into, by its place in the list.
    fn link(&self, slot: &Slot) -> Option<usize> {
        let Kind::Value(_, CellPlace { table, row, column }) = &slot.kind else { return None };
        self.links.get(&(*table, row.as_str(), *column)).copied()
    }

    /// All tables of the report.
    fn forms(&self) -> impl Iterator<Item = &Form> {
        self.outline.parts.iter().flat_map(|part| &part.forms)
    }
}
