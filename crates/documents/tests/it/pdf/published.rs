//! Published reports: every figure of tables two, three and four stands in a cell of its own, in its place.

use std::fs;
use std::path::{Path, PathBuf};

use documents::read::Grid;
use serde_json::Value;

use super::{read, tables};

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports")
}

fn check(name: &str) {
    let file = reports().join(format!("{name}.pdf"));
    let Ok(bytes) = fs::read(&file) else {
        eprintln!("SKIPPED: {} is not there", file.display());
        return;
    };
    let expected =
        fs::read_to_string(reports().join(format!("expected/{name}.json"))).expect("expected values");
    let expected: Value = serde_json::from_str(&expected).expect("expected values are JSON");
    let content = read(&bytes);
    assert_eq!(content.problems, []);
    let tables = tables(&content);
    assert_eq!(table_two(&tables), table_two_expected(&expected["part2"]));
    let rows: Vec<Vec<f64>> = rows_ending_in_numbers(&tables, 7);
    let three: Vec<&Value> = expected["part3"]["rows"].as_object().expect("rows").values().collect();
    assert_eq!(rows, three.iter().map(|row| numbers(row)).collect::<Vec<_>>());
    let four: Vec<f64> = ["复议", "未经复议直接起诉", "复议后起诉"]
        .iter()
        .flat_map(|key| numbers(&expected["part4"][key]))
        .collect();
    assert_eq!(rows_ending_in_numbers(&tables, 15), [four]);
}

fn numbers(row: &Value) -> Vec<f64> {
    row.as_array().expect("a row").iter().map(|it| it.as_f64().expect("a number")).collect()
}

/// The rows whose last cells are exactly so many numbers.
fn rows_ending_in_numbers(tables: &[&Grid], count: usize) -> Vec<Vec<f64>> {
    let number = |text: &str| text.parse::<f64>().ok();
    let row = |texts: Vec<&str>| {
        let mut found: Vec<f64> = texts.iter().rev().map_while(|text| number(text)).collect();
        found.reverse();
        (found.len() == count).then_some(found)
    };
    let rows = tables.iter().flat_map(|grid| &grid.rows);
    rows.filter_map(|cells| row(cells.iter().map(|cell| cell.text.as_str()).collect())).collect()
}

fn table_two(tables: &[&Grid]) -> Vec<f64> {
    let labels = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"];
    let mut figures = Vec::new();
    for label in labels {
        let row = tables.iter().flat_map(|grid| &grid.rows).find(|row| row[0].text == label).expect(label);
        figures.extend(row[1..].iter().map(|cell| cell.text.parse::<f64>().expect(label)));
    }
    figures
}

fn table_two_expected(part: &Value) -> Vec<f64> {
    let mut figures = Vec::new();
    for value in part.as_object().expect("part two").values() {
        match value {
            Value::Object(row) => figures.extend(row.values().map(|it| it.as_f64().expect("a number"))),
            single => figures.push(single.as_f64().expect("a number")),
        }
    }
    figures
}

#[test]
fn huaian_city_2024() {
    check("huaian-city-2024");
}

#[test]
fn hongze_district_2024() {
    check("hongze-district-2024");
}
