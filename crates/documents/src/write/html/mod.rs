//! `report.html`: one page with its own style, no scripts, tables whose headings screen readers can follow.

use askama::Template;
use statute::report::CompiledReport;

use super::error::WriteError;
use super::form::{Form, Kind, Slot};
use super::outline::Outline;

/// The page of a report.
#[derive(Template)]
#[template(path = "html/report.html")]
struct Page<'a> {
    agency: Option<&'a str>,
    title: String,
    published_on: Option<String>,
    description: String,
    outline: &'a Outline,
}

/// The report as a web page (年度报告网页), complete in one file: for publication, without records.
pub fn html(compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
    let report = &compiled.report;
    let outline = Outline::of(report);
    let page = Page {
        agency: report.agency.as_deref(),
        title: outline.title(),
        published_on: report.published_on.map(|date| date.to_string()),
        description: format!(
            "{}，依据《中华人民共和国政府信息公开条例》第49条、第50条公布。",
            outline.title()
        ),
        outline: &outline,
    };
    Ok(page.render()?.into_bytes())
}

/// Digits that fit a column of table four where all columns are as wide.
const FITTING: usize = 5;

impl Form {
    /// Whether a value is too long for columns of one width.
    pub(super) fn is_crowded(&self) -> bool {
        let values = self.rows.iter().flatten().filter(|slot| matches!(slot.kind, Kind::Value(..)));
        values.into_iter().any(|slot| slot.text.chars().count() > FITTING)
    }

    /// Whether a row begins a block of table two after the first.
    pub(super) fn opens_block(&self, index: usize) -> bool {
        index > self.head_rows && self.rows[index].iter().any(|slot| slot.kind == Kind::Band)
    }
}

impl Slot {
    /// Whether the slot is the note in the corner.
    pub(super) fn is_note(&self) -> bool {
        self.kind == Kind::Note
    }

    /// `colspan` and `rowspan`, where they are not 1.
    pub(super) fn spans(&self) -> String {
        let span = |name, n: usize| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
        span("colspan", self.colspan) + &span("rowspan", self.rowspan)
    }
}
