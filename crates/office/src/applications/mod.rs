//! Applications: taken in, handled, answered, served (依申请公开). Load, decide in `statute`, save.

mod act;
mod blank;
mod contact;
mod heading;
mod headings_kept;
mod intake;
mod linked;
mod masked;
mod ordinal;
mod query_code;
mod split;
mod status;
mod upload;
mod word_file;
mod wording;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::letters::NotComposed;

pub use act::{Deed, act};
pub use blank::{BlankCell, BlankForm, BlankRow, CellKind, Choices, WIDTH, blank_form, blank_layout};
pub use heading::{Heading, headings, headings_of};
pub use headings_kept::HeadingsKept;
pub use intake::{Intake, Person, Receipt, earliest, register};
pub use linked::{Link, Linked, linked};
pub use masked::{NOT_SHOWN, masked};
pub use ordinal::{Ordinal, ordinal};
pub use query_code::code_holder;
pub use split::{Parts, split};
pub use status::{CaseFile, case_file, status};
pub use upload::{FILE_LIMIT, FILES_LIMIT, Upload};
pub use wording::{Piece, pieces};

pub(crate) use contact::{is_postcode, is_telephone};
pub(crate) use upload::{faults as file_faults, record};

/// The office at work: where something is done, and when.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    /// The ledger.
    pub store: &'a store::Store,
    /// The agency's number in it.
    pub agency: i64,
    /// What e-mails to applicants are written with; none are written without.
    pub mailing: Option<&'a crate::mail::Mailing>,
    /// The moment.
    pub now: Timestamp,
}

/// A field that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name in forms.
    pub field: &'static str,
    /// What was expected, in Chinese.
    pub message: String,
}

/// What was expected in each, in one line.
pub(crate) fn messages(faults: &[FieldFault]) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("；")
}

/// Why something about an application is not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// There is no such application here, or the query code is not its own.
    #[error("没有找到这件申请，请核对申请编号和查询码")]
    Missing,
    /// The procedure does not permit it now.
    #[error(transparent)]
    NotPermitted(#[from] statute::procedure::NotPermitted),
    /// Fields that cannot be taken.
    #[error("{}", messages(.0))]
    Invalid(Vec<FieldFault>),
    /// The letter that goes out with it cannot be composed; what is missing is named.
    #[error("文书不能生成，没有办理：{0}")]
    NotComposed(#[from] NotComposed),
    /// Somebody else was faster.
    #[error("这件申请刚刚由他人办理过，请核对最新情况后再办，填写的内容没有丢失")]
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

/// Whether a text has only characters that can be read and printed, line breaks and tabs among them.
pub fn is_readable(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// The day it is in the offices of the country (北京时间).
pub fn day_of(now: Timestamp) -> Date {
    Offset::constant(8).to_datetime(now).date()
}
