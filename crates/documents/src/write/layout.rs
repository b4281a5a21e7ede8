//! How wide the columns of a statutory table are and how large its type, so that no number breaks over lines.

use super::form::{Form, Kind};

/// The width of the type area in points: 156 mm (GB/T 9704-2012).
pub(super) const TYPE_AREA: f64 = 156.0 / 25.4 * 72.0;
/// The sizes tried, in points, from 五号 down.
const SIZES: [f64; 7] = [10.5, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0];
/// Blank at both sides of a cell's text, together, in points.
const PADDING: f64 = 5.0;
/// A remark in a cell may break over lines beyond this many full-width characters.
const LONGEST: f64 = 6.0;
/// Full-width characters in the three columns of labels of table three: at least, and where there is room.
const LABELS: [(f64, f64); 3] = [(2.0, 2.0), (4.0, 4.0), (11.0, 14.0)];

/// Widths in points, together the type area, and the size of the type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// One width a column.
    pub(super) widths: Vec<f64>,
    /// In points.
    pub(super) size: f64,
}

/// The width of a text in full-width characters.
pub(super) fn units(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum()
}

/// The layout of a form with this many columns.
pub(super) fn fit(form: &Form, columns: usize) -> Layout {
    if form.table == 2 {
        // The label takes a quarter, as in the form; the values share the rest.
        let label = TYPE_AREA / 4.0;
        let mut widths = vec![(TYPE_AREA - label) / (columns - 1) as f64; columns];
        widths[0] = label;
        return Layout { widths, size: SIZES[0] };
    }
    let labels = if form.table == 3 { LABELS.as_slice() } else { &[] };
    let need: Vec<f64> = (labels.len()..columns).map(|column| value_units(form, column)).collect();
    let total = |size: f64| {
        let values: f64 = need.iter().map(|units| units * size + PADDING).sum();
        values + labels.iter().map(|(least, _)| least * size + PADDING).sum::<f64>()
    };
    let size = SIZES.into_iter().find(|size| total(*size) <= TYPE_AREA).unwrap_or(SIZES[SIZES.len() - 1]);
    let mut widths: Vec<f64> = labels.iter().map(|(least, _)| least * size + PADDING).collect();
    widths.extend(need.iter().map(|units| units * size + PADDING));
    let mut spare = TYPE_AREA - widths.iter().sum::<f64>();
    if let Some((least, good)) = labels.last() {
        let more = ((good - least) * size).min(spare);
        widths[labels.len() - 1] += more;
        spare -= more;
    }
    let each = spare / need.len() as f64;
    widths.iter_mut().skip(labels.len()).for_each(|width| *width += each);
    Layout { widths, size }
}

/// The widest value of a column in full-width characters; a heading breaks into lines of two.
fn value_units(form: &Form, column: usize) -> f64 {
    form.rows
        .iter()
        .flatten()
        .filter(|slot| slot.column == column && matches!(slot.kind, Kind::Value(..)))
        .map(|slot| if slot.text.is_ascii() { units(&slot.text) } else { units(&slot.text).min(LONGEST) })
        .fold(2.0, f64::max)
}
