//! DOCX and XLSX with a text planted on one of their surfaces, put together part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Ground;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A DOCX with this body and further parts.
pub(super) fn docx(body: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let mut all =
        vec![("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", document.into_bytes())];
    all.extend(parts.iter().map(|(name, content)| (*name, content.clone().into_bytes())));
    package(&all)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Text cut into two runs, as Word does it.
fn cut(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let (one, two): (String, String) =
        (text.chars().take(middle).collect(), text.chars().skip(middle).collect());
    format!("<w:p><w:r><w:t>{one}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{two}</w:t></w:r></w:p>")
}

/// A text that nothing hides but the style of its paragraph or run, which rests on another.
fn styled(element: &str, text: &str) -> Vec<u8> {
    let styles = format!(
        "<w:styles {W}><w:style w:styleId=\"Below\"><w:basedOn w:val=\"Hidden\"/></w:style>\
         <w:style w:styleId=\"Hidden\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    );
    let style = format!("<w:{element}Pr><w:{element}Style w:val=\"Below\"/></w:{element}Pr>");
    let run = format!("<w:t>{text}</w:t>");
    let body = if element == "p" {
        format!("<w:p>{style}<w:r>{run}</w:r></w:p>")
    } else {
        format!("<w:p><w:r>{style}{run}</w:r></w:p>")
    };
    docx(&body, &[("word/styles.xml", styles)])
}

fn story(element: &str, text: &str) -> String {
    format!("<w:{element} {W}>{}</w:{element}>", paragraph(text))
}

fn note(list: &str, element: &str, text: &str) -> String {
    format!(
        "<w:{list} {W}><w:{element} w:id=\"2\" w:author=\"甲\">{}</w:{element}></w:{list}>",
        paragraph(text)
    )
}

/// An XLSX: what stands before the rows of its sheet, the rows, what stands behind; workbook and further parts.
pub(super) struct Book {
    pub(super) state: &'static str,
    pub(super) columns: &'static str,
    pub(super) rows: String,
    pub(super) behind: String,
    pub(super) names: String,
    pub(super) strings: String,
    pub(super) parts: Vec<(&'static str, String)>,
    pub(super) relations: String,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            state: "visible",
            columns: "",
            rows: String::new(),
            behind: String::new(),
            names: String::new(),
            strings: "<si><t>表头</t></si>".into(),
            parts: Vec::new(),
            relations: String::new(),
        }
    }
}

impl Book {
    pub(super) fn bytes(self) -> Vec<u8> {
        let used = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
        let sheet = format!(
            "<worksheet>{}<sheetData>{used}{}</sheetData>{}</worksheet>",
            self.columns, self.rows, self.behind
        );
        let workbook = format!(
            "<workbook xmlns:r=\"{RELATION}\"><sheets><sheet name=\"名单\" sheetId=\"1\" state=\"{}\" r:id=\"rId1\"/>\
             </sheets><definedNames>{}</definedNames></workbook>",
            self.state, self.names
        );
        let relations = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{RELATION}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             </Relationships>"
        );
        let mut all = vec![
            ("[Content_Types].xml", "<Types/>".to_owned()),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/worksheets/sheet1.xml", sheet),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                format!("<Relationships>{}</Relationships>", self.relations),
            ),
            ("xl/sharedStrings.xml", format!("<sst>{}</sst>", self.strings)),
        ];
        all.extend(self.parts);
        let all: Vec<(&str, Vec<u8>)> =
            all.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        package(&all)
    }
}

