//! The year a report speaks of: period, old years kept, publication (统计期限、报告年度). 《条例》第49条、第50条

use super::agencies::report_due;
use super::codes;
use super::scope::{is_aside, years};
use super::tables::named;
use super::text::{Sentence, Text};
use crate::report::{AnnualReport, Finding};

/// Checks the year.
pub(super) fn check(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) {
    published(report, findings);
    let Some(year) = report.year else { return };
    if let Some(title) = &report.title {
        let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        for (_, told) in years(&title).filter(|(_, told)| *told != year) {
            findings.push(codes::PERIOD.finding(
                "标题",
                vec![named("报告年度", year), named("标题的年份", told)],
                format!("标题写的是{told}年，报告年度是{year}年"),
                vec![],
            ));
        }
    }
    let mut seen = Vec::new();
    for sentence in &text.sentences {
        if sentence.has(&["统计期限", "统计周期", "统计时间", "统计期间", "统计时限"]) {
            period(year, sentence, findings);
        } else {
            old_year(year, sentence, &mut seen);
        }
    }
    for (place, told) in seen {
        findings.push(codes::OLD_YEAR.finding(
            place,
            vec![named("报告年度", year), named("正文的年份", told)],
            format!("以“{told}年”开头叙述，报告年度是{year}年，可能沿用了旧文字"),
            vec![],
        ));
    }
}

/// 1 January to 31 December of the year reported on.
fn period(year: i16, sentence: &Sentence, findings: &mut Vec<Finding>) {
    let mut told: Vec<i16> = Vec::new();
    for (start, other) in years(&sentence.text) {
        let before = sentence.text.get(..start).unwrap_or_default();
        let day = sentence.text.get(start + 4..).and_then(|rest| rest.strip_prefix('年')).unwrap_or_default();
        let is_day = day.starts_with(|c: char| c.is_ascii_digit());
        if other != year && is_day && !before.ends_with('〔') && !told.contains(&other) {
            told.push(other);
        }
    }
    for other in told {
        findings.push(codes::PERIOD.finding(
            "正文 统计期限",
            vec![named("报告年度", year), named("统计期限的年份", other)],
            format!("统计期限写的是{other}年，报告年度是{year}年，可能沿用了旧文字"),
            vec![],
        ));
    }
    let partial = !sentence.text.contains("1月1日") || !sentence.text.contains("12月31日");
    if partial
        && sentence.text.contains("月")
        && sentence.text.contains("日")
        && sentence.has(&["统计期限", "统计周期"])
    {
        findings.push(codes::PERIOD.finding(
            "正文 统计期限",
            vec![],
            "统计期限应为报告年度1月1日至12月31日",
            vec![],
        ));
    }
}

/// A paragraph that opens with another year than the report's: 2022年，我局……
fn old_year(year: i16, sentence: &Sentence, seen: &mut Vec<(String, i16)>) {
    if !sentence.first {
        return;
    }
    let opening = opening(&sentence.text);
    let Some((0, told)) = years(opening).next() else { return };
    let rest = opening.get("2023年".len()..).unwrap_or_default();
    let narrates = rest.starts_with('，')
        || rest.starts_with("度，")
        || rest.starts_with("全年")
        || rest.starts_with("以来，");
    // A plan for the year after stands where problems and measures are told.
    let plan = told == year.saturating_add(1) && sentence.part.is_none_or(|part| part >= 4);
    if told == year || !narrates || rest.starts_with("以来") || plan || is_aside(opening, 0) {
        return;
    }
    let part = sentence.part.and_then(|part| ["一", "二", "三", "四", "五", "六"].get(part).copied());
    let place = part.map_or_else(|| "正文".into(), |part| format!("第{part}部分"));
    if !seen.iter().any(|(other, y)| *other == place && *y == told) {
        seen.push((place, told));
    }
}

/// The paragraph without its mark and short heading: （一）主动公开情况。
fn opening(text: &str) -> &str {
    let text = text
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'))
        .map_or(text, |(mark, rest)| if mark.chars().count() <= 2 { rest } else { text });
    let marks = ["1.", "2.", "3.", "4.", "5.", "1、", "2、", "3、", "4、", "5、"];
    marks.iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text)
}

/// The day of publication against 31 January or 31 March.
fn published(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let (Some(published), Some(year), Some(agency)) = (report.published_on, report.year, &report.agency)
    else {
        return;
    };
    let Some((month, day)) = report_due(agency) else { return };
    let limit = (year.saturating_add(1), month, day);
    if (published.year(), published.month(), published.day()) > limit {
        findings.push(codes::PUBLISHED_LATE.finding(
            "发布日期",
            vec![
                named("发布日期", published),
                named("应在此前发布", format!("{}-{month:02}-{day:02}", limit.0)),
            ],
            format!(
                "文件载明的发布日期为{published}，应当在{}年{month}月{day}日前公布；如为重新发布请忽略",
                limit.0
            ),
            vec![],
        ));
    }
}
