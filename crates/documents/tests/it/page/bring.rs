//! Files brought in: Word files, workbooks, texts, and what is refused.

use documents::page::{Brought, attachment, bring_in};
use jiff::civil::date;
use statute::publication::Attribute;

use super::files::{DOT, docx, p, part, pp, relations, xlsx, zip};

fn brought(name: &str, bytes: Vec<u8>) -> Brought {
    let brought = bring_in(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    super::cleaned(brought.body.as_str());
    assert_eq!(super::html(brought.body.as_str()), brought.body.as_str());
    brought
}

fn told(brought: &Brought) -> Vec<String> {
    brought.problems.iter().map(|it| format!("{}：{}", it.place, it.message)).collect()
}

fn refusal(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    bring_in(name, bytes).expect_err("refused").to_string()
}

#[test]
fn an_official_document_gives_its_parts() {
    let body = [
        p("示例市人力资源和社会保障局文件"),
        p("示人社发[2023] 12 号　　　　签发人：某某"),
        p("示例市人力资源和社会保障局"),
        p("关于做好示例工作的通知"),
        p("各区县人力资源和社会保障局："),
        p("　　为做好示例工作，现通知如下。"),
        p("一、总体要求"),
        p("本通知自2023年6月1日起施行，有效期至2028年5月31日。"),
        p("附件：1. 示例表"),
        p("　　　2. 示例清单"),
        p("示例市人力资源和社会保障局"),
        p("二〇二三年五月六日"),
        p("（此件公开发布）"),
    ];
    let it = brought("通知.docx", docx(&body.concat(), &[]));
    let offered = &it.offered;
    assert_eq!(offered.title.as_deref(), Some("示例市人力资源和社会保障局关于做好示例工作的通知"));
    assert_eq!(offered.document_number.as_deref(), Some("示人社发〔2023〕12号"));
    assert_eq!(offered.issuer.as_deref(), Some("示例市人力资源和社会保障局"));
    assert_eq!(offered.made_on, Some(date(2023, 5, 6)));
    assert_eq!(offered.attribute, Some(Attribute::Proactive));
    assert_eq!((offered.valid_from, offered.valid_until), (Some(date(2023, 6, 1)), Some(date(2028, 5, 31))));
    assert_eq!(offered.annexes, ["示例表", "示例清单"]);
    assert!(
        it.body.as_str().starts_with("<p>各区县人力资源和社会保障局：</p>\n<p>为做好示例工作"),
        "{}",
        it.body
    );
    assert!(it.body.as_str().ends_with("<p>二〇二三年五月六日</p>\n<p>（此件公开发布）</p>"), "{}", it.body);
    assert_eq!(told(&it), [] as [&str; 0]);
}

#[test]
fn other_dates_attributes_and_numbers_are_known() {
    let text = "关于示例事项的复函\n（示人社函（2024）3号）\n某某公司：\n来函收悉。\n示例局\n2024年1月9日\n(此件依申请公开)\n";
    let offered = brought("复函.txt", text.as_bytes().to_vec()).offered;
    assert_eq!(offered.title.as_deref(), Some("关于示例事项的复函"));
    assert_eq!(offered.document_number.as_deref(), Some("示人社函〔2024〕3号"));
    assert_eq!(offered.issuer.as_deref(), Some("示例局"));
    assert_eq!(offered.made_on, Some(date(2024, 1, 9)));
    assert_eq!(offered.attribute, Some(Attribute::OnApplication));
    // A text without any of it offers nothing, and keeps its first line.
    let it = brought("a.txt", "第一行很普通的话。\n第二行。".as_bytes().to_vec());
    assert_eq!(it.offered, documents::page::Offered::default());
    assert_eq!(it.body.text(), "第一行很普通的话。\n第二行。");
}

#[test]
fn headings_lists_and_computed_numbers_come_out_as_text() {
    let styles = part(
        "styles",
        "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:styleId=\"a\"><w:name w:val=\"甲\"/><w:basedOn w:val=\"1\"/></w:style>\
         <w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>",
    );
    let numbering = part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
         <w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
         <w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"l\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>",
    );
    let numbered = |id: u8, level: u8, text: &str| {
        pp(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>"), text)
    };
    let body = [
        pp("<w:pStyle w:val=\"T\"/>", "示例办法"),
        pp("<w:pStyle w:val=\"a\"/>", "第一部分"),
        numbered(1, 0, "总体"),
        numbered(1, 1, "甲"),
        numbered(1, 1, "乙"),
        numbered(1, 0, "附则"),
        numbered(1, 1, "丙"),
        numbered(2, 0, "丁"),
        numbered(2, 0, "戊"),
        pp("<w:outlineLvl w:val=\"2\"/>", "小节"),
    ];
    let it = brought(
        "a.docx",
        docx(&body.concat(), &[("word/styles.xml", &styles), ("word/numbering.xml", &numbering)]),
    );
    assert_eq!(it.offered.title.as_deref(), Some("示例办法"));
    assert_eq!(
        it.body.as_str(),
        "<h2>第一部分</h2>\n<p>一、总体</p>\n<p>（一）甲</p>\n<p>（二）乙</p>\n<p>二、附则</p>\n<p>（一）丙</p>\n\
         <ul><li>丁</li><li>戊</li></ul>\n<h4>小节</h4>"
    );
}

#[test]
fn tables_pictures_links_and_notes_of_word() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let table = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("", "区县"),
        cell("<w:gridSpan w:val=\"2\"/>", "人数"),
        cell("<w:vMerge w:val=\"restart\"/>", "甲"),
        cell("", "1"),
        cell("", "2"),
        cell("<w:vMerge/>", ""),
        cell("", "3"),
        cell("", "4"),
    );
    let run = "<w:p><w:r><w:t>见</w:t></w:r><w:hyperlink r:id=\"l\"><w:r><w:t>网站</w:t></w:r></w:hyperlink>\
        <w:hyperlink r:id=\"x\"><w:r><w:t>坏</w:t></w:r></w:hyperlink>\
        <w:r><w:footnoteReference w:id=\"5\"/></w:r><w:r><w:rPr><w:b/><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>\
        <w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"流程图\"/><a:blip r:embed=\"i\"/></wp:inline></w:drawing></w:r></w:p>\
        <w:p><w:r><w:drawing><a:blip r:embed=\"e\"/></w:drawing></w:r></w:p>";
    let relations = relations(&[
        ("l", "https://example.gov.cn/a", true),
        ("x", "javascript:x", true),
        ("i", "media/image9.png", false),
        ("e", "media/image2.emf", false),
    ]);
    let notes = part("footnotes", &format!("<w:footnote w:id=\"5\">{}</w:footnote>", p("脚注的话。")));
    let it = brought(
        "a.docx",
        docx(
            &(p("正文第一段的话。") + &table + run),
            &[
                ("word/_rels/document.xml.rels", &relations),
                ("word/footnotes.xml", &notes),
                ("word/media/image9.png", DOT),
                ("word/media/image2.emf", b"\x01\0\0\0"),
            ],
        ),
    );
    assert_eq!(
        it.body.as_str(),
        "<p>正文第一段的话。</p>\n<table><thead><tr><th scope=\"col\">区县</th><th scope=\"col\" colspan=\"2\">人数</th></tr></thead>\
         <tbody><tr><td rowspan=\"2\">甲</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>\n\
         <p>见<a href=\"https://example.gov.cn/a\">网站</a>坏<sup>[1]</sup><strong><sup>2</sup></strong></p>\n\
         <p><img src=\"image-1.png\" alt=\"流程图\"></p>\n<p>[1] 脚注的话。</p>"
    );
    assert_eq!((it.pictures.len(), it.pictures[0].bytes.as_slice()), (1, DOT));
    assert_eq!(
        told(&it),
        [
            "正文：链接“javascript:x”不能在网页上使用，只保留了文字",
            "正文：EMF格式的图片浏览器不能显示，没有导入；请另存为PNG或JPEG后插入",
        ]
    );
}

