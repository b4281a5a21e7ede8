//! The cells of tables two, three and four as figures, and the tables out of them. 《条例》第50条

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::definition::{Definition, Measured};
use super::{Year, publications, records};
use crate::registers::{Register, RemedyKind};
use crate::report::{
    COLUMNS, Cell, CellPlace, Figure, Part2, Part3, Part4, REMEDY_COLUMNS, Row, Stock, TOTAL, Tables,
};
use crate::tally;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        name: "table2.*",
        definition: "表二：*",
        unit: "",
        sources: &[Register::Documents, Register::Decisions, Register::Fees],
        measure: table2,
    },
    Definition {
        name: "table3.*",
        definition: "表三：*",
        unit: "件",
        sources: &[Register::Applications],
        measure: table3,
    },
    Definition {
        name: "table4.*",
        definition: "表四：*",
        unit: "件",
        sources: &[Register::Remedies],
        measure: table4,
    },
];

/// The figures of table two that stand elsewhere under a name of their own, by row and column of the form.
const TABLE_2: [(&str, &[(&str, &str)]); 6] = [
    ("规章", &[("制发", "rules.made"), ("废止", "rules.repealed"), ("有效", "rules.in_force")]),
    (
        "行政规范性文件",
        &[("制发", "normative.made"), ("废止", "normative.repealed"), ("有效", "normative.in_force")],
    ),
    ("行政许可", &[("", "decisions.licences")]),
    ("行政处罚", &[("", "decisions.punishments")]),
    ("行政强制", &[("", "decisions.coercions")]),
    ("行政事业性收费", &[("", "fees")]),
];

/// The name of a row of table three within a figure's name: 新收, 上年结转, the outcome's code, 总计, 结转下年.
fn row_name(row: Row) -> &'static str {
    match row {
        Row::Received => "新收",
        Row::CarriedIn => "上年结转",
        Row::Outcome(leaf) => leaf.code(),
        Row::OtherHandlingMerged => "其他处理",
        Row::Total => "总计",
        Row::CarriedOut => "结转下年",
    }
}

fn table2(year: &Year<'_>) -> Vec<Measured> {
    let named = |name: &str| publications::DEFINITIONS.iter().find(|definition| definition.name == name);
    let mut cells = Vec::new();
    for (row, columns) in TABLE_2 {
        for (column, name) in columns {
            let Some(source) = named(name) else { continue };
            let member = if column.is_empty() { row.to_owned() } else { format!("{row}.{column}") };
            cells.extend((source.measure)(year).into_iter().map(|measured| Measured {
                definition: Some(format!("表二{row}{column}：{}（{}）", source.definition, source.unit)),
                ..measured.named(member.clone())
            }));
        }
    }
    cells
}

fn table3(year: &Year<'_>) -> Vec<Measured> {
    let rows: Vec<Row> = Row::form_2021().collect();
    let position: HashMap<Row, usize> = rows.iter().enumerate().map(|(index, row)| (*row, index)).collect();
    let mut cells: Vec<[Measured; 7]> = rows
        .iter()
        .map(|row| {
            std::array::from_fn(|column| Measured {
                definition: Some(format!("表三{}，{}", row.key(), COLUMNS[column])),
                ..Measured::default().named(format!("{}.{}", row_name(*row), COLUMNS[column]))
            })
        })
        .collect();
    for application in &year.registers.applications {
        for row in tally::applications::rows(application, year.year) {
            for column in [application.applicant.column(), TOTAL] {
                let cell = &mut cells[position[&row]][column];
                cell.value += Decimal::ONE;
                cell.records.push(records::application(application));
            }
        }
    }
    cells.into_iter().flatten().collect()
}

fn table4(year: &Year<'_>) -> Vec<Measured> {
    let blank = Part4::default();
    let blocks = blank.blocks().map(|(name, _)| name);
    let mut cells: Vec<[Measured; 5]> = blocks
        .iter()
        .map(|block| {
            std::array::from_fn(|column| Measured {
                definition: Some(format!("表四{block}，{}", REMEDY_COLUMNS[column])),
                ..Measured::default().named(format!("{block}.{}", REMEDY_COLUMNS[column]))
            })
        })
        .collect();
    let total = REMEDY_COLUMNS.len() - 1;
    for entry in year.registers.remedies.iter().enumerate() {
        let Some(column) = tally::remedies::column(entry.1, year.year) else { continue };
        let block = RemedyKind::ALL.iter().position(|kind| *kind == entry.1.kind).unwrap_or_default();
        for column in [column, total] {
            cells[block][column].value += Decimal::ONE;
            cells[block][column].records.push(records::remedy(entry));
        }
    }
    cells.into_iter().flatten().collect()
}

/// Tables two, three and four, form of 2021, filled from figures, and which figure stands in which cell.
pub fn tables(figures: &[Figure]) -> (Tables, Vec<(CellPlace, String)>) {
    let values: HashMap<&str, Decimal> =
        figures.iter().map(|figure| (figure.name.as_str(), figure.value)).collect();
    let mut cells = Vec::new();
    let mut fill = |table: u8, row: String, column: usize, name: String| {
        let cell = values.get(name.as_str()).map_or(Cell::Blank, |value| Cell::Number(*value));
        cells.push((CellPlace { table, row, column }, name));
        cell
    };
    let mut two =
        |row: &str, column: usize, name: &str| fill(2, row.into(), column, format!("table2.{row}{name}"));
    let mut stock = |row: &str| Stock {
        made: two(row, 0, ".制发"),
        repealed: two(row, 1, ".废止"),
        in_force: two(row, 2, ".有效"),
    };
    let (rules, normative_documents) = (stock("规章"), stock("行政规范性文件"));
    let part2 = Part2 {
        rules,
        normative_documents,
        licences: two("行政许可", 0, ""),
        punishments: two("行政处罚", 0, ""),
        coercions: two("行政强制", 0, ""),
        fees: two("行政事业性收费", 0, ""),
    };
    let mut part3 = Part3::blank_2021();
    for (row, filled) in &mut part3.rows {
        for (column, cell) in filled.iter_mut().enumerate() {
            *cell = fill(3, row.key(), column, format!("table3.{}.{}", row_name(*row), COLUMNS[column]));
        }
    }
    let blank = Part4::default();
    let [reviews, direct_suits, suits_after_review] = blank.blocks().map(|(block, _)| {
        std::array::from_fn(|column| {
            fill(4, block.into(), column, format!("table4.{block}.{}", REMEDY_COLUMNS[column]))
        })
    });
    let part4 = Part4 { reviews, direct_suits, suits_after_review };
    (Tables { part2: Some(part2), part2_2019: None, part3: Some(part3), part4: Some(part4) }, cells)
}
