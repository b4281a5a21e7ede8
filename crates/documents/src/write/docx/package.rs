//! The parts of the DOCX package around the document itself.

use std::io::{Cursor, Write};

use jiff::civil::Date;
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
const LETTER_CONTENT_TYPES: &str = include_str!("parts/letter_content_types.xml");
const LETTER_RELATIONS: &str = include_str!("parts/letter_relations.xml");
const LETTER_FOOT: &str = include_str!("parts/letter_foot.xml");
const FOOTER_ODD: &str = include_str!("parts/footer_odd.xml");
const FOOTER_EVEN: &str = include_str!("parts/footer_even.xml");

/// The package of a report or a form with its main document and its core properties.
pub(in crate::write) fn pack(document: &str, properties: &str) -> Result<Vec<u8>, WriteError> {
    zipped(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("docProps/core.xml", properties),
        ("word/document.xml", document),
        ("word/footer1.xml", FOOTER_ODD),
        ("word/footer2.xml", FOOTER_EVEN),
    ])
}

/// The package of a letter, with the head and the foot of its first page.
pub(in crate::write) fn pack_letter(
    document: &str,
    properties: &str,
    head: &str,
) -> Result<Vec<u8>, WriteError> {
    // The foot stands 20 mm from the edge, where the red rule of the first page belongs; numbers keep their 22 mm.
    let raised = |footer: &str| {
        let style = "<w:pStyle w:val=\"Footer\"/>";
        footer.replace(
            style,
            &format!("{style}<w:spacing w:after=\"113\" w:line=\"240\" w:lineRule=\"auto\"/>"),
        )
    };
    zipped(&[
        ("[Content_Types].xml", LETTER_CONTENT_TYPES),
        ("word/_rels/document.xml.rels", LETTER_RELATIONS),
        ("docProps/core.xml", properties),
        ("word/document.xml", document),
        ("word/header1.xml", head),
        ("word/footer1.xml", &raised(FOOTER_ODD)),
        ("word/footer2.xml", &raised(FOOTER_EVEN)),
        ("word/footer3.xml", LETTER_FOOT),
    ])
}

/// Parts of a document with those that all documents share.
fn zipped(own: &[(&str, &str)]) -> Result<Vec<u8>, WriteError> {
    let shared = [
        ("_rels/.rels", ROOT_RELATIONS),
        ("docProps/app.xml", APPLICATION),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/fontTable.xml", FONTS),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = own.iter().chain(&shared).try_for_each(|(name, text)| {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes()).map_err(zip::result::ZipError::from)
    });
    packed.map_err(|error| WriteError::Package(error.to_string()))?;
    let bytes = zip.finish().map_err(|error| WriteError::Package(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Title, author, subject, language and day, as Word and file managers show them.
pub(in crate::write) fn properties(title: &str, agency: &str, subject: &str, dated: Option<Date>) -> String {
    let created = dated.map_or_else(String::new, |date| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator>\
         <cp:keywords>政府信息公开</cp:keywords>{created}<dc:language>zh-CN</dc:language>\
         </cp:coreProperties>",
        escape(title),
        escape(subject),
        escape(&clean(agency))
    )
}
