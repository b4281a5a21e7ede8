//! Whether a zip file is a Word document that may be kept (DOCX): it is opened here before an officer opens it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The most bytes it may unpack to: ten times the largest file that is taken.
const UNPACKED_LIMIT: u64 = 10 * super::upload::FILE_LIMIT as u64;
/// The most parts; a long document with hundreds of pictures has fewer.
const PART_LIMIT: usize = 2_000;
/// What every Word document has. ISO/IEC 29500
const PARTS: [&str; 2] = ["[Content_Types].xml", "word/document.xml"];
/// Endings of programs and archives inside.
const FORBIDDEN: [&str; 11] =
    ["vbaproject.bin", ".zip", ".rar", ".7z", ".exe", ".dll", ".js", ".vbs", ".bat", ".docm", ".xlsm"];

/// Why it is not taken, as the end of a sentence about it; none where it is.
pub(super) fn problem(bytes: &[u8]) -> Option<String> {
    const NOT_WORD: &str = "不是完好的 DOCX 文件";
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Some(NOT_WORD.into()) };
    if archive.len() > PART_LIMIT {
        return Some(format!("内有{}个部件，应不超过{PART_LIMIT}个", archive.len()));
    }
    if PARTS.iter().any(|part| archive.index_for_name(part).is_none()) {
        return Some(NOT_WORD.into());
    }
    // The sizes a zip file tells may be false: what is unpacked is counted.
    let mut left = UNPACKED_LIMIT;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { return Some(NOT_WORD.into()) };
        let name = part.name().unwrap_or_default().to_lowercase();
        if FORBIDDEN.iter().any(|ending| name.ends_with(ending)) {
            return Some("含有宏、程序或者压缩包，请去除后提交".into());
        }
        let Ok(unpacked) = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()) else {
            return Some(NOT_WORD.into());
        };
        let Some(rest) = left.checked_sub(unpacked) else {
            return Some(format!("解开后超过{}MB", UNPACKED_LIMIT / (1024 * 1024)));
        };
        left = rest;
    }
    None
}
