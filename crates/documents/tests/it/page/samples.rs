//! A file of each kind that has everything a reader of ours knows.

use super::files::{DOT, p, part, pp, relations};

/// A Word file with lists, tables, pictures, notes, boxes and tracked changes.
pub(crate) fn docx() -> Vec<u8> {
    let styles = part(
        "styles",
        "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
         <w:style w:styleId=\"N\"><w:name w:val=\"List Number\"/><w:basedOn w:val=\"1\"/></w:style>\
         <w:style w:styleId=\"C\"><w:name w:val=\"caption\"/></w:style>",
    );
    let numbering = part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
         <w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"（%1.%2）\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num>",
    );
    let list = |level: u8, style: &str| {
        format!(
            "<w:pStyle w:val=\"{style}\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"
        )
    };
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let body = [
        p("示例市局文件"),
        p("示局发〔2023〕5号"),
        p("关于示例的通知"),
        p("各区县："),
        pp("<w:pStyle w:val=\"1\"/>", "标题"),
        pp(&list(0, "1"), "甲"),
        pp(&list(1, "N"), "乙"),
        pp("<w:pStyle w:val=\"C\"/>", "表1"),
        format!(
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr></w:tbl>",
            cell("<w:vMerge w:val=\"restart\"/>", "区县"),
            cell("<w:gridSpan w:val=\"2\"/>", "人数"),
            cell("<w:vMerge/>", ""),
            cell("", "1"),
            cell("", "2"),
        ),
        "<w:p><w:r><w:t>见</w:t><w:footnoteReference w:id=\"2\"/></w:r><w:hyperlink r:id=\"l\"><w:r><w:t>网</w:t></w:r></w:hyperlink>\
         <w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>\
         <w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr=\"图\"/><a:blip r:embed=\"i\"/><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>\
         </w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:imagedata r:id=\"i\"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            .to_owned(),
        p("附件：1. 甲表"),
        p("2. 乙表"),
        p("示例市局"),
        p("2023年5月6日"),
        p("（此件公开发布）"),
    ];
    let relations = relations(&[("l", "https://example.gov.cn/", true), ("i", "media/image1.png", false)]);
    let notes = part("footnotes", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("注。")));
    super::files::docx(
        &body.concat(),
        &[
            ("word/styles.xml", &styles),
            ("word/numbering.xml", &numbering),
            ("word/_rels/document.xml.rels", &relations),
            ("word/footnotes.xml", &notes),
            ("word/media/image1.png", DOT),
        ],
    )
}

/// A workbook with a title, merged cells and a hidden sheet.
pub(crate) fn xlsx() -> Vec<u8> {
    super::files::xlsx(&[
        ("甲", true, &[&["表", "", ""], &["项", "数", "45000"], &["乙", "0.5", ""]], "A1:C1"),
        ("乙", false, &[&["丙", "2"]], ""),
    ])
}

/// A page of a site.
pub(crate) fn html() -> String {
    super::web::page(super::web::TEXT)
}

/// A page as Word saves it.
pub(crate) fn word_html() -> String {
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\
     <!--[if gte mso 9]><xml><o:x/></xml><![endif]--></head><body lang=ZH-CN><div class=WordSection1>\
     <p class=MsoNormal align=center><b><span style='font-size:22.0pt'>示例办法<o:p></o:p></span></b></p>\
     <p class=MsoNormal style='text-indent:32.0pt'>第一条　为了示例，制定本办法，适用于示例的各项工作。<span lang=EN-US><o:p></o:p></span></p>\
     <table class=MsoTableGrid border=1><tr><td rowspan=2><p class=MsoNormal>甲</p></td><td colspan=2>乙</td></tr><tr><td>1<td>2</tr></table>\
     <ul><li>丙<ul><li>丁</ul></ul><p class=MsoNormal><del cite=x>删</del><ins>增</ins><span style='display:none'>藏</span></p></div></body></html>"
        .to_owned()
}

/// A text.
pub(crate) fn text() -> String {
    "示局发〔2023〕5号\n关于示例的通知\n各区县：\n　　一、为了示例。\n示例局\n二〇二三年五月六日\n（此件公开发布）\n".to_owned()
}

/// Markdown.
pub(crate) fn markdown() -> String {
    "# 示例\n\n第一段**重点**和[链接](/a)。\n\n- 甲\n- 乙\n\n| 项 | 数 |\n| --- | --- |\n| 丙 | 1 |\n"
        .to_owned()
}
