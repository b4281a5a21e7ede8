//! Files that are published as they are: each must be what its name says, for that is what people open it as.

use std::io::Cursor;

use zip::ZipArchive;

use super::kind::ending;
use crate::page::picture;
use crate::read::archive::too_large;
use crate::read::{NotReadable, text};

/// What a file is by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Pdf,
    /// Word, Excel and WPS before 2007.
    Ole,
    Encrypted,
    Docx,
    Xlsx,
    Pptx,
    Macros,
    Ofd,
    Zip,
    BrokenZip,
    Rar,
    SevenZip,
    Png,
    Jpeg,
    Gif,
    Webp,
    Mp3,
    Mp4,
    Rtf,
    Page,
    Program,
    Text,
    Empty,
    Other,
}

impl Content {
    const fn zh(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Ole => "旧版Office文件（DOC、XLS、PPT或WPS）",
            Self::Encrypted => "加密的Office文件",
            Self::Docx => "Word文件（DOCX）",
            Self::Xlsx => "Excel文件（XLSX）",
            Self::Pptx => "演示文稿（PPTX）",
            Self::Macros => "带宏的Office文件",
            Self::Ofd => "OFD版式文件",
            Self::Zip => "ZIP压缩包",
            Self::BrokenZip => "损坏的压缩文件（或未下载完整）",
            Self::Rar => "RAR压缩包",
            Self::SevenZip => "7z压缩包",
            Self::Png => "PNG图片",
            Self::Jpeg => "JPEG图片",
            Self::Gif => "GIF图片",
            Self::Webp => "WebP图片",
            Self::Mp3 => "MP3音频",
            Self::Mp4 => "MP4视频",
            Self::Rtf => "RTF文件",
            Self::Page => "网页",
            Self::Program => "程序",
            Self::Text => "纯文本",
            Self::Empty => "空文件",
            Self::Other => "不认识的文件",
        }
    }

    fn of(bytes: &[u8]) -> Self {
        let starts = |mark: &[u8]| bytes.starts_with(mark);
        let head = &bytes[..bytes.len().min(1024)];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Self::Empty;
        }
        if head.windows(5).any(|it| it == b"%PDF-") {
            return Self::Pdf;
        }
        if starts(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let mark = b"E\0n\0c\0r\0y\0p\0t\0e\0d";
            return if bytes.windows(mark.len()).any(|it| it == mark) { Self::Encrypted } else { Self::Ole };
        }
        if starts(b"PK") {
            return zipped(bytes);
        }
        match picture::kind(bytes) {
            Some(("image/png", _)) => return Self::Png,
            Some(("image/jpeg", _)) => return Self::Jpeg,
            Some(("image/gif", _)) => return Self::Gif,
            Some(_) => return Self::Webp,
            None => {}
        }
        let marks: [(&[u8], Self); 9] = [
            (b"Rar!", Self::Rar),
            (b"7z\xbc\xaf", Self::SevenZip),
            (b"ID3", Self::Mp3),
            (b"\xff\xfb", Self::Mp3),
            (b"{\\rtf", Self::Rtf),
            (b"MZ", Self::Program),
            (b"\x7fELF", Self::Program),
            (b"#!", Self::Program),
            (b"\xca\xfe\xba\xbe", Self::Program),
        ];
        if let Some((_, content)) = marks.iter().find(|(mark, _)| starts(mark)) {
            return *content;
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::Mp4;
        }
        let controls = head.iter().filter(|it| **it < 0x20 && !b"\t\n\r\x0c".contains(it)).count();
        if controls * 20 > head.len() && !starts(b"\xff\xfe") && !starts(b"\xfe\xff") {
            return Self::Other;
        }
        let start: String =
            text::decode(head).0.trim_start().chars().take(400).collect::<String>().to_lowercase();
        let markup = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe"];
        if start.starts_with('<') && markup.iter().any(|mark| start.contains(mark)) {
            Self::Page
        } else {
            Self::Text
        }
    }
}

fn zipped(bytes: &[u8]) -> Content {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Content::BrokenZip };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if archive.file_names().flatten().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        Content::Macros
    } else if has("word/document.xml") {
        Content::Docx
    } else if has("xl/workbook.xml") {
        Content::Xlsx
    } else if has("ppt/presentation.xml") {
        Content::Pptx
    } else if has("OFD.xml") {
        Content::Ofd
    } else {
        Content::Zip
    }
}

/// The endings that may be published, what stands behind each, and how browsers are told.
const ENDINGS: [(&str, &[Content], &str); 24] = [
    ("pdf", &[Content::Pdf], "application/pdf"),
    ("doc", &[Content::Ole], "application/msword"),
    ("wps", &[Content::Ole], "application/vnd.ms-works"),
    ("docx", &[Content::Docx], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", &[Content::Ole], "application/vnd.ms-excel"),
    ("et", &[Content::Ole], "application/vnd.ms-excel"),
    ("xlsx", &[Content::Xlsx], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt", &[Content::Ole], "application/vnd.ms-powerpoint"),
    ("pptx", &[Content::Pptx], "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("ofd", &[Content::Ofd], "application/ofd"),
    ("zip", &[Content::Zip], "application/zip"),
    ("rar", &[Content::Rar], "application/vnd.rar"),
    ("7z", &[Content::SevenZip], "application/x-7z-compressed"),
    ("txt", &[Content::Text], "text/plain"),
    ("csv", &[Content::Text], "text/csv"),
    ("rtf", &[Content::Rtf], "application/rtf"),
    ("png", &[Content::Png], "image/png"),
    ("jpg", &[Content::Jpeg], "image/jpeg"),
    ("jpeg", &[Content::Jpeg], "image/jpeg"),
    ("gif", &[Content::Gif], "image/gif"),
    ("webp", &[Content::Webp], "image/webp"),
    ("mp3", &[Content::Mp3], "audio/mpeg"),
    ("mp4", &[Content::Mp4], "video/mp4"),
    ("json", &[Content::Text], "application/json"),
];

/// The media type of a file that may be published as it is.
///
/// # Errors
/// It is not what its name says (what it is, is said), cannot be opened by everybody, or is of a kind that is not
/// published.
pub fn attachment(name: &str, bytes: &[u8]) -> Result<&'static str, NotReadable> {
    let refuse = |what: String, advice: &str| Err(NotReadable { what, advice: advice.to_owned() });
    if let Some(refusal) = too_large(bytes.len() as u64) {
        return Err(refusal);
    }
    let ending = ending(name);
    let content = Content::of(bytes);
    let advice = match content {
        Content::Empty => "请提供有内容的文件",
        Content::Encrypted => "请取消密码保护后另存",
        Content::Macros => "请另存为不带宏的DOCX或XLSX",
        Content::BrokenZip => "请重新下载或另存",
        Content::Page | Content::Program | Content::Other => "请提供文档、表格、图片、压缩包或音视频文件",
        _ => "",
    };
    if !advice.is_empty() {
        return refuse(format!("附件“{name}”是{}", content.zh()), advice);
    }
    match ENDINGS.iter().find(|(known, ..)| *known == ending) {
        Some((_, contents, media)) if contents.contains(&content) => Ok(media),
        Some(_) => refuse(
            format!("附件“{name}”以“.{ending}”结尾，内容却是{}", content.zh()),
            "请核对文件，名称与内容一致后再上传",
        ),
        None => {
            let known: Vec<_> = ENDINGS.iter().map(|(known, ..)| *known).collect();
            refuse(
                format!("附件“{name}”的类型“.{ending}”不能公开"),
                &format!("请转换为下列类型之一：{}", known.join("、")),
            )
        }
    }
}
