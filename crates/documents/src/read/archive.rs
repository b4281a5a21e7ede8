//! A zip file of reports: its files one after the other, within limits.

use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use zip::ZipArchive;

use super::content::NotReadable;

/// The largest file that is read, in bytes.
pub const FILE_LIMIT: u64 = 50 * 1024 * 1024;
/// The most bytes that one zip file may unpack to.
pub const UNPACKED_LIMIT: u64 = 200 * 1024 * 1024;
/// The most files that one zip file may hold.
const ENTRY_LIMIT: usize = 20_000;

/// One file of a zip file.
#[derive(Debug)]
pub struct Entry {
    /// Its name in the zip file.
    pub name: String,
    /// Its bytes, or why they are not there.
    pub bytes: Result<Vec<u8>, NotReadable>,
}

/// Whether a file is a zip file of other files, by its name and first bytes: Word and Excel files are zip too.
pub fn is_archive(name: &str, bytes: &[u8]) -> bool {
    has_ending(name) && bytes.starts_with(b"PK")
}

fn has_ending(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("zip"))
}

fn refusal(what: impl Into<String>, advice: &str) -> NotReadable {
    NotReadable { what: what.into(), advice: advice.into() }
}

/// Why a file of this size is not read, if it is not.
pub fn too_large(size: u64) -> Option<NotReadable> {
    (size > FILE_LIMIT).then(|| {
        refusal(
            format!("文件{}MB，超过上限{}MB", size.div_ceil(1024 * 1024), FILE_LIMIT / 1024 / 1024),
            "请提供较小的文件",
        )
    })
}

/// Opens a zip file and hands over each file whose name `wanted` accepts. Zip files within it are not opened;
/// at the limit for the whole the rest is left unread and named.
///
/// # Errors
/// When it is no zip file that can be opened, or holds too many files.
pub fn entries(
    bytes: &[u8],
    wanted: impl Fn(&str) -> bool,
    mut each: impl FnMut(Entry),
) -> Result<(), NotReadable> {
    let broken = |_| refusal("压缩包损坏或者格式不支持", "请重新压缩为ZIP");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > ENTRY_LIMIT {
        return Err(refusal(
            format!("压缩包内有{}个文件，超过上限{ENTRY_LIMIT}个", archive.len()),
            "请分成几个压缩包",
        ));
    }
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let mut file = match archive.by_index(index) {
            Ok(file) => file,
            Err(error) => {
                let what = match error {
                    zip::result::ZipError::UnsupportedArchive(_) => "压缩包内的文件加密或者压缩方法不支持",
                    _ => "压缩包内的文件损坏",
                };
                let name = format!("第{}个文件", index + 1);
                each(Entry { name, bytes: Err(refusal(what, "请解压后提供")) });
                continue;
            }
        };
        let name = decoded(file.name_raw());
        if file.is_dir() || !wanted(&name) {
            continue;
        }
        if has_ending(&name) {
            each(Entry {
                name, bytes: Err(refusal("压缩包内的压缩包，不打开", "请解压后提供"))
            });
            continue;
        }
        // The size a zip file tells may be false: what is unpacked is counted.
        let left = UNPACKED_LIMIT.saturating_sub(unpacked);
        let mut content = Vec::new();
        let read = file.by_ref().take(left.min(FILE_LIMIT) + 1).read_to_end(&mut content);
        unpacked = unpacked.saturating_add(content.len() as u64);
        let size = content.len() as u64;
        let bytes = if read.is_err() {
            Err(refusal("压缩包内的文件损坏", "请解压后提供"))
        } else if size > left {
            let limit = UNPACKED_LIMIT / 1024 / 1024;
            Err(refusal(format!("压缩包解压后超过上限{limit}MB，其余没有读取"), "请分成几个压缩包"))
        } else if let Some(refusal) = too_large(size) {
            Err(refusal)
        } else {
            Ok(content)
        };
        let over = size > left;
        each(Entry { name, bytes });
        if over {
            break;
        }
    }
    Ok(())
}

/// A name in UTF-8, or in GB18030 as Chinese Windows writes it.
fn decoded(raw: &[u8]) -> String {
    std::str::from_utf8(raw).map_or_else(|_| GB18030.decode(raw).0.into_owned(), Into::into)
}
