//! Values of the rows to the cells of the table in its form; a row that has not its number of values stays unread, and is
//! told.

use statute::report::{Cell, Part2, Part2Trial, Stock, TrialItems, TrialStock};

use super::row_labels::LINES;
use crate::read::cells::Value;
use crate::read::content::Problem;
use crate::read::part3::cell;

/// The cells of every row; `broken` has the rows whose values were not as many as they should be, with how many they
/// were, and `empty` says that the whole table is.
pub(super) fn cells(
    rows: &[Option<Vec<Value>>],
    broken: &[(usize, usize)],
    width: &dyn Fn(usize) -> usize,
    empty: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Cell>> {
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    for (at, values) in rows.iter().enumerate() {
        let place = format!("表二，{}", LINES[at].names[0]);
        cells.push(match values {
            Some(values) => {
                let columns = ["第1列", "第2列", "第3列"];
                values
                    .iter()
                    .zip(columns)
                    .map(|(value, column)| cell(value, false, &place, column, problems))
                    .collect()
            }
            None if empty || width(at) == 0 => vec![Cell::Blank; 3],
            None => {
                let message = match broken.iter().find(|(line, _)| *line == at) {
                    Some((_, count)) => {
                        format!("此处无法读取：应有{}个数值，读到{count}个", width(at))
                    }
                    None => format!("此处无法读取：没有找到这一行的{}个数值", width(at)),
                };
                problems.push(Problem { place, message });
                vec![Cell::Unread; 3]
            }
        });
    }
    cells
}

/// The table in the form of 2021.
pub(super) fn form(cells: &[Vec<Cell>]) -> Part2 {
    let get = |line: usize, column: usize| cell_at(cells, line, column);
    let stock = |line| Stock { made: get(line, 0), repealed: get(line, 1), in_force: get(line, 2) };
    Part2 {
        rules: stock(0),
        normative_documents: stock(1),
        licences: get(2, 0),
        punishments: get(4, 0),
        coercions: get(5, 0),
        fees: get(6, 0),
    }
}

/// The table in the form of 2019.
pub(super) fn trial(cells: &[Vec<Cell>]) -> Part2Trial {
    let get = |line: usize, column: usize| cell_at(cells, line, column);
    let stock =
        |line| TrialStock { made: get(line, 0), published: get(line, 1), total_published: get(line, 2) };
    let items =
        |line| TrialItems { items_last_year: get(line, 0), change: get(line, 1), decisions: get(line, 2) };
    Part2Trial {
        rules: stock(0),
        normative_documents: stock(1),
        licences: items(2),
        other_services: items(3),
        punishments: items(4),
        coercions: items(5),
        fees: (get(6, 0), get(6, 1)),
        procurement: (get(7, 0), get(7, 1)),
    }
}

/// A cell of a row; rows of fewer columns have nothing in the others.
fn cell_at(cells: &[Vec<Cell>], line: usize, column: usize) -> Cell {
    cells[line].get(column).cloned().unwrap_or_default()
}
