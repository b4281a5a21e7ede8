//! A title among the lines of a report, also where an extractor has cut it.

use std::borrow::Cow;

use super::year::bare_year;

/// The part of a dense text that is a report's title.
pub(super) fn title_in(text: &str) -> Option<&str> {
    let simple = text.replace(['資'], "资");
    let subject =
        ["政府信息公开", "政务公开", "信息公开", "政府資訊公開", "政府信息公開", "信息公開", "政府资讯公开"]
            .iter()
            .any(|word| text.contains(word) || simple.contains(word));
    if !subject || text.chars().count() > 80 {
        return None;
    }
    let ends =
        ["年度报告书", "年度报告", "年度報告", "年报", "年報", "工作报告", "情况报告", "工作年度总结报告"];
    let end = ends.iter().filter_map(|end| text.find(end).map(|at| at + end.len())).max()?;
    let title = &text[..end];
    let behind = &text[end..];
    let closed = behind.is_empty()
        || behind.starts_with(['（', '(', '-', '_', '—', '|', '－', '【', '》', '正', '格', '模', ' ', '《']);
    let sentence = title.contains(['，', '。', '；', '：', ',', ';', '！', '、']) || title.starts_with('本');
    (closed && !sentence).then_some(title)
}

/// A title cut by an extractor that gives the year's digits as a line of their own, below the line they are part
/// of: `某局 年政府信息公开工作年度报` / `2024` / `告`.
pub(super) fn title_around_year(group: &[(usize, Cow<'_, str>)]) -> Option<String> {
    let at = (1..group.len()).find(|at| bare_year(&group[*at].1).is_some())?;
    let year = &group[at].1;
    let rest: String =
        group.iter().enumerate().filter(|(line, _)| *line != at).map(|(_, (_, text))| &**text).collect();
    let title = title_in(&rest)?;
    let gap = ["年度政府", "年政府", "年度政务", "年政务", "年度信息", "年信息"]
        .iter()
        .find_map(|words| title.find(words));
    match gap {
        Some(gap) => {
            Some(format!("{}{}{}", &title[..gap], year.trim_end_matches(['年', '度']), &title[gap..]))
        }
        None => Some(format!("{title}（{year}）")),
    }
}
