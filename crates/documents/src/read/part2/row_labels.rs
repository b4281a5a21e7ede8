//! Which row of table two a text names, and how many values the row has in the forms of 2021 and 2019.

use crate::read::labels::likeness;

/// A row: its names without marks, the number of its values in the forms of 2021 and 2019.
pub(super) struct Line {
    pub(super) names: &'static [&'static str],
    pub(super) widths: [usize; 2],
}

/// The rows of both forms in order.
pub(super) const LINES: [Line; 8] = [
    Line { names: &["规章"], widths: [3, 3] },
    Line { names: &["行政规范性文件", "规范性文件"], widths: [3, 3] },
    Line { names: &["行政许可"], widths: [1, 3] },
    Line { names: &["其他对外管理服务事项"], widths: [0, 3] },
    Line { names: &["行政处罚"], widths: [1, 3] },
    Line { names: &["行政强制"], widths: [1, 3] },
    Line { names: &["行政事业性收费"], widths: [1, 2] },
    Line { names: &["政府集中采购"], widths: [0, 2] },
];

/// The row whose label a normalised text is, holds at its end, or is a part of.
pub(super) fn line_of(text: &str) -> Option<usize> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let find = |test: &dyn Fn(&str) -> bool| {
        let mut found = LINES.iter().enumerate().filter(|(_, line)| line.names.iter().any(|name| test(name)));
        let only = found.next()?;
        found.next().is_none().then_some(only.0)
    };
    if text.is_empty() || text.starts_with("其他主动公开") {
        return None;
    }
    find(&|name| text == name)
        .or_else(|| find(&|name| text.ends_with(name) && text.chars().count() < 50))
        .or_else(|| find(&|name| text.chars().count() >= 3 && name.contains(text)))
        .or_else(|| {
            find(&|name| text.starts_with(name) && text.chars().count() <= name.chars().count() * 2 + 12)
        })
        .or_else(|| find(&|name| name.chars().count() >= 4 && likeness(text, name, 0.65).is_some()))
}

/// Whether a normalised text ends in the whole label of a row, or is the end of a longer one.
pub(crate) fn ends_label(text: &str) -> bool {
    LINES
        .iter()
        .flat_map(|line| line.names)
        .any(|name| text == *name || (text.chars().count() >= 3 && name.ends_with(text)))
}

/// Whether a normalised text is the label of a row that has one value in the form of 2021.
pub(crate) fn takes_one(text: &str) -> bool {
    LINES.iter().any(|line| line.widths[0] == 1 && line.names.contains(&text))
}

/// Whether a normalised text is the label of a row.
pub(crate) fn is_label(text: &str) -> bool {
    line_of(text).is_some()
}
