//! The web page: headings of tables resolve, nothing but its own style, everything escaped.

use std::collections::HashSet;

use documents::write;
use scraper::{Html, Selector};

use super::{keep, samples};

fn page(compiled: &statute::report::CompiledReport) -> String {
    String::from_utf8(write::html(compiled).expect("a page")).expect("UTF-8")
}

fn select(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

#[test]
fn every_value_names_headings_that_exist() {
    for (name, compiled) in samples::all() {
        let page = page(&compiled);
        keep(&format!("{name}.html"), page.as_bytes());
        let page = Html::parse_document(&page);
        let ids: Vec<_> = page.select(&select("[id]")).filter_map(|e| e.value().attr("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len(), "{name}: names are unique");
        let mut values = 0;
        for cell in page.select(&select("td[headers]")) {
            values += 1;
            let headers: Vec<_> = cell.value().attr("headers").unwrap_or("").split(' ').collect();
            assert!(headers.len() > 1, "{name}: {}", cell.html());
            assert!(headers.iter().all(|id| ids.contains(id)), "{name}: {}", cell.html());
        }
        let table_two = if name == "trial" { 6 + 12 + 2 + 2 } else { 10 };
        let rows = if name == "trial" { 23 } else { 25 };
        assert_eq!(values, table_two + rows * 7 + 15, "{name}");
    }
}

#[test]
fn a_value_is_announced_with_its_row_and_column() {
    let page = Html::parse_document(&page(&samples::founding()));
    let text = |id: &str| {
        let heading = page.select(&select(&format!("#{id}"))).next().expect("a heading");
        heading.text().collect::<String>()
    };
    let announced = |value: &str| -> Vec<Vec<String>> {
        page.select(&select("td[headers]"))
            .filter(|cell| cell.text().collect::<String>() == value)
            .map(|cell| cell.value().attr("headers").unwrap_or("").split(' ').map(text).collect())
            .collect()
    };
    assert_eq!(announced("631"), [["行政事业性收费", "第二十条第（八）项", "本年收费金额（单位：万元）"]]);
    assert_eq!(announced("9"), [["行政规范性文件", "第二十条第（一）项", "现行有效件数"]]);
    let not_held =
        ["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息", "申请人情况", "自然人"];
    assert_eq!(announced("4")[0], not_held);
}

#[test]
fn the_page_is_complete_and_runs_nothing() {
    let page = page(&samples::large());
    for forbidden in ["<script", "<link", "src=", "style=\"", "@import", "url(", "http://", "https://"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for wanted in [
        "<html lang=\"zh-CN\">",
        "<meta name=\"ArticleTitle\" content=\"示例省示例市人民政府2025年政府信息公开工作年度报告\">",
        "<meta name=\"PubDate\" content=\"2026-01-26 00:00\">",
        "<h2>三、收到和处理政府信息公开申请情况</h2>",
        "<h3>（一）主动公开情况</h3>",
        "106937489",
        "96171.6",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
}

#[test]
fn long_numbers_widen_their_columns() {
    let mut compiled = samples::founding();
    assert!(!page(&compiled).contains("form-4 crowded"));
    compiled.report.tables.part4.as_mut().expect("table four").reviews[0] = 1_234_567.into();
    assert!(page(&compiled).contains("form-4 crowded"));
}
