//! The workbook, opened again: a sheet for each part, numbers as numbers, texts never formulas.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
use documents::write;

use super::{keep, samples};

fn open(name: &str, compiled: &statute::report::CompiledReport) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = write::xlsx(compiled).expect("a workbook");
    keep(&format!("{name}.xlsx"), &bytes);
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

#[test]
fn each_part_has_a_sheet_with_merged_headings() {
    for (name, compiled) in samples::all() {
        let mut book = open(name, &compiled);
        let names = book.sheet_names();
        assert_eq!(names.len(), 6, "{name}");
        assert_eq!(names[2], "三、收到和处理政府信息公开申请情况");
        let merged = book.merge_cells_by_sheet_name(&names[2]).expect("merged cells");
        let rows = compiled.report.tables.part3.as_ref().expect("table three").rows.len();
        let outcomes = (rows - 3) as u32;
        assert!(
            merged.iter().any(|area| area.end.0 - area.start.0 + 1 == outcomes && area.start.1 == 0),
            "{name}"
        );
    }
}

#[test]
fn numbers_are_numbers() {
    let mut book = open("large", &samples::large());
    let part2 = book.worksheet_range("二、主动公开政府信息情况").expect("a sheet");
    let values: Vec<f64> = part2.cells().filter_map(|(_, _, cell)| cell.get_float()).collect();
    assert_eq!(values, [3.0, 1.0, 87.0, 1234.0, 98.0, 24680.0, 11_398_889.0, 106_937_489.0, 0.0, 96_171.6]);
    let part3 = book.worksheet_range("三、收到和处理政府信息公开申请情况").expect("a sheet");
    assert_eq!(part3.cells().filter(|(_, _, cell)| matches!(cell, Data::Float(_))).count(), 25 * 7);
}

#[test]
fn a_text_like_a_formula_stays_a_text() {
    let mut book = open("large", &samples::large());
    let name = "六、其他需要报告的事项";
    let sheet = book.worksheet_range(name).expect("a sheet");
    let texts: Vec<_> = sheet.cells().filter_map(|(_, _, cell)| cell.get_string()).collect();
    assert!(texts.iter().any(|text| text.starts_with("=SUM(1,2)不是公式")), "{texts:?}");
    assert!(book.worksheet_formula(name).expect("a sheet").is_empty());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let sparse = samples::sparse();
    assert!(write::xlsx(&sparse).expect("a workbook") == write::xlsx(&sparse).expect("a workbook"));
}
