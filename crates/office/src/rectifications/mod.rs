//! Requests to correct records about oneself (更正申请): registered, judged, answered. Load, decide in `statute`, save.
//! 《条例》第41条

mod act;
mod case_file;
mod letter;

use statute::rectification::NotPermitted;

pub use act::{Intake, act, register};
pub use case_file::{CaseFile, case_file};
pub use letter::answer;

use crate::applications::{FieldFault, messages};
pub use crate::deed::Deed;
use crate::letters::NotComposed;

/// The applicant's name among what was written.
pub const NAME: &str = "name";
/// What of the applicant no index of texts may hold; kept under [`WHO`].
const PERSONAL: [&str; 2] = [NAME, "contact"];
/// The name under which that is sealed, as it is of an application.
const WHO: &str = "person";
/// Whether the applicant is a person, [`PERSON`], or a body.
pub const KIND: &str = "party_kind";
/// A natural person.
pub const PERSON: &str = "个人";

/// Why something about a request is not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// There is no such request here.
    #[error("没有找到这件更正申请")]
    Missing,
    /// It is not permitted now.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// Fields that cannot be taken.
    #[error("{}", messages(.0))]
    Invalid(Vec<FieldFault>),
    /// The letter that goes out with it cannot be composed; what is missing is named.
    #[error("文书不能生成，没有办理：{0}")]
    NotComposed(#[from] NotComposed),
    /// Somebody else was faster.
    #[error("这件更正申请刚刚由他人办理过，请核对最新情况后再办，填写的内容没有丢失")]
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
