//! A row of a work list, as it is stored and as it is shown.

use jiff::civil::Date;
use statute::procedure::Application;

/// Where a row stands in its list: limit or day of receipt, then number.
pub type WorkKey = (String, String);

/// A row of a work list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// The application.
    pub application: Application,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
    /// What must be done next, in Chinese, and by when.
    pub limit: Option<(String, Date)>,
    /// Whether what was written with its registration is erased: its key is gone.
    pub is_erased: bool,
    pub(super) key: WorkKey,
}

impl WorkRow {
    /// Where the row stands in its list.
    pub fn key(&self) -> WorkKey {
        self.key.clone()
    }
}

/// The columns of a row; the last is none unless what was written is erased.
pub(super) const COLUMNS: &str = "data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, \
                       applicant, is_open, erased";

/// The values of [`COLUMNS`], by their places: a name would be looked up for each value of each row.
pub(super) type Columns = (
    String,
    i64,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    String,
    String,
    i64,
    Option<i64>,
);

/// A row as it is stored.
pub(super) struct Row {
    pub(super) data: String,
    pub(super) version: i64,
    pub(super) limit_kind: Option<String>,
    pub(super) limit_by: String,
    pub(super) stream: String,
    pub(super) number: String,
    pub(super) listed_on: String,
    pub(super) stage: String,
    pub(super) queue: String,
    pub(super) handler: Option<String>,
    pub(super) channel: String,
    pub(super) applicant: String,
    pub(super) is_open: i64,
    pub(super) is_erased: bool,
}

impl From<Columns> for Row {
    #[rustfmt::skip]
    fn from(columns: Columns) -> Self {
        let (
            data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, applicant,
            is_open, erased,
        ) = columns;
        let is_erased = erased.is_some();
        Self {
            data, version, limit_kind, limit_by, stream, number, listed_on, stage, queue, handler, channel, applicant,
            is_open, is_erased,
        }
    }
}
