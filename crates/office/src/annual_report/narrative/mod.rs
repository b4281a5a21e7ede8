//! The text of the report (正文): a template that names figures instead of repeating numbers. 《条例》第50条
//!
//! Its names are figures (`{{ applications.received }}`), families of them as a list (`{{ applications.by_topic.* }}`:
//! 社保4件、其他6件), and words such as `year`, `previous_year`, `agency.name`. The language: [`crate::template`].

mod literals;
mod names;
mod parts;

use statute::figures::Year;
use statute::report::checks::codes;
use statute::report::{Figure, Finding, PARTS, Section};

use crate::template::{NotWritten, Slip, parse};
use names::FiguresOfYear;
pub use names::nearest;

/// The standard text: plain wording with all six parts, used where the office gives none.
pub const STANDARD_TEXT: &str = include_str!("standard.md");

/// The name under which problems of the office's text are told.
const FILE: &str = "narrative.md";

/// The text of a report as it is published.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// What stands before the first part.
    pub(super) preamble: Vec<String>,
    /// The six parts.
    pub(super) sections: Vec<Section>,
}

/// Writes the text out; parts the office does not give come from the standard text.
pub(super) fn write(
    year: &Year<'_>,
    figures: &[Figure],
    narrative: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Result<Written, NotWritten> {
    let names = FiguresOfYear::new(year, figures);
    let mut standard = parts::split(&rendered(STANDARD_TEXT, &names, &mut Vec::new())?);
    let Some(text) = narrative else {
        let message = "没有 narrative.md，正文使用标准文字；存在的主要问题等内容请据实修改";
        findings.push(codes::STANDARD_TEXT.finding("正文", vec![], message, vec![]));
        return Ok(standard.written());
    };
    for literal in literals::find(text) {
        let same: Vec<_> =
            figures.iter().filter(|figure| figure.value.to_string() == literal.number).take(3).collect();
        let hint = if same.is_empty() {
            "与台账无关的数字可写作".to_owned() + &format!("{{{{ '{}' }}}}", literal.number)
        } else {
            let names: Vec<_> = same.iter().map(|figure| format!("{{{{ {} }}}}", figure.name)).collect();
            format!("可改用指标，如值相同的 {}", names.join("、"))
        };
        findings.push(codes::LITERAL.finding(
            format!("{FILE} 第{}行", literal.line),
            vec![("数字".into(), literal.shown.clone())],
            format!("正文直接写了数字“{}”（…{}…），不随台账变化；{hint}", literal.shown, literal.around),
            vec![],
        ));
    }
    let mut own = parts::split(&rendered(text, &names, findings)?);
    let missing: Vec<_> = (0..PARTS.len()).filter(|part| own.parts[*part].is_none()).collect();
    for part in &missing {
        own.parts[*part] = standard.parts[*part].take();
    }
    // Parts two to four are tables; their text may be left out without a word.
    let untold: Vec<_> =
        missing.iter().filter(|part| matches!(part, 0 | 4 | 5)).map(|part| PARTS[*part]).collect();
    if !untold.is_empty() {
        let message = format!("没有写“{}”，使用标准文字", untold.join("”“"));
        findings.push(codes::STANDARD_TEXT.finding(FILE, vec![], message, vec![]));
    }
    if own.preamble.is_empty() {
        own.preamble = standard.preamble;
    }
    Ok(own.written())
}

fn rendered(
    text: &str,
    names: &FiguresOfYear<'_>,
    findings: &mut Vec<Finding>,
) -> Result<String, NotWritten> {
    let mut slips: Vec<Slip> = Vec::new();
    let template = parse(FILE, text, &mut slips);
    template.check(names, &mut slips);
    let mut never_seen = |name: &str, line: usize| {
        let message = format!("台账中从未出现“{name}”，按0计；请核对写法");
        findings.push(codes::NEVER_SEEN.finding(format!("{FILE} 第{line}行"), vec![], message, vec![]));
    };
    let out = template.write(names, &mut never_seen, &mut slips);
    slips.sort_by_key(|slip| slip.line);
    slips.dedup();
    if slips.is_empty() { Ok(out) } else { Err(NotWritten { slips }) }
}
