//! Reading agencies, registers, texts and streams.

mod agencies;
mod entries;
mod reports;
mod streams;

pub use agencies::AgencyRow;
pub use entries::StoredEntry;
pub use reports::FrozenReport;

use crate::error::Error;

fn unreadable(stream: &str) -> Error {
    Error::Corrupt {
        stream: stream.to_owned(),
        version: 0,
        problem: "记录不能识别，请执行 gongkai rebuild".into(),
    }
}