#[test]
fn tracked_changes_comments_and_hidden_text_are_told() {
    let body = "<w:p><w:r><w:t>保留</w:t></w:r><w:ins w:id=\"1\"><w:r><w:t>新增</w:t></w:r></w:ins>\
        <w:del w:id=\"2\"><w:r><w:delText>删除</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的话</w:t></w:r>\
        <w:r><w:rPr><w:strike/></w:rPr><w:t>划掉</w:t></w:r></w:p>";
    let comments = part("comments", &format!("<w:comment w:id=\"1\">{}</w:comment>", p("意见")));
    let it = brought("a.docx", docx(body, &[("word/comments.xml", &comments)]));
    assert_eq!(it.body.as_str(), "<p>保留新增划掉</p>");
    assert_eq!(
        told(&it),
        [
            "正文：隐藏文字“隐藏的话”没有导入",
            "正文：“划掉”的删除线没有保留，请确认这些文字是否应当删除",
            "正文：文件中有2处修订，已按接受修订后的文字导入；请在Word中接受或拒绝全部修订后核对",
            "批注：文件中有1条批注，没有导入；原文件不要作为附件公开",
        ]
    );
}

#[test]
fn sheets_become_tables_and_hidden_ones_stay_out() {
    let it = brought(
        "a.xlsx",
        xlsx(&[
            ("汇总", true, &[&["示例表", "", ""], &["区县", "人数", "金额"], &["甲", "3", "0.1"]], "A1:C1"),
            ("底稿", false, &[&["密"]], ""),
            ("第二张", true, &[&["乙", "4"]], ""),
        ]),
    );
    assert_eq!(
        it.body.as_str(),
        "<table><caption>示例表</caption><tbody><tr><td>区县</td><td>人数</td><td>金额</td></tr>\
         <tr><td>甲</td><td>3</td><td>0.1</td></tr></tbody></table>\n\
         <table><caption>第二张</caption><tbody><tr><td>乙</td><td>4</td></tr></tbody></table>"
    );
    assert_eq!(told(&it), ["工作表“底稿”：隐藏的工作表没有导入；原文件作为附件公开前请删除它"]);
}

