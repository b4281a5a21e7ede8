//! Which row of the form a run of values belongs to: by its label, or by its place between labelled rows.

use statute::report::Row;

use super::WIDTH;
use super::row_labels::{CORES, row_of};
use crate::read::labels::find_like;
use crate::read::runs::Run;

/// Anchors by likeness only that stand out of the form's order are no anchors; rows of the other form neither.
pub(super) fn drop_disorder(form: &[Row], anchors: &mut [Option<Row>], runs: &[&Run<'_>]) {
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
pub(super) fn locate(form: &[Row], text: &[char]) -> Vec<Option<usize>> {
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
pub(super) fn assign(form: &[Row], runs: &[&Run<'_>], anchors: &[Option<Row>]) -> Vec<Option<usize>> {
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
