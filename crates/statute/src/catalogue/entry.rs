//! One entry of a catalogue (公开事项) and what is wrong with it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::columns::{COLUMNS, Need, Shape};
use crate::publication::{Column as SiteColumn, Freshness, Theme};

/// What parts values of one cell.
const PARTING: [char; 6] = ['、', '，', ',', '；', ';', '\n'];

/// An entry, each cell as it is written; [`COLUMNS`] says what each takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    /// 领域
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// 序号
    pub serial: String,
    /// 一级事项
    pub first: String,
    /// 二级事项
    #[serde(skip_serializing_if = "String::is_empty")]
    pub second: String,
    /// 公开内容（要素）
    pub content: String,
    /// 公开依据
    #[serde(skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// 公开时限
    pub term: String,
    /// 公开主体
    pub subject: String,
    /// 公开渠道和载体
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channels: String,
    /// 公开对象
    #[serde(skip_serializing_if = "String::is_empty")]
    pub audience: String,
    /// 公开方式
    pub way: String,
    /// 公开层级
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// 更新
    #[serde(skip_serializing_if = "String::is_empty")]
    pub update: String,
    /// 对应栏目
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// 对应主题
    #[serde(skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// 对应信息
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publications: String,
    /// 来源
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Something wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFault {
    /// The column's code.
    pub column: &'static str,
    /// The column's header.
    pub zh: &'static str,
    /// What stands there.
    pub value: String,
    /// What was expected, in words that begin with 应.
    pub expected: String,
}

/// The values of a cell that takes several.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(PARTING).map(str::trim).filter(|part| !part.is_empty())
}

fn is_publication(number: &str) -> bool {
    let serial = number.strip_prefix('P').and_then(|rest| rest.split_once('-'));
    serial.is_some_and(|(year, serial)| year.parse::<u16>().is_ok() && serial.parse::<u32>().is_ok())
}

impl Entry {
    /// What it is called: 一级事项 and 二级事项.
    pub fn title(&self) -> String {
        if self.second.is_empty() { self.first.clone() } else { format!("{}：{}", self.first, self.second) }
    }

    /// What tells it from others: field and serial.
    pub fn key(&self) -> String {
        format!("{} {}", self.field, self.serial).trim().to_owned()
    }

    /// The column of the site that holds what it is about.
    pub fn site_column(&self) -> Option<&'static SiteColumn> {
        let named = || crate::publication::COLUMNS.iter().find(|column| column.name == self.column);
        SiteColumn::from_code(&self.column).or_else(named)
    }

    /// The numbers of the publications it is about.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        parts(&self.publications)
    }

    /// After how many days without anything new it is stale; none where it changes when the thing itself does.
    pub fn days(&self) -> Option<u32> {
        let classes = [Freshness::Weeks2, Freshness::Months6, Freshness::Year, Freshness::Static];
        classes.into_iter().find(|one| one.zh() == self.update)?.days()
    }

    /// How many days old what is newest is on a day, and whether that is older than the entry says.
    pub fn age(&self, newest: Date, today: Date) -> (u32, bool) {
        let age = u32::try_from((today - newest).get_days()).unwrap_or_default();
        (age, self.days().is_some_and(|days| age > days))
    }

    /// What cannot be kept, cell by cell.
    pub fn faults(&self) -> Vec<EntryFault> {
        let mut faults = Vec::new();
        for column in COLUMNS {
            let value = column.get(self);
            let length = value.chars().count();
            let known = |list: &[&str], one: &str| list.contains(&one);
            let expected = if value.is_empty() {
                (column.need == Need::Required).then(|| "应填写".to_owned())
            } else if length > column.longest() {
                Some(format!("应不超过{}字，现有{length}字", column.longest()))
            } else if value.chars().any(|c| c.is_control() && c != '\n') {
                Some("应不含不可见的控制字符".to_owned())
            } else {
                match column.shape {
                    Shape::Line if value.contains('\n') => Some("应写在一行之内".to_owned()),
                    Shape::Line | Shape::Text => None,
                    Shape::One(list) => (!known(list, value)).then(|| format!("应为{}之一", list.join("、"))),
                    Shape::Many(list) => {
                        let strange = parts(value).find(|one| !known(list, one));
                        strange.map(|one| format!("应为用顿号分开的：{}；不认识“{one}”", list.join("、")))
                    }
                    Shape::SiteColumn => {
                        let is_held = self.site_column().is_some_and(SiteColumn::takes_publications);
                        (!is_held).then(|| "应为直接发布信息的栏目的名称或者代码，如 服务指南".to_owned())
                    }
                    Shape::Theme => (!Theme::is_listed(value))
                        .then(|| "应为国务院主题分类，如 劳动、人事、监察/社会保障".into()),
                    Shape::Publications => {
                        let strange = parts(value).find(|one| !is_publication(one));
                        strange.map(|one| format!("应为用顿号分开的信息编号，如 P2026-1；不认识“{one}”"))
                    }
                }
            };
            if let Some(expected) = expected {
                faults.push(EntryFault {
                    column: column.code,
                    zh: column.zh,
                    value: value.to_owned(),
                    expected,
                });
            }
        }
        if !self.theme.is_empty() && self.column.is_empty() {
            let expected = "应与对应栏目一起填写".to_owned();
            faults.push(EntryFault {
                column: "theme", zh: "对应主题", value: self.theme.clone(), expected
            });
        }
        faults
    }
}

/// The places of entries whose field and serial an earlier one has.
pub fn duplicates(entries: &[Entry]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let again = |(_, entry): &(usize, &Entry)| !seen.insert(entry.key());
    entries.iter().enumerate().filter(again).map(|(place, _)| place).collect()
}
