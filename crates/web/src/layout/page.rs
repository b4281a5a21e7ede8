//! A page's frame: title, place, appearance, and in the console who is working.

use std::sync::Arc;

use askama::filters::HtmlSafe;

use super::{Appearance, Masthead};

/// A column of the portal (栏目), with what the tags of a government site say about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its address.
    pub(crate) address: &'static str,
    /// What it is for.
    pub(crate) description: &'static str,
    /// Its key words.
    pub(crate) keywords: &'static str,
    /// Its kind in the list of the norms for government sites (栏目类别).
    pub(crate) kind: &'static str,
}

/// The columns that exist, in the order of the navigation.
pub(crate) const COLUMNS: [Column; 2] = [
    Column {
        name: "政府信息公开年报",
        address: "/zfxxgk/zfxxgknb/",
        description: "本机关历年政府信息公开工作年度报告",
        keywords: "政府信息公开,年度报告",
        kind: "信息公开年报",
    },
    APPLYING,
];

/// The column of applications; its forms stand under `/apply`.
pub(crate) const APPLYING: Column = Column {
    name: "依申请公开",
    address: "/zfxxgk/ysqgk/",
    description: "向本机关申请公开政府信息的说明、申请表和办理情况查询",
    keywords: "政府信息公开,依申请公开,申请表",
    kind: "依申请公开",
};

/// A link of the trail.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// What it says.
    pub(crate) label: String,
    /// Where it leads.
    pub(crate) address: String,
}

/// The officer at work, as the console's head shows it.
#[derive(Clone, Debug)]
pub(crate) struct OfficerName {
    /// Name.
    pub(crate) name: String,
    /// Role, in Chinese.
    pub(crate) role: String,
}

/// A group of the console's side navigation.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Its heading.
    pub(crate) title: &'static str,
    /// Its links.
    pub(crate) links: Vec<SideLink>,
}

/// A link of the console's side navigation.
#[derive(Clone, Debug)]
pub(crate) struct SideLink {
    /// What it says.
    pub(crate) label: &'static str,
    /// Where it leads.
    pub(crate) address: &'static str,
    /// How many wait there, if that is counted.
    pub(crate) count: Option<u64>,
    /// Whether some of them are overdue.
    pub(crate) is_late: bool,
}

/// What the frame of every page needs. A page's struct has it as its field `page`.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// The heading and the first half of the window's title.
    pub(crate) title: String,
    /// The address at which a browser gets the page by GET.
    pub(crate) address: String,
    /// What the visitor chose.
    pub(crate) appearance: Appearance,
    /// Whose site it is.
    pub(crate) masthead: Arc<Masthead>,
    /// The pages above this one (当前位置).
    pub(crate) trail: Vec<Step>,
    /// The portal's column it belongs to.
    pub(crate) column: Option<Column>,
    /// The officer, in the console.
    pub(crate) officer: Option<OfficerName>,
    /// The side navigation, in the console.
    pub(crate) navigation: Vec<Group>,
    /// The session's token against forged forms; empty where there is no session.
    pub(crate) form_token: String,
}

impl Page {
    /// A page of that title at that address.
    pub(crate) fn new(
        masthead: &Arc<Masthead>,
        appearance: Appearance,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        let address = address.into();
        Self {
            title: title.into(),
            column: COLUMNS.into_iter().find(|column| address.starts_with(column.address)),
            address,
            appearance,
            masthead: Arc::clone(masthead),
            trail: vec![],
            officer: None,
            navigation: vec![],
            form_token: String::new(),
        }
    }

    /// Puts a page above this one into the trail, after those already there.
    pub(crate) fn under(mut self, label: impl Into<String>, address: impl Into<String>) -> Self {
        self.trail.push(Step { label: label.into(), address: address.into() });
        self
    }

    /// Whether the page belongs to the column.
    pub(crate) fn is_of(&self, column: &Column) -> bool {
        self.column.is_some_and(|own| own.address == column.address)
    }

    /// Whether the page stands at `address`, whatever its query.
    pub(crate) fn is_at(&self, address: &str) -> bool {
        self.address.split('?').next() == Some(address)
    }

    /// The hidden field every form that changes something carries.
    pub(crate) fn token(&self) -> Token<'_> {
        Token { value: &self.form_token }
    }

    /// Where a visitor reports a fault of this page.
    pub(crate) fn fault_address(&self) -> String {
        self.masthead.marks.fault_address(&self.address)
    }
}

/// See [`Page::token`].
#[derive(askama::Template)]
#[template(
    source = r#"{% if !value.is_empty() %}<input type="hidden" name="form_token" value="{{ value }}">{% endif %}"#,
    ext = "html"
)]
pub(crate) struct Token<'a> {
    value: &'a str,
}

impl HtmlSafe for Token<'_> {}
