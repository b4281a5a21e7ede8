//! The identities of tables three and four (勾稽关系), and how blank cells count in them. 《条例》第50条
//!
//! A blank applicant cell counts as 0. A blank total counts as 0 only where what it sums is 0; otherwise it is
//! unknown, and so is everything that needs it.

use rust_decimal::Decimal;

use super::cell::Cell;
use super::finding::CellPlace;
use super::rows::{Row, TOTAL};
use super::tables::{Part3, Part4, REMEDY_BLOCKS};
use crate::leaf::Group;

/// Which identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Item 1 + item 2 = （七） + item 4, in the column.
    Items(usize),
    /// （七） = the outcomes, in the column.
    Outcomes(usize),
    /// 总计 = the six kinds of applicants, in the row.
    Applicants(Row),
    /// 总计 = the four results, in this block of table four.
    Results(usize),
}

/// An identity worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Which one.
    pub kind: Kind,
    /// The left and the right side; `None` if a value it needs is not known.
    pub sides: Option<(Decimal, Decimal)>,
}

impl Identity {
    /// The cells it speaks of.
    pub fn cells(&self) -> Vec<CellPlace> {
        let three = |row: Row, column| CellPlace { table: 3, row: row.key(), column };
        match self.kind {
            Kind::Items(column) => [Row::Received, Row::CarriedIn, Row::Total, Row::CarriedOut]
                .map(|row| three(row, column))
                .into(),
            Kind::Outcomes(column) => vec![three(Row::Total, column)],
            Kind::Applicants(row) => (0..=TOTAL).map(|column| three(row, column)).collect(),
            Kind::Results(block) => {
                let name = REMEDY_BLOCKS.get(block).copied().unwrap_or_default();
                (0..5).map(|column| CellPlace { table: 4, row: name.into(), column }).collect()
            }
        }
    }

    /// Whether it holds; `None` if it cannot be worked out.
    pub fn holds(&self) -> Option<bool> {
        self.sides.map(|(left, right)| left == right)
    }
}

/// A cell in a sum: blank is 0, what is no number is unknown.
pub fn addend(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Blank => Some(Decimal::ZERO),
        Cell::Number(n) => Some(*n),
        Cell::Text(_) | Cell::Unread => None,
    }
}

/// The sum of cells, unknown if one of them is or if it is too large to be real.
pub fn sum<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Option<Decimal> {
    cells.into_iter().try_fold(Decimal::ZERO, |sum, cell| sum.checked_add(addend(cell)?))
}

/// A printed total over these parts: a blank one is 0 only if they are.
fn total(cell: &Cell, parts: Option<Decimal>) -> Option<Decimal> {
    match cell {
        Cell::Blank => parts.filter(Decimal::is_zero),
        other => addend(other),
    }
}

impl Part3 {
    /// The outcome rows that count in （七）: the one-row （六） only where its three rows are not there.
    pub fn outcome_rows(&self) -> impl Iterator<Item = &(Row, [Cell; 7])> {
        let has_three = self
            .rows
            .iter()
            .any(|(row, _)| matches!(row, Row::Outcome(leaf) if leaf.group() == Group::OtherHandling));
        self.rows.iter().filter(move |(row, _)| match row {
            Row::Outcome(_) => true,
            Row::OtherHandlingMerged => !has_three,
            _ => false,
        })
    }

    /// The value of a cell as sums need it, by the rule for blanks.
    pub fn value(&self, row: Row, column: usize) -> Option<Decimal> {
        let cells = self.row(row)?;
        let cell = cells.get(column)?;
        if column == TOTAL {
            return total(cell, sum(&cells[..TOTAL]));
        }
        if row == Row::Total && *cell == Cell::Blank {
            // Where only the total column is filled in, the applicant columns of every row are blank and sum to 0.
            return sum(self.outcome_rows().map(|(_, cells)| &cells[column])).filter(Decimal::is_zero);
        }
        addend(cell)
    }

    /// The number of applications in a group of outcomes, over all applicants: from the total column, or where
    /// that is blank from the applicant columns.
    pub fn group_count(&self, group: Group) -> Option<Decimal> {
        let mut rows = self
            .outcome_rows()
            .filter(|(row, _)| match row {
                Row::Outcome(leaf) => leaf.group() == group,
                Row::OtherHandlingMerged => group == Group::OtherHandling,
                _ => false,
            })
            .peekable();
        rows.peek()?;
        rows.try_fold(Decimal::ZERO, |sum, (row, _)| sum.checked_add(self.row_count(*row)?))
    }

    /// The number of applications in a row, over all applicants.
    pub fn row_count(&self, row: Row) -> Option<Decimal> {
        let cells = self.row(row)?;
        match &cells[TOTAL] {
            Cell::Blank => sum(&cells[..TOTAL]),
            other => addend(other),
        }
    }

    /// Every identity of table three: 7 of items, 7 of outcomes, one for each row.
    pub fn identities(&self) -> Vec<Identity> {
        let mut all = Vec::with_capacity(39);
        for column in 0..=TOTAL {
            let at = |row| self.value(row, column);
            let items = (|| {
                let left = at(Row::Received)?.checked_add(at(Row::CarriedIn)?)?;
                Some((left, at(Row::Total)?.checked_add(at(Row::CarriedOut)?)?))
            })();
            all.push(Identity { kind: Kind::Items(column), sides: items });
            let expected = if self.is_merged() { 19 } else { 21 };
            let complete = self.outcome_rows().count() >= expected;
            let outcomes = complete
                .then(|| {
                    self.outcome_rows().try_fold(Decimal::ZERO, |sum, (row, _)| sum.checked_add(at(*row)?))
                })
                .flatten();
            all.push(Identity { kind: Kind::Outcomes(column), sides: at(Row::Total).zip(outcomes) });
        }
        for (row, cells) in &self.rows {
            let parts = sum(&cells[..TOTAL]);
            // Only the total is filled in: who applied is not told, which is no contradiction.
            let told = cells[..TOTAL].iter().any(|cell| *cell != Cell::Blank);
            let printed = total(&cells[TOTAL], parts);
            let sides = if told || printed == Some(Decimal::ZERO) { printed.zip(parts) } else { None };
            all.push(Identity { kind: Kind::Applicants(*row), sides });
        }
        all
    }
}

impl Part4 {
    /// The three sums of table four.
    pub fn identities(&self) -> Vec<Identity> {
        self.blocks()
            .into_iter()
            .enumerate()
            .map(|(index, (_, cells))| {
                let parts = sum(&cells[..4]);
                let told = cells[..4].iter().any(|cell| *cell != Cell::Blank);
                let printed = total(&cells[4], parts);
                Identity {
                    kind: Kind::Results(index),
                    sides: if told || printed == Some(Decimal::ZERO) { printed.zip(parts) } else { None },
                }
            })
            .collect()
    }
}
