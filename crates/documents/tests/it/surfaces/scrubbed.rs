//! What Word, WPS, `LibreOffice` and Excel write beside the text is taken out; the text stays, word for word.

use documents::{scrub, shown_text};

use super::office::{docx, package};

const BY: &str = r#"w:id="1" w:author="甲" w:date="2026-11-10T00:00:00Z""#;

/// A DOCX with parts that are no text as well.
fn with_parts(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let document = format!("<w:document {w}><w:body>{body}</w:body></w:document>");
    let mut all =
        vec![("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", document.into_bytes())];
    all.extend(parts.iter().map(|(name, bytes)| (*name, bytes.to_vec())));
    package(&all)
}

/// Every kind of tracked change as programs write it: with author, date, and the names of moves.
fn changed() -> String {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let fonts = |font: &str| format!("<w:rFonts w:eastAsia=\"{font}\"/>");
    format!(
        "<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr><w:pPrChange {BY}><w:pPr><w:pStyle w:val=\"旧样式\"/></w:pPr></w:pPrChange></w:pPr>{}\
         <w:ins {BY}>{}</w:ins><w:del {BY}><w:r><w:rPr>{}</w:rPr><w:delText>删去</w:delText></w:r>\
         <w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>\
         <w:r><w:rPr>{}<w:rPrChange {BY}><w:rPr>{}</w:rPr></w:rPrChange></w:rPr><w:t>改格式</w:t></w:r></w:p>\
         <w:p><w:moveFromRangeStart {BY} w:name=\"move1234567890\"/><w:moveFrom {BY}>{}</w:moveFrom>\
         <w:moveFromRangeEnd w:id=\"1\"/></w:p>\
         <w:p><w:moveToRangeStart {BY} w:name=\"move1234567890\"/><w:moveTo {BY}>{}</w:moveTo>\
         <w:moveToRangeEnd w:id=\"1\"/></w:p>\
         <w:tbl><w:tblPr><w:tblPrChange {BY}><w:tblPr/></w:tblPrChange></w:tblPr><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>\
         <w:sectPr><w:sectPrChange {BY}><w:sectPr/></w:sectPrChange></w:sectPr>",
        run("正文"),
        run("新增"),
        fonts("黑体"),
        fonts("宋体"),
        fonts("楷体"),
        run("移动"),
        run("移动"),
        run("表内"),
    )
}

#[test]
fn tracked_changes_with_their_dates_are_accepted() {
    let settings = "<w:settings><w:rsids><w:rsid w:val=\"00AB12CD\"/></w:rsids>\
                    <w:docVars><w:docVar w:name=\"commondata\" w:val=\"eyJoZGlkIjoiMTIzNDU2Nzg5MDEyMyJ9\"/></w:docVars></w:settings>";
    let styles = format!(
        "<w:styles><w:rPrChange {BY}><w:rPr><w:rFonts w:eastAsia=\"隶书\"/></w:rPr></w:rPrChange></w:styles>"
    );
    let bytes = docx(&changed(), &[("word/settings.xml", settings.into()), ("word/styles.xml", styles)]);
    let done = scrub("办法.docx", bytes).expect("it can be scrubbed");
    assert_eq!(shown_text("办法.docx", done.bytes.clone(), 1000).unwrap(), "正文新增改格式\n移动\n表内");
    let left: Vec<_> = done.surfaces.iter().map(|it| format!("{}={}", it.place, it.text)).collect();
    for gone in ["甲", "2026-11-10", "删去", "PAGE", "黑体", "楷体", "旧样式", "隶书", "move1", "eyJo"]
    {
        assert!(!left.iter().any(|told| told.contains(gone)), "{gone}: {left:?}");
        assert!(done.taken.iter().any(|it| it.text.contains(gone)), "{gone}: {:?}", done.taken);
    }
    assert!(left.iter().any(|told| told.contains("宋体")), "{left:?}");
}

