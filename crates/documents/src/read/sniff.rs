//! What a file is: by its first bytes, then by its content, its name last.

use super::content::{Format, NotReadable};

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 50 * 1024 * 1024;

fn not(what: &str, advice: &str) -> NotReadable {
    NotReadable { what: what.into(), advice: advice.into() }
}

/// Whether two texts share bytes at a place.
fn has(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Tells the format of a file.
pub(crate) fn format(bytes: &[u8], name: &str) -> Result<Format, NotReadable> {
    if bytes.len() > MAX_FILE {
        return Err(not("文件超过50MB", "请去掉图片和附件后另存，或拆成单份报告"));
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let trimmed = start.trim_ascii_start();
    let head = &bytes[..bytes.len().min(4096)];
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(not("空文件", "请提供有内容的报告文件"));
    }
    if has(&bytes[..bytes.len().min(1024)], b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let advice = "请用Word或WPS另存为DOCX（表格另存为XLSX）后再读";
        return Err(match extension.as_str() {
            "wps" => not("旧版WPS文字（.wps）", "请用WPS另存为DOCX后再读"),
            "xls" | "et" => not("旧版Excel（.xls）", "请另存为XLSX后再读"),
            _ if has(bytes, b"E\0n\0c\0r\0y\0p\0t\0e\0d") => not("加密的Office文件", "请取消密码保护后另存"),
            _ => not("旧版Word（.doc）", advice),
        });
    }
    if bytes.starts_with(b"PK") {
        return archive(bytes);
    }
    if trimmed.starts_with(b"{\\rtf") {
        return Err(not("RTF文件", "请另存为DOCX后再读"));
    }
    for (mark, what) in [
        (&b"\x89PNG"[..], "PNG图片"),
        (b"\xff\xd8\xff", "JPEG图片"),
        (b"GIF8", "GIF图片"),
        (b"II*\0", "TIFF图片"),
        (b"MM\0*", "TIFF图片"),
        (b"BM", "BMP图片"),
    ] {
        if bytes.starts_with(mark) && (mark != b"BM" || head.contains(&0)) {
            return Err(not(what, "报告是图片，请提供有文字的网页、DOCX、PDF或XLSX"));
        }
    }
    for (mark, what) in
        [(&b"Rar!"[..], "RAR压缩包"), (b"7z\xbc\xaf", "7z压缩包"), (b"\x1f\x8b", "gzip压缩文件")]
    {
        if bytes.starts_with(mark) {
            return Err(not(what, "请解压后读取其中的报告"));
        }
    }
    if trimmed.starts_with(b"{") || (trimmed.starts_with(b"[") && extension == "json") {
        return Ok(Format::Json);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let zeros = head.iter().map(|byte| usize::from(*byte == 0)).sum::<usize>();
    let controls =
        head.iter().filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0)).count();
    if !utf16 && (controls * 20 > head.len() || zeros * 100 > head.len() * 45) {
        return Err(not(
            "不认识的二进制文件",
            "请提供TXT、HTML、Markdown、DOCX、PDF、XLSX或JSON格式的年度报告",
        ));
    }
    let plain: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let markup =
        [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<p ", b"<meta"];
    let first = plain.trim_ascii_start();
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    let opens = first.starts_with(b"<") || first.starts_with(b"\xff\xfe<") || first.starts_with(b"\xfe\xff<");
    let page = markup.iter().any(|mark| has(&plain, mark));
    match extension.as_str() {
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" if !opens => Ok(Format::Text),
        "html" | "htm" | "shtml" | "xhtml" | "mht" => Ok(Format::Html),
        _ if opens && page => Ok(Format::Html),
        _ if opens && has(&plain, b"<?xml") => {
            Err(not("XML文件", "请提供TXT、HTML、Markdown、DOCX、PDF、XLSX或JSON格式的年度报告"))
        }
        _ if page => Ok(Format::Html),
        _ => Ok(Format::Text),
    }
}

/// What kind of zip file.
fn archive(bytes: &[u8]) -> Result<Format, NotReadable> {
    let damaged = || not("损坏的压缩文件（或未下载完整）", "请重新下载或另存");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut found = |name: &str| archive.by_name(name).is_ok();
    if found("word/document.xml") {
        return Ok(Format::Docx);
    }
    if found("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    if found("OFD.xml") {
        return Err(not("OFD版式文件", "请用OFD阅读器转换为PDF或DOCX后再读"));
    }
    if found("content.xml") {
        return Err(not("OpenDocument文件", "请另存为DOCX或XLSX后再读"));
    }
    if found("ppt/presentation.xml") {
        return Err(not("演示文稿（PPTX）", "请提供报告的DOCX或PDF"));
    }
    if archive.file_names().flatten().any(|name| name.starts_with("word/") && name.ends_with(".xml")) {
        return Ok(Format::Docx);
    }
    Err(not("压缩包（ZIP）", "请解压后读取其中的报告；核查整个压缩包请用 gongkai report check"))
}