#[test]
fn markdown_becomes_headings_lists_and_tables() {
    let text = "---\ntitle: 示例\n---\n\n## 一 概况\n\n第一段**重点**，见[附件](a.docx)。\n\n- 甲\n- 乙\n\n| 项 | 数 |\n| --- | --- |\n| 丙 | 1 |\n";
    let it = brought("a.md", text.as_bytes().to_vec());
    assert_eq!(
        it.body.as_str(),
        "<h2>一 概况</h2>\n<p>第一段<strong>重点</strong>，见<a href=\"a.docx\">附件</a>。</p>\n<ul><li>甲</li><li>乙</li></ul>\n\
         <table><tbody><tr><td>项</td><td>数</td></tr><tr><td>丙</td><td>1</td></tr></tbody></table>"
    );
    assert_eq!(it.offered.title.as_deref(), Some("示例"));
    assert_eq!(it.attachments[0].href, "a.docx");
}

#[test]
fn what_is_not_what_its_name_says_is_refused_with_what_it_is() {
    let word = docx(&p("正文。"), &[]);
    assert_eq!(
        refusal("a.pdf", word.clone()),
        "文件名以“.pdf”结尾，内容却是DOCX；请核对文件；确实要导入的，把文件名改为以“.docx”结尾"
    );
    assert_eq!(
        refusal("a.doc", word),
        "文件名以“.doc”结尾，内容却是DOCX；请核对文件；确实要导入的，把文件名改为以“.docx”结尾"
    );
    assert_eq!(
        refusal("a.docx", &b"<html><body><p>x</p></body></html>"[..]),
        "文件名以“.docx”结尾，内容却是HTML；请核对文件；确实要导入的，把文件名改为以“.html”结尾"
    );
    assert_eq!(
        refusal("a.xlsx", "纯文本".as_bytes()),
        "文件名以“.xlsx”结尾，内容却是TXT；请核对文件；确实要导入的，把文件名改为以“.txt”结尾"
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let old: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0];
    let mut locked = old.to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let bomb = zip(&[("word/document.xml", &vec![b' '; 201 << 20])]);
    for (name, bytes, wanted) in [
        ("a.doc", old.to_vec(), "旧版Word（.doc）；请用Word或WPS另存为DOCX（表格另存为XLSX）后再读"),
        ("a.xls", old.to_vec(), "旧版Excel（.xls）；请另存为XLSX后再读"),
        ("a.docx", locked, "加密的Office文件；请取消密码保护后另存"),
        ("a.docx", b"PK\x03\x04broken".to_vec(), "损坏的压缩文件（或未下载完整）；请重新下载或另存"),
        ("a.docx", Vec::new(), "空文件；请提供DOCX、HTML、PDF、XLSX、TXT或Markdown格式的文件"),
        (
            "a.png",
            DOT.to_vec(),
            "PNG图片；请提供有文字的DOCX、HTML、PDF、XLSX或TXT；图片请在页面上作为图片上传",
        ),
        ("a.rtf", b"{\\rtf1 x}".to_vec(), "RTF文件；请另存为DOCX后再读"),
        ("a.zip", zip(&[("a.txt", b"x")]), "压缩包（ZIP）；请解压后逐个导入其中的文件"),
        ("a.pdf", b"%PDF-1.7\nbroken".to_vec(), "PDF已损坏，或者不是PDF文件；请重新下载，或提供原始DOCX"),
        ("a.docx", bomb, "文件解压后超过200MB；请去掉图片和附件后另存，或者拆成几份；大文件可以作为附件上传"),
        (
            "a.docx",
            docx("<w:p/>", &[]),
            "文件里没有可以发布的文字；请提供有文字的DOCX、HTML、PDF、XLSX或TXT；图片请在页面上作为图片上传",
        ),
    ] {
        assert_eq!(refusal(name, bytes), wanted, "{name}");
    }
    assert!(refusal("a.txt", vec![b'x'; 51 << 20]).starts_with("文件超过50MB；"));
}

