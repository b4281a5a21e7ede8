//! Files of our own making, of only what a reader needs.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A picture of one dot.
pub(crate) const DOT: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63\xfc\xcf\xc0\x50\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c\x21\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

/// A zip file of parts.
pub(super) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("memory takes it");
        writer.write_all(content).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wp=\"wp\" xmlns:mc=\"mc\" xmlns:v=\"v\"";

/// A part of a Word file: its root element around the content.
pub(super) fn part(root: &str, content: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><w:{root} {SPACES}>{content}</w:{root}>").into_bytes()
}

/// A Word file with this body and further parts.
pub(super) fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = part("document", &format!("<w:body>{body}</w:body>"));
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &document)];
    parts.extend(more);
    zip(&parts)
}

/// Relations of a Word file: identifier, target, whether it lies outside.
pub(super) fn relations(all: &[(&str, &str, bool)]) -> Vec<u8> {
    let all: String = all
        .iter()
        .map(|(id, target, outside)| {
            let mode = if *outside { " TargetMode=\"External\"" } else { "" };
            format!("<Relationship Id=\"{id}\" Type=\"x\" Target=\"{target}\"{mode}/>")
        })
        .collect();
    format!("<Relationships>{all}</Relationships>").into_bytes()
}

/// A paragraph.
pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
pub(super) fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A workbook: for each sheet its name, whether it is shown, its rows, its merged cells.
pub(super) fn xlsx(sheets: &[(&str, bool, &[&[&str]], &str)]) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), b"<Types/>".to_vec()),
        (
            "_rels/.rels".into(),
            format!(
                "<Relationships {package}><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            )
            .into_bytes(),
        ),
    ];
    let (mut list, mut links) = (String::new(), String::new());
    for (index, (name, is_shown, rows, merged)) in sheets.iter().enumerate() {
        let number = index + 1;
        let state = if *is_shown { "" } else { " state=\"hidden\"" };
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"s{number}\"/>");
        links += &format!(
            "<Relationship Id=\"s{number}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let mut data = String::new();
        for (row, cells) in rows.iter().enumerate() {
            let row = row + 1;
            data += &format!("<row r=\"{row}\">");
            for (column, text) in cells.iter().enumerate() {
                let at = format!("{}{row}", char::from(b'A' + column as u8));
                match text.parse::<f64>() {
                    Ok(number) => data += &format!("<c r=\"{at}\"><v>{number}</v></c>"),
                    Err(_) if text.is_empty() => {}
                    Err(_) => data += &format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                }
            }
            data += "</row>";
        }
        let merged = if merged.is_empty() {
            String::new()
        } else {
            format!("<mergeCells count=\"1\"><mergeCell ref=\"{merged}\"/></mergeCells>")
        };
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet {main}><sheetData>{data}</sheetData>{merged}</worksheet>").into_bytes(),
        ));
    }
    parts.push((
        "xl/workbook.xml".into(),
        format!("<workbook {main} xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>").into_bytes(),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships {package}>{links}</Relationships>").into_bytes(),
    ));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    zip(&parts)
}
