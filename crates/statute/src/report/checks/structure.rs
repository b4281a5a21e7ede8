//! The frame of a report: six headings, the sub-parts of 总体情况, parts without text (格式). 《条例》第50条

use super::codes;
use super::tables::named;
use super::text::Text;
use crate::report::{AnnualReport, Finding, PARTS};

/// The numerals of the headings.
const NUMERALS: [char; 6] = ['一', '二', '三', '四', '五', '六'];

/// What 总体情况 covers, each by a word that its sub-heading or text holds.
const SUBJECTS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开"]),
    ("依申请公开", &["依申请"]),
    ("政府信息管理", &["信息管理"]),
    ("政府信息公开平台建设", &["平台建设", "平台"]),
    ("监督保障", &["监督保障", "保障监督", "监督", "保障"]),
];

/// Checks the frame; a report without text, such as tables alone, is not checked for it.
pub(super) fn check(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) {
    headings(report, findings);
    subjects(text, findings);
    for part in [4, 5] {
        let found = report.sections.iter().any(|section| section.part == Some(part));
        if found && text.part(part).next().is_none() {
            let message = format!("“{}”没有内容；没有需要报告的也应当写明", PARTS[part]);
            findings.push(codes::PART_EMPTY.finding(name(part), vec![], message, vec![]));
        }
    }
    let only_none = text.part(4).all(|sentence| matches!(sentence.text.as_str(), "无" | "暂无" | "没有"));
    if only_none && text.part(4).next().is_some() {
        let message = "第五部分只写“无”，应当说明存在的主要问题和改进情况";
        findings.push(codes::PROBLEMS_NONE.finding(name(4), vec![], message, vec![]));
    }
}

fn name(part: usize) -> String {
    format!("第{}部分", NUMERALS.get(part).copied().unwrap_or('一'))
}

fn headings(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let found: Vec<usize> = report.sections.iter().filter_map(|section| section.part).collect();
    // A dump can lose a heading in the table that follows it; where the table is there, so is the part.
    let tables = &report.tables;
    let has_table = |part: usize| match part {
        1 => tables.part2.is_some() || tables.part2_2019.is_some(),
        2 => tables.part3.is_some(),
        3 => tables.part4.is_some(),
        _ => false,
    };
    let missing: Vec<String> = (0..PARTS.len())
        .filter(|part| !found.contains(part) && !has_table(*part))
        .filter_map(|part| Some(format!("{}、{}", NUMERALS.get(part)?, PARTS[part])))
        .collect();
    if !missing.is_empty() {
        let message = format!("没有找到以下标题：{}", missing.join("；"));
        findings.push(codes::HEADING_MISSING.finding(
            "标题",
            vec![named("缺少的标题", missing.len())],
            message,
            vec![],
        ));
    }
    let mut firsts = Vec::new();
    for part in found {
        if !firsts.contains(&part) {
            firsts.push(part);
        }
    }
    if !firsts.is_sorted() {
        let order: String = firsts.iter().filter_map(|part| NUMERALS.get(*part)).collect();
        let message = format!("六个部分的次序是“{order}”，应为“一二三四五六”");
        findings.push(codes::HEADING_ORDER.finding("标题", vec![], message, vec![]));
    }
    for (part, name) in PARTS.iter().enumerate() {
        let expected = format!("{}、{name}", NUMERALS[part]);
        let printed = report.sections.iter().filter(|section| section.part == Some(part));
        let mut printed =
            printed.map(|section| section.heading.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        // A caption or the agency's own outline may name a part again; the form's heading is there once.
        let Some(first) = printed.next() else { continue };
        if first == expected || printed.any(|heading| heading == expected) {
            continue;
        }
        findings.push(codes::HEADING_LABEL.finding(
            self::name(part),
            vec![named("标题", &first)],
            format!("标题为“{first}”，格式为“{expected}”"),
            vec![],
        ));
    }
}

fn subjects(text: &Text, findings: &mut Vec<Finding>) {
    let mut sentences = text.part(0).peekable();
    if sentences.peek().is_none() {
        return;
    }
    let mut missing: Vec<(&str, &[&str])> = SUBJECTS.to_vec();
    for sentence in sentences {
        missing.retain(|(_, words)| !sentence.has(words));
    }
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
        let message = format!("“总体情况”没有说到：{}", names.join("、"));
        findings.push(codes::SUBJECTS.finding("第一部分", vec![], message, vec![]));
    }
}
