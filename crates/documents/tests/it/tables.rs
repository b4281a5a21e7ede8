//! Tables of a body as a workbook: what merges, what is a number, what stays a text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use documents::page::Body;
use documents::write::tables_workbook;

const TEXT: &str = "<p>单位：万元</p><table><caption>收支/总表</caption>\
    <tr><th rowspan=\"2\">科目</th><th colspan=\"2\">2026</th></tr><tr><th>预算</th><th>增长</th></tr>\
    <tr><td>基本支出</td><td>1,234.50</td><td>12.5%</td></tr>\
    <tr><td>=1+1</td><td>-3</td><td>007</td></tr>\
    <tr><td colspan=\"2\">合计</td><td>370302199001011234</td></tr></table>\
    <table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td></td></tr></table>";

#[test]
fn a_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers() {
    let tables = Body::clean(TEXT).unwrap().body.tables();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(tables_workbook(&tables).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["表1 收支总表", "表2"]);
    let sheet = book.worksheet_range("表1 收支总表").unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!((&rows[0][0], &rows[1][0]), (&text("收支/总表"), &text("单位：万元")));
    assert_eq!((&rows[2][0], &rows[2][1]), (&text("科目"), &text("2026")), "a heading is no number");
    assert_eq!(rows[4], [text("基本支出"), Data::Float(1234.5), Data::Float(0.125)]);
    assert_eq!(rows[5], [text("=1+1"), Data::Float(-3.0), text("007")]);
    assert_eq!((&rows[6][0], &rows[6][2]), (&text("合计"), &text("370302199001011234")));
    let merged = book.merge_cells_by_sheet_name("表1 收支总表").unwrap();
    let mut merged: Vec<_> = merged.iter().map(|one| (one.start, one.end)).collect();
    merged.sort_unstable();
    assert_eq!(merged, [((2, 0), (3, 0)), ((2, 1), (2, 2)), ((6, 0), (6, 1))]);
    let formulas = book.worksheet_formula("表1 收支总表").unwrap();
    assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
    let second = book.worksheet_range("表2").unwrap();
    assert_eq!(second.get_value((1, 0)), Some(&Data::Float(1.0)));
}
