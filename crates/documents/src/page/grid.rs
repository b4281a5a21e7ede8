//! Tables whose rows fill their width, as the standard of HTML wants them: no two cells over each other, none beyond
//! the last row, no column and no row without a cell that begins in it.

use super::model::{Block, Cell, Inline, Marks, Scope, Table, each_line, each_line_mut};
use crate::read::{MAX_ROWS, NotReadable};

/// The most columns of a table.
pub(crate) const MAX_COLUMNS: usize = 200;

/// A cell where it begins.
struct Placed {
    row: usize,
    column: usize,
    cell: Cell,
}

/// Puts the cells of a table in their places; none where it says nothing.
pub(crate) fn fill(mut table: Table) -> Result<Option<Table>, NotReadable> {
    if table.rows.len() > MAX_ROWS {
        return Err(too_large(format!("表格超过{MAX_ROWS}行")));
    }
    if !says_something(&table) {
        return Ok(None);
    }
    let (height, head) = (table.rows.len(), table.head);
    let (mut placed, mut taken) = lay_out(std::mem::take(&mut table.rows))?;
    let width = taken.iter().map(Vec::len).max().unwrap_or(0);
    // Rows that only cells from above cover.
    let kept = kept(height, placed.iter().map(|it| it.row));
    for it in &mut placed {
        it.cell.rows = kept[it.row + it.cell.rows] - kept[it.row];
    }
    let mut row = 0;
    taken.retain(|_| {
        row += 1;
        kept[row] > kept[row - 1]
    });
    for it in &mut placed {
        it.row = kept[it.row];
    }
    table.head = kept[head.min(height)];
    for (row, slots) in taken.iter().enumerate() {
        let mut column = 0;
        while column < width {
            let free = (column..width).take_while(|at| !slots.get(*at).copied().unwrap_or(false)).count();
            if free > 0 {
                let cell = Cell { columns: free, ..Cell::new(Vec::new()) };
                placed.push(Placed { row, column, cell });
            }
            column += free.max(1);
        }
    }
    let kept = self::kept(width, placed.iter().map(|it| it.column));
    for it in &mut placed {
        it.cell.columns = kept[it.column + it.cell.columns] - kept[it.column];
        it.column = kept[it.column];
    }
    placed.sort_by_key(|it| (it.row, it.column));
    table.rows = (0..taken.len()).map(|_| Vec::new()).collect();
    for it in placed {
        table.rows[it.row].push(it.cell);
    }
    table.head = match whole_head(&table.rows, table.head) {
        0 => match whole_head(&table.rows, marked_head(&table.rows)) {
            0 => usize::from(is_bold_head(&table.rows)),
            marked => marked,
        },
        told => told,
    };
    for row in &mut table.rows[table.head..] {
        // What is marked as a heading at the beginning of a row is that of the row.
        if let Some(first) = row.first_mut().filter(|it| it.scope.is_some()) {
            first.scope = Some(Scope::Row);
        }
    }
    for cell in table.rows[..table.head].iter_mut().flatten() {
        cell.scope = Some(Scope::Column);
        each_line_mut(&mut cell.blocks, &mut |line| plain_weight(line));
    }
    Ok(Some(table))
}

/// How many of the first rows or columns are kept: those in which something begins.
fn kept(count: usize, begins: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kept = vec![0; count + 1];
    begins.for_each(|at| kept[at + 1] = 1);
    for at in 1..=count {
        kept[at] += kept[at - 1];
    }
    kept
}

fn too_large(what: String) -> NotReadable {
    NotReadable { what, advice: "请把大表作为附件（XLSX）发布，正文只保留要点".into() }
}

/// The cells where they begin, and for each row which columns are covered.
fn lay_out(rows: Vec<Vec<Cell>>) -> Result<(Vec<Placed>, Vec<Vec<bool>>), NotReadable> {
    let height = rows.len();
    let mut taken: Vec<Vec<bool>> = vec![Vec::new(); height];
    let mut placed = Vec::new();
    for (row, cells) in rows.into_iter().enumerate() {
        let mut column = 0;
        for mut cell in cells {
            let is_taken = |column: usize| taken[row].get(column).copied().unwrap_or(false);
            while is_taken(column) {
                column += 1;
            }
            if column >= MAX_COLUMNS {
                return Err(too_large(format!("表格超过{MAX_COLUMNS}列")));
            }
            let room = (column..MAX_COLUMNS).take_while(|at| !is_taken(*at)).count();
            cell.columns = cell.columns.clamp(1, room);
            cell.rows = cell.rows.clamp(1, height - row);
            let end = column + cell.columns;
            for slots in &mut taken[row..row + cell.rows] {
                if slots.len() < end {
                    slots.resize(end, false);
                }
                slots[column..end].fill(true);
            }
            placed.push(Placed { row, column, cell });
            column = end;
        }
    }
    Ok((placed, taken))
}

fn says_something(table: &Table) -> bool {
    let mut says = !table.caption.is_empty();
    for cell in table.rows.iter().flatten() {
        each_line(&cell.blocks, &mut |line| says |= !line.is_empty());
    }
    says
}

/// The heading rows, down to where no cell reaches beyond them; none where nothing is left below.
fn whole_head(rows: &[Vec<Cell>], head: usize) -> usize {
    let mut end = head;
    let mut row = 0;
    while row < end && row < rows.len() {
        end = end.max(rows[row].iter().map(|cell| row + cell.rows).max().unwrap_or(end));
        row += 1;
    }
    if end < rows.len() { end } else { 0 }
}

/// The rows from the top in which every cell is marked as a heading.
fn marked_head(rows: &[Vec<Cell>]) -> usize {
    rows.iter().take_while(|row| row.iter().all(|cell| cell.scope.is_some())).count()
}

/// Whether the first row, and not every row, is all bold: that is how documents mark headings of columns.
fn is_bold_head(rows: &[Vec<Cell>]) -> bool {
    let [first, rest @ ..] = rows else { return false };
    let bold = |row: &[Cell]| row.iter().all(|cell| is_bold(&cell.blocks));
    first.len() > 1
        && first.iter().all(|cell| cell.rows == 1 && cell.columns == 1 && cell.scope.is_none())
        && bold(first)
        && !rest.is_empty()
        && !rest.iter().any(|row| bold(row))
}

fn is_bold(blocks: &[Block]) -> bool {
    let (mut some, mut all) = (false, true);
    each_line(blocks, &mut |line| {
        for it in line {
            if let Inline::Run { marks, .. } = it {
                some = true;
                all &= marks.has(Marks::STRONG);
            }
        }
    });
    some && all
}

/// Headings are bold as they are.
pub(crate) fn plain_weight(line: &mut Vec<Inline>) {
    for it in line.iter_mut() {
        if let Inline::Run { marks, .. } = it {
            *marks = marks.without(Marks::STRONG);
        }
    }
    super::line::join_runs(line);
}