#[test]
fn attachments_are_what_their_names_say() {
    let word = docx(&p("x"), &[]);
    let with_macros = docx(&p("x"), &[("word/vbaProject.bin", b"x")]);
    let media = |name: &str, bytes: &[u8]| attachment(name, bytes).map_err(|it| it.to_string());
    assert_eq!(media("表.PNG", DOT), Ok("image/png"));
    assert_eq!(media("a.zip", &zip(&[("a", b"x")])), Ok("application/zip"));
    assert_eq!(media("a.txt", "文".as_bytes()), Ok("text/plain"));
    for (name, bytes, wanted) in [
        (
            "a.pdf",
            word.as_slice(),
            "附件“a.pdf”以“.pdf”结尾，内容却是Word文件（DOCX）；请核对文件，名称与内容一致后再上传",
        ),
        ("a.docx", with_macros.as_slice(), "附件“a.docx”是带宏的Office文件；请另存为不带宏的DOCX或XLSX"),
        (
            "a.txt",
            b"<!DOCTYPE html><script>",
            "附件“a.txt”是网页；请提供文档、表格、图片、压缩包或音视频文件",
        ),
        ("a.pdf", b"MZ\x90\0", "附件“a.pdf”是程序；请提供文档、表格、图片、压缩包或音视频文件"),
        ("a.png", b"<svg onload=x>", "附件“a.png”是网页；请提供文档、表格、图片、压缩包或音视频文件"),
    ] {
        assert_eq!(media(name, bytes), Err(wanted.to_owned()), "{name}");
    }
    assert!(
        media("a.exe", b"text")
            .expect_err("refused")
            .starts_with("附件“a.exe”的类型“.exe”不能公开；请转换为下列类型之一：pdf、doc")
    );
}

#[test]
fn what_is_no_whole_picture_is_left_out_and_told() {
    use documents::page::{Body, is_whole};
    let jpeg: &[u8] = b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9";
    let gif: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b";
    for whole in [DOT, jpeg, gif] {
        assert!(is_whole(whole), "{whole:02x?}");
        assert!(is_whole(&[whole, b"left behind"].concat()));
        assert!(!is_whole(&whole[..whole.len() - 4]) && !is_whole(&whole[..8]), "{whole:02x?}");
    }
    let without_data = [&DOT[..33], &DOT[DOT.len() - 12..]].concat();
    assert!(!is_whole(&without_data) && !is_whole(b"") && !is_whole(b"text"));
    let mut without_size = DOT.to_vec();
    without_size[16..24].fill(0);
    assert!(!is_whole(&without_size));
    let drawing =
        "<w:p><w:r><w:t>看图，正文写在这里。</w:t><w:drawing><a:blip r:embed=\"i\"/></w:drawing></w:r></w:p>";
    let relations = relations(&[("i", "media/image9.png", false)]);
    let parts: [(&str, &[u8]); 2] =
        [("word/_rels/document.xml.rels", &relations), ("word/media/image9.png", &DOT[..8])];
    let broken = docx(drawing, &parts);
    let it = bring_in("办法.docx", broken).expect("a document");
    assert_eq!((it.pictures.len(), it.body.images().len()), (0, 0));
    assert_eq!(
        it.problems[0].message,
        "图片“media/image9.png”是坏的，打不开，没有导入；请在文件里换一张后再导入"
    );
    // In the address of a picture it is the same.
    let cleaned = Body::clean("<p>正文<img src=\"data:image/png;base64,iVBORw0KGgo=\"></p>").expect("a page");
    assert_eq!((cleaned.pictures.len(), cleaned.body.as_str()), (0, "<p>正文</p>"));
    assert!(cleaned.removed[0].to_string().starts_with("第1段：图片不能显示（已损坏"));
}
