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

/// What a publication has besides its text: links, pictures, lists.
#[derive(Default)]
pub(in crate::write) struct Extra {
    links: Vec<String>,
    pictures: Vec<(Vec<u8>, &'static str)>,
    /// The text of `word/numbering.xml`.
    pub(in crate::write) numbering: String,
}

impl Extra {
    /// The relation of a link; `first` is the number behind those that every document has.
    pub(in crate::write) fn link(&mut self, first: usize, href: &str) -> String {
        let known = self.links.iter().position(|it| it == href);
        let at = known.unwrap_or_else(|| {
            self.links.push(href.to_owned());
            self.links.len() - 1
        });
        format!("rId{}", first + 2 * at)
    }

    /// The relation of a picture and its number.
    pub(in crate::write) fn picture(
        &mut self,
        first: usize,
        bytes: &[u8],
        ending: &'static str,
    ) -> (String, usize) {
        let known = self.pictures.iter().position(|it| it.0 == bytes);
        let at = known.unwrap_or_else(|| {
            self.pictures.push((bytes.to_vec(), ending));
            self.pictures.len() - 1
        });
        (format!("rId{}", first + 2 * at + 1), at + 1)
    }

    fn relations(&self, first: usize) -> String {
        const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut out =
            format!("<Relationship Id=\"rId8\" Type=\"{KIND}/numbering\" Target=\"numbering.xml\"/>");
        for (at, href) in self.links.iter().enumerate() {
            let (id, href) = (first + 2 * at, escape(href));
            out += &format!(
                "<Relationship Id=\"rId{id}\" Type=\"{KIND}/hyperlink\" Target=\"{href}\" TargetMode=\"External\"/>"
            );
        }
        for (at, (_, ending)) in self.pictures.iter().enumerate() {
            let (id, number) = (first + 2 * at + 1, at + 1);
            out += &format!(
                "<Relationship Id=\"rId{id}\" Type=\"{KIND}/image\" Target=\"media/image{number}.{ending}\"/>"
            );
        }
        out
    }
}

/// The package of a publication. `first` is the number of the first relation of its own.
pub(in crate::write) fn pack_publication(
    document: &str,
    properties: &str,
    extra: &Extra,
    first: usize,
) -> Result<Vec<u8>, WriteError> {
    const TYPES: &str = "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>\
        <Default Extension=\"gif\" ContentType=\"image/gif\"/><Override PartName=\"/word/numbering.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>";
    let types = CONTENT_TYPES.replace("</Types>", &format!("{TYPES}</Types>"));
    let relations = DOCUMENT_RELATIONS
        .replace("</Relationships>", &format!("{}</Relationships>", extra.relations(first)));
    let names: Vec<String> = extra
        .pictures
        .iter()
        .enumerate()
        .map(|(at, (_, ending))| format!("word/media/image{}.{ending}", at + 1))
        .collect();
    let mut own: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("docProps/core.xml", properties.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/numbering.xml", extra.numbering.as_bytes()),
        ("word/footer1.xml", FOOTER_ODD.as_bytes()),
        ("word/footer2.xml", FOOTER_EVEN.as_bytes()),
    ];
    own.extend(
        names.iter().map(String::as_str).zip(extra.pictures.iter().map(|(bytes, _)| bytes.as_slice())),
    );
    zipped_bytes(&own)
}

/// Parts of a document with those that all documents share.
fn zipped(own: &[(&str, &str)]) -> Result<Vec<u8>, WriteError> {
    let own: Vec<(&str, &[u8])> = own.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    zipped_bytes(&own)
}

fn zipped_bytes(own: &[(&str, &[u8])]) -> Result<Vec<u8>, WriteError> {
    let shared = [
        ("_rels/.rels", ROOT_RELATIONS.as_bytes()),
        ("docProps/app.xml", APPLICATION.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/settings.xml", SETTINGS.as_bytes()),
        ("word/fontTable.xml", FONTS.as_bytes()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = own.iter().chain(&shared).try_for_each(|(name, text)| {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(text).map_err(zip::result::ZipError::from)
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
