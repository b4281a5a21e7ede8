//! The cells of the tables, each with what it is called.

use crate::report::rows::{COLUMNS, Row};
use crate::report::tables::REMEDY_COLUMNS;
use crate::report::{Cell, CellPlace, Part2, Part2Trial, Part3, Part4};

/// A cell of a table with what it is called, worked out only where there is something to say.
#[derive(Clone, Copy)]
pub(in crate::report::checks) struct Told<'a> {
    at: At,
    pub(in crate::report::checks) cell: &'a Cell,
    /// A number of cases, not an amount.
    pub(super) is_count: bool,
}

/// Where a cell stands.
#[derive(Clone, Copy)]
enum At {
    /// Row, column, and the column's name.
    Two(&'static str, usize, &'static str),
    Three(Row, usize),
    Four(&'static str, usize),
}

impl<'a> Told<'a> {
    fn two(row: &'static str, column: usize, name: &'static str, cell: &'a Cell) -> Self {
        Self { at: At::Two(row, column, name), cell, is_count: true }
    }

    /// The cell's name within its table: `（三）1.属于国家秘密·自然人`.
    pub(in crate::report::checks) fn name(self) -> String {
        match self.at {
            At::Two(row, _, column) => format!("{row}{column}"),
            At::Three(row, column) => format!("{}·{}", row.key(), COLUMNS[column]),
            At::Four(block, column) => format!("{block}·{}", REMEDY_COLUMNS[column]),
        }
    }

    /// The cell's place.
    pub(in crate::report::checks) fn place(self) -> CellPlace {
        match self.at {
            At::Two(row, column, _) => CellPlace { table: 2, row: row.into(), column },
            At::Three(row, column) => CellPlace { table: 3, row: row.key(), column },
            At::Four(block, column) => CellPlace { table: 4, row: block.into(), column },
        }
    }
}

/// The cells of table three.
pub(in crate::report::checks) fn list_three(part3: &Part3) -> impl Iterator<Item = Told<'_>> + Clone {
    part3.rows.iter().flat_map(|(row, cells)| {
        cells.iter().enumerate().map(|(column, cell)| Told {
            at: At::Three(*row, column),
            cell,
            is_count: true,
        })
    })
}

/// The cells of table four.
pub(in crate::report::checks) fn list_four(part4: &Part4) -> impl Iterator<Item = Told<'_>> + Clone {
    part4.blocks().into_iter().flat_map(|(name, cells)| {
        cells.iter().enumerate().map(move |(column, cell)| Told {
            at: At::Four(name, column),
            cell,
            is_count: true,
        })
    })
}

/// The cells of table two, form of 2021.
pub(in crate::report::checks) fn list_2021(part2: &Part2) -> Vec<Told<'_>> {
    let mut list = Vec::with_capacity(10);
    for (row, stock) in [("规章", &part2.rules), ("行政规范性文件", &part2.normative_documents)] {
        list.push(Told::two(row, 0, "本年制发", &stock.made));
        list.push(Told::two(row, 1, "本年废止", &stock.repealed));
        list.push(Told::two(row, 2, "现行有效", &stock.in_force));
    }
    list.push(Told::two("行政许可", 0, "", &part2.licences));
    list.push(Told::two("行政处罚", 0, "", &part2.punishments));
    list.push(Told::two("行政强制", 0, "", &part2.coercions));
    list.push(Told { is_count: false, ..Told::two("行政事业性收费", 0, "", &part2.fees) });
    list
}

/// The counts of table two, form of 2019; 本年增/减 may be negative and is none of them.
pub(in crate::report::checks) fn list_2019(trial: &Part2Trial) -> Vec<Told<'_>> {
    let mut list = Vec::with_capacity(10);
    for (row, stock) in [("规章", &trial.rules), ("规范性文件", &trial.normative_documents)] {
        list.push(Told::two(row, 0, "本年新制作", &stock.made));
        list.push(Told::two(row, 1, "本年新公开", &stock.published));
        list.push(Told::two(row, 2, "对外公开总数", &stock.total_published));
    }
    for (row, items) in [
        ("行政许可", &trial.licences),
        ("其他对外管理服务事项", &trial.other_services),
        ("行政处罚", &trial.punishments),
        ("行政强制", &trial.coercions),
    ] {
        list.push(Told::two(row, 2, "处理决定数量", &items.decisions));
    }
    list
}
