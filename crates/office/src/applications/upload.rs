//! Files that are handed in: by content, not by name.

use serde_json::{Map, Value};
use store::Record;

use super::{FieldFault, word_file};

/// The largest file, in bytes.
pub const FILE_LIMIT: usize = 10 * 1024 * 1024;
/// The most files with one form.
pub const FILES_LIMIT: usize = 10;
/// The longest name that is kept, in characters.
const NAME_LIMIT: usize = 80;

/// A file as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The name the sender gave it; shown, never used as a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What files may be, by their first bytes, and the ending each is kept with.
const KINDS: [(&[u8], &str); 6] = [
    (b"%PDF-", "pdf"),
    (b"\xFF\xD8\xFF", "jpg"),
    (b"\x89PNG\r\n\x1A\n", "png"),
    (b"PK\x03\x04", "docx"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
];

impl Upload {
    /// The ending that the content has; none where such files are not taken.
    pub fn ending(&self) -> Option<&'static str> {
        KINDS.iter().find(|(mark, _)| self.bytes.starts_with(mark)).map(|(_, ending)| *ending)
    }

    /// Whether it is nothing but the mark of its kind.
    fn is_hollow(&self) -> bool {
        KINDS.iter().any(|(mark, _)| self.bytes == *mark)
    }

    /// The name without anything that could be taken for a path, with the ending its content has.
    pub fn safe_name(&self) -> String {
        let last = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let kept: String = stem
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
            .take(NAME_LIMIT)
            .collect();
        let stem = if kept.trim().is_empty() { "附件".to_owned() } else { kept.trim().to_owned() };
        format!("{stem}.{}", self.ending().unwrap_or("bin"))
    }
}

/// What was written and handed in with an act, to be sealed; files keep their names among the texts.
pub(crate) fn record(mut texts: Map<String, Value>, files: Vec<Upload>) -> Record {
    if !files.is_empty() {
        let names: Vec<_> = files.iter().map(Upload::safe_name).collect();
        texts.insert("files".into(), names.into());
    }
    Record { texts, files: files.into_iter().map(|file| file.bytes).collect(), index: Vec::new() }
}

/// What is wrong with the files of a form.
pub(crate) fn faults(files: &[Upload]) -> Vec<FieldFault> {
    let fault = |message| FieldFault { field: "files", message };
    let mut faults = Vec::new();
    if files.len() > FILES_LIMIT {
        faults.push(fault(format!("附件有{}个，应不超过{FILES_LIMIT}个", files.len())));
    }
    for file in files {
        let name = &file.name;
        if file.bytes.len() > FILE_LIMIT {
            let size = file.bytes.len() / (1024 * 1024);
            faults.push(fault(format!("附件“{name}”有{size}MB，应不超过{}MB", FILE_LIMIT / (1024 * 1024))));
        } else if file.ending().is_none() {
            faults.push(fault(format!("附件“{name}”应为 PDF、JPG、PNG、TIFF 或者 DOCX 文件（按内容识别）")));
        } else if file.ending() == Some("docx")
            && let Some(problem) = word_file::problem(&file.bytes)
        {
            faults.push(fault(format!("附件“{name}”{problem}")));
        } else if file.is_hollow() {
            faults.push(fault(format!("附件“{name}”没有内容")));
        }
    }
    faults
}
