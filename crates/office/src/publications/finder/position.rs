//! How far an index has followed the ledger, as its folder keeps it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far an index has followed the ledger.
const POSITION: &str = "position.json";
/// The file by which the index of a folder says which of its generations is in use.
const CURRENT: &str = "current.json";

/// How far the index has followed the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// Of which generation of the index this is said.
    pub(super) of: String,
    /// The last event it knows.
    pub(super) event: i64,
    /// The day whose validity it holds.
    pub(super) day: Option<Date>,
    /// Publications with files whose texts were not read yet.
    #[serde(default)]
    pub(super) unread: BTreeSet<String>,
}

/// Which generation of a folder's index is in use, as the index itself says it.
pub(super) fn current(folder: &Path) -> String {
    fs::read_to_string(folder.join(CURRENT)).unwrap_or_default()
}

/// How far the index of a folder has followed the ledger; where it does not say, it follows from the beginning.
pub(super) fn position(folder: &Path) -> Position {
    let of = current(folder);
    let text = fs::read_to_string(folder.join(POSITION)).unwrap_or_default();
    let kept: Option<Position> = serde_json::from_str(&text).ok();
    kept.filter(|position| position.of == of).unwrap_or(Position { of, ..Position::default() })
}

pub(super) fn keep(folder: &Path, position: &Position) -> Result<(), search::Error> {
    let text = serde_json::to_string(position).expect("plain values become JSON");
    let (new, place) = (folder.join(format!("{POSITION}.new")), folder.join(POSITION));
    let kept = fs::write(&new, text).and_then(|()| fs::rename(&new, &place));
    kept.map_err(|why| search::Error::Disk { folder: folder.to_path_buf(), why })
}
