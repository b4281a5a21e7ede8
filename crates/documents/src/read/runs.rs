//! Rows of values: which cells of a table row, or which numbers of lines, belong together.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;
use statute::report::Cell;

use super::cells::{Value, value};
use super::pieces::{Kind, Piece, RowCell, labels_of};

/// What a stretch of pieces gives for a table with rows of a certain width.
#[derive(Clone, Debug)]
pub(crate) enum Item<'a> {
    /// Text that holds no values, normalised.
    Text(Cow<'a, str>),
    /// Values that stand together.
    Run(Run<'a>),
}

/// Values that stand together.
#[derive(Clone, Debug)]
pub(crate) struct Run<'a> {
    /// The text on the same line or row, normalised; empty where the values stand alone.
    pub(crate) own: Cow<'a, str>,
    /// The values; `None` where they cannot be told apart.
    pub(crate) values: Option<Vec<Value>>,
    /// How many numbers there are.
    pub(crate) count: usize,
    /// The piece; rows cut out of one group of values have the same.
    pub(crate) piece: usize,
    /// Whether the values stood on lines of their own, in a number that was not yet a row.
    pub(crate) loose: bool,
}

/// Reads rows of `width` values out of pieces.
pub(crate) fn items<'a>(pieces: &'a [Piece<'_>], width: usize) -> Vec<Item<'a>> {
    let starts = value_columns(pieces, width);
    let mut items = Vec::with_capacity(pieces.len());
    // Values on lines of their own that do not make a row yet.
    let mut pending: Vec<Value> = Vec::new();
    let mut pending_at = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if let Kind::Values(values) = &piece.kind
            && piece.normal.is_empty()
            && values.len() != width
            && glued_row(values, width).is_none()
        {
            if pending.is_empty() {
                pending_at = at;
            }
            pending.extend(values.iter().cloned());
            continue;
        }
        flush(&mut pending, pending_at, width, &mut items);
        match &piece.kind {
            Kind::Line | Kind::Glued(_) => match glued_label(&piece.normal, width) {
                Some((label, values)) => items.push(run(label.into(), values, at)),
                None => items.push(Item::Text(piece.normal.as_str().into())),
            },
            Kind::Values(values) => {
                let values = glued_row(values, width).unwrap_or_else(|| values.clone());
                match leading_digits(&piece.normal, &values, width) {
                    Some((label, values)) => items.push(run(label.into(), values, at)),
                    None => items.push(run(piece.normal.as_str().into(), values, at)),
                }
            }
            Kind::Row(cells) => {
                items.push(row(cells, width, starts.get(&piece.block).copied(), at, &piece.normal));
            }
        }
    }
    flush(&mut pending, pending_at, width, &mut items);
    items
}

fn run(own: Cow<'_, str>, values: Vec<Value>, piece: usize) -> Item<'_> {
    Item::Run(Run { own, count: values.len(), values: Some(values), piece, loose: false })
}

fn loose(values: Vec<Value>, piece: usize) -> Item<'static> {
    Item::Run(Run { own: "".into(), count: values.len(), values: Some(values), piece, loose: true })
}

/// Values one to a line make rows by their number.
fn flush(pending: &mut Vec<Value>, piece: usize, width: usize, items: &mut Vec<Item<'_>>) {
    if pending.is_empty() {
        return;
    }
    let mut values = std::mem::take(pending);
    if values.len() == width + 1
        && let Some(without) = without_page_number(&values)
    {
        values = without;
    }
    if values.len().is_multiple_of(width) {
        for chunk in values.chunks(width) {
            items.push(loose(chunk.to_vec(), piece));
        }
    } else {
        items.push(loose(values, piece));
    }
}

/// A page number that stands among the values of a row: the one value without which the row's sum holds.
pub(crate) fn without_page_number(values: &[Value]) -> Option<Vec<Value>> {
    let mut found: Option<Vec<Value>> = None;
    for at in 0..values.len() {
        let page = values[at].cell.number().is_some_and(|n| n >= Decimal::ONE && n < Decimal::from(100));
        let mut rest = values.to_vec();
        rest.remove(at);
        if !page || !sums(&rest) {
            continue;
        }
        match &found {
            Some(before) if before.iter().map(|v| &v.cell).ne(rest.iter().map(|v| &v.cell)) => return None,
            _ => found = Some(rest),
        }
    }
    found
}

/// Whether the last value is the sum of those before, block by block for table four.
pub(crate) fn sums(values: &[Value]) -> bool {
    let block = if values.len() == 15 { 5 } else { values.len().max(1) };
    values.chunks(block).all(|chunk| {
        let Some((total, parts)) = chunk.split_last() else { return false };
        let number = |value: &Value| match &value.cell {
            Cell::Blank => Some(Decimal::ZERO),
            other => other.number(),
        };
        let Some(total) = number(total) else { return false };
        parts.iter().map(number).sum::<Option<Decimal>>() == Some(total)
    })
}

fn digits_apart(text: &str) -> Vec<Value> {
    text.chars().map(|c| value(&c.to_string())).collect()
}

/// `0000000`: a row whose cells ran together; only rows of single digits can be told apart. Variation 25.
pub(crate) fn glued_row(values: &[Value], width: usize) -> Option<Vec<Value>> {
    let [only] = values else { return None };
    let digits = only.printed.len() == width && only.printed.chars().all(|c| c.is_ascii_digit());
    let row = (digits && width > 1).then(|| digits_apart(&only.printed))?;
    (only.printed.starts_with('0') || width >= 15 || (width >= 7 && sums(&row))).then_some(row)
}

