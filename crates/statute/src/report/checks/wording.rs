//! What is cited, which words are used, what was left out of a sentence (依据、用语、漏填). 《条例》第50条

use super::codes;
use super::tables::named;
use super::text::Text;
use crate::report::{AnnualReport, Finding};

/// The first report year of the form of 2021.
const FORM_2021: i16 = 2021;
/// The first report year of the Regulation as revised in 2019.
const REGULATION_2019: i16 = 2019;

/// Words before a blank where a number belongs.
const COUNTED: [&str; 22] = [
    "申请", "文件", "规章", "许可", "复议", "诉讼", "建议", "提案", "公开", "提供", "处理", "信息", "解读",
    "受理", "收到", "答复", "办结", "结转", "发布", "推送", "共", "计",
];

/// What a number left out leaves behind without any blank.
const LEFT_OUT: [&str; 8] = ["文件件", "规章件", "共件", "共计件", "收到件", "信息条", "共条", "提案件"];

/// Checks wording.
pub(super) fn check(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) {
    let mut seen = Seen::default();
    for sentence in &text.sentences {
        cited(report, &sentence.text, &mut seen, findings);
        terms(&sentence.text, &mut seen, findings);
        if LEFT_OUT.iter().any(|words| {
            sentence.text.match_indices(words).any(|(at, _)| {
                let rest = sentence.text.get(at + words.len()..).unwrap_or_default();
                rest.is_empty() || rest.starts_with(['，', '、', '）', '：'])
            })
        }) {
            left_out(&sentence.text, findings);
        }
    }
    let paragraphs = report.preamble.iter().chain(report.sections.iter().flat_map(|part| &part.paragraphs));
    for paragraph in paragraphs {
        if let Some(words) = blank_before_unit(paragraph) {
            left_out(&words, findings);
        }
    }
}

/// What is said once however often it occurs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Once {
    OldForm,
    OldRegulation,
    FeeName,
    /// The Regulation's full name, after which the short one is fine.
    FullName,
    ShortName,
    Bracket,
}

/// What was said already.
#[derive(Default)]
struct Seen(Vec<Once>);

impl Seen {
    fn has(&self, once: Once) -> bool {
        self.0.contains(&once)
    }

    fn mark(&mut self, once: Once) {
        self.0.push(once);
    }
}

fn cited(report: &AnnualReport, sentence: &str, seen: &mut Seen, findings: &mut Vec<Finding>) {
    let Some(year) = report.year else { return };
    if year >= FORM_2021 && !seen.has(Once::OldForm) && sentence.contains("60号") {
        let old =
            ["〔2019〕60号", "[2019]60号", "（2019）60号", "【2019】60号", "﹝2019﹞60号", "［2019］60号"];
        if old.iter().any(|words| sentence.contains(words)) && !sentence.contains("30号") {
            seen.mark(Once::OldForm);
            let message = "引用的国办公开办函〔2019〕60号已由国办公开办函〔2021〕30号替代";
            findings.push(codes::BASIS.finding("正文", vec![], message, vec![]));
        }
    }
    if year >= REGULATION_2019 && !seen.has(Once::OldRegulation) && sentence.contains("492号") {
        seen.mark(Once::OldRegulation);
        let message = "引用的是修订前的《条例》（国务院令第492号），2019年修订后为国务院令第711号";
        findings.push(codes::BASIS.finding("正文", vec![], message, vec![]));
    }
}

fn terms(sentence: &str, seen: &mut Seen, findings: &mut Vec<Finding>) {
    if !seen.has(Once::FeeName)
        && (sentence.contains("信息公开处理费") || sentence.contains("政府信息处理费"))
    {
        seen.mark(Once::FeeName);
        let message = "信息处理费的名称应为“政府信息公开信息处理费”";
        findings.push(codes::TERM.finding("正文", vec![], message, vec![]));
    }
    if !seen.has(Once::FullName) && sentence.contains("中华人民共和国政府信息公开条例") {
        seen.mark(Once::FullName);
    }
    if !seen.has(Once::ShortName) && !seen.has(Once::FullName) && sentence.contains("《政府信息公开条例》")
    {
        seen.mark(Once::ShortName);
        let message = "首次引用应写全称《中华人民共和国政府信息公开条例》";
        findings.push(codes::TERM.finding("正文", vec![], message, vec![]));
    }
    if !seen.has(Once::Bracket) && sentence.contains("号") && wrong_bracket(sentence) {
        seen.mark(Once::Bracket);
        let message = "发文字号的年份应当用六角括号“〔〕”";
        findings.push(codes::TERM.finding("正文", vec![], message, vec![]));
    }
}

/// `[2019]60号`, （2021）30号
fn wrong_bracket(sentence: &str) -> bool {
    ["]", "）", "】", "］"].iter().any(|close| {
        sentence.match_indices(close).any(|(at, _)| {
            let before = sentence.get(..at).unwrap_or_default();
            let after = sentence.get(at + close.len()..).unwrap_or_default();
            let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            let year = before.get(before.len().saturating_sub(4)..);
            let bracket = before.get(..before.len().saturating_sub(4)).unwrap_or_default();
            digits > 0
                && after.get(digits..).is_some_and(|rest| rest.starts_with('号'))
                && year.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
                && bracket.ends_with(['[', '（', '【', '［'])
        })
    })
}

/// `公开政策文件  件、`: the words around a blank where a number belongs.
fn blank_before_unit(paragraph: &str) -> Option<String> {
    const UNITS: [char; 7] = ['件', '条', '份', '篇', '次', '期', '元'];
    let chars: Vec<char> = paragraph.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        if !UNITS.contains(c) {
            continue;
        }
        let closed =
            chars.get(at + 1).is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | ')' | ','));
        let mut start = at;
        while start > 0
            && (chars[start - 1].is_whitespace() || matches!(chars[start - 1], '_' | '＿' | '×' | 'X'))
        {
            start -= 1;
        }
        if !closed || start == at || start < 2 {
            continue;
        }
        let word: String = chars[..start].iter().skip(start.saturating_sub(2)).collect();
        if COUNTED.iter().any(|counted| word.ends_with(counted)) {
            let from = start.saturating_sub(8);
            return Some(
                chars[from..=at].iter().map(|c| if c.is_whitespace() { '＿' } else { *c }).collect(),
            );
        }
    }
    None
}

fn left_out(words: &str, findings: &mut Vec<Finding>) {
    let shown: String = words.chars().take(40).collect();
    findings.push(codes::LEFT_OUT.finding(
        "正文",
        vec![named("原文", &shown)],
        format!("“{shown}”可能漏填了数字"),
        vec![],
    ));
}
