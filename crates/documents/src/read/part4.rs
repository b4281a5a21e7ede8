//! Table four: fifteen values in one row, in three rows of five, or one to a line.

use statute::report::{Cell, Part4, REMEDY_COLUMNS};

use super::cells::{Value, value};
use super::content::Problem;
use super::part3::cell;
use super::pieces::{Kind, Piece, RowCell};
use super::runs::{sums, without_page_number};

/// The blocks' names.
const BLOCKS: [&str; 3] = ["复议", "未经复议直接起诉", "复议后起诉"];

/// Table four as found.
#[derive(Default)]
pub(crate) struct Found {
    /// The table, if its head is there.
    pub(crate) table: Option<Part4>,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// The pieces it spans.
    pub(crate) span: Option<(usize, usize)>,
    /// How many cells hold something.
    pub(crate) filled: usize,
    /// Two different rows of fifteen.
    pub(crate) conflict: bool,
}

/// The block a row's own label names.
fn block_of(label: &str) -> Option<usize> {
    if label.contains("直接起诉") {
        Some(1)
    } else if label.contains("后起诉") {
        Some(2)
    } else if label.ends_with("复议") {
        Some(0)
    } else {
        None
    }
}

fn is_end(piece: &Piece<'_>) -> bool {
    let text = &piece.normal;
    matches!(piece.kind, Kind::Line)
        && text.chars().count() < 40
        && ["主要问题", "改进情况", "改进措施", "其他需要报告", "整改措施"]
            .iter()
            .any(|word| text.contains(word))
}

/// The cells of a row without the surplus empty ones at its end.
fn trimmed<'c, 'a>(cells: &'c [RowCell<'a>], width: usize) -> Option<&'c [RowCell<'a>]> {
    let surplus = cells.len().checked_sub(width)?;
    let empty = cells.iter().rev().take_while(|cell| cell.is_empty()).count();
    (surplus <= empty).then(|| &cells[..width])
}

