//! The agency a report is of: in its title, or by the signature and whom to ask.

use std::borrow::Cow;

use super::year::{is_day, year_in};

/// Endings of agencies' names.
const ORGANS: [&str; 40] = [
    "政府",
    "委员会",
    "办公室",
    "办公厅",
    "管理局",
    "公安局",
    "厅",
    "局",
    "部",
    "委",
    "办",
    "院",
    "署",
    "处",
    "中心",
    "街道",
    "街道办",
    "办事处",
    "开发区",
    "管委会",
    "总队",
    "支队",
    "大队",
    "协会",
    "学校",
    "大学",
    "学院",
    "医院",
    "公司",
    "乡",
    "镇",
    "区",
    "县",
    "市",
    "省",
    "集团",
    "站",
    "所",
    "队",
    "馆",
];

/// Whether a text is the name of an agency.
pub(super) fn is_organ(text: &str) -> bool {
    let count = text.chars().count();
    (3..=40).contains(&count)
        && ORGANS.iter().any(|organ| text.ends_with(organ))
        && !text.contains(['，', '。', '：', ':', '；', '、', '“', '《', '>', '|', '/'])
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// The agency in a title: what remains beside year and subject.
pub(super) fn agency_in(title: &str) -> Option<String> {
    let rest = match year_in(title) {
        Some((_, before, behind)) => format!("{before}{}", behind.trim_start_matches("度")),
        None => title.to_owned(),
    };
    let cut = ["政府信息公开", "政务公开", "政府資訊公開", "政府信息公開", "信息公开", "信息公開"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    let mut agency = rest[..cut].to_owned();
    if agency.ends_with("人民") {
        agency.push_str("政府");
    }
    let agency = agency
        .trim_start_matches("关于")
        .trim_end_matches("关于")
        .trim_end_matches("年度")
        .trim_end_matches('年')
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '（' | '）' | '(' | ')'))
        .trim_start_matches("正文")
        .to_owned();
    (agency.chars().count() >= 2).then_some(agency)
}

/// The agency by the signature, by who compiled the report, or by whom to ask.
pub(super) fn agency_of_text(lines: &[(usize, Cow<'_, str>)]) -> Option<String> {
    let text: Vec<&str> = lines.iter().map(|(_, text)| &**text).collect();
    let foot = &text[text.len().saturating_sub(12)..];
    let signed = foot.windows(2).rev().find(|pair| is_organ(pair[0]) && is_day(pair[1]));
    if let Some(pair) = signed {
        return Some(pair[0].to_owned());
    }
    let whole: String = text.concat();
    let start: String = text.iter().take(60).copied().collect();
    for (open, close) in [
        ("本报告由", "编制"),
        ("报告由", "根据"),
        ("请与", "联系"),
        ("请联系", "（"),
        ("发布机构：", "发"),
        ("发布机构:", "发"),
    ] {
        if let Some((_, rest)) = start.split_once(open)
            && let Some((agency, _)) = rest.split_once(close)
        {
            let agency = agency.split(['（', '(', '根', '按']).next().unwrap_or(agency);
            if is_organ(agency) {
                return Some(of_office(agency, &whole).to_owned());
            }
        }
    }
    foot.iter().rev().take(6).find(|text| is_organ(text)).map(|text| (*text).to_owned())
}

/// The agency whose office is asked to be written to, where the text speaks of that agency itself.
fn of_office<'a>(agency: &'a str, text: &str) -> &'a str {
    let Some(owner) = ["政务公开办公室", "政府信息公开办公室", "办公室", "办公厅"]
        .iter()
        .find_map(|office| agency.strip_suffix(office))
    else {
        return agency;
    };
    let itself =
        text.match_indices(owner).any(|(at, _)| !text[at + owner.len()..].starts_with(['办', '政', '信']));
    if is_organ(owner) && itself { owner } else { agency }
}
