//! Publications: begun, written on, published, read one or a list. 《条例》第19条至第26条

mod columns;
mod desk;
mod find;
mod record;
mod shelf;

pub use desk::DeskQuery;
pub use record::{Change, Changes};
pub use shelf::Shelf;

pub(crate) use columns::{comments_until, ends_on, kind, made_on, published_at};
pub(crate) use record::next_index_number;

use statute::publication::Publication;

use crate::error::{Error, Result};

/// A publication as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPublication {
    /// The publication.
    pub item: Publication,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
}

pub(crate) type Row = (String, String, i64);

/// Before everything and after everything in an order of texts.
const FIRST: &str = "";

pub(crate) const LAST: &str = "\u{10FFFF}";

pub(crate) fn read((data, stream, version): Row) -> Result<StoredPublication> {
    let item = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "公开的信息不能识别，请执行 gongkai rebuild".into(),
    })?;
    Ok(StoredPublication { item, stream, version })
}
