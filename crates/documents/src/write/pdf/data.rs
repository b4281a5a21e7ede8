//! The data the template `annual-report.typ` is filled with.

use serde_json::{Value, json};
use statute::report::AnnualReport;

use super::super::form::{Form, Kind, Slot};
use super::super::outline::{Outline, Part};
use super::super::xml::clean;

/// Rows with a longer text, in characters, may break over pages.
const LONGEST_WHOLE: usize = 200;

/// The report as the template reads it.
pub(super) fn report(report: &AnnualReport, outline: &Outline) -> Value {
    json!({
        "title": outline.title(),
        "lines": outline.title,
        "agency": report.agency.as_deref().map(clean).unwrap_or_default(),
        "date": report.published_on.map(|date| json!([date.year(), date.month(), date.day()])),
        "preamble": outline.preamble,
        "parts": outline.parts.iter().map(part).collect::<Vec<_>>(),
    })
}

fn part(part: &Part) -> Value {
    let paragraphs = part.paragraphs.iter().map(|it| json!({ "head": it.head, "text": it.text }));
    json!({
        "heading": part.heading,
        "paragraphs": paragraphs.collect::<Vec<_>>(),
        "forms": part.forms.iter().map(form).collect::<Vec<_>>(),
    })
}

/// A table in blocks of headings and rows: one block, or one for each item of 第二十条 in table two.
fn form(form: &Form) -> Value {
    let mut blocks: Vec<(Vec<Value>, Vec<Value>)> = Vec::new();
    for (index, row) in form.rows.iter().enumerate() {
        let heads = row.iter().all(|slot| matches!(slot.kind, Kind::Band | Kind::ColumnHead | Kind::Note));
        if index == 0 || row.iter().any(|slot| slot.kind == Kind::Band) {
            blocks.push((Vec::new(), Vec::new()));
        }
        if let Some((head, body)) = blocks.last_mut() {
            if heads { head } else { body }.extend(row.iter().map(|slot| cell(form, slot)));
        }
    }
    let blocks = blocks.iter().map(|(head, body)| json!({ "head": head, "body": body }));
    json!({
        "size": form.layout.size,
        "widths": form.layout.widths,
        "repeats": form.head_rows > 0,
        "long": form.rows.iter().flatten().any(|slot| slot.text.chars().count() > LONGEST_WHOLE),
        "blocks": blocks.collect::<Vec<_>>(),
    })
}

fn cell(form: &Form, slot: &Slot) -> Value {
    json!({
        "text": slot.text,
        "colspan": slot.colspan,
        "rowspan": slot.rowspan,
        "label": form.table == 3 && slot.kind == Kind::RowHead && slot.rowspan == 1,
    })
}