#[test]
fn comments_go_with_their_links_their_people_and_their_days() {
    let body = "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>正文</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                <w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    let comments = "<w:comments><w:comment w:id=\"0\" w:author=\"甲\" w:date=\"2026-11-10T00:00:00Z\" w:initials=\"甲\"><w:p><w:r><w:t>批注的话</w:t></w:r></w:p></w:comment></w:comments>"
        .to_owned();
    let bytes = docx(
        body,
        &[
            ("word/comments.xml", comments),
            (
                "word/_rels/comments.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" \
              Target=\"https://inner.example/批注\"/></Relationships>"
                    .into(),
            ),
            ("word/commentsExtensible.xml", "<x><y dateUtc=\"2026-11-10T00:00:00Z\"/></x>".into()),
            ("word/people.xml", "<x><person author=\"乙\"/></x>".into()),
        ],
    );
    let done = scrub("办法.docx", bytes).expect("it can be scrubbed");
    assert_eq!(shown_text("办法.docx", done.bytes, 1000).unwrap(), "正文");
    assert!(done.taken.iter().any(|it| it.place == "批注1第1段"), "{:?}", done.taken);
    let left = format!("{:?}", done.surfaces);
    for gone in ["甲", "乙", "批注的话", "inner.example", "2026-11-10"] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
}

#[test]
fn the_small_picture_of_the_first_page_goes() {
    let body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>";
    let picture: &[u8] = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9";
    let bytes =
        with_parts(body, &[("docProps/thumbnail.jpeg", picture), ("word/media/image1.jpeg", picture)]);
    let done = scrub("办法.docx", bytes).expect("it can be scrubbed");
    let pictures: Vec<_> =
        done.surfaces.iter().filter(|it| it.is_picture).map(|it| it.place.as_str()).collect();
    assert_eq!(pictures, ["图片“image1.jpeg”中的图片画面"]);
    assert_eq!(done.removed, ["文档属性1处"]);
}

#[test]
fn a_note_of_a_cell_goes_with_its_frame_and_a_sheet_may_be_called_anything() {
    let drawing = "<xml><v:shape style='position: absolute'><x:ClientData ObjectType=\"Note\">\
                   <x:Anchor>1, 15, 0, 2, 3, 15, 3, 16</x:Anchor></x:ClientData></v:shape></xml>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"修订对照表（隐藏批注）\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let of_book =
        format!("<Relationships>{}</Relationships>", relation("rId1", "worksheet", "worksheets/sheet1.xml"));
    let of_sheet = format!(
        "<Relationships>{}{}</Relationships>",
        relation("rId1", "comments", "/xl/comments1.xml"),
        relation("anysvml", "vmlDrawing", "/xl/drawings/vmlDrawing1.vml")
    );
    let bytes = package(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/workbook.xml", workbook.into_bytes()),
        ("xl/_rels/workbook.xml.rels", of_book.into_bytes()),
        ("xl/worksheets/_rels/sheet1.xml.rels", of_sheet.into_bytes()),
        ("xl/worksheets/sheet1.xml", format!(
            "<worksheet xmlns:r=\"{office}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>单位</t></is></c></row></sheetData>\
             <legacyDrawing r:id=\"anysvml\"/></worksheet>").into_bytes()),
        ("xl/comments1.xml", "<comments><authors><author>甲</author></authors><commentList><comment ref=\"A1\"><text><t>内部</t></text>\
          </comment></commentList></comments>".as_bytes().to_vec()),
        ("xl/drawings/vmlDrawing1.vml", drawing.as_bytes().to_vec()),
        ("xl/persons/person.xml", "<x><person displayName=\"乙\"/></x>".as_bytes().to_vec()),
        ("xl/printerSettings/printerSettings1.bin", b"Printer of the office".to_vec()),
    ]);
    let done = scrub("名单.xlsx", bytes).expect("it can be scrubbed");
    assert_eq!(shown_text("名单.xlsx", done.bytes, 1000).unwrap(), "修订对照表（隐藏批注）\n单位");
    let left = format!("{:?}", done.surfaces);
    for gone in ["甲", "乙", "内部", "Printer", "15, 0"] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
}

#[test]
fn a_refusal_does_not_say_that_the_file_was_not_looked_through() {
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>";
    let refused = scrub("办法.docx", docx(hidden, &[])).unwrap_err().to_string();
    assert_eq!(refused, "正文第1段隐藏文字有内容，不能自动净化；请打开文件，取消隐藏后决定保留或者删除");
    let picture = scrub("a.png", b"\x89PNG\r\n\x1a\n".to_vec()).unwrap_err().to_string();
    assert_eq!(picture, "图片不能自动净化；请用图片程序去掉拍摄地点、作者等信息后另存");
}
