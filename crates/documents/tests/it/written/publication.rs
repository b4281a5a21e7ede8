//! A publication as Word file and PDF: read back by the same reader that brings files in, it says the same.

use std::collections::BTreeMap;

use documents::page::{Body, bring_in};
use documents::write::publication::{Printed, docx, pdf};
use jiff::civil::date;

use super::keep;

/// A body with everything a body can hold.
const BODY: &str = "<p>各区县人力资源和社会保障局：</p><p>为做好示例工作，现通知如下。详见<a href=\"https://example.gov.cn/a?b=1&amp;c=2\">网站</a>\
    和<a href=\"/files/表.docx\">附件</a>。</p><h2>总体要求</h2><p>一、目标任务</p><p>（一）<strong>2023年</strong>增长<em>5%</em>，x<sup>2</sup>、H<sub>2</sub>O，\
    <u>下划线</u>。</p><h4>小节</h4><ol><li>甲<ul><li>甲一</li><li>甲二</li></ul></li><li><p>乙</p><p>乙的第二段</p></li></ol><ol><li>另一个列表</li></ol>\
    <ul><li>丙</li><li>丁</li></ul><blockquote><p>引用的话。</p></blockquote><p>上一行<br>下一行</p>\
    <table><caption>表1　示例</caption><thead><tr><th scope=\"col\" rowspan=\"2\">区县</th><th scope=\"col\" colspan=\"2\">人数</th></tr><tr><th scope=\"col\">男</th>\
    <th scope=\"col\">女</th></tr></thead><tbody><tr><td rowspan=\"2\">甲区</td><td>1</td><td>2</td></tr><tr><td><p>三</p><p>四</p></td><td><ul><li>五</li></ul></td></tr>\
    <tr><td colspan=\"2\">合计</td><td></td></tr></tbody></table><table><tbody><tr><td>紧接着的表</td><td>1</td></tr></tbody></table>\
    <p><img src=\"image-1.png\" alt=\"流程图\"></p><p>附件：1. 示例表</p><p>示例市人力资源和社会保障局</p><p>2023年5月6日</p><p>（此件公开发布）</p>";

fn pictures() -> BTreeMap<String, Vec<u8>> {
    [("image-1.png".to_owned(), crate::page::DOT.to_vec())].into()
}

fn metadata() -> Vec<(String, String)> {
    let rows = [
        ("索引号", "11370000000000000A/2023-00012"),
        ("主题分类", "劳动、人事、监察/劳动就业"),
        ("发布日期", "2023年5月8日"),
        ("有效性", "有效"),
        ("公开属性", "主动公开"),
        ("备注", "示例"),
    ];
    rows.map(|(label, value)| (label.to_owned(), value.to_owned())).into()
}

fn printed<'a>(
    body: &'a Body,
    metadata: &'a [(String, String)],
    pictures: &'a BTreeMap<String, Vec<u8>>,
) -> Printed<'a> {
    Printed {
        title: "示例市人力资源和社会保障局关于做好示例工作的通知",
        notice: None,
        document_number: Some("示人社发〔2023〕12号"),
        issuer: "示例市人力资源和社会保障局",
        made_on: Some(date(2023, 5, 6)),
        metadata,
        body,
        pictures,
    }
}

fn body(html: &str) -> Body {
    Body::clean(html).expect("within the limits").body
}

#[test]
fn the_word_file_read_back_says_the_same() {
    let (body, metadata, pictures) = (body(BODY), metadata(), pictures());
    let file = docx(&printed(&body, &metadata, &pictures)).expect("a Word file");
    keep("publication.docx", &file);
    let back = bring_in("publication.docx", file).expect("our own file");
    assert_eq!(back.body.text(), body.text());
    assert_eq!(back.problems, []);
    assert_eq!(back.offered.title.as_deref(), Some("示例市人力资源和社会保障局关于做好示例工作的通知"));
    assert_eq!(back.offered.document_number.as_deref(), Some("示人社发〔2023〕12号"));
    assert_eq!(back.offered.issuer.as_deref(), Some("示例市人力资源和社会保障局"));
    assert_eq!(back.offered.index_number.as_deref(), Some("11370000000000000A/2023-00012"));
    assert_eq!(back.offered.theme.as_deref(), Some("劳动、人事、监察/劳动就业"));
    assert_eq!(
        (back.offered.made_on, back.offered.published_on),
        (Some(date(2023, 5, 6)), Some(date(2023, 5, 8)))
    );
    assert_eq!(back.pictures[0].bytes, pictures["image-1.png"]);
    // Beyond the words: tables, links, headings and pictures are the same too.
    assert_eq!(back.body.links(), body.links());
    assert_eq!(back.body.images(), body.images());
    assert_eq!(back.body.outline(), body.outline());
    let table = |body: &Body| {
        let html = body.as_str();
        html[html.find("<table>").expect("a table")..html.rfind("</table>").expect("a table")].to_owned()
    };
    assert_eq!(table(&back.body), table(&body));
}

