//! The text of a report against its own tables and year (正文核对). 《条例》第50条
//!
//! Only figures that follow their words directly are compared; where the sentence may speak of another body or
//! period than the table, the disagreement is a note.

use rust_decimal::Decimal;

use super::codes::{self, Code};
use super::tables::named;
use crate::leaf::Group;
use crate::report::identities::addend;
use crate::report::rows::Row;
use crate::report::{AnnualReport, Finding, Part3};

/// Words that tell a sentence may count something narrower, wider or other than the table.
const OTHER_SCOPE: [&str; 11] =
    ["办公室", "政府办", "代表", "本级", "机关本", "季度", "上半年", "下半年", "累计", "以来", "去年"];

/// Checks the text; a report without text is not checked for it.
pub(super) fn check(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let paragraphs = report.preamble.iter().chain(report.sections.iter().flat_map(|part| &part.paragraphs));
    let text: String = paragraphs
        .flat_map(|paragraph| paragraph.chars().chain(['。']))
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c }
        })
        .collect();
    let sentences: Vec<&str> = text.split(['。', '；']).filter(|sentence| !sentence.is_empty()).collect();
    if sentences.is_empty() {
        return;
    }
    period(report, &sentences, findings);
    wording(report, &text, findings);
    applications(report, &sentences, findings);
    remedies(report, &sentences, findings);
}

/// The count right after the words: `受理政府信息公开申请10件` gives 10.
fn count_after(sentence: &str, words: &str) -> Option<(usize, Decimal)> {
    sentence.match_indices(words).find_map(|(at, _)| {
        let rest = sentence.get(at + words.len()..)?;
        let rest = rest.strip_prefix('的').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number = rest.get(..end)?.parse().ok()?;
        rest.get(end..)?.starts_with('件').then_some((at, number))
    })
}

fn period(report: &AnnualReport, sentences: &[&str], findings: &mut Vec<Finding>) {
    let Some(year) = report.year else { return };
    for sentence in sentences.iter().filter(|sentence| sentence.contains("统计期限")) {
        for (at, _) in sentence.match_indices("年1月1日").chain(sentence.match_indices("年12月31日")) {
            let Some(before) = sentence.get(at.saturating_sub(4)..at) else { continue };
            if before.parse::<i16>().is_ok_and(|told| told != year) {
                findings.push(codes::PERIOD.finding(
                    "正文 统计期限",
                    vec![named("报告年度", year), named("统计期限的年份", before)],
                    format!("统计期限写的是{before}年，报告年度是{year}年，可能沿用了旧文字"),
                    vec![],
                ));
            }
        }
    }
}

fn wording(report: &AnnualReport, text: &str, findings: &mut Vec<Finding>) {
    let cites_old = text.contains("2019〕60号") || text.contains("2019]60号");
    if cites_old && report.year.is_some_and(|year| year >= 2021) {
        let message = "引用的国办公开办函〔2019〕60号已由国办公开办函〔2021〕30号替代";
        findings.push(codes::BASIS.finding("正文", vec![], message, vec![]));
    }
    if text.contains("政府信息公开处理费") {
        let message = "“政府信息公开处理费”应为“政府信息公开信息处理费”";
        findings.push(codes::TERM.finding("正文", vec![], message, vec![]));
    }
    if let Some(part) = report.part(5)
        && !part.paragraphs.iter().any(|paragraph| {
            let line: String = paragraph.chars().filter(|c| !c.is_whitespace()).collect();
            line.contains("处理费") || line.contains("收费") || line.contains("收取")
        })
    {
        let message = "第六部分没有说明收取信息处理费的情况，没有收取的也应当说明";
        findings.push(codes::FEE_SILENT.finding("第六部分", vec![], message, vec![]));
    }
}

/// Whether the sentence plainly speaks of the agency as the table counts it, and of the year.
fn plainly_same(report: &AnnualReport, sentence: &str) -> bool {
    let other = OTHER_SCOPE.iter().any(|word| sentence.contains(word));
    let government =
        report.agency.as_deref().is_none_or(|agency| !agency.ends_with(['局', '厅', '会', '室']));
    let whole =
        ["全市", "全区", "全县", "全省", "全镇", "全乡", "全州"].iter().any(|word| sentence.contains(word));
    let past = report.year.and_then(|year| year.checked_sub(1)).is_some_and(|before| {
        sentence.contains(&format!("{before}年")) && !sentence.contains('较') && !sentence.contains('比')
    });
    !other && !past && (!government || whole)
}

