//! A page's frame: title, place, appearance, and in the console who is working.

use std::sync::{Arc, LazyLock};

use askama::filters::HtmlSafe;
use statute::publication::Column;

use super::{Appearance, Head, Masthead};

/// The column of applications (依申请公开); its forms stand under `/apply`.
pub(crate) static APPLYING: LazyLock<&Column> =
    LazyLock::new(|| Column::from_code("ysqgk").expect("a column of the list"));

/// The column of annual reports (政府信息公开年报).
pub(crate) static REPORTS: LazyLock<&Column> =
    LazyLock::new(|| Column::from_code("zfxxgknb").expect("a column of the list"));

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
    pub(crate) column: Option<&'static Column>,
    /// The column whose tree stands beside the page.
    pub(crate) tree: Option<&'static Column>,
    /// What its head tells machines beside the column.
    pub(crate) head: Head,
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
            column: Column::at(&address),
            tree: None,
            head: Head::default(),
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

    /// The columns of the navigation: those that exist on this site.
    pub(crate) fn columns(&self) -> Vec<&'static Column> {
        let first = Column::first_level().filter(|_| self.masthead.has_publications);
        let reports = (!self.masthead.has_publications).then_some(*REPORTS);
        first.chain(reports).chain([*APPLYING]).collect()
    }

    /// Whether the page belongs to a column of the navigation, and to none that is nearer.
    pub(crate) fn is_of(&self, column: &Column) -> bool {
        let Some(own) = self.column else { return false };
        let nearest = [own].into_iter().chain(own.above().into_iter().rev());
        let shown = self.columns();
        let mut nearest = nearest.filter(|one| shown.iter().any(|column| column.code == one.code));
        nearest.next().is_some_and(|one| one.code == column.code)
    }

    /// The trail down to a column, the first page and every column above included that this site has.
    pub(crate) fn under_columns(self, column: &Column) -> Self {
        let start = self.under("首页", "/");
        let above = if start.masthead.has_publications { column.above() } else { Vec::new() };
        above.into_iter().fold(start, |page, above| page.under(above.name, above.address()))
    }

    /// Puts the tree that a column stands in beside the page; nothing where no other column is near.
    pub(crate) fn beside_tree(mut self, column: &'static Column) -> Self {
        let top = column.above().first().copied().unwrap_or(column);
        self.tree = Some(top).filter(|top| self.masthead.has_publications && top.children().next().is_some());
        self
    }

    /// How the tree marks a column: the page itself, or where the page lies.
    pub(crate) fn marked(&self, column: &Column) -> Option<&'static str> {
        if self.is_at(column.address()) {
            return Some("page");
        }
        self.column.filter(|own| own.code == column.code).map(|_| "true")
    }

    /// Whether the page stands at `address`, whatever its query.
    pub(crate) fn is_at(&self, address: impl AsRef<str>) -> bool {
        self.address.split('?').next() == Some(address.as_ref())
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
