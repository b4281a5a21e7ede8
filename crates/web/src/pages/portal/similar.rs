//! What is published already and may answer what is being typed.

use std::collections::{HashMap, HashSet};

use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::desk::{Bench, Published};

/// How many are offered.
const OFFERED: usize = 5;
/// Pairs of characters a title must have in common with what is typed.
const LEAST: usize = 3;
/// The most characters that are looked at.
const LOOKED_AT: usize = 200;

/// `GET /apply/similar?q=`
pub(crate) async fn similar(
    State(bench): State<Bench>,
    Query(query): Query<HashMap<String, String>>,
) -> impl IntoResponse {
    let typed = query.get("q").map_or("", String::as_str);
    let mut found: Vec<_> = published(&bench, typed).await;
    let reports = reports(typed, &bench.published).into_iter();
    found.extend(reports.map(|one| json!({ "title": one.title, "address": one.address })));
    found.truncate(OFFERED);
    ([(CONTENT_TYPE, "application/json")], json!(found).to_string())
}

/// What an annual report (年度报告) is called in short.
const REPORT: [&str; 4] = ["年报", "年度报告", "公开报告", "公开工作报告"];

/// The annual reports that a text names or is like, the best first.
pub(crate) fn reports<'a>(typed: &str, published: &'a [Published]) -> Vec<&'a Published> {
    let named = named(typed, published);
    if named.is_empty() { alike(typed, published) } else { named }
}

/// The annual reports that a text calls so and says nothing else of, the newest first: 年报, 2023年度报告,
/// 示例市局政府信息公开年报 2023. A year is the one reported on.
pub(crate) fn named<'a>(typed: &str, published: &'a [Published]) -> Vec<&'a Published> {
    let words: String = typed.chars().filter(|c| c.is_alphanumeric()).take(LOOKED_AT).collect();
    let years: Vec<i16> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let words: String = words.chars().filter(|c| !c.is_ascii_digit()).collect();
    if !REPORT.iter().any(|name| words.contains(name)) {
        return Vec::new();
    }
    let says_no_more = |one: &Published| {
        let known = |c: char| one.title.contains(c) || "的年报".contains(c);
        words.chars().all(known)
    };
    let of_year = |one: &Published| years.is_empty() || years.contains(&one.year);
    let mut found: Vec<_> = published.iter().filter(|one| of_year(one) && says_no_more(one)).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.year));
    found.truncate(OFFERED);
    found
}

/// Publications that may answer it; without an index that answers nothing is offered, and the form works as before.
async fn published(bench: &Bench, typed: &str) -> Vec<Value> {
    let Some(finder) = &bench.finder else { return Vec::new() };
    let words: String = typed.chars().take(LOOKED_AT).collect();
    if words.trim().is_empty() {
        return Vec::new();
    }
    let asked = office::publications::Query { words, limit: OFFERED, ..Default::default() };
    let found = finder.search(&bench.desk.store, bench.desk.clock.today(), asked).await;
    let matches = found.map(|found| found.matches).unwrap_or_default();
    let offer = |one: office::publications::Match| json!({ "title": one.title.text, "address": format!("/p/{}", one.item.number) });
    matches.into_iter().map(offer).collect()
}

/// The published items most like a text, the likest first: those that share pairs of neighboring characters with it.
fn alike<'a>(typed: &str, published: &'a [Published]) -> Vec<&'a Published> {
    let wanted = pairs(typed);
    let mut found: Vec<_> = published
        .iter()
        .map(|one| (wanted.intersection(&pairs(&one.title)).count(), one))
        .filter(|(common, _)| *common >= LEAST && *common * 3 >= wanted.len())
        .collect();
    found.sort_by_key(|(common, _)| std::cmp::Reverse(*common));
    found.into_iter().take(OFFERED).map(|(_, one)| one).collect()
}

fn pairs(text: &str) -> HashSet<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).take(LOOKED_AT).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_its_words_is_offered_and_nothing_else() {
        let report = |year: i16| Published {
            title: format!("示例市测试局{year}年政府信息公开工作年度报告"),
            address: format!("/zfxxgk/zfxxgknb/{year}/"),
            year,
            on: None,
        };
        let published: Vec<_> = (2019..2026).map(report).collect();
        let found = alike("2023年的政府信息公开年度报告", &published);
        assert_eq!(found.len(), OFFERED);
        assert_eq!(found[0].address, "/zfxxgk/zfxxgknb/2023/");
        assert!(alike("示例路改造工程的征收补偿方案", &published).is_empty());
        assert!(alike("", &published).is_empty() && alike("年", &published).is_empty());
    }

    #[test]
    fn annual_reports_are_found_by_what_they_are_called_in_short() {
        let report = |year: i16| Published {
            title: format!("示例市测试局{year}年政府信息公开工作年度报告"),
            address: format!("/zfxxgk/zfxxgknb/{year}/"),
            year,
            on: None,
        };
        let published: Vec<_> = (2019..2026).map(report).collect();
        let years = |typed: &str| -> Vec<i16> {
            reports(typed, &published).into_iter().map(|one| one.year).collect()
        };
        for typed in
            ["年报", "年度报告", "政府信息公开年报", "信息公开年度报告", "测试局年报", "年 报", "《年报》"]
        {
            assert_eq!(years(typed), [2025, 2024, 2023, 2022, 2021], "{typed}");
        }
        for typed in
            ["政府信息公开年报 2023", "2023年报", "2023年度报告", "2023年的年报", "2023 年度政府信息公开报告"]
        {
            assert_eq!(years(typed), [2023], "{typed}");
        }
        assert_eq!(years("2021年、2023年年报"), [2023, 2021]);
        for typed in ["企业年报公示", "政府工作报告", "年", "报告", "2023", "1999年报"] {
            assert!(named(typed, &published).is_empty(), "{typed}");
        }
    }
}