fn inline(text: &str, row: &str) -> String {
    format!("<row r=\"2\"{row}><c r=\"B2\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
}

fn related(kind: &str, target: &str, mode: &str) -> String {
    format!("<Relationship Id=\"rId9\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"{mode}/>")
}

const CORE: &str = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\">";

fn core(element: &str, text: &str) -> (&'static str, String) {
    ("docProps/core.xml", format!("{CORE}<dc:{element}>{text}</dc:{element}></cp:coreProperties>"))
}

fn custom(text: &str) -> (&'static str, String) {
    let property =
        format!("<property fmtid=\"x\" pid=\"2\" name=\"备案\"><vt:lpwstr>{text}</vt:lpwstr></property>");
    ("docProps/custom.xml", format!("<Properties xmlns:vt=\"v\">{property}</Properties>"))
}

pub(super) fn grounds() -> Vec<Ground> {
    let docx_ground = |place, plant| Ground { file: "文件.docx", place, plant };
    let xlsx_ground = |place, plant| Ground { file: "名单.xlsx", place, plant };
    vec![
        docx_ground("正文第1段", |text| docx(&paragraph(text), &[])),
        docx_ground("正文第2段", |text| docx(&format!("{}{}", paragraph("标题"), cut(text)), &[])),
        docx_ground("正文表1第2行", |text| {
            let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
            let rows = format!(
                "<w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>",
                cell("序号"),
                cell("内容"),
                cell("1"),
                cell(text)
            );
            docx(&format!("<w:tbl>{rows}</w:tbl>"), &[])
        }),
        docx_ground("正文文本框1第1段", |text| {
            let inner = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
            docx(&format!("<w:p><w:r><w:pict>{inner}</w:pict></w:r></w:p>"), &[])
        }),
        docx_ground("页眉第1段", |text| docx("", &[("word/header1.xml", story("hdr", text))])),
        docx_ground("页脚第1段", |text| docx("", &[("word/footer1.xml", story("ftr", text))])),
        docx_ground("脚注2第1段", |text| {
            docx("", &[("word/footnotes.xml", note("footnotes", "footnote", text))])
        }),
        docx_ground("尾注2第1段", |text| {
            docx("", &[("word/endnotes.xml", note("endnotes", "endnote", text))])
        }),
        docx_ground("批注1第1段", |text| {
            docx("", &[("word/comments.xml", note("comments", "comment", text))])
        }),
        docx_ground("正文第1段修订中删除的文字", |text| {
            let deleted = format!("<w:del w:author=\"甲\"><w:r><w:delText>{text}</w:delText></w:r></w:del>");
            docx(&format!("<w:p>{deleted}</w:p>"), &[])
        }),
        docx_ground("正文第1段修订前的文字", |text| {
            let last = text.chars().last().unwrap();
            let first: String = text.chars().take(text.chars().count() - 1).collect();
            let deleted = format!("<w:del><w:r><w:delText>{last}</w:delText></w:r></w:del>");
            docx(&format!("<w:p><w:r><w:t>（{first}</w:t></w:r>{deleted}</w:p>"), &[])
        }),
        docx_ground("正文第1段", |text| {
            docx(&format!("<w:p><w:ins w:author=\"甲\"><w:r><w:t>{text}</w:t></w:r></w:ins></w:p>"), &[])
        }),
        docx_ground("正文第1段隐藏文字", |text| {
            docx(&format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r></w:p>"), &[])
        }),
        docx_ground("正文第1段隐藏文字", |text| styled("p", text)),
        docx_ground("正文第1段隐藏文字", |text| styled("r", text)),
        docx_ground("正文第1段域代码", |text| {
            docx(&format!("<w:p><w:r><w:instrText>{text}</w:instrText></w:r></w:p>"), &[])
        }),
        docx_ground("正文替代文字", |text| {
            docx(
                &format!(
                    "<w:p><w:r><w:drawing><docPr id=\"1\" name=\"图\" descr=\"{text}\"/></w:drawing></w:r></w:p>"
                ),
                &[],
            )
        }),
        docx_ground("链接目标", |text| {
            let relations = format!(
                "<Relationships>{}</Relationships>",
                related("hyperlink", text, " TargetMode=\"External\"")
            );
            docx(&paragraph("链接"), &[("word/_rels/document.xml.rels", relations)])
        }),
        docx_ground("文档属性 作者", |text| docx(&paragraph("文"), &[core("creator", text)])),
        docx_ground("文档属性 标题", |text| docx(&paragraph("文"), &[core("title", text)])),
        docx_ground("文档属性 单位", |text| {
            docx(
                &paragraph("文"),
                &[("docProps/app.xml", format!("<Properties><Company>{text}</Company></Properties>"))],
            )
        }),
        docx_ground("文档属性 备案", |text| docx(&paragraph("文"), &[custom(text)])),
        docx_ground("部件“customXml/item1.xml”", |text| {
            docx(&paragraph("文"), &[("customXml/item1.xml", format!("<data><field>{text}</field></data>"))])
        }),
        docx_ground("部件“word/charts/chart1.xml”", |text| {
            docx(
                &paragraph("文"),
                &[("word/charts/chart1.xml", format!("<c:chart xmlns:c=\"c\"><c:v>{text}</c:v></c:chart>"))],
            )
        }),
        docx_ground("嵌入文件“附表.xlsx”中的工作表“名单”B2", |text| {
            let inner = Book { rows: inline(text, ""), ..Book::default() }.bytes();
            package(&[
                ("word/document.xml", format!("<w:document {W}><w:body/></w:document>").into_bytes()),
                ("word/embeddings/附表.xlsx", inner),
            ])
        }),
        docx_ground("图片“image1.png”中的图片附带的文字（EXIF、XMP、注释）", |text| {
            package(&[
                ("word/document.xml", format!("<w:document {W}><w:body/></w:document>").into_bytes()),
                ("word/media/image1.png", super::others::png(text)),
            ])
        }),
        xlsx_ground("工作表“名单”B2", |text| {
            Book { rows: inline(text, ""), ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”A1", |text| {
            Book { strings: format!("<si><r><t>{text}</t></r></si>"), ..Book::default() }.bytes()
        }),
        xlsx_ground("没有单元格使用的文字", |text| {
            Book { strings: format!("<si><t>表头</t></si><si><t>{text}</t></si>"), ..Book::default() }.bytes()
        }),
        xlsx_ground("隐藏工作表“名单”B2", |text| {
            Book { state: "hidden", rows: inline(text, ""), ..Book::default() }.bytes()
        }),
        xlsx_ground("深度隐藏工作表“名单”B2", |text| {
            Book { state: "veryHidden", rows: inline(text, ""), ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”隐藏行B2", |text| {
            Book { rows: inline(text, " hidden=\"1\""), ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”隐藏列B2", |text| {
            let columns = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>";
            Book { columns, rows: inline(text, ""), ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”B2公式", |text| {
            let rows =
                format!("<row r=\"2\"><c r=\"B2\" t=\"str\"><f>CONCAT(\"{text}\")</f><v>值</v></c></row>");
            Book { rows, ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”B2", |text| {
            let rows = format!("<row r=\"2\"><c r=\"B2\" t=\"str\"><f>A1</f><v>{text}</v></c></row>");
            Book { rows, ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”C3批注", |text| {
            let xml = format!(
                "<comments><commentList><comment ref=\"C3\"><text><t>{text}</t></text></comment></commentList></comments>"
            );
            let relations = related("comments", "../comments1.xml", "");
            Book { relations, parts: vec![("xl/comments1.xml", xml)], ..Book::default() }.bytes()
        }),
        xlsx_ground("工作表“名单”C3批注", |text| {
            let xml = format!(
                "<ThreadedComments><threadedComment ref=\"C3\"><text>{text}</text></threadedComment></ThreadedComments>"
            );
            let relations = related("threadedComment", "../threadedComments/threadedComment1.xml", "");
            Book {
                relations,
                parts: vec![("xl/threadedComments/threadedComment1.xml", xml)],
                ..Book::default()
            }
            .bytes()
        }),
        xlsx_ground("定义的名称“暂存”", |text| {
            Book {
                names: format!("<definedName name=\"暂存\">\"{text}\"</definedName>"), ..Book::default()
            }
            .bytes()
        }),
        xlsx_ground("工作表“名单”页眉", |text| {
            Book {
                behind: format!("<headerFooter><oddHeader>{text}</oddHeader></headerFooter>"),
                ..Book::default()
            }
            .bytes()
        }),
        xlsx_ground("工作表“名单”页脚", |text| {
            Book {
                behind: format!("<headerFooter><oddFooter>{text}</oddFooter></headerFooter>"),
                ..Book::default()
            }
            .bytes()
        }),
        xlsx_ground("工作表“名单”链接目标", |text| {
            Book { relations: related("hyperlink", text, " TargetMode=\"External\""), ..Book::default() }
                .bytes()
        }),
        xlsx_ground("部件“xl/externalLinks/externalLink1.xml”", |text| {
            let xml = format!(
                "<externalLink><sheetDataSet><cell r=\"A1\" t=\"str\"><v>{text}</v></cell></sheetDataSet></externalLink>"
            );
            Book { parts: vec![("xl/externalLinks/externalLink1.xml", xml)], ..Book::default() }.bytes()
        }),
        xlsx_ground("部件“xl/drawings/drawing1.xml”", |text| {
            let xml = format!("<wsDr><p><r><t>{text}</t></r></p></wsDr>");
            Book { parts: vec![("xl/drawings/drawing1.xml", xml)], ..Book::default() }.bytes()
        }),
        xlsx_ground("文档属性 最后保存者", |text| {
            let xml = format!("{CORE}<cp:lastModifiedBy>{text}</cp:lastModifiedBy></cp:coreProperties>");
            Book { parts: vec![("docProps/core.xml", xml)], ..Book::default() }.bytes()
        }),
        xlsx_ground("文档属性 备案", |text| {
            Book { parts: vec![custom(text)], ..Book::default() }.bytes()
        }),
    ]
}