#[test]
fn a_file_without_number_and_metadata_has_neither() {
    let body = body("<p>简单的正文，没有文号，也没有署名，只有一段话而已，说的是示例。</p>");
    let printed = Printed { title: "示例新闻", issuer: "示例局", body: &body, ..empty() };
    let back = bring_in("a.docx", docx(&printed).expect("a Word file")).expect("our own file");
    assert_eq!((back.body.as_str(), back.offered.title.as_deref()), (body.as_str(), Some("示例新闻")));
    assert_eq!((back.offered.document_number, back.offered.issuer), (None, None));
}

/// Nothing to print.
fn empty() -> Printed<'static> {
    static BODY: std::sync::LazyLock<Body> = std::sync::LazyLock::new(Body::default);
    static PICTURES: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    Printed {
        title: "",
        notice: None,
        document_number: None,
        issuer: "",
        made_on: None,
        metadata: &[],
        body: &BODY,
        pictures: &PICTURES,
    }
}

#[test]
fn the_pdf_is_tagged_and_says_the_same() {
    let (body, metadata, pictures) = (body(BODY), metadata(), pictures());
    let file = pdf(&printed(&body, &metadata, &pictures)).expect("a PDF");
    keep("publication.pdf", &file);
    let text = String::from_utf8_lossy(&file);
    for wanted in ["%PDF-1.7", "pdfuaid:part", "pdfaid:part", "/Lang"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let back = bring_in("publication.pdf", file).expect("our own file");
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let all = squeezed(&back.body.text());
    for line in body.text().lines().flat_map(|it| it.split('\t')) {
        // Numbers and marks of lists stand before their lines.
        assert!(all.contains(&squeezed(line)), "{line} in {all}");
    }
    // Centered lines of a PDF come as one: mark, number and title are parted by whoever looks at the offer.
    let title = back.offered.title.expect("a title is offered");
    assert!(title.contains("示人社发〔2023〕12号") && title.ends_with("关于做好示例工作的通知"), "{title}");
    assert_eq!(back.offered.made_on, Some(date(2023, 5, 6)));
}

#[test]
fn a_picture_that_is_not_there_is_told_by_words() {
    let body = body("<p>正文<img src=\"x.png\" alt=\"办公楼\"></p><p><img src=\"y.png\"></p>");
    let printed = Printed { title: "示例", body: &body, ..empty() };
    let back = bring_in("a.docx", docx(&printed).expect("a Word file")).expect("our own file");
    assert_eq!(back.body.text(), "正文［图片：办公楼］\n［图片］");
    pdf(&printed).expect("a PDF");
}

#[test]
fn a_document_that_does_not_hold_says_so_first_and_has_one_red_rule() {
    let (body, metadata, pictures) = (body(BODY), metadata(), pictures());
    let notice = Some("已废止：本文件自2026-05-01起由《示例决定》废止，仅供查阅。");
    let printed = Printed { notice, ..printed(&body, &metadata, &pictures) };
    let file = docx(&printed).expect("a Word file");
    keep("repealed.docx", &file);
    let xml = part(&file, "word/document.xml");
    let first = xml.split("<w:p>").nth(1).expect("a paragraph");
    assert!(first.contains("已废止：本文件自2026-05-01起"), "{first}");
    // An empty element does not take the rule of the style away.
    let mark = xml.split("<w:p>").find(|it| it.contains("\"IssuerMark\"")).expect("the mark");
    assert!(mark.contains("<w:pBdr><w:bottom w:val=\"nil\"/></w:pBdr>"), "{mark}");
    // It is said of the file and no part of its text.
    let back = bring_in("publication.docx", file).expect("our own file");
    assert_eq!(back.body.text(), body.text());
    assert_eq!(back.offered.document_number.as_deref(), Some("示人社发〔2023〕12号"));
    let file = pdf(&printed).expect("a PDF");
    keep("repealed.pdf", &file);
    let found = documents::surfaces("repealed.pdf", file).expect("our own file");
    let first: String = found.iter().filter(|it| it.is_shown).map(|it| it.text.as_str()).collect();
    let first: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(first.starts_with("已废止：本文件自2026-05-01起由《示例决定》废止，仅供查阅。"), "{first}");
}

/// A part of a Word file.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a package");
    let part = archive.by_name(name).expect("the part");
    std::io::read_to_string(part).expect("text")
}
