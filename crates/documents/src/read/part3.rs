//! Table three: rows known by their labels, and by their place in the form where labels are cut, misprinted or
//! lost. A row that does not yield seven values is not guessed.

use std::collections::HashMap;
use std::sync::LazyLock;

use statute::leaf::Leaf;
use statute::report::{COLUMNS, Cell, Part3, Row};

use super::cells::Value;
use super::content::Problem;
use super::labels::{find_like, is_han, likeness, normal};
use super::pieces::Piece;
use super::runs::{Item, Run, items, sums};

/// Columns of table three.
const WIDTH: usize = 7;

/// A label without its marks, and the row it names.
struct Core {
    row: Row,
    text: String,
    chars: Vec<char>,
}

static CORES: LazyLock<Vec<Core>> = LazyLock::new(|| {
    let form = Row::form_2021().chain([Row::OtherHandlingMerged]);
    form.flat_map(|row| {
        let label = match row {
            Row::Outcome(leaf) => leaf.zh().to_owned(),
            Row::Received => "本年新收政府信息公开申请数量".into(),
            Row::CarriedIn => "上年结转政府信息公开申请数量".into(),
            Row::OtherHandlingMerged => "其他处理".into(),
            Row::Total => "总计".into(),
            Row::CarriedOut => "结转下年度继续办理".into(),
        };
        let more: &[&str] = match row {
            Row::Outcome(Leaf::PartlyGranted) => &["部分公开区分处理的只计这一情形不计其他情形"],
            Row::Outcome(Leaf::SupplementLapsed) => &["申请人无正当理由逾期不补正"],
            Row::Outcome(Leaf::FeeLapsed) => &["申请人逾期未按收费通知要求缴纳费用"],
            Row::Outcome(Leaf::PublishedWork) => &["要求提供公开出版物申请"],
            Row::Total => &["合计"],
            _ => &[],
        };
        std::iter::once(label).chain(more.iter().map(|text| (*text).to_owned())).map(move |label| {
            let text = normal(&label);
            Core { row, chars: text.chars().collect(), text }
        })
    })
    .collect()
});

static EXACT: LazyLock<HashMap<&'static str, Row>> =
    LazyLock::new(|| CORES.iter().map(|core| (core.text.as_str(), core.row)).collect());

/// Marks of groups that stand before a row's own label in the same line.
const GROUPS: [&str; 9] = [
    "三本年度办理结果",
    "三不予公开",
    "四无法提供",
    "五不予处理",
    "六其他处理",
    "不予公开",
    "无法提供",
    "不予处理",
    "其他处理",
];

/// The row whose label this text is or holds; the flag says whether without doubt.
fn row_of(own: &str) -> Option<(Row, bool)> {
    own.chars().nth(1)?;
    let after_digit = own
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, c)| &own[at + c.len_utf8()..])
        .find(|rest| {
            rest.chars().filter(|c| is_han(*c)).count() >= 2 && !rest.contains(|c: char| c.is_ascii_digit())
        });
    let ungrouped =
        GROUPS.iter().find_map(|group| own.strip_prefix(group)).filter(|rest| rest.chars().count() >= 2).map(
            |rest| {
                GROUPS
                    .iter()
                    .find_map(|group| rest.strip_prefix(group))
                    .filter(|r| r.chars().count() >= 2)
                    .unwrap_or(rest)
            },
        );
    let unmarked = own.strip_prefix(['一', '二', '三', '四', '五', '六', '七']);
    let candidates = [after_digit, unmarked, ungrouped, Some(own)];
    for candidate in candidates.iter().flatten() {
        let plain = candidate.strip_prefix(['一', '二', '三', '四', '五', '六', '七']).unwrap_or(candidate);
        if let Some(row) = EXACT.get(candidate).or_else(|| EXACT.get(plain)) {
            return Some((*row, true));
        }
    }
    // The label within the text, or the text within one label only.
    for candidate in candidates.iter().flatten() {
        if let Some(core) = CORES
            .iter()
            .filter(|core| core.chars.len() >= 4)
            .filter_map(|core| candidate.find(&core.text).map(|at| (at, core)))
            .min_by_key(|(at, core)| (*at, usize::MAX - core.chars.len()))
        {
            return Some((core.1.row, true));
        }
        if candidate.chars().count() >= 4 {
            let mut holding = CORES.iter().filter(|core| core.text.contains(candidate)).map(|core| core.row);
            if let Some(row) = holding.next()
                && holding.all(|other| other == row)
            {
                return Some((row, true));
            }
        }
    }
    let candidate = after_digit.or(ungrouped).unwrap_or(own);
    let length = candidate.chars().count();
    if length < 4 {
        return None;
    }
    let mut best: Option<(Row, f64)> = None;
    let mut second = 0.0_f64;
    for core in CORES.iter().filter(|core| core.chars.len() * 2 > length && core.chars.len() >= 4) {
        // Less can neither be the best nor make it doubtful.
        let Some(like) = likeness(candidate, &core.text, 0.4) else { continue };
        match best {
            Some((row, before)) if like <= before => {
                if row != core.row {
                    second = second.max(like);
                }
            }
            Some((row, before)) => {
                if row != core.row {
                    second = before;
                }
                best = Some((core.row, like));
            }
            None => best = Some((core.row, like)),
        }
    }
    best.filter(|(_, like)| *like >= 0.6 && like - second >= 0.1).map(|(row, _)| (row, false))
}

