//! The text divided into the six parts.

use statute::report::{PARTS, Section};

use super::Written;

/// The marks before the headings.
const MARKS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// The text by parts; a part that is not there is `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// What stands before the first heading.
    pub(super) preamble: Vec<String>,
    /// Paragraphs of the six parts.
    pub(super) parts: [Option<Vec<String>>; 6],
}

impl Parts {
    /// As sections with the headings of the form.
    pub(super) fn written(self) -> Written {
        let sections = self.parts.into_iter().enumerate().map(|(part, paragraphs)| Section {
            part: Some(part),
            heading: format!("{}、{}", MARKS[part], PARTS[part]),
            paragraphs: paragraphs.unwrap_or_default(),
        });
        Written { preamble: self.preamble, sections: sections.collect() }
    }
}

/// Divides rendered text at the headings `一、总体情况` to `六、其他需要报告的事项`, with marks of Markdown or without.
pub(super) fn split(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut current: Option<usize> = None;
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            is_open = false;
            continue;
        }
        if let Some(part) = part_of(line) {
            parts.parts[part].get_or_insert_default();
            current = Some(part);
            is_open = false;
            continue;
        }
        let is_heading = line.starts_with('#');
        // Emphasis marks of Markdown are not part of the text.
        let line = line.trim_start_matches(['#', '>']).trim().replace("**", "");
        if is_heading && current.is_none() && line.ends_with("年度报告") {
            continue; // The title is made from agency and year.
        }
        let paragraphs = match current {
            None => &mut parts.preamble,
            Some(part) => parts.parts[part].get_or_insert_default(),
        };
        match paragraphs.last_mut() {
            Some(last) if is_open && goes_on(last, &line) => last.push_str(&line),
            _ => paragraphs.push(line),
        }
        is_open = !is_heading;
    }
    parts
}

/// The part whose heading the line is.
fn part_of(line: &str) -> Option<usize> {
    let line: String = line.trim_matches(['#', '*', ' ', '\u{3000}']).chars().filter(|c| *c != ' ').collect();
    let bare = MARKS
        .iter()
        .find_map(|mark| line.strip_prefix(mark)?.strip_prefix(['、', '.', '．']))
        .unwrap_or(&line);
    PARTS.iter().position(|heading| *heading == bare.trim_end_matches(['。', '：', ':']))
}

/// Whether a line continues the paragraph above: that one has not ended, and this one begins no item of a list.
fn goes_on(last: &str, line: &str) -> bool {
    let has_ended = last.ends_with(['。', '！', '？', '；', '：', ':', ';', '”']);
    let marks = ["（", "(", "-", "*", "一是", "二是", "三是"];
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = marks.iter().any(|mark| line.starts_with(mark))
        || numbered.len() < line.len() && numbered.starts_with(['.', '、', '．']);
    !has_ended && !is_item
}
