//! The Word file, opened again: layout of GB/T 9704, real tables, real headings.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use documents::write;
use quick_xml::Reader;
use quick_xml::events::Event;
use statute::report::CompiledReport;
use zip::ZipArchive;

use super::{keep, samples};

/// Every part of the package by name; each is well-formed XML.
fn parts(compiled: &CompiledReport) -> BTreeMap<String, String> {
    let bytes = write::docx(compiled).expect("a file");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        let mut reader = Reader::from_str(&text);
        let mut depth = 0;
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        parts.insert(name, text);
    }
    parts
}

#[test]
fn the_page_is_that_of_official_documents() {
    let parts = parts(&samples::founding());
    let document = &parts["word/document.xml"];
    for wanted in [
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
        "w:linePitch=\"579\"",
        "<w:footerReference w:type=\"even\"",
        "<w:pStyle w:val=\"Heading1\"/>",
        "<w:rStyle w:val=\"RunInHeading\"/>",
    ] {
        assert!(document.contains(wanted), "{wanted}");
    }
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    assert!(parts["word/footer1.xml"].contains("<w:jc w:val=\"right\"/>"));
    assert!(parts["word/footer2.xml"].contains("<w:jc w:val=\"left\"/>"));
    for font in ["仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"] {
        assert!(parts["word/styles.xml"].contains(&format!("w:eastAsia=\"{font}\"")), "{font}");
        assert!(parts["word/fontTable.xml"].contains(&format!("<w:font w:name=\"{font}\">")), "{font}");
    }
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:title>淄博市人力资源和社会保障局2023年政府信息公开工作年度报告</dc:title>"));
    assert!(core.contains("<dc:language>zh-CN</dc:language>"));
}

#[test]
fn every_row_fills_the_grid_and_header_rows_repeat() {
    for (name, compiled) in samples::all() {
        let parts = parts(&compiled);
        keep(&format!("{name}.docx"), &write::docx(&compiled).expect("a file"));
        let document = &parts["word/document.xml"];
        let tables: Vec<_> = document.split("<w:tbl>").skip(1).collect();
        assert_eq!(tables.len(), 3, "{name}");
        for (table, heads) in tables.iter().zip([0, 3, 3]) {
            let table = table.split("</w:tbl>").next().expect("a table");
            let columns = table.matches("<w:gridCol").count();
            assert_eq!(table.matches("<w:tblHeader/>").count(), heads, "{name}");
            for row in table.split("<w:tr>").skip(1) {
                let covered: usize = row
                    .split("<w:tc>")
                    .skip(1)
                    .map(|cell| match cell.split_once("<w:gridSpan w:val=\"") {
                        Some((_, rest)) => {
                            rest.split('"').next().expect("a number").parse().expect("a number")
                        }
                        None => 1,
                    })
                    .sum();
                assert_eq!(covered, columns, "{name}: {row}");
            }
        }
    }
}

#[test]
fn the_words_of_the_text_stay_words() {
    let document = &parts(&samples::large())["word/document.xml"];
    assert!(document.contains("=SUM(1,2)不是公式；&lt;script&gt;alert("));
    assert!(document.contains("“A&amp;B”公司"));
}
