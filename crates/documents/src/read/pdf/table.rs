//! Rulings to tables: which cells they enclose, and which cells are merged.

use super::geometry::{Ruling, Word};
use super::lines;
use crate::read::{Grid, GridCell};

/// A table of the page, words not yet filled in.
pub(super) struct Table {
    /// Left edge of each column and the right edge of the last.
    xs: Vec<f64>,
    /// Upper edge of each row and the lower edge of the last.
    ys: Vec<f64>,
    /// The cell each field of the grid belongs to, row by row.
    owner: Vec<usize>,
    cells: Vec<Area>,
}

/// The fields a cell covers.
#[derive(Clone, Copy)]
struct Area {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

/// Edges nearer to each other than this are one edge drawn twice, as around cells that stand apart, in points.
const NEAR: f64 = 3.5;
/// How far edges of one kind may lie apart that are taken for one, over several steps.
const SPREAD: f64 = 6.0;
/// The part of a field's side that must be drawn to part it from the next.
const DRAWN: f64 = 0.6;
/// Edges of a table in each direction; more are a drawing.
const EDGES: usize = 1_200;
/// Rulings of a page that are compared with each other.
const RULINGS: usize = 12_000;

/// The tables that the rulings of a page form; none where they form a drawing.
pub(super) fn tables(horizontal: &[Ruling], vertical: &[Ruling]) -> Vec<Table> {
    let horizontal = merged(horizontal);
    let vertical = merged(vertical);
    if horizontal.len() + vertical.len() > RULINGS {
        return Vec::new();
    }
    connected(&horizontal, &vertical)
        .into_iter()
        .filter_map(|(horizontal, vertical)| Table::new(&horizontal, &vertical))
        .collect()
}

/// Puts rulings at nearly the same place onto the same place, and joins those that continue each other.
fn merged(rulings: &[Ruling]) -> Vec<Ruling> {
    let mut rulings = rulings.to_vec();
    rulings.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut merged = Vec::new();
    let mut rest = rulings.as_mut_slice();
    while let Some(first) = rest.first().map(|it| it.at) {
        let mut last = first;
        let count = rest
            .iter()
            .take_while(|it| {
                let near = it.at - last <= NEAR && it.at - first <= SPREAD;
                last = it.at;
                near
            })
            .count();
        let (group, after) = rest.split_at_mut(count.max(1));
        let at = group.iter().map(|it| it.at).sum::<f64>() / group.len() as f64;
        group.sort_by(|one, other| one.from.total_cmp(&other.from));
        let mut open: Option<Ruling> = None;
        for ruling in group.iter() {
            match &mut open {
                Some(open) if ruling.from <= open.to + NEAR => open.to = open.to.max(ruling.to),
                _ => merged.extend(open.replace(Ruling { at, ..*ruling })),
            }
        }
        merged.extend(open);
        rest = after;
    }
    merged
}

/// Parts the rulings into those that touch each other.
fn connected(horizontal: &[Ruling], vertical: &[Ruling]) -> Vec<(Vec<Ruling>, Vec<Ruling>)> {
    let mut groups = Groups::new(horizontal.len() + vertical.len());
    for (h, across) in horizontal.iter().enumerate() {
        let from = vertical.partition_point(|it| it.at < across.from - NEAR);
        for (v, down) in
            vertical.iter().enumerate().skip(from).take_while(|(_, it)| it.at <= across.to + NEAR)
        {
            if (down.from - NEAR..=down.to + NEAR).contains(&across.at) {
                groups.join(h, horizontal.len() + v);
            }
        }
    }
    let mut parts: Vec<(Vec<Ruling>, Vec<Ruling>)> =
        vec![Default::default(); horizontal.len() + vertical.len()];
    for (index, ruling) in horizontal.iter().chain(vertical).enumerate() {
        let part = &mut parts[groups.head(index)];
        if index < horizontal.len() { part.0.push(*ruling) } else { part.1.push(*ruling) }
    }
    parts.retain(|(horizontal, vertical)| !horizontal.is_empty() && !vertical.is_empty());
    parts
}

/// Sets that are joined step by step.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn head(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.head(one), self.head(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The places of edges in order, with the ends of the rulings across where these stand open.
fn edges(rulings: &[Ruling], across: &[Ruling]) -> Vec<f64> {
    let mut edges: Vec<f64> = rulings.iter().map(|it| it.at).collect();
    let first = across.iter().map(|it| it.from).fold(f64::INFINITY, f64::min);
    let last = across.iter().map(|it| it.to).fold(f64::NEG_INFINITY, f64::max);
    edges.extend([first, last]);
    edges.sort_by(f64::total_cmp);
    // Of edges that lie close the ruling counts, not the end of a ruling across.
    let mut kept: Vec<f64> = Vec::new();
    for edge in edges {
        match kept.last_mut() {
            Some(last) if edge - *last <= NEAR => {
                if rulings.iter().any(|it| (it.at - edge).abs() < f64::EPSILON) {
                    *last = edge;
                }
            }
            _ => kept.push(edge),
        }
    }
    kept
}

impl Table {
    fn new(horizontal: &[Ruling], vertical: &[Ruling]) -> Option<Self> {
        let xs = edges(vertical, horizontal);
        let ys = edges(horizontal, vertical);
        if xs.len() < 2 || ys.len() < 2 || xs.len() > EDGES || ys.len() > EDGES {
            return None;
        }
        let (columns, rows) = (xs.len() - 1, ys.len() - 1);
        let mut groups = Groups::new(columns * rows);
        let below = sides(&ys, &xs, horizontal);
        let beside = sides(&xs, &ys, vertical);
        for row in 0..rows {
            for column in 0..columns {
                let field = row * columns + column;
                if column + 1 < columns && !beside[(column + 1) * rows + row] {
                    groups.join(field, field + 1);
                }
                if row + 1 < rows && !below[(row + 1) * columns + column] {
                    groups.join(field, field + columns);
                }
            }
        }
        let mut table = Self { xs, ys, owner: vec![usize::MAX; columns * rows], cells: Vec::new() };
        table.number_cells(&mut groups);
        (table.cells.len() > 1).then_some(table)
    }

    fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Makes each set of fields a cell; a set that is no rectangle is cut into its rows.
    fn number_cells(&mut self, groups: &mut Groups) {
        let (columns, rows) = (self.columns(), self.ys.len() - 1);
        let mut areas: Vec<Option<(Area, usize)>> = vec![None; columns * rows];
        for row in 0..rows {
            for column in 0..columns {
                let slot = &mut areas[groups.head(row * columns + column)];
                let (area, count) = slot.get_or_insert((Area { row, column, rows: 1, columns: 1 }, 0));
                let right = (area.column + area.columns).max(column + 1);
                area.column = area.column.min(column);
                area.columns = right - area.column;
                area.rows = row + 1 - area.row;
                *count += 1;
            }
        }
        for row in 0..rows {
            let mut column = 0;
            while column < columns {
                let field = row * columns + column;
                let head = groups.head(field);
                let whole =
                    areas[head].filter(|(area, count)| area.rows * area.columns == *count).map(|it| it.0);
                let area = whole.unwrap_or_else(|| {
                    let run =
                        (column..columns).take_while(|at| groups.head(row * columns + at) == head).count();
                    Area { row, column, rows: 1, columns: run }
                });
                if self.owner[field] == usize::MAX {
                    for covered in area.row..area.row + area.rows {
                        let start = covered * columns + area.column;
                        self.owner[start..start + area.columns].fill(self.cells.len());
                    }
                    self.cells.push(area);
                }
                column = area.column + area.columns;
            }
        }
    }

    pub(super) fn top(&self) -> f64 {
        self.ys[0]
    }

    /// Size on the page, to find the innermost of nested tables.
    pub(super) fn area(&self) -> f64 {
        (self.xs[self.xs.len() - 1] - self.xs[0]) * (self.ys[self.ys.len() - 1] - self.ys[0])
    }

    /// Whether the place is inside.
    pub(super) fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.xs[0]..self.xs[self.xs.len() - 1]).contains(&x)
            && (self.ys[0]..self.ys[self.ys.len() - 1]).contains(&y)
    }

    /// The table with its words, all of which it holds.
    pub(super) fn fill(&self, words: Vec<Word>) -> Grid {
        let mut filled: Vec<Vec<Word>> = vec![Vec::new(); self.cells.len()];
        for word in words {
            let (x, y) = word.middle();
            let column = self.xs.partition_point(|edge| *edge <= x).clamp(1, self.columns()) - 1;
            let row = self.ys.partition_point(|edge| *edge <= y).clamp(1, self.ys.len() - 1) - 1;
            filled[self.owner[row * self.columns() + column]].push(word);
        }
        // Edges at which no cell begins are none.
        let mut starts_row = vec![false; self.ys.len()];
        let mut starts_column = vec![false; self.xs.len()];
        for cell in &self.cells {
            (starts_row[cell.row], starts_column[cell.column]) = (true, true);
        }
        let count = |starts: &[bool], from: usize, length: usize| {
            starts[from..from + length].iter().filter(|it| **it).count().max(1) as u32
        };
        let mut rows: Vec<Vec<GridCell>> = vec![Vec::new(); self.ys.len() - 1];
        let mut texts = filled.into_iter().map(lines::cell_text);
        for cell in &self.cells {
            rows[cell.row].push(GridCell {
                text: texts.next().unwrap_or_default(),
                colspan: count(&starts_column, cell.column, cell.columns),
                rowspan: count(&starts_row, cell.row, cell.rows),
            });
        }
        let mut kept = starts_row.into_iter();
        rows.retain(|_| kept.next() == Some(true));
        Grid { rows }
    }
}

/// For each edge and each step along it, whether a ruling is drawn there.
fn sides(edges: &[f64], steps: &[f64], rulings: &[Ruling]) -> Vec<bool> {
    let width = steps.len() - 1;
    let mut drawn = vec![0.0; edges.len() * width];
    for ruling in rulings {
        let edge = edges.partition_point(|it| *it < ruling.at - NEAR).min(edges.len() - 1);
        let nearest =
            (edge..edges.len()).take_while(|at| edges[*at] <= ruling.at + NEAR).min_by(|one, other| {
                (edges[*one] - ruling.at).abs().total_cmp(&(edges[*other] - ruling.at).abs())
            });
        let Some(edge) = nearest else { continue };
        for step in 0..width {
            let covered = ruling.to.min(steps[step + 1]) - ruling.from.max(steps[step]);
            drawn[edge * width + step] += covered.max(0.0) / (steps[step + 1] - steps[step]);
        }
    }
    drawn.into_iter().map(|part| part >= DRAWN).collect()
}
