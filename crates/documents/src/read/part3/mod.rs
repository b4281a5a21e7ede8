//! Table three: rows known by their labels, and by their place in the form where labels are cut, misprinted or
//! lost. A row that does not yield seven values is not guessed.

mod assign;
mod fill;
mod row_labels;

pub(crate) use fill::cell;
pub(crate) use row_labels::{ends_label, is_label};

use std::collections::HashMap;

use statute::leaf::Leaf;
use statute::report::{Part3, Row};

use super::cells::Value;
use super::content::Problem;
use super::labels::find_like;
use super::pieces::Piece;
use super::runs::{Item, Run, items, sums};
use assign::{assign, drop_disorder, locate};
use fill::fill;
use row_labels::row_of;

/// Columns of table three.
const WIDTH: usize = 7;

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
