//! The metadata box of a publication (元数据) and what is wrong with it. 《条例》第12条第2款; GB/T 9704-2012

mod attribute;
mod impossible;
mod missing;

pub use attribute::Attribute;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::publication::column::Column;
use crate::publication::commentary::Commentary;
use crate::publication::genre::Genre;
use crate::publication::interpretation::{Form, Point};
use crate::publication::kind::Kind;
use crate::publication::revision::Revision;
use crate::publication::worked::Worked;

/// The metadata of a publication (元数据).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// 类别
    pub kind: Kind,
    /// 标题
    pub title: String,
    /// The code of its column, where it is another than its kind's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// 发文机关 or 发布机构
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// 信息来源, where it comes from elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// 发文字号, as [`super::DocumentNumber`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// 成文日期: the day the information was made or changed (形成或者变更之日). 《条例》第26条
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<Date>,
    /// 主题分类, as [`super::Theme`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// 体裁
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<Genre>,
    /// 内容概述
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// 关键词
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// 有效期起 (施行日期), as printed in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// 有效期止: the last day in force, as printed in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// 公开属性
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<Attribute>,
    /// Why it is not published of itself, with the provision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub withheld_because: String,
    /// Numbers of the publications it interprets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interprets: Vec<String>,
    /// 解读形式
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Points of the checklist that the interpretation offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Point>,
    /// What a notice tells that asks for comments on a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commentary: Option<Commentary>,
    /// What a plain card of a policy says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Worked>,
    /// What it says of the editions before it; none of the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
}

/// Something wrong with a field of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFault {
    /// The field's name in forms.
    pub field: &'static str,
    /// What is wrong, in Chinese.
    pub message: String,
}

impl Card {
    /// A card that says nothing yet but what it is.
    pub fn new(kind: Kind, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            column: None,
            issuer: String::new(),
            source: String::new(),
            document_number: None,
            made_on: None,
            theme: None,
            genre: None,
            summary: String::new(),
            keywords: Vec::new(),
            valid_from: None,
            valid_until: None,
            attribute: None,
            withheld_because: String::new(),
            interprets: Vec::new(),
            form: None,
            points: Vec::new(),
            commentary: None,
            worked: None,
            revision: None,
        }
    }

    /// The column it goes into.
    pub fn column(&self) -> &'static Column {
        let code = self.column.as_deref().unwrap_or_else(|| self.kind.column());
        Column::from_code(code)
            .or_else(|| Column::from_code(self.kind.column()))
            .expect("a test holds that the column of every kind is in the list")
    }

    /// Whether it says itself what goes with it: what it interprets, asks about or explains.
    pub fn names_another(&self) -> bool {
        let asked = self.commentary.as_ref().and_then(|asked| asked.document.as_ref());
        let explained = self.worked.as_ref().and_then(|worked| worked.policy.as_ref());
        self.kind == Kind::Interpretation || asked.or(explained).is_some()
    }
}
