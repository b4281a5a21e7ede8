//! Pictures and widths of columns.

use super::super::layout::{TYPE_AREA, units};
use crate::page::model::{Inline, Table};

/// How wide a picture is printed and how high, in points: as large as it is at 96 dots an inch, within the type area.
pub(super) fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    /// The type area is 225 mm high; a title may stand above.
    const HIGHEST: f64 = 540.0;
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (size.width as f64 * 0.75, size.height as f64 * 0.75);
    if size.width == 0 || size.height == 0 || size.width > 20_000 || size.height > 20_000 {
        return None;
    }
    let scale = (TYPE_AREA / width).min(HIGHEST / height).min(1.0);
    Some((width * scale, height * scale))
}

/// How a table is set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    /// The columns in parts of its width.
    pub(super) widths: Vec<f64>,
    /// Its type, in points.
    pub(super) size: f64,
}

/// What a column needs, in full-width characters.
#[derive(Clone, Copy)]
struct Need {
    /// So that no number and no word runs into the next column.
    least: f64,
    /// So that nothing is broken over lines, within reason.
    best: f64,
}

/// Sets a table by what stands in it, in the largest type in which every number fits its column.
pub(super) fn fit(table: &Table) -> Fit {
    /// From 五号 down.
    const SIZES: [f64; 6] = [10.5, 9.0, 8.0, 7.0, 6.0, 5.0];
    /// Blank at both sides of a cell's text with the rule, in points.
    const PADDING: f64 = 7.0;
    let needs = needs(table);
    let wide = |size: f64, need: fn(&Need) -> f64| -> Vec<f64> {
        needs.iter().map(|it| need(it) * size + PADDING).collect()
    };
    let sum = |widths: &[f64]| widths.iter().sum::<f64>();
    let fits = |size: &f64| sum(&wide(*size, |it| it.least)) <= TYPE_AREA;
    let size = SIZES.into_iter().find(fits).unwrap_or(SIZES[SIZES.len() - 1]);
    let (least, best) = (wide(size, |it| it.least), wide(size, |it| it.best));
    let (spare, wanted) = (TYPE_AREA - sum(&least), sum(&best) - sum(&least));
    // What is left goes where something would be broken; where nothing would, it goes to all.
    let part = if wanted > spare { (spare / wanted).max(0.0) } else { 1.0 };
    let widths: Vec<f64> =
        least.iter().zip(&best).map(|(least, best)| least + (best - least) * part).collect();
    let all = sum(&widths).max(1.0);
    Fit { widths: widths.iter().map(|it| it / all).collect(), size }
}

/// What each column of a table needs.
fn needs(table: &Table) -> Vec<Need> {
    /// A column is never narrower, and no text asks for more.
    const BOUNDS: (f64, f64) = (2.0, 24.0);
    let count = table.rows.first().map_or(0, |row| row.iter().map(|cell| cell.columns).sum());
    let mut needs = vec![Need { least: BOUNDS.0, best: 3.0 }; count];
    // The columns that cells from above still cover, by rows left.
    let mut covered = vec![0_usize; count];
    for row in &table.rows {
        let mut column = 0;
        for cell in row {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            if cell.columns == 1
                && let Some(need) = needs.get_mut(column)
            {
                let text = crate::page::model::text(&cell.blocks);
                let widest = |parts: &mut dyn Iterator<Item = &str>| parts.map(units).fold(0.0, f64::max);
                need.least = need.least.max(widest(&mut unbroken(&text)).min(BOUNDS.1));
                need.best = need.best.max(widest(&mut text.split('\n')).min(BOUNDS.1)).max(need.least);
            }
            let end = (column + cell.columns).min(count);
            if column < end {
                covered[column..end].fill(cell.rows);
            }
            column = end;
        }
        for left in &mut covered {
            *left = left.saturating_sub(1);
        }
    }
    needs
}

/// The parts of a text that no line break may stand in: numbers and words.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_graphic() || c == '/').filter(|part| !part.is_empty())
}

/// A line's pictures are told by words where they cannot be printed.
pub(super) fn words(alt: &str) -> String {
    if alt.is_empty() { "［图片］".to_owned() } else { format!("［图片：{alt}］") }
}

/// Whether a line shows nothing but pictures: it is centered.
pub(super) fn is_picture(line: &[Inline]) -> bool {
    !line.is_empty() && line.iter().all(|it| matches!(it, Inline::Image { .. } | Inline::Break))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::model::{Block, Cell};

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| Cell::new(vec![Block::paragraph(*text)]);
        Table { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Table::default() }
    }

    /// The least width of a column in points, by the text in it.
    fn holds(fit: &Fit, column: usize, text: &str) -> bool {
        fit.widths[column] * TYPE_AREA >= units(text) * fit.size + 6.0
    }

    #[test]
    fn a_number_never_runs_into_the_next_column() {
        let long = "备注内容较长的一格，用来看换行时表格的样子，再长一些也还是要换行的";
        let five = table(&[&["1", "示例区第一街道办事处社会保障服务中心", "48126.50", "0533-0308841", long]]);
        let fit_of_five = fit(&five);
        assert!(
            holds(&fit_of_five, 2, "48126.50") && holds(&fit_of_five, 3, "0533-0308841"),
            "{fit_of_five:?}"
        );
        assert!((fit_of_five.size, fit_of_five.widths.len()) == (10.5, 5));
        let many = fit(&table(&[&["1234567.89"; 12]]));
        assert!(many.size < 10.5 && (0..12).all(|at| holds(&many, at, "1234567.89")), "{many:?}");
        let none = fit(&table(&[]));
        assert!(none.widths.is_empty() && none.size > 10.0);
    }
}
