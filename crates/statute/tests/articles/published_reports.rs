//! Published reports, read by eye: what a fair inspector would say of them, and no more.
//!
//! The texts stand outside the repository; where they are absent the tests say so and pass.

use std::path::PathBuf;

use rust_decimal::Decimal;
use serde_json::Value;
use statute::report::checks::{self, codes};
use statute::report::{
    AnnualReport, Cell, Finding, PARTS, Part2, Part3, Part4, Row, Section, Severity, Stock, Tables,
};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reports"));
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not here, published reports are not checked", folder.display());
        return None;
    }
    Some(folder)
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Number(n) => Cell::Number(n.to_string().parse::<Decimal>().unwrap()),
        Value::String(text) => Cell::Text(text.clone()),
        _ => Cell::Blank,
    }
}

fn cells<const N: usize>(value: &Value) -> [Cell; N] {
    std::array::from_fn(|index| cell(&value[index]))
}

fn tables(expected: &Value) -> Tables {
    let two = &expected["part2"];
    let stock = |name: &str| Stock {
        made: cell(&two[name]["制发"]),
        repealed: cell(&two[name]["废止"]),
        in_force: cell(&two[name]["有效"]),
    };
    let rows = expected["part3"]["rows"].as_object().unwrap();
    let trial = expected.get("part2_2019").is_some();
    Tables {
        part2: (!trial).then(|| Part2 {
            rules: stock("规章"),
            normative_documents: stock("行政规范性文件"),
            licences: cell(&two["行政许可"]),
            punishments: cell(&two["行政处罚"]),
            coercions: cell(&two["行政强制"]),
            fees: cell(&two["行政事业性收费"]),
        }),
        part2_2019: None,
        part3: Some(Part3 {
            rows: rows.iter().map(|(key, row)| (Row::from_key(key).unwrap(), cells(row))).collect(),
        }),
        part4: Some(Part4 {
            reviews: cells(&expected["part4"]["复议"]),
            direct_suits: cells(&expected["part4"]["未经复议直接起诉"]),
            suits_after_review: cells(&expected["part4"]["复议后起诉"]),
        }),
    }
}

/// A report with the text of a dump cut at the headings of the form, and the tables as read by eye.
fn report(text: &str, expected: &str) -> Option<AnnualReport> {
    let folder = folder()?;
    let text = std::fs::read_to_string(folder.join(text)).unwrap();
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected").join(expected)).unwrap())
            .unwrap();
    // Tags are taken off; block ends become line ends.
    let mut plain = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => {
                tag = true;
                plain.push('\n');
            }
            '>' => tag = false,
            c if !tag => plain.push(c),
            _ => {}
        }
    }
    let mut report = AnnualReport {
        agency: expected["agency"].as_str().map(Into::into),
        year: expected["year"].as_i64().map(|year| year as i16),
        tables: tables(&expected),
        ..AnnualReport::default()
    };
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let heading = line.chars().count() < 30 && line.contains('、');
        let part = PARTS.iter().position(|name| heading && line.ends_with(name));
        let named = part.or_else(|| (heading && line.ends_with("存在的主要问题及改进情况")).then_some(4));
        if named.is_some() {
            report.sections.push(Section { part: named, heading: line.into(), paragraphs: vec![] });
        } else if line.ends_with("页") || line.starts_with("- ") {
            // A page number.
        } else if let Some(section) = report.sections.last_mut() {
            if section.part.is_none_or(|part| !matches!(part, 1..=3)) {
                section.paragraphs.push(line.into());
            }
        } else {
            report.preamble.push(line.into());
        }
    }
    Some(report)
}

fn grave(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.severity != Severity::Note).collect()
}

#[test]
fn sound_reports_raise_neither_error_nor_warning() {
    for (text, expected) in [
        ("zibo-hrss-2023.txt", "zibo-hrss-2023.json"),
        ("huaian-city-2024.mupdf.txt", "huaian-city-2024.json"),
        ("huaian-city-2024.pypdf.txt", "huaian-city-2024.json"),
        ("hongze-district-2024.mupdf.txt", "hongze-district-2024.json"),
        ("shanghai-kewei-2024.md", "shanghai-kewei-2024.json"),
    ] {
        let Some(report) = report(text, expected) else { return };
        let findings = checks::check(&report, None);
        assert!(grave(&findings).is_empty(), "{text}: {:#?}", grave(&findings));
    }
}

#[test]
fn a_district_whose_text_counts_its_own_office_is_noted_only() {
    let Some(report) = report("hongze-district-2024.mupdf.txt", "hongze-district-2024.json") else { return };
    let findings = checks::check(&report, None);
    assert_eq!(
        findings.iter().filter(|finding| finding.code == codes::SCOPE.code).count(),
        1,
        "{findings:#?}"
    );
}

#[test]
fn a_text_that_disagrees_with_its_tables_is_told_exactly() {
    let Some(report) = report("shanghai-office-2019.html", "shanghai-office-2019.json") else { return };
    let findings = checks::check(&report, None);
    let errors: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.place.as_str())
        .collect();
    // 258 for 275, 265 for 337, and reviews and suits called upheld that are undecided.
    assert_eq!(errors, ["正文 予以公开、部分公开", "正文 无法提供", "正文 行政复议", "正文 行政诉讼"]);
}

#[test]
fn every_figure_changed_in_the_founding_text_is_found() {
    let Some(report) = report("zibo-hrss-2023.txt", "zibo-hrss-2023.json") else { return };
    let before = checks::check(&report, None).len();
    // What stands in the text, and what is put in its place; each is found as an error or a warning.
    for (section, from, to) in [
        (0, "请 10 件", "请 11 件"),
        (0, "予以公开的 5 件", "予以公开的 6 件"),
        (0, "部分公开的 1件", "部分公开的 2件"),
        (0, "无法提供的 4 件", "无法提供的 3 件"),
        (0, "信件申请 1件", "信件申请 2件"),
        (0, "其他方面 6件", "其他方面 5件"),
        (0, "现行有效 9件", "现行有效 8件"),
        (0, "政策文件 12件", "政策文件  件"),
        (5, "提案 41件", "提案 42件"),
        (5, "劳动关系协调方面 3件", "劳动关系协调方面 5件"),
        (5, "55%", "65%"),
    ] {
        let mut changed = report.clone();
        let section = changed.sections.iter_mut().find(|s| s.part == Some(section)).unwrap();
        let text = section.paragraphs.join("\n");
        assert!(text.contains(from), "{from}");
        section.paragraphs = text.replace(from, to).lines().map(Into::into).collect();
        let findings = checks::check(&changed, None);
        assert!(findings.len() > before && !grave(&findings).is_empty(), "{from} → {to}: {findings:#?}");
    }
}

#[test]
fn growth_is_recomputed_with_the_year_before() {
    let Some(report) = report("zibo-hrss-2023.txt", "zibo-hrss-2023.json") else { return };
    let with = |received: u64| {
        let mut before = report.clone();
        before.year = Some(2022);
        let row = before.tables.part3.as_mut().unwrap().row_mut(Row::Received).unwrap();
        row[6] = Cell::count(received);
        checks::check(&report, Some(&before)).iter().any(|finding| finding.code == codes::GROWTH.code)
    };
    // 10 against 15 is 33 %, against 14 it is 29 %.
    assert!(!with(15));
    assert!(with(14));
}
