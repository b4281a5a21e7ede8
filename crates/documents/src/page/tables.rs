//! The tables of a body as data: cells in the places of a grid, each with what it covers.

use super::Body;
use super::model::{self, Block, Table, line_text};

/// A table as data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// Its caption; may be empty.
    pub title: String,
    /// What its numbers are given in, as it stands before it: `单位：万元`; may be empty.
    pub unit: String,
    /// How many rows from the top are headings of columns.
    pub head: usize,
    /// How many columns it has.
    pub width: usize,
    /// How many rows it has.
    pub height: usize,
    /// The cells that say something, row by row.
    pub cells: Vec<DataCell>,
}

/// A cell in the place where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataCell {
    /// What it says; lines parted by `\n`.
    pub text: String,
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
}

impl DataTable {
    fn of(table: &Table, unit: String) -> Self {
        let height = table.rows.len();
        let (mut cells, mut width) = (Vec::new(), 0);
        for (row, (line, begins)) in table.rows.iter().zip(table.columns()).enumerate() {
            for (cell, column) in line.iter().zip(begins) {
                let (rows, columns) = (cell.rows.min(height - row), cell.columns);
                let text = model::text(&cell.blocks).trim().to_owned();
                if !text.is_empty() || rows * columns > 1 {
                    cells.push(DataCell { text, row, column, rows, columns });
                }
                width = width.max(column + columns);
            }
        }
        Self {
            title: line_text(&table.caption).trim().to_owned(),
            unit,
            head: table.head,
            width,
            height,
            cells,
        }
    }

    /// The texts in their places, row by row. What covers several places stands in the first of them: repeated, a number
    /// would count twice.
    pub fn rows(&self) -> Vec<Vec<&str>> {
        let mut rows = vec![vec![""; self.width]; self.height];
        for cell in &self.cells {
            rows[cell.row][cell.column] = &cell.text;
        }
        rows
    }

    /// Whether it is one of rows and columns: anything less is a frame around a text.
    const fn is_data(&self) -> bool {
        self.width > 1 && self.height > 1
    }
}

impl Body {
    /// Its tables as data, in the order of the text.
    pub fn tables(&self) -> Vec<DataTable> {
        let mut tables = Vec::new();
        // Most texts have none: nothing is read for them.
        if self.as_str().contains("<table") {
            collect(&self.blocks(), &mut tables);
        }
        tables
    }
}

fn collect(blocks: &[Block], tables: &mut Vec<DataTable>) {
    let mut unit = String::new();
    for block in blocks {
        match block {
            Block::Table(table) => {
                let table = DataTable::of(table, std::mem::take(&mut unit));
                tables.extend(Some(table).filter(DataTable::is_data));
            }
            Block::Paragraph(line) => unit = unit_of(&line_text(line)),
            Block::Heading { .. } => unit.clear(),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, tables)),
            Block::Quote(inside) => collect(inside, tables),
        }
    }
}

/// The unit that a line before a table names; empty where it does not.
fn unit_of(line: &str) -> String {
    /// Of a line that names a unit and little else.
    const LONGEST: usize = 30;
    let line = line.trim();
    let names = line.split_once("单位").is_some_and(|(_, after)| after.starts_with(['：', ':']));
    if names && line.chars().count() <= LONGEST { line.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(html: &str) -> Vec<DataTable> {
        Body::clean(html).unwrap().body.tables()
    }

    #[test]
    fn what_covers_several_places_stands_in_the_first() {
        let found = tables(
            "<p>说明</p><p>单位：万元</p><table><caption>收支总表</caption>\
             <tr><th rowspan=2>科目</th><th colspan=2>预算数</th></tr><tr><th>今年</th><th>去年</th></tr>\
             <tr><td>基本支出</td><td>1,234.50</td><td></td></tr></table>\
             <table><tr><td>只有一格</td></tr></table><p>又一张</p><table><tr><td>甲</td><td>乙</td></tr>\
             <tr><td>1<br>2</td><td>3</td></tr></table>",
        );
        assert_eq!(found.len(), 2, "a frame is no table of data");
        assert_eq!((found[0].title.as_str(), found[0].unit.as_str()), ("收支总表", "单位：万元"));
        assert_eq!(
            found[0].rows(),
            [vec!["科目", "预算数", ""], vec!["", "今年", "去年"], vec!["基本支出", "1,234.50", ""]]
        );
        assert_eq!((found[0].head, found[0].width, found[0].height), (2, 3, 3));
        let merged = found[0].cells.iter().find(|cell| cell.text == "预算数").unwrap();
        assert_eq!((merged.row, merged.column, merged.rows, merged.columns), (0, 1, 1, 2));
        assert_eq!((found[1].title.as_str(), found[1].unit.as_str()), ("", ""));
        assert_eq!(found[1].rows()[1], ["1\n2", "3"]);
    }

    #[test]
    fn a_text_without_a_table_has_none_whatever_it_says() {
        assert!(tables("<p>&lt;table&gt;&lt;tr&gt;</p>").is_empty());
        assert_eq!(tables("<ul><li><table><tr><td>1<td>2<tr><td>3<td>4</table></li></ul>").len(), 1);
    }
}
