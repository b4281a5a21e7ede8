//! What a file tells about itself.

use jiff::civil::{Date, Time};
use statute::publication::{Attribute, DocumentNumber, Theme};

/// The metadata that a file gives, as far as it is sure; an officer confirms it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// 标题
    pub title: Option<String>,
    /// 发文字号, with its brackets as they should be.
    pub document_number: Option<String>,
    /// 发文机关
    pub issuer: Option<String>,
    /// 成文日期
    pub made_on: Option<Date>,
    /// 发布日期
    pub published_on: Option<Date>,
    /// The time of that day, where the page tells it.
    pub published_time: Option<Time>,
    /// 栏目, as the old site called it.
    pub column: Option<String>,
    /// 索引号, as the old site printed it.
    pub index_number: Option<String>,
    /// 主题分类, as the list of the State Council has it.
    pub theme: Option<String>,
    /// 有效性, as printed.
    pub validity: Option<String>,
    /// 公开属性
    pub attribute: Option<Attribute>,
    /// 信息来源
    pub source: Option<String>,
    /// 施行日期, as printed in the text.
    pub valid_from: Option<Date>,
    /// 有效期止, as printed in the text.
    pub valid_until: Option<Date>,
    /// Names of the annexes (附件说明).
    pub annexes: Vec<String>,
}

/// A field, unless it is known already.
pub(super) fn offer<T>(field: &mut Option<T>, value: Option<T>) {
    if field.is_none() {
        *field = value;
    }
}

/// A document number out of a text that holds nothing else.
pub(super) fn document_number(text: &str) -> Option<String> {
    let bare = text.trim().trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    [text, bare].iter().find_map(|it| it.trim().parse::<DocumentNumber>().ok()).map(|it| it.to_string())
}

/// A theme of the list, however its levels are parted.
pub(super) fn theme(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let levels: Vec<&str> = plain
        .split(['/', '-', '－', '—', '>', '＞', '\\', '|', '»', '→'])
        .filter(|it| !it.is_empty())
        .collect();
    let known = |name: &str| Theme::is_listed(name).then(|| name.to_owned());
    known(&levels.join("/")).or_else(|| {
        // A single part names its theme where no other has it.
        let [part] = levels.as_slice() else { return None };
        let end = format!("/{part}");
        let mut all = Theme::all().filter(|it| it.ends_with(&end));
        all.next().filter(|_| all.next().is_none())
    })
}

/// The attribute that a text tells: 此件公开发布.
pub(super) fn attribute(text: &str) -> Option<Attribute> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.contains("不予公开") || plain.contains("不公开") {
        Some(Attribute::Withheld)
    } else if plain.contains("依申请公开") {
        Some(Attribute::OnApplication)
    } else if plain.contains("主动公开") || plain.contains("公开发布") {
        Some(Attribute::Proactive)
    } else {
        None
    }
}
