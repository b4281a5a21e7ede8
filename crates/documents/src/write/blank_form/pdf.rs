//! The form as PDF, set by typst from `blank-form.typ`.

use serde_json::json;

use super::super::error::WriteError;
use super::super::pdf::{Layout, set};
use super::super::xml::clean;
use super::{BlankForm, CellKind};

/// The form as PDF (PDF/UA-1).
///
/// # Errors
/// As for reports: a character without a font is named.
pub fn pdf(form: &BlankForm) -> Result<Vec<u8>, WriteError> {
    let rows = form.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            json!({
                "lines": cell.printed(),
                "colspan": cell.columns,
                "rowspan": cell.rows,
                "label": cell.kind != CellKind::Entry,
            })
        });
        json!({ "height": row.height, "cells": cells.collect::<Vec<_>>() })
    });
    let data = json!({
        "title": clean(&form.title),
        "agency": clean(&form.agency),
        "lead": clean(&form.lead),
        "columns": form.columns,
        "rows": rows.collect::<Vec<_>>(),
        "notes": form.notes.iter().map(|note| clean(note)).collect::<Vec<_>>(),
    });
    set(Layout::BlankForm, &texts(form), &data, false)
}

/// Every text of the form with its place.
fn texts(form: &BlankForm) -> Vec<(String, String)> {
    let mut texts = vec![
        ("标题".to_owned(), form.title.clone()),
        ("收件机关".to_owned(), format!("{}{}", form.agency, form.lead)),
    ];
    let cells = form.rows.iter().flat_map(|row| &row.cells);
    texts.extend(cells.map(|cell| ("表格".to_owned(), cell.lines.concat())));
    texts.extend(form.notes.iter().map(|note| ("说明".to_owned(), note.clone())));
    texts
}
