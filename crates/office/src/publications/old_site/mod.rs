//! A folder of an old site's pages (旧网站导入): each becomes a publication that is public since it was public there, all
//! of them or none. `docs/decisions/0062-an-old-site.md`
//!
//! The folder is gone through twice. The first time says of every file what becomes of it and writes nothing; the second
//! makes the publications one by one within one transaction, when it is known which links lead to which number.

mod article;
mod column;
mod lone;
mod plan;
mod write;

pub use plan::plan;
pub use write::{Done, import};

use std::collections::HashMap;

use documents::page::OldSite;
use jiff::civil::Date;
use serde::Serialize;
use statute::publication::{COLUMNS, Column, Kind};
use store::Numbering;

/// What is to come in.
#[derive(Clone, Debug)]
pub struct Coming {
    /// The folder.
    pub site: OldSite,
    /// Which columns the old ones are: by the name that pages tell, or by the folder they lie in.
    pub columns: Vec<(String, &'static Column)>,
    /// Whether what cannot come in is left out; else nothing comes in.
    pub leaves_out: bool,
    /// Whether files that no page links to come in, each as a publication of its own.
    pub takes_files: bool,
    /// What the office says of such files, by their name from the folder on: of those that do not tell it themselves.
    pub named: HashMap<String, Named>,
}

/// What the office says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The day of its publication.
    pub published_on: Date,
    /// Its title; where there is none, what the file says, or its name.
    pub title: Option<String>,
}

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 导入: it becomes a publication.
    TakenIn,
    /// 已导入: it came in before.
    Known,
    /// 略过: it is no page with a text of its own, or a file that no page links to.
    PassedOver,
    /// 有误: it cannot come in as it is.
    LeftOut,
}

/// A file and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The file, from the folder on.
    pub file: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What it is called, where it comes in.
    pub title: String,
    /// The number of the publication, as soon as it has one.
    pub number: Option<String>,
    /// Why it does not come in; what is missing of it where it does.
    pub why: Vec<String>,
}

impl Told {
    fn left(file: &str, outcome: Outcome, why: Vec<String>) -> Self {
        Self { file: file.to_owned(), outcome, title: String::new(), number: None, why }
    }
}

/// How many files there are of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// 导入
    pub taken_in: usize,
    /// 已导入
    pub known: usize,
    /// 略过
    pub passed_over: usize,
    /// Of these, files that no page links to and that could come in by themselves.
    pub unlinked: usize,
    /// 有误
    pub left_out: usize,
    /// Pages that come in without something they had.
    pub incomplete: usize,
}

impl Summary {
    fn count(&mut self, told: &Told) {
        let counter = match told.outcome {
            Outcome::TakenIn => &mut self.taken_in,
            Outcome::Known => &mut self.known,
            Outcome::PassedOver => &mut self.passed_over,
            Outcome::LeftOut => &mut self.left_out,
        };
        *counter += 1;
        self.unlinked += usize::from(told.outcome == Outcome::PassedOver && OldSite::is_lone(&told.file));
        self.incomplete += usize::from(told.outcome == Outcome::TakenIn && !told.why.is_empty());
    }
}

/// Why nothing comes in.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// Index numbers are to be given, and what they begin with is not set.
    #[error("有{0}件没有索引号，要在这里编号，但机关代码没有设置或者不完整：{1}")]
    NoCode(usize, statute::publication::NotAnIndexNumber),
    /// A file was changed while it was read.
    #[error("{0}：文件在导入期间被改动，没有导入；请重新导入")]
    Changed(String),
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A page that comes in.
#[derive(Clone, Debug)]
struct Planned {
    file: String,
    sm3: String,
    has_index_number: bool,
}

/// What an address of the old site is here.
#[derive(Clone, Debug)]
enum Target {
    /// It comes in, at this place of the order.
    Coming(usize, Kind),
    /// It came in before.
    Known(String, Kind),
}

/// Whether an address means the same here as on the old site: that of a column.
fn is_here(address: &str) -> bool {
    let address = format!("{}/", address.trim_end_matches('/'));
    COLUMNS.iter().any(|column| column.address() == address)
}

/// What comes in, in order, and which addresses lead to what.
#[derive(Debug, Default)]
pub struct Plan {
    /// How many files there are of each outcome.
    pub summary: Summary,
    taken: Vec<Planned>,
    targets: HashMap<String, Target>,
}

impl Plan {
    /// The number behind an address of the old site, and what it is.
    fn number_of(&self, address: &str, numbers: Numbering) -> Option<(String, Kind)> {
        self.targets.get(address).map(|target| match target {
            Target::Coming(place, kind) => (numbers.of(*place), *kind),
            Target::Known(number, kind) => (number.clone(), *kind),
        })
    }
}