fn disagree(code: Code, same: bool, what: &str, said: Decimal, table: Decimal) -> Finding {
    let (code, end) = if same {
        (code, "")
    } else {
        (codes::SCOPE, "；主体或者期间可能不同，请核对统计范围")
    };
    code.finding(
        format!("正文 {what}"),
        vec![named("正文", said), named("表格", table)],
        format!("正文{what}{said}件，表格{table}件{end}"),
        vec![],
    )
}

fn applications(report: &AnnualReport, sentences: &[&str], findings: &mut Vec<Finding>) {
    let Some(part3) = &report.tables.part3 else { return };
    let Some(received) = part3.row_count(Row::Received) else { return };
    let with_carried = part3.row_count(Row::CarriedIn).and_then(|carried| received.checked_add(carried));
    // Agreement on what came in shows that text and table count the same; without it outcomes are only noted.
    let mut agreed = false;
    for sentence in sentences {
        let claims = ["收到", "受理", "新收"].map(|verb| format!("{verb}政府信息公开申请"));
        let Some((_, said)) = claims.iter().find_map(|words| count_after(sentence, words)) else { continue };
        if said == received || Some(said) == with_carried {
            agreed = true;
        } else {
            let same = plainly_same(report, sentence);
            findings.push(disagree(codes::SAID_RECEIVED, same, "收到申请", said, received));
        }
    }
    for sentence in sentences {
        outcomes(part3, sentence, agreed, findings);
    }
}

fn outcomes(part3: &Part3, sentence: &str, agreed: bool, findings: &mut Vec<Finding>) {
    for group in Group::ALL {
        let Some((at, said)) = count_after(sentence, group.zh()) else { continue };
        let before = sentence.get(..at).unwrap_or_default();
        if before.ends_with("主动") {
            continue;
        }
        let joined = group == Group::PartlyGranted
            && ["予以公开及", "予以公开和", "予以公开、", "予以公开或"]
                .iter()
                .any(|words| before.ends_with(words));
        let table = if joined {
            part3
                .group_count(Group::Granted)
                .zip(part3.group_count(group))
                .and_then(|(a, b)| a.checked_add(b))
        } else {
            part3.group_count(group)
        };
        let what = if joined { "予以公开及部分公开" } else { group.zh() };
        if let Some(table) = table
            && table != said
        {
            findings.push(disagree(codes::SAID_OUTCOME, agreed, what, said, table));
        }
    }
}

fn remedies(report: &AnnualReport, sentences: &[&str], findings: &mut Vec<Finding>) {
    let Some(part4) = &report.tables.part4 else { return };
    let totals = part4.blocks().map(|(_, cells)| addend(&cells[4]));
    let [Some(reviews), Some(direct), Some(after)] = totals else { return };
    let Some(suits) = direct.checked_add(after) else { return };
    for sentence in sentences {
        let none = ["无行政复议和诉讼", "无行政复议、行政诉讼", "无行政复议和行政诉讼"];
        if none.iter().any(|words| sentence.contains(words)) && !(reviews.is_zero() && suits.is_zero()) {
            let same = plainly_same(report, sentence);
            let said = Decimal::ZERO;
            let table = reviews.checked_add(suits).unwrap_or(reviews);
            findings.push(disagree(codes::SAID_REMEDY, same, "行政复议和诉讼", said, table));
        }
        let upheld = ["均获维持", "全部维持", "均被维持"].iter().any(|words| sentence.contains(words));
        let others =
            part4.reviews[1..4].iter().try_fold(Decimal::ZERO, |all, cell| all.checked_add(addend(cell)?));
        if let Some(others) = others
            && upheld
            && sentence.contains("行政复议")
            && others > Decimal::ZERO
        {
            findings.push(codes::SAID_REMEDY.finding(
                "正文 行政复议",
                vec![named("未维持或者尚未审结", others)],
                format!("正文称行政复议都已维持，表四有{others}件不是“结果维持”"),
                vec![],
            ));
        }
        for (what, table) in [("行政复议", reviews), ("行政诉讼", suits)] {
            let Some((_, said)) = count_after(sentence, &format!("政府信息公开{what}")) else {
                continue;
            };
            if said != table {
                findings.push(disagree(
                    codes::SAID_REMEDY,
                    plainly_same(report, sentence),
                    what,
                    said,
                    table,
                ));
            }
        }
    }
}