/// What was found.
pub(crate) struct Found {
    /// The table.
    pub(crate) table: Part3,
    /// How many rows have their label in the file.
    pub(crate) labels: usize,
    /// How many rows have seven values.
    pub(crate) filled: usize,
    /// How many cells hold something.
    pub(crate) values: usize,
    /// Rows that come twice with different values: more than one report, or a comparison.
    pub(crate) conflicts: usize,
    /// Whether the file gives its table column by column.
    pub(crate) columnar: bool,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// The last piece that belongs to the table, if any row was found.
    pub(crate) last: Option<usize>,
    /// The first piece with a row.
    pub(crate) first: Option<usize>,
}

/// Reads table three from the pieces that may hold it.
pub(crate) fn read(pieces: &[Piece<'_>]) -> Found {
    let mut items = items(pieces, WIDTH);
    let columnar = distrust_columns(&mut items);
    let mut runs: Vec<&Run<'_>> = Vec::new();
    let mut anchors: Vec<Option<Row>> = Vec::new();
    let mut text = String::new();
    // For each run, where it stands in the text.
    let mut at: Vec<usize> = Vec::new();
    let mut length = 0;
    for item in &items {
        match item {
            Item::Text(part) => {
                if !is_vertical(part) {
                    text.push_str(part);
                    length += part.chars().count();
                }
            }
            Item::Run(run) => {
                let anchor = row_of(&run.own);
                let whole = run.values.as_ref().is_some_and(|values| values.len() == WIDTH);
                if !is_vertical(&run.own) {
                    text.push_str(&run.own);
                    length += run.own.chars().count();
                }
                // A lone number is a page number or a number in a sentence, unless a label claims it.
                if whole
                    || (run.count > 1 && run.own.chars().count() < 45)
                    || anchor.is_some_and(|(_, sure)| sure)
                {
                    runs.push(run);
                    anchors.push(anchor.map(|(row, _)| row));
                    at.push(length);
                }
            }
        }
    }
    let chars: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let form = form(&chars, &anchors);
    drop_disorder(&form, &mut anchors, &runs);
    let complete = form.iter().all(|row| anchors.contains(&Some(*row)));
    let located = if complete { vec![None; form.len()] } else { locate(&form, &chars) };
    let labels = form
        .iter()
        .zip(&located)
        .filter(|(row, place)| place.is_some() || anchors.contains(&Some(**row)))
        .count();
    let assigned = assign(&form, &runs, &anchors);
    // Labels without a single value: an empty table, unless numbers stand there that no row could claim.
    // Variation 20.
    let lone = items.iter().filter(|item| matches!(item, Item::Run(run) if run.count == 1)).count();
    let glued = items.iter().any(|item| match item {
        Item::Text(text) => {
            let label = text.trim_end_matches(|c: char| c.is_ascii_digit());
            label.len() < text.len() && row_of(label).is_some_and(|(_, sure)| sure)
        }
        Item::Run(_) => false,
    });
    let empty = runs.is_empty() && !glued && lone < 3;
    let mut found = fill(&form, &runs, &assigned, labels, empty);
    found.columnar = columnar;
    found
}

/// Some extractors give a table column by column. Numbers that stand one to a line are then in an order that no
/// label confirms: none of them is believed.
fn distrust_columns(items: &mut [Item<'_>]) -> bool {
    let mut groups: HashMap<usize, (usize, bool)> = HashMap::new();
    for item in items.iter() {
        if let Item::Run(run) = item
            && run.loose
        {
            let row = run.values.as_ref().filter(|values| values.len() == WIDTH);
            // Cells left empty keep no sum; a row of them says nothing.
            let holds = row.is_some_and(|values| {
                sums(values)
                    || values[WIDTH - 1].is_blank()
                    || values[..WIDTH - 1].iter().all(Value::is_blank)
            });
            let group = groups.entry(run.piece).or_insert((0, true));
            group.0 += run.count;
            group.1 &= holds;
        }
    }
    if groups.values().all(|(count, holds)| *count < 2 * WIDTH || *holds) {
        return false;
    }
    for item in items {
        if let Item::Run(run) = item
            && run.loose
        {
            run.values = None;
        }
    }
    true
}

/// Whether a text is a piece of the vertical cell 三、本年度办理结果. Variation 12.
fn is_vertical(text: &str) -> bool {
    let mut cell = "三本年度办理结果".chars();
    !text.is_empty() && text.chars().all(|c| cell.any(|x| x == c))
}

/// The rows this file's table has: （六）其他处理 in one row or in three. Variation 1, 2.
fn form(text: &[char], anchors: &[Option<Row>]) -> Vec<Row> {
    let lapsed = [Row::Outcome(Leaf::SupplementLapsed), Row::Outcome(Leaf::FeeLapsed)];
    let anchored = |row: Row| anchors.contains(&Some(row));
    let three = lapsed.iter().any(|row| anchored(*row))
        || ["逾期不补正", "收费通知要求缴纳"].iter().any(|mark| {
            let mark: Vec<char> = mark.chars().collect();
            find_like(text, &mark, 1).is_some()
        });
    if three { Row::form_2021().collect() } else { Row::form_2019().collect() }
}

/// Anchors by likeness only that stand out of the form's order are no anchors; rows of the other form neither.
fn drop_disorder(form: &[Row], anchors: &mut [Option<Row>], runs: &[&Run<'_>]) {
    let position = |row: &Row| form.iter().position(|r| r == row);
    for at in 0..anchors.len() {
        let Some(row) = anchors[at] else { continue };
        let Some(here) = position(&row) else {
            anchors[at] = None;
            continue;
        };
        if row_of(&runs[at].own).is_some_and(|(_, sure)| sure) {
            continue;
        }
        let before = anchors[..at].iter().rev().flatten().find_map(position);
        let after = anchors[at + 1..].iter().flatten().find_map(position);
        if before.is_some_and(|b| b >= here) || after.is_some_and(|a| a <= here) {
            anchors[at] = None;
        }
    }
}

/// Where the labels of the form stand in the text, in order.
fn locate(form: &[Row], text: &[char]) -> Vec<Option<usize>> {
    let mut from = 0;
    form.iter()
        .map(|row| {
            let found = CORES
                .iter()
                .filter(|core| core.row == *row)
                .filter_map(|core| {
                    let end = (from + 400).min(text.len());
                    let window = text.get(from..end)?;
                    find_like(window, &core.chars, core.chars.len() / 4)
                })
                .min_by_key(|(start, _, _)| *start)?;
            from += found.1;
            Some(from)
        })
        .collect()
}

/// Gives runs to rows: by their own labels, then by number and order between two labelled rows.
fn assign(form: &[Row], runs: &[&Run<'_>], anchors: &[Option<Row>]) -> Vec<Option<usize>> {
    let mut assigned: Vec<Option<usize>> =
        anchors.iter().map(|row| row.and_then(|row| form.iter().position(|r| *r == row))).collect();
    let known: Vec<usize> = assigned.iter().flatten().copied().collect();
    let mut at = 0;
    while at < runs.len() {
        if assigned[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..runs.len()).find(|next| assigned[*next].is_some()).unwrap_or(runs.len());
        let low = if at == 0 { 0 } else { assigned[at - 1].map_or(0, |row| row + 1) };
        let high = assigned.get(end).copied().flatten().unwrap_or(form.len());
        let rows: Vec<usize> = (low..high.max(low)).filter(|row| !known.contains(row)).collect();
        let whole: Vec<usize> =
            (at..end).filter(|run| runs[*run].values.as_ref().is_some_and(|v| v.len() == WIDTH)).collect();
        if rows.len() == end - at {
            for (run, row) in (at..end).zip(rows) {
                assigned[run] = Some(row);
            }
        } else if rows.len() == whole.len() {
            for (run, row) in whole.into_iter().zip(rows) {
                assigned[run] = Some(row);
            }
        }
        at = end;
    }
    assigned
}

fn fill(form: &[Row], runs: &[&Run<'_>], assigned: &[Option<usize>], labels: usize, empty: bool) -> Found {
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

/// Whether a normalised text is the whole label of a row, or the end of one.
pub(crate) fn ends_label(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
    EXACT.contains_key(text)
        || row_of(text).is_some_and(|(row, sure)| {
            sure && CORES.iter().any(|core| core.row == row && text.ends_with(&core.text))
        })
        || (text.chars().count() >= 3 && CORES.iter().any(|core| core.text.ends_with(text)))
        // The first line of a label that goes on behind its values.
        || (text.chars().count() >= 5 && CORES.iter().any(|core| core.text.starts_with(text)))
}

/// Whether a normalised text is the label of a row.
pub(crate) fn is_label(text: &str) -> bool {
    row_of(text).is_some()
}