/// Reads table four from the pieces behind table three; `distrusted` where the file gives tables by columns.
pub(crate) fn read(pieces: &[Piece<'_>], distrusted: bool) -> Found {
    let head = pieces.iter().position(|piece| {
        piece.normal.contains("结果维持")
            || (piece.normal.contains("行政复议") && piece.normal.chars().count() < 40)
            || matches!(piece.normal.as_str(), "维持" | "结果")
            || piece.normal.starts_with("维持纠正")
    });
    let Some(head) = head else { return Found::default() };
    let end = pieces[head..].iter().position(is_end).map_or(pieces.len(), |at| head + at);
    let mut whole: Vec<Vec<Value>> = Vec::new();
    let mut blocks: [Option<Vec<Value>>; 3] = [None, None, None];
    let mut loose: Vec<Value> = Vec::new();
    // Whether numbers stand one to a line, in an order that nothing confirms.
    let mut single = false;
    let mut blank_row = false;
    let mut outcomes = false;
    // Whether numbers stand in the table's place that belong to no row.
    let mut missed = false;
    let mut last = head;
    for (at, piece) in pieces.iter().enumerate().take(end).skip(head) {
        if piece.normal.chars().count() < 80
            && (piece.normal.contains("维持") || piece.normal.contains("纠正"))
        {
            outcomes = true;
            last = at;
        }
        let took = match &piece.kind {
            Kind::Line | Kind::Glued(_) => {
                // Text below the table: what follows is not a cell.
                if piece.normal.chars().count() > 24 && (!whole.is_empty() || loose.len() >= 15) {
                    break;
                }
                false
            }
            Kind::Values(values) if values.len() == 15 => {
                whole.push(values.clone());
                true
            }
            Kind::Values(values) => match block_of(&piece.normal) {
                Some(block) if values.len() == 5 => {
                    blocks[block] = Some(values.clone());
                    true
                }
                _ if piece.normal.is_empty() && outcomes => {
                    single |= values.len() < 5;
                    match super::runs::glued_row(values, 15).or_else(|| super::runs::glued_row(values, 5)) {
                        Some(apart) => loose.extend(apart),
                        None => loose.extend(values.iter().cloned()),
                    }
                    true
                }
                _ => false,
            },
            Kind::Row(cells) => {
                let labels = cells.iter().rposition(RowCell::is_label).map_or(0, |at| at + 1);
                let rest = &cells[labels..];
                let read =
                    |cells: &[RowCell<'_>]| cells.iter().map(|cell| value(cell.text)).collect::<Vec<_>>();
                if let Some(row) = trimmed(rest, 15) {
                    let row = read(row);
                    if row.iter().all(Value::is_blank) {
                        blank_row |= outcomes && labels == 0;
                    } else {
                        whole.push(row);
                    }
                    true
                } else if let (Some(block), Some(row)) = (block_of(&piece.normal), trimmed(rest, 5)) {
                    blocks[block] = Some(read(row));
                    true
                } else if labels == 0 && outcomes {
                    match rest.len() {
                        5 | 10 => loose.extend(read(rest)),
                        _ => loose
                            .extend(rest.iter().filter(|cell| !cell.is_empty()).map(|cell| value(cell.text))),
                    }
                    true
                } else {
                    false
                }
            }
        };
        if took {
            last = at;
        } else {
            missed |= match &piece.kind {
                Kind::Values(values) => values.iter().any(|value| !value.is_blank()),
                Kind::Line | Kind::Glued(_) => piece.normal.ends_with(|c: char| c.is_ascii_digit()),
                Kind::Row(cells) => cells.iter().any(|cell| !cell.is_label() && !value(cell.text).is_blank()),
            };
        }
    }
    if !outcomes {
        return Found::default();
    }
    // Where table three came column by column, only sums confirm the order here.
    if single && distrusted && !sums(&loose) {
        loose.truncate(14);
    }
    finish(whole, blocks, loose, (blank_row, missed), (head, last))
}

fn finish(
    whole: Vec<Vec<Value>>,
    blocks: [Option<Vec<Value>>; 3],
    mut loose: Vec<Value>,
    (blank_row, missed): (bool, bool),
    span: (usize, usize),
) -> Found {
    let mut found = Found { span: Some(span), ..Found::default() };
    let same = |a: &[Value], b: &[Value]| a.iter().map(|v| &v.cell).eq(b.iter().map(|v| &v.cell));
    if let [first, others @ ..] = whole.as_slice() {
        found.conflict = others.iter().any(|other| !same(first, other));
    }
    if loose.len() == 16
        && let Some(without) = without_page_number(&loose)
    {
        loose = without;
    }
    let fifteen: Option<Vec<Value>> = if let Some(first) = whole.into_iter().next() {
        Some(first)
    } else if blocks.iter().all(Option::is_some) {
        Some(blocks.into_iter().flatten().flatten().collect())
    } else if loose.len() == 15 {
        Some(loose)
    } else if loose.is_empty() && !missed && (blank_row || blocks.iter().all(Option::is_none)) {
        found.table = Some(Part4::default());
        return found;
    } else {
        found.problems.push(Problem {
            place: "表四".into(),
            message: "此处无法读取：没有找到次序可靠的15个数值".into(),
        });
        None
    };
    let cells: Vec<Cell> = match fifteen {
        Some(values) => values
            .iter()
            .enumerate()
            .map(|(at, value)| {
                let place = format!("表四，{}", BLOCKS[at / 5]);
                cell(value, false, &place, REMEDY_COLUMNS[at % 5], &mut found.problems)
            })
            .collect(),
        None => vec![Cell::Unread; 15],
    };
    found.filled = cells.iter().filter(|cell| **cell != Cell::Blank).count();
    let block = |first: usize| std::array::from_fn(|at| cells[first + at].clone());
    found.table = Some(Part4 { reviews: block(0), direct_suits: block(5), suits_after_review: block(10) });
    found
}
