//! What is to be written: an event with who writes it and what goes sealed beside it.

use std::sync::Arc;

use jiff::Timestamp;
use statute::calendar::Calendar;

use crate::fact::{Fact, Personal};
use crate::keys::Keys;

/// Who writes, and when.
#[derive(Clone, Debug)]
pub struct Author {
    /// The officer or program, never a citizen.
    pub actor: String,
    /// The moment of recording.
    pub at: Timestamp,
}

/// What becomes of the free texts of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Texts {
    /// There are none.
    Nothing,
    /// They stay in the sealed record with this hash, in hexadecimal.
    Kept(String),
    /// They are sealed anew.
    New(Personal),
    /// What was written and handed in with an act, sealed with its attachments.
    Record(Record),
}

/// What goes sealed beside an act: everything a person wrote or handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The texts, a JSON object.
    pub texts: serde_json::Map<String, serde_json::Value>,
    /// Bytes of attachments; the event names each by the hash of its ciphertext.
    pub files: Vec<Vec<u8>>,
    /// Fields and values by which the record is found again without being readable.
    pub index: Vec<(&'static str, String)>,
}

impl From<Record> for Texts {
    /// Nothing where nothing was written or handed in.
    fn from(record: Record) -> Self {
        if record == Record::default() { Self::Nothing } else { Self::Record(record) }
    }
}

/// An event to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The agency it belongs to.
    pub agency: i64,
    /// The stream it is added to.
    pub stream: String,
    /// The version of the stream that the writer has read; 0 for a new stream.
    pub expected: i64,
    /// What happened.
    pub fact: Fact,
    /// The free texts that go with it.
    pub texts: Texts,
}

/// A draft with everything that is needed to encode it.
pub(crate) struct Piece {
    pub(crate) keys: Arc<Keys>,
    /// What limits are reckoned by.
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) author: Arc<Author>,
    pub(crate) draft: Draft,
    /// What goes sealed beside the act, where the draft has no texts of its own: an attempt that fails does not use it up.
    pub(crate) record: Option<Arc<Record>>,
}
