//! What a file is, by its content, and whether its name says the same.

use crate::read::{Format, NotReadable, sniff};

/// What the endings of names promise, as far as they promise anything.
const PROMISES: [(&[&str], Format); 5] = [
    (&["docx", "docm"], Format::Docx),
    (&["xlsx", "xlsm"], Format::Xlsx),
    (&["pdf"], Format::Pdf),
    (&["html", "htm", "shtml", "xhtml"], Format::Html),
    (&["md", "markdown"], Format::Markdown),
];

/// The format of a file to be published.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Format, NotReadable> {
    let format = sniff::format(bytes, name).map_err(for_publishing)?;
    let ending = ending(name);
    let promised = PROMISES.iter().find(|(endings, _)| endings.contains(&ending.as_str())).map(|it| it.1);
    // A page of markup under the name of a text is read as what it is; a text named as a page is one.
    let is_plain = |it| matches!(it, Format::Text | Format::Html | Format::Markdown | Format::Json);
    match promised {
        Some(promised) if promised != format && !(is_plain(promised) && is_plain(format)) => {
            Err(other(name, format))
        }
        None if matches!(ending.as_str(), "doc" | "xls" | "wps" | "et" | "txt" | "csv" | "ofd" | "rtf")
            && (ending != "txt" || !is_plain(format)) =>
        {
            Err(other(name, format))
        }
        _ => Ok(if format == Format::Json { Format::Text } else { format }),
    }
}

/// The ending of a file's name, in lower case.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn other(name: &str, format: Format) -> NotReadable {
    let right = match format {
        Format::Text | Format::Json => "txt",
        other => other.name(),
    };
    NotReadable {
        what: format!("文件名以“.{}”结尾，内容却是{}", ending(name), format.zh()),
        advice: format!("请核对文件；确实要导入的，把文件名改为以“.{right}”结尾"),
    }
}

/// A refusal in the words of publishing: readers that were made for annual reports speak of reports.
pub(super) fn for_publishing(refusal: NotReadable) -> NotReadable {
    let NotReadable { what, advice } = refusal;
    let advice = if what.contains("图片") && !what.contains("超过") {
        "请提供有文字的DOCX、HTML、PDF、XLSX或TXT；图片请在页面上作为图片上传".to_owned()
    } else if what.starts_with("扫描件") || what.contains("没有文字") {
        "请提供可复制文字的PDF或原始DOCX；扫描件可以作为附件上传，正文另行录入".to_owned()
    } else if advice.contains("报告") {
        if what.contains("超过") || what.contains("过多") || what.contains("过大") {
            "请去掉图片和附件后另存，或者拆成几份；大文件可以作为附件上传".to_owned()
        } else if what.contains("压缩") {
            "请解压后逐个导入其中的文件".to_owned()
        } else {
            "请提供DOCX、HTML、PDF、XLSX、TXT或Markdown格式的文件".to_owned()
        }
    } else {
        advice
    };
    NotReadable { what, advice }
}
