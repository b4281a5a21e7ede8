//! A report in the order it is printed: title, preamble, parts with their text and their tables.

use statute::report::{AnnualReport, PARTS};

use super::form::{Form, forms};
use super::xml::clean;

/// The numbers of the six parts.
const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
/// The marks that open a heading of the second level.
const SECOND_LEVEL: &str = "一二三四五六七八九十";
/// A run-in heading is at most this long; a longer first sentence is text.
const LONGEST_HEADING: usize = 20;

/// A report in printing order.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// The title in the lines it is broken into: the agency, then the rest.
    pub(super) title: Vec<String>,
    /// The text before the first part.
    pub(super) preamble: Vec<String>,
    /// The parts.
    pub(super) parts: Vec<Part>,
}

/// A part of the report.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Which of the six it is (0 to 5), if it is one of them.
    pub(super) number: Option<usize>,
    /// `一、总体情况`
    pub(super) heading: String,
    /// The text.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The tables that follow the text.
    pub(super) forms: Vec<Form>,
}

/// A paragraph, its heading told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// `（一）主动公开方面。`, alone or at the head of the text; empty where there is none.
    pub(super) head: String,
    /// The rest.
    pub(super) text: String,
}

impl Outline {
    /// The outline of a report. A table whose part is not among the sections brings the part's heading with it.
    pub(super) fn of(report: &AnnualReport) -> Self {
        let mut parts: Vec<Part> = report
            .sections
            .iter()
            .map(|section| Part {
                number: section.part,
                heading: clean(&section.heading),
                paragraphs: section.paragraphs.iter().filter_map(|text| Paragraph::of(text)).collect(),
                forms: Vec::new(),
            })
            .collect();
        for (number, form) in forms(&report.tables) {
            let index = parts.iter().position(|part| part.number == Some(number)).unwrap_or_else(|| {
                let index = parts.iter().position(|part| part.number > Some(number)).unwrap_or(parts.len());
                let heading = format!("{}、{}", NUMBERS[number], PARTS[number]);
                let part = Part { number: Some(number), heading, paragraphs: Vec::new(), forms: Vec::new() };
                parts.insert(index, part);
                index
            });
            parts[index].forms.push(form);
        }
        let preamble = report.preamble.iter().map(|text| clean(text)).filter(|text| !text.is_empty());
        Self { title: title_lines(report), preamble: preamble.collect(), parts }
    }

    /// The title on one line.
    pub(super) fn title(&self) -> String {
        self.title.concat()
    }
}

impl Paragraph {
    /// The paragraph of a text, if there is any text.
    fn of(text: &str) -> Option<Self> {
        let text = clean(text);
        if text.is_empty() {
            return None;
        }
        let (head, rest) = split_heading(&text);
        Some(Self { head: head.into(), text: rest.into() })
    }

    /// Whether the whole paragraph is a heading.
    pub(super) fn is_heading(&self) -> bool {
        self.text.is_empty()
    }
}

/// Parts `（一）主动公开方面。` from the text it opens. A paragraph that is all heading has no full stop.
fn split_heading(text: &str) -> (&str, &str) {
    let marked = text
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'))
        .is_some_and(|(mark, _)| !mark.is_empty() && mark.chars().all(|c| SECOND_LEVEL.contains(c)));
    if !marked {
        return ("", text);
    }
    let (head, rest) = match text.split_once('。') {
        Some((_, rest)) => (text.strip_suffix(rest).unwrap_or(text), rest),
        None => (text, ""),
    };
    let is_whole = rest.is_empty();
    let plain = head.chars().count() > LONGEST_HEADING
        || head.contains(['，', '；', '：'])
        || head.chars().any(|c| c.is_ascii_digit())
        || (is_whole && head.ends_with('。'));
    if plain { ("", text) } else { (head, rest) }
}

/// The title, broken after the agency's name (GB/T 9704: several lines, whole words).
fn title_lines(report: &AnnualReport) -> Vec<String> {
    let agency = report.agency.as_deref().map(clean).unwrap_or_default();
    let title = report.title.as_deref().map(clean).filter(|title| !title.is_empty()).unwrap_or_else(|| {
        let year = report.year.map(|year| format!("{year}年")).unwrap_or_default();
        format!("{agency}{year}政府信息公开工作年度报告")
    });
    match title.strip_prefix(agency.as_str()) {
        Some(rest) if !agency.is_empty() && !rest.is_empty() => vec![agency.clone(), rest.to_owned()],
        _ => vec![title],
    }
}

#[cfg(test)]
mod tests {
    use super::split_heading;

    #[test]
    fn headings_are_told_from_text() {
        let cases = [
            ("（一）主动公开方面。聚焦关心的问题。", "（一）主动公开方面。"),
            ("（一）存在问题", "（一）存在问题"),
            ("（一）2023年，本机关未收取信息处理费。", ""),
            ("（二）未收取信息处理费。", ""),
            ("（1）加强学习。再学习。", ""),
            ("1.部分信息公开不够及时。", ""),
            ("全年受理申请10件。", ""),
        ];
        for (text, head) in cases {
            assert_eq!(split_heading(text).0, head, "{text}");
            let (head, rest) = split_heading(text);
            assert_eq!(format!("{head}{rest}"), text);
        }
    }
}
