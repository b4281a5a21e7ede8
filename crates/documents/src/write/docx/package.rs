//! The parts of the DOCX package around the document itself.

use std::io::{Cursor, Write};

use statute::report::AnnualReport;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::error::WriteError;
use super::super::xml::{clean, escape};

const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
const ROOT_RELATIONS: &str = include_str!("parts/root_relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("parts/document_relations.xml");
const APPLICATION: &str = include_str!("parts/application.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FONTS: &str = include_str!("parts/fonts.xml");
const FOOTER_ODD: &str = include_str!("parts/footer_odd.xml");
const FOOTER_EVEN: &str = include_str!("parts/footer_even.xml");

/// The package with its main document and its core properties.
pub(super) fn pack(document: &str, properties: &str) -> Result<Vec<u8>, WriteError> {
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT_RELATIONS),
        ("docProps/core.xml", properties),
        ("docProps/app.xml", APPLICATION),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/fontTable.xml", FONTS),
        ("word/footer1.xml", FOOTER_ODD),
        ("word/footer2.xml", FOOTER_EVEN),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = parts.iter().try_for_each(|(name, text)| {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes()).map_err(zip::result::ZipError::from)
    });
    packed.map_err(|error| WriteError::Package(error.to_string()))?;
    let bytes = zip.finish().map_err(|error| WriteError::Package(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Title, author, language and day of publication, as Word and file managers show them.
pub(super) fn properties(report: &AnnualReport, title: &str) -> String {
    let agency = report.agency.as_deref().map(clean).unwrap_or_default();
    let created = report.published_on.map_or_else(String::new, |date| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>政府信息公开工作年度报告</dc:subject><dc:creator>{}</dc:creator>\
         <cp:keywords>政府信息公开 年度报告</cp:keywords>{created}<dc:language>zh-CN</dc:language>\
         </cp:coreProperties>",
        escape(title),
        escape(&agency)
    )
}
