//! Publications (主动公开): written, reviewed, signed, published, taken down. Load, decide in `statute`, save.
//! 《条例》第17条、第19条至第26条

mod act;
mod act_along;
mod act_faults;
mod amounts;
mod attach;
mod bring;
mod campaign;
mod card;
mod case_file;
mod corrections;
mod described;
mod edition;
mod file_texts;
mod finder;
pub mod old_site;
mod printable;
mod reviewed_bytes;
mod screening;
mod scrubbing;
mod site;
mod tables;
mod to_index;
mod waiting;
mod write;

use statute::publication::NotPermitted;

pub use documents::page::Marking;
pub use search::{Filters, Marked, Order, Query, Total, Within};

pub(crate) use act::beijing;
pub use act::{Doing, act, publish_due, withdraw};
pub use amounts::{Amount, Amounts, amounts};
pub use attach::FILE_LIMIT;
pub use bring::{BroughtIn, ReadFile, begin_from, read_file};
pub use campaign::{Campaign, CleaningFault, Decided, NotCleaned, clean_up, in_force};
pub use card::unknown;
pub use case_file::{CaseFile, case_file};
pub use described::{description, descriptions};
pub use edition::not_kept;
pub use finder::{Finder, Match, Matches, NotFound, Suggested, reindex};
pub use printable::{NotPrinted, Printable, Rendition, Told, printable, text_under};
pub use screening::{Excerpt, Found as Screened, screened};
pub(crate) use screening::{closing, closing_in, words_on};
pub use scrubbing::{Scrubbing, scrub_file, scrubbing};
pub use site::{
    Found, Shown, found, found_past, handed_out, listed, listed_before, moved, picture_address, text,
};
pub(crate) use site::{body, numbered};
pub use tables::{CSV, TableFile, table_file, table_labels, table_named};
pub use to_index::column_path;
pub use waiting::{is_overdue, waiting, waiting_key};
pub use write::{Writing, begin, save};

use crate::applications::{FieldFault, messages};

/// Why something about a publication is not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// There is no such publication here.
    #[error("没有找到这条信息")]
    Missing,
    /// It is not permitted now: role, stage, or a gate that is closed.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// Fields that cannot be taken.
    #[error("{}", messages(.0))]
    Invalid(Vec<FieldFault>),
    /// What the machine found must be taken out or overridden first.
    #[error("发布前筛查发现{}处，应当改正，或者由保密审查员放行：{}", .0.len(), told(.0))]
    Screened(Vec<Screened>),
    /// What is kept is not what was reviewed.
    #[error("内容与保密审查时不一致，没有办理：{0}")]
    Altered(String),
    /// Somebody else was faster.
    #[error("这条信息刚刚由他人改动过，请核对最新情况后再办，填写的内容没有丢失")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for NotDone {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict } else { Self::Store(error) }
    }
}

/// What was found, in one line.
fn told(found: &[Screened]) -> String {
    /// So many are told of at once.
    const TOLD: usize = 10;
    let each = found.iter().take(TOLD).map(ToString::to_string);
    each.collect::<Vec<_>>().join("；")
}
