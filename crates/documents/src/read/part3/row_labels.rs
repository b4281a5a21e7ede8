//! Which row of table three a text names: by its whole label, by a part of it, by likeness.

use std::collections::HashMap;
use std::sync::LazyLock;

use statute::leaf::Leaf;
use statute::report::Row;

use crate::read::labels::{is_han, likeness, normal};

/// A label without its marks, and the row it names.
pub(super) struct Core {
    pub(super) row: Row,
    text: String,
    pub(super) chars: Vec<char>,
}

/// The labels of all rows of both forms, some in further spellings.
pub(super) static CORES: LazyLock<Vec<Core>> = LazyLock::new(|| {
    let form = Row::form_2021().chain([Row::OtherHandlingMerged]);
    form.flat_map(|row| {
        let label = match row {
            Row::Outcome(leaf) => leaf.zh().to_owned(),
            Row::Received => "本年新收政府信息公开申请数量".into(),
            Row::CarriedIn => "上年结转政府信息公开申请数量".into(),
            Row::OtherHandlingMerged => "其他处理".into(),
            Row::Total => "总计".into(),
            Row::CarriedOut => "结转下年度继续办理".into(),
        };
        let more: &[&str] = match row {
            Row::Outcome(Leaf::PartlyGranted) => &["部分公开区分处理的只计这一情形不计其他情形"],
            Row::Outcome(Leaf::SupplementLapsed) => &["申请人无正当理由逾期不补正"],
            Row::Outcome(Leaf::FeeLapsed) => &["申请人逾期未按收费通知要求缴纳费用"],
            Row::Outcome(Leaf::PublishedWork) => &["要求提供公开出版物申请"],
            Row::Total => &["合计"],
            _ => &[],
        };
        std::iter::once(label).chain(more.iter().map(|text| (*text).to_owned())).map(move |label| {
            let text = normal(&label);
            Core { row, chars: text.chars().collect(), text }
        })
    })
    .collect()
});
static EXACT: LazyLock<HashMap<&'static str, Row>> =
    LazyLock::new(|| CORES.iter().map(|core| (core.text.as_str(), core.row)).collect());
/// Marks of groups that stand before a row's own label in the same line.
const GROUPS: [&str; 9] = [
    "三本年度办理结果",
    "三不予公开",
    "四无法提供",
    "五不予处理",
    "六其他处理",
    "不予公开",
    "无法提供",
    "不予处理",
    "其他处理",
];

/// The row whose label this text is or holds; the flag says whether without doubt.
pub(super) fn row_of(own: &str) -> Option<(Row, bool)> {
    own.chars().nth(1)?;
    let after_digit = own
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, c)| &own[at + c.len_utf8()..])
        .find(|rest| {
            rest.chars().filter(|c| is_han(*c)).count() >= 2 && !rest.contains(|c: char| c.is_ascii_digit())
        });
    let ungrouped =
        GROUPS.iter().find_map(|group| own.strip_prefix(group)).filter(|rest| rest.chars().count() >= 2).map(
            |rest| {
                GROUPS
                    .iter()
                    .find_map(|group| rest.strip_prefix(group))
                    .filter(|r| r.chars().count() >= 2)
                    .unwrap_or(rest)
            },
        );
    let unmarked = own.strip_prefix(['一', '二', '三', '四', '五', '六', '七']);
    let candidates = [after_digit, unmarked, ungrouped, Some(own)];
    for candidate in candidates.iter().flatten() {
        let plain = candidate.strip_prefix(['一', '二', '三', '四', '五', '六', '七']).unwrap_or(candidate);
        if let Some(row) = EXACT.get(candidate).or_else(|| EXACT.get(plain)) {
            return Some((*row, true));
        }
    }
    // The label within the text, or the text within one label only.
    for candidate in candidates.iter().flatten() {
        if let Some(core) = CORES
            .iter()
            .filter(|core| core.chars.len() >= 4)
            .filter_map(|core| candidate.find(&core.text).map(|at| (at, core)))
            .min_by_key(|(at, core)| (*at, usize::MAX - core.chars.len()))
        {
            return Some((core.1.row, true));
        }
        if candidate.chars().count() >= 4 {
            let mut holding = CORES.iter().filter(|core| core.text.contains(candidate)).map(|core| core.row);
            if let Some(row) = holding.next()
                && holding.all(|other| other == row)
            {
                return Some((row, true));
            }
        }
    }
    let candidate = after_digit.or(ungrouped).unwrap_or(own);
    let length = candidate.chars().count();
    if length < 4 {
        return None;
    }
    let mut best: Option<(Row, f64)> = None;
    let mut second = 0.0_f64;
    for core in CORES.iter().filter(|core| core.chars.len() * 2 > length && core.chars.len() >= 4) {
        // Less can neither be the best nor make it doubtful.
        let Some(like) = likeness(candidate, &core.text, 0.4) else { continue };
        match best {
            Some((row, before)) if like <= before => {
                if row != core.row {
                    second = second.max(like);
                }
            }
            Some((row, before)) => {
                if row != core.row {
                    second = before;
                }
                best = Some((core.row, like));
            }
            None => best = Some((core.row, like)),
        }
    }
    best.filter(|(_, like)| *like >= 0.6 && like - second >= 0.1).map(|(row, _)| (row, false))
}

/// Whether a normalised text is the whole label of a row, or the end of one.
pub(crate) fn ends_label(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
    EXACT.contains_key(text)
        || row_of(text).is_some_and(|(row, sure)| {
            sure && CORES.iter().any(|core| core.row == row && text.ends_with(&core.text))
        })
        || (text.chars().count() >= 3 && CORES.iter().any(|core| core.text.ends_with(text)))
        // The first line of a label that goes on behind its values.
        || (text.chars().count() >= 5 && CORES.iter().any(|core| core.text.starts_with(text)))
}

/// Whether a normalised text is the label of a row.
pub(crate) fn is_label(text: &str) -> bool {
    row_of(text).is_some()
}
