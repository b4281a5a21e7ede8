//! Runs of values to the cells of the form; what does not yield seven values stays unread, and is told.

use statute::report::{COLUMNS, Cell, Part3, Row};

use super::{Found, WIDTH};
use crate::read::cells::Value;
use crate::read::content::Problem;
use crate::read::runs::{Run, sums};

/// The table, with what was found on the way to it.
pub(super) fn fill(
    form: &[Row],
    runs: &[&Run<'_>],
    assigned: &[Option<usize>],
    labels: usize,
    empty: bool,
) -> Found {
    let mut rows: Vec<Option<[Cell; WIDTH]>> = vec![None; form.len()];
    let mut problems = Vec::new();
    let mut conflicts = 0;
    for (run, row) in runs.iter().zip(assigned) {
        let Some(row) = *row else { continue };
        let place = format!("表三，{}", form[row].key());
        let cells = seven(run, &place, &mut problems);
        match &rows[row] {
            None => rows[row] = Some(cells),
            Some(before) if *before == cells => {}
            Some(_) => {
                conflicts += 1;
                problems.push(Problem {
                    place, message: "同一行出现两次且数值不同，此处无法读取".into()
                });
                rows[row] = Some(std::array::from_fn(|_| Cell::Unread));
            }
        }
    }
    let filled = rows.iter().flatten().filter(|cells| !cells.contains(&Cell::Unread)).count();
    let values = rows.iter().flatten().flatten().filter(|cell| **cell != Cell::Blank).count();
    let filled = if empty && labels >= 12 { form.len() } else { filled };
    let table = form
        .iter()
        .zip(rows)
        .map(|(row, cells)| {
            let cells = cells.unwrap_or_else(|| {
                if empty {
                    return Default::default();
                }
                problems.push(Problem {
                    place: format!("表三，{}", row.key()),
                    message: "此处无法读取：没有找到这一行的7个数值".into(),
                });
                std::array::from_fn(|_| Cell::Unread)
            });
            (*row, cells)
        })
        .collect();
    let pieces = || runs.iter().zip(assigned).filter(|(_, row)| row.is_some()).map(|(run, _)| run.piece);
    Found {
        table: Part3 { rows: table },
        labels,
        filled,
        values,
        conflicts,
        columnar: false,
        problems,
        last: pieces().max(),
        first: pieces().min(),
    }
}

/// The seven cells of a run, unread where there are not seven.
fn seven(run: &Run<'_>, place: &str, problems: &mut Vec<Problem>) -> [Cell; WIDTH] {
    let values = match &run.values {
        Some(values) if values.len() == WIDTH => values,
        _ => {
            problems.push(Problem {
                place: place.to_owned(),
                message: format!("此处无法读取：应有7个数值，读到{}个", run.count),
            });
            return std::array::from_fn(|_| Cell::Unread);
        }
    };
    let doubtful = values.iter().any(|value| value.joined) && !sums(values);
    std::array::from_fn(|column| cell(&values[column], doubtful, place, COLUMNS[column], problems))
}

/// A cell, with a problem where it cannot be read.
pub(crate) fn cell(
    value: &Value,
    doubtful: bool,
    place: &str,
    column: &str,
    problems: &mut Vec<Problem>,
) -> Cell {
    if value.cell == Cell::Unread || (doubtful && value.joined) {
        problems.push(Problem {
            place: format!("{place}，{column}"),
            message: format!("此处无法读取：“{}”", value.printed),
        });
        return Cell::Unread;
    }
    value.cell.clone()
}
