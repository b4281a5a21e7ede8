//! Table two in both forms: rows by label, values of lines by the label before or after them.

mod fill;
mod pair;
mod row_labels;

pub(crate) use row_labels::{ends_label, is_label, takes_one};

use statute::report::{Cell, Part2, Part2Trial};

use super::cells::Value;
use super::content::Problem;
use super::pieces::{Kind, Piece};
use super::runs::{Item, digits_of_label, glued_label, glued_row, row};
use pair::{Event, pair};
use row_labels::{LINES, line_of};

/// Words of the heads that only one form has.
const TRIAL_WORDS: [&str; 7] =
    ["新制作", "新公开", "对外公开总", "上一年项目", "采购项目", "采购总金额", "其他对外管理"];
const FORM_WORDS: [&str; 4] = ["制发", "废止件", "现行有效", "本年收费金额"];

/// Table two as found.
#[derive(Default)]
pub(crate) struct Found {
    /// The table, where it is of 2021.
    pub(crate) form: Option<Part2>,
    /// The table, where it is of 2019.
    pub(crate) trial: Option<Part2Trial>,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// The pieces it spans.
    pub(crate) span: Option<(usize, usize)>,
    /// How many cells hold something.
    pub(crate) filled: usize,
    /// The table holds a row twice with different values.
    pub(crate) conflict: bool,
}

/// Reads table two from the pieces before table three.
///
/// `glued` where the file's rows have no separators anywhere: then as many digits as cells are the cells.
pub(crate) fn read(pieces: &[Piece<'_>], glued: bool) -> Found {
    let start = pieces
        .iter()
        .position(|piece| piece.normal.contains("第二十条第") || piece.normal.contains("信息内容"))
        .or_else(|| pieces.iter().position(|piece| line_of(&piece.normal) == Some(0)));
    let Some(start) = start else { return Found::default() };
    let text: String = pieces[start..].iter().map(|piece| piece.normal.as_str()).collect();
    let votes = |words: &[&str]| words.iter().filter(|word| text.contains(**word)).count();
    let trial = votes(&TRIAL_WORDS) > votes(&FORM_WORDS);
    let width = |line: usize| LINES[line].widths[usize::from(trial)];

    let mut rows: Vec<Option<Vec<Value>>> = vec![None; LINES.len()];
    let mut seen = [false; LINES.len()];
    let mut events: Vec<Event> = Vec::new();
    let mut span = None;
    let mut conflict = false;
    let mut broken: Vec<(usize, usize)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        let line = line_of(&piece.normal).filter(|line| width(*line) > 0);
        let mut put = |line: usize, values: Vec<Value>| match &rows[line] {
            Some(before) if before.iter().map(|v| &v.cell).ne(values.iter().map(|v| &v.cell)) => {
                conflict = true;
            }
            _ => rows[line] = Some(values),
        };
        match (&piece.kind, line) {
            (Kind::Row(cells), Some(line)) => {
                seen[line] = true;
                // A merged cell that an export repeats in each of its columns.
                let values: Vec<Value> = cells
                    .iter()
                    .filter(|cell| !cell.is_label() && !cell.is_empty())
                    .map(|cell| super::cells::value(cell.text))
                    .collect();
                if let (1, [first, others @ ..]) = (width(line), values.as_slice())
                    && others.iter().all(|other| other.cell == first.cell)
                {
                    put(line, vec![first.clone()]);
                    if seen.iter().any(|s| *s) {
                        span = Some((start, at));
                    }
                    continue;
                }
                match row(cells, width(line), None, at, &piece.normal) {
                    Item::Run(run) => match run.values {
                        Some(values) if values.len() == width(line) => put(line, values),
                        _ => broken.push((line, run.count)),
                    },
                    Item::Text(_) => events.push(Event::Label(line)),
                }
            }
            (Kind::Row(cells), None) if piece.normal.is_empty() => {
                let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
                if filled > 0 {
                    let first = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
                    let values = cells[first..].iter().map(|cell| super::cells::value(cell.text)).collect();
                    events.push(Event::Values(values, at));
                }
            }
            (Kind::Values(values), Some(line)) => {
                seen[line] = true;
                let values = glued_row(values, width(line)).unwrap_or_else(|| values.clone());
                if values.len() == width(line) {
                    put(line, values);
                } else {
                    broken.push((line, values.len()));
                }
            }
            (Kind::Values(values), None) if piece.normal.chars().count() <= 4 => match events.last_mut() {
                Some(Event::Values(before, last)) if piece.normal.is_empty() && *last + 1 == at => {
                    before.extend(values.iter().cloned());
                    *last = at;
                }
                _ => events.push(Event::Values(values.clone(), at)),
            },
            (Kind::Line, Some(line)) if !piece.normal.ends_with(|c: char| c.is_ascii_digit()) => {
                seen[line] = true;
                events.push(Event::Label(line));
            }
            (Kind::Line, _) => {
                let apart = [3, 1, 2].into_iter().find_map(|count| {
                    let (label, values) = if glued {
                        digits_of_label(&piece.normal, count)?
                    } else {
                        glued_label(&piece.normal, count)?
                    };
                    let line = line_of(&label).filter(|line| width(*line) == count)?;
                    Some((line, values))
                });
                match apart {
                    Some((line, values)) => {
                        seen[line] = true;
                        put(line, values);
                    }
                    None => match line {
                        Some(line) => {
                            seen[line] = true;
                            events.push(Event::Label(line));
                        }
                        None => continue,
                    },
                }
            }
            _ => continue,
        }
        if seen.iter().any(|s| *s) {
            span = Some((start, at));
        }
    }
    let numbers = |values: &[Value]| values.iter().any(|value| !value.is_blank());
    // Numbers that no label claims, or that stick to one: the table is not empty.
    let strayed = events.iter().any(|event| matches!(event, Event::Values(values, _) if numbers(values)))
        || span.is_some_and(|(from, to)| {
            pieces[from..=to].iter().any(|piece| {
                matches!(piece.kind, Kind::Line)
                    && line_of(&piece.normal).is_some()
                    && piece.normal.ends_with(|c: char| c.is_ascii_digit())
            })
        });
    pair(&events, &mut rows, &mut broken, &width);
    let mut problems = Vec::new();
    if seen.iter().filter(|s| **s).count() < 3 {
        return Found::default();
    }
    let empty = rows.iter().all(Option::is_none) && broken.is_empty() && !strayed;
    let cells = fill::cells(&rows, &broken, &width, empty, &mut problems);
    let filled = cells.iter().flatten().filter(|cell| **cell != Cell::Blank).count();
    let mut found = Found { problems, span, filled, conflict, ..Found::default() };
    if trial {
        found.trial = Some(fill::trial(&cells));
    } else {
        found.form = Some(fill::form(&cells));
    }
    found
}