/// `规章000`: a label and its cells in one word. Variation 25.
pub(crate) fn glued_label(normal: &str, width: usize) -> Option<(String, Vec<Value>)> {
    let (label, row) = digits_of_label(normal, width)?;
    let zero = row.first().is_some_and(|first| first.printed == "0");
    (width == 1 || zero || (width >= 7 && sums(&row))).then_some((label, row))
}

/// A label with as many digits behind it as its row has cells.
pub(crate) fn digits_of_label(normal: &str, width: usize) -> Option<(String, Vec<Value>)> {
    let label = normal.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = normal.strip_prefix(label)?;
    (!label.is_empty() && digits.len() == width).then(|| (label.to_owned(), digits_apart(digits)))
}

/// `予以公开5 0 0 0 0 0 5`: the first cell sticks to the label.
fn leading_digits(normal: &str, values: &[Value], width: usize) -> Option<(String, Vec<Value>)> {
    let label = normal.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = normal.strip_prefix(label)?;
    if label.is_empty() || digits.is_empty() || values.len() + 1 != width {
        return None;
    }
    let mut all = vec![value(digits)];
    all.extend(values.iter().cloned());
    (width < 7 || sums(&all)).then(|| (label.to_owned(), all))
}

/// For each table, the column in which values begin, as most of its rows have it.
fn value_columns(pieces: &[Piece], width: usize) -> HashMap<usize, u32> {
    let mut votes: HashMap<usize, HashMap<u32, usize>> = HashMap::new();
    for piece in pieces {
        if let Kind::Row(cells) = &piece.kind
            && let Some(first) = cells.len().checked_sub(width)
            && first > 0
            && cells[first - 1].is_label()
            && cells[first..].iter().all(|cell| !cell.is_label())
        {
            *votes.entry(piece.block).or_default().entry(cells[first].column).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .filter_map(|(block, votes)| {
            votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(column, _)| (block, column))
        })
        .collect()
}

/// Reads a row of a table.
pub(crate) fn row<'a>(
    cells: &[RowCell<'_>],
    width: usize,
    start: Option<u32>,
    piece: usize,
    own: &'a str,
) -> Item<'a> {
    let label_end = cells.iter().rposition(RowCell::is_label).map_or(0, |at| at + 1);
    let found = if cells.len() >= width
        && cells.len() - width > 0
        && cells[cells.len() - width - 1].is_label()
        && cells[cells.len() - width..].iter().filter(|cell| cell.is_label()).count() * 4 < width
    {
        Some(&cells[cells.len() - width..])
    } else {
        after_label(&cells[label_end..], width, start)
    };
    if let Some(found) = found {
        let own = if found.iter().any(RowCell::is_label) {
            Cow::Owned(labels_of(&cells[..cells.len() - width]))
        } else {
            Cow::Borrowed(own)
        };
        let values: Vec<Value> = found.iter().map(|cell| value(cell.text)).collect();
        if own.is_empty() && values.iter().all(Value::is_blank) {
            return Item::Text("".into());
        }
        return run(own, values, piece);
    }
    let rest = &cells[label_end..];
    if let Some(values) = spread(rest, width) {
        return run(own.into(), values, piece);
    }
    let filled: Vec<Value> =
        rest.iter().filter(|cell| !cell.is_empty()).map(|cell| value(cell.text)).collect();
    if let Some(values) = glued_row(&filled, width) {
        return run(own.into(), values, piece);
    }
    if filled.is_empty() && !rest.is_empty() && !own.is_empty() {
        // Empty cells in whatever number.
        let blank = value("");
        return run(own.into(), vec![blank; width], piece);
    }
    if filled.is_empty() {
        return Item::Text(own.into());
    }
    if rest.len() > width && filled.len() == width {
        return run(own.into(), filled, piece);
    }
    Item::Run(Run { own: own.into(), values: None, count: filled.len(), piece, loose: false })
}

/// The `width` cells among those after the label; surplus empty ones stand before or behind them.
fn after_label<'c, 'a>(
    rest: &'c [RowCell<'a>],
    width: usize,
    start: Option<u32>,
) -> Option<&'c [RowCell<'a>]> {
    let surplus = rest.len().checked_sub(width)?;
    if surplus == 0 {
        return Some(rest);
    }
    let leading = rest.iter().take_while(|cell| cell.is_empty()).count();
    let trailing = rest.iter().rev().take_while(|cell| cell.is_empty()).count();
    if leading == rest.len() {
        return Some(&rest[..width]);
    }
    if let Some(start) = start
        && let Some(first) = rest.iter().position(|cell| cell.column == start)
        && first <= leading
        && rest.len() - first >= width
        && rest.len() - first - width <= trailing
    {
        return Some(&rest[first..first + width]);
    }
    let mut possible = (0..=surplus).filter(|first| *first <= leading && surplus - first <= trailing);
    let only = possible.next()?;
    if possible.next().is_none() {
        return Some(&rest[only..only + width]);
    }
    let fits = |first: &usize| {
        sums(&rest[*first..first + width].iter().map(|cell| value(cell.text)).collect::<Vec<_>>())
    };
    let mut fitting = (0..=surplus)
        .filter(|first| *first <= leading && surplus - first <= trailing)
        .filter(|first| width > 1 && fits(first));
    let only = fitting.next()?;
    fitting.next().is_none().then(|| &rest[only..only + width])
}

/// Empty cells that cover several columns count for each of them.
fn spread(rest: &[RowCell<'_>], width: usize) -> Option<Vec<Value>> {
    let columns: u32 = rest.iter().map(|cell| cell.span).sum();
    if columns as usize != width || rest.iter().any(|cell| cell.span > 1 && !value(cell.text).is_blank()) {
        return None;
    }
    Some(rest.iter().flat_map(|cell| std::iter::repeat_n(value(cell.text), cell.span as usize)).collect())
}
