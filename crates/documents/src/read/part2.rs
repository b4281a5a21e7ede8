//! Table two in both forms: rows by label, values of lines by the label before or after them.

use statute::report::{Cell, Part2, Part2Trial, Stock, TrialItems, TrialStock};

use super::cells::Value;
use super::content::Problem;
use super::labels::likeness;
use super::part3::cell;
use super::pieces::{Kind, Piece};
use super::runs::{Item, digits_of_label, glued_label, glued_row, row};

/// A row: its names without marks, the number of its values in the forms of 2021 and 2019.
struct Line {
    names: &'static [&'static str],
    widths: [usize; 2],
}

/// The rows of both forms in order.
const LINES: [Line; 8] = [
    Line { names: &["规章"], widths: [3, 3] },
    Line { names: &["行政规范性文件", "规范性文件"], widths: [3, 3] },
    Line { names: &["行政许可"], widths: [1, 3] },
    Line { names: &["其他对外管理服务事项"], widths: [0, 3] },
    Line { names: &["行政处罚"], widths: [1, 3] },
    Line { names: &["行政强制"], widths: [1, 3] },
    Line { names: &["行政事业性收费"], widths: [1, 2] },
    Line { names: &["政府集中采购"], widths: [0, 2] },
];

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

/// The row whose label a normalised text is, holds at its end, or is a part of.
fn line_of(text: &str) -> Option<usize> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let find = |test: &dyn Fn(&str) -> bool| {
        let mut found = LINES.iter().enumerate().filter(|(_, line)| line.names.iter().any(|name| test(name)));
        let only = found.next()?;
        found.next().is_none().then_some(only.0)
    };
    if text.is_empty() || text.starts_with("其他主动公开") {
        return None;
    }
    find(&|name| text == name)
        .or_else(|| find(&|name| text.ends_with(name) && text.chars().count() < 50))
        .or_else(|| find(&|name| text.chars().count() >= 3 && name.contains(text)))
        .or_else(|| {
            find(&|name| text.starts_with(name) && text.chars().count() <= name.chars().count() * 2 + 12)
        })
        .or_else(|| find(&|name| name.chars().count() >= 4 && likeness(text, name, 0.65).is_some()))
}

enum Event {
    Label(usize),
    Values(Vec<Value>, usize),
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
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    for (at, values) in rows.iter().enumerate() {
        let place = format!("表二，{}", LINES[at].names[0]);
        cells.push(match values {
            Some(values) => {
                let columns = ["第1列", "第2列", "第3列"];
                values
                    .iter()
                    .zip(columns)
                    .map(|(value, column)| cell(value, false, &place, column, &mut problems))
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
    let filled = cells.iter().flatten().filter(|cell| **cell != Cell::Blank).count();
    let get = |line: usize, column: usize| cells[line].get(column).cloned().unwrap_or_default();
    let mut found = Found { problems, span, filled, conflict, ..Found::default() };
    if trial {
        let stock =
            |line| TrialStock { made: get(line, 0), published: get(line, 1), total_published: get(line, 2) };
        let items = |line| TrialItems {
            items_last_year: get(line, 0),
            change: get(line, 1),
            decisions: get(line, 2),
        };
        found.trial = Some(Part2Trial {
            rules: stock(0),
            normative_documents: stock(1),
            licences: items(2),
            other_services: items(3),
            punishments: items(4),
            coercions: items(5),
            fees: (get(6, 0), get(6, 1)),
            procurement: (get(7, 0), get(7, 1)),
        });
    } else {
        let stock = |line| Stock { made: get(line, 0), repealed: get(line, 1), in_force: get(line, 2) };
        found.form = Some(Part2 {
            rules: stock(0),
            normative_documents: stock(1),
            licences: get(2, 0),
            punishments: get(4, 0),
            coercions: get(5, 0),
            fees: get(6, 0),
        });
    }
    found
}

/// Joins values on lines of their own to the labels around them.
fn pair(
    events: &[Event],
    rows: &mut [Option<Vec<Value>>],
    broken: &mut Vec<(usize, usize)>,
    width: &dyn Fn(usize) -> usize,
) {
    let kinds: Vec<bool> = events.iter().map(|event| matches!(event, Event::Label(_))).collect();
    // Values first, label last, and always in turn: each row's numbers stand before its label.
    let before = kinds.first() == Some(&false)
        && kinds.last() == Some(&true)
        && kinds.windows(2).all(|pair| pair[0] != pair[1]);
    let mut stray: Vec<&Vec<Value>> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Event::Values(values, _) = event else { continue };
        let label = if before { events.get(at + 1) } else { at.checked_sub(1).and_then(|at| events.get(at)) };
        match label {
            Some(Event::Label(line)) if rows[*line].is_none() => {
                let wanted = width(*line);
                let values = glued_row(values, wanted).unwrap_or_else(|| values.clone());
                if values.len() == wanted {
                    rows[*line] = Some(values);
                } else {
                    broken.push((*line, values.len()));
                }
            }
            _ => stray.push(values),
        }
    }
    // A label that is lost: the one row without values takes the one row of values without label. Variation 16.
    let missing: Vec<usize> = (0..rows.len())
        .filter(|line| {
            width(*line) > 0 && rows[*line].is_none() && broken.iter().all(|(other, _)| other != line)
        })
        .collect();
    if let ([line], [values]) = (missing.as_slice(), stray.as_slice())
        && values.len() == width(*line)
    {
        rows[*line] = Some((*values).clone());
    }
}

/// Whether a normalised text ends in the whole label of a row, or is the end of a longer one.
pub(crate) fn ends_label(text: &str) -> bool {
    LINES
        .iter()
        .flat_map(|line| line.names)
        .any(|name| text == *name || (text.chars().count() >= 3 && name.ends_with(text)))
}

/// Whether a normalised text is the label of a row that has one value in the form of 2021.
pub(crate) fn takes_one(text: &str) -> bool {
    LINES.iter().any(|line| line.widths[0] == 1 && line.names.contains(&text))
}

/// Whether a normalised text is the label of a row.
pub(crate) fn is_label(text: &str) -> bool {
    line_of(text).is_some()
}
