//! Files that may be published, told by their content.

use std::io::Cursor;

use documents::page::is_whole;
use statute::publication::AttachedFile;
use store::Content;

use crate::applications::Upload;

/// The largest file that is published, in bytes.
pub const FILE_LIMIT: usize = 50 * 1024 * 1024;
/// The most files of one publication.
pub(super) const FILES_LIMIT: usize = 50;

/// A kind of file that may be published.
struct FileKind {
    /// Its first bytes.
    mark: &'static [u8],
    /// The folder that its package holds, where it is one.
    folder: Option<&'static str>,
    media: &'static str,
    /// The ending it is handed out with.
    ending: &'static str,
}

const fn plain(mark: &'static [u8], media: &'static str, ending: &'static str) -> FileKind {
    FileKind { mark, folder: None, media, ending }
}

const fn package(folder: &'static str, media: &'static str, ending: &'static str) -> FileKind {
    FileKind { mark: b"PK\x03\x04", folder: Some(folder), media, ending }
}

const KINDS: [FileKind; 6] = [
    plain(b"%PDF-", "application/pdf", "pdf"),
    plain(b"\xFF\xD8\xFF", "image/jpeg", "jpg"),
    plain(b"\x89PNG\r\n\x1A\n", "image/png", "png"),
    plain(b"GIF8", "image/gif", "gif"),
    package("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    package("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
];

/// The file as it is handed out, or what is wrong with it.
pub(super) fn attach(file: Upload) -> Result<(AttachedFile, Content), String> {
    let shown = file.name.clone();
    if file.bytes.len() > FILE_LIMIT {
        let megabytes = file.bytes.len() / (1024 * 1024);
        return Err(format!("附件“{shown}”有{megabytes}MB，应不超过{}MB", FILE_LIMIT / (1024 * 1024)));
    }
    let FileKind { media, ending, .. } = kind(&file.bytes).ok_or_else(|| {
        format!(
            "附件“{shown}”应为 PDF、DOCX、XLSX、JPG、PNG、GIF 文件（按内容识别）；旧格式和加密的文件请先另存"
        )
    })?;
    if media.starts_with("image/") && !is_whole(&file.bytes) {
        return Err(format!("附件“{shown}”是打不开的图片（已损坏或者不完整），请重新保存后上传"));
    }
    let claimed = shown.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_alike = |claimed: &str| claimed == *ending || (claimed == "jpeg" && *ending == "jpg");
    if let Some(claimed) = claimed
        && !is_alike(&claimed)
    {
        return Err(format!("附件“{shown}”的名称是 {claimed} 文件，内容却是 {ending} 文件，请核对后改名"));
    }
    let safe = Upload { name: shown, bytes: Vec::new() }.safe_name();
    let stem = safe.rsplit_once('.').map_or(safe.as_str(), |(stem, _)| stem);
    let name = format!("{stem}.{ending}");
    let content = Content::new(file.bytes);
    let attached = AttachedFile {
        name,
        media: (*media).to_owned(),
        bytes: content.len(),
        sm3: content.sm3().to_owned(),
        is_picture: false,
        is_original: false,
        scrubbed_from: None,
    };
    Ok((attached, content))
}

/// Whether a file may be handed out with a publication.
pub(super) fn is_publishable(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

/// What a file is, if it may be published.
fn kind(bytes: &[u8]) -> Option<&'static FileKind> {
    KINDS.iter().find(|kind| {
        bytes.starts_with(kind.mark) && kind.folder.is_none_or(|folder| has_folder(bytes, folder))
    })
}

/// Office files are told apart by what lies in their package.
fn has_folder(bytes: &[u8], folder: &str) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|package| package.file_names().any(|name| name.is_ok_and(|name| name.starts_with(folder))))
}
