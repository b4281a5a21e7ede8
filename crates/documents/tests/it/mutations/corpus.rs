//! The corpus of `fuzz/`: small reports of our own making. `UPDATE_CORPUS=1` writes it anew.

use std::fs;
use std::path::Path;

use documents::write;

use super::corpus_folder;
use super::zipped::{unzip, zip};
use crate::pdf::made;
use crate::written::samples;

/// A report as text: a row a line, cells parted by blanks.
const TEXT: &str = "\
    示例局2023年政府信息公开工作年度报告\n\
    一、总体情况\n\
    收到申请10件。\n\
    二、主动公开政府信息情况\n\
    第二十条第（一）项\n\
    信息内容 本年制发件数 本年废止件数 现行有效件数\n\
    规章 0 0 0\n\
    行政规范性文件 0 2 9\n\
    第二十条第（五）项\n\
    信息内容 本年处理决定数量\n\
    行政许可 3\n\
    第二十条第（六）项\n\
    信息内容 本年处理决定数量\n\
    行政处罚 1\n\
    行政强制 0\n\
    第二十条第（八）项\n\
    信息内容 本年收费金额（单位：万元）\n\
    行政事业性收费 631.5\n\
    三、收到和处理政府信息公开申请情况\n\
    申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n\
    一、本年新收政府信息公开申请数量 10 0 0 0 0 0 10\n\
    二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n\
    三、本年度办理结果\n\
    （一）予以公开 5 0 0 0 0 0 5\n\
    （二）部分公开（区分处理的，只计这一情形，不计其他情形） 1 0 0 0 0 0 1\n\
    （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0\n\
    2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n\
    3.危及“三安全一稳定” 0 0 0 0 0 0 0\n\
    4.保护第三方合法权益 0 0 0 0 0 0 0\n\
    5.属于三类内部事务信息 0 0 0 0 0 0 0\n\
    6.属于四类过程性信息 0 0 0 0 0 0 0\n\
    7.属于行政执法案卷 0 0 0 0 0 0 0\n\
    8.属于行政查询事项 0 0 0 0 0 0 0\n\
    （四）无法提供 1.本机关不掌握相关政府信息 4 0 0 0 0 0 4\n\
    2.没有现成信息需要另行制作 0 0 0 0 0 0 0\n\
    3.补正后申请内容仍不明确 0 0 0 0 0 0 0\n\
    （五）不予处理 1.信访举报投诉类申请 0 0 0 0 0 0 0\n\
    2.重复申请 0 0 0 0 0 0 0\n\
    3.要求提供公开出版物 0 0 0 0 0 0 0\n\
    4.无正当理由大量反复申请 0 0 0 0 0 0 0\n\
    5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0\n\
    （六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0\n\
    2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0\n\
    3.其他 0 0 0 0 0 0 0\n\
    （七）总计 10 0 0 0 0 0 10\n\
    四、结转下年度继续办理 0 0 0 0 0 0 0\n\
    四、政府信息公开行政复议、行政诉讼情况\n\
    行政复议 未经复议直接起诉 复议后起诉\n\
    结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n\
    0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n\
    五、存在的主要问题及改进情况\n\
    无。\n\
    六、其他需要报告的事项\n\
    无。\n";

/// The same with one row a line of cells.
fn rows() -> Vec<Vec<&'static str>> {
    TEXT.lines().map(|line| line.split(' ').collect()).collect()
}

/// The beginning of the sample's registers, each behind its name, in UTF-8.
fn registers() -> String {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/zibo-hrss-2023");
    let mut files: Vec<_> = fs::read_dir(sample)
        .expect("the sample")
        .flatten()
        .map(|it| it.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut folder = String::new();
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("text");
        let lines = match name.rsplit_once('.').expect("an ending").1 {
            "csv" => 4,
            "toml" | "json" => usize::MAX,
            _ => continue,
        };
        folder += &format!("=== {name}\n");
        for line in text.trim_start_matches('\u{feff}').lines().take(lines) {
            folder += &format!("{line}\n");
        }
    }
    folder
}

/// Registers as a workbook of only what a reader needs.
fn workbook() -> Vec<u8> {
    let rows: [&[&str]; 4] = [
        &["申请编号", "收到日期", "申请渠道", "申请人类型", "办理结果", "答复日期", "延长工作日"],
        &["2023-1", "44931", "互联网", "自然人", "1", "2023-01-20", ""],
        &["2023-2", "2023年2月1日", "信函", "商业企业", "3.4", "45000", "20"],
        &["2023-3", "2023/12/30", "当面", "其他", "", "", ""],
    ];
    book("依申请公开台账", &rows.map(<[&str]>::to_vec))
}

/// A part of a zip file: what the fuzz targets put into a sound file.
fn part(file: &[u8], name: &str) -> Vec<u8> {
    unzip(file).into_iter().find(|(part, _)| part == name).expect("the part").1
}

fn made_files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let report = samples::founding();
    let table_row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let markdown: String = rows()
        .iter()
        .map(|cells| if cells.len() > 1 { table_row(cells) } else { format!("\n## {}\n\n", cells[0]) })
        .collect();
    let html_row = |cells: &Vec<&str>| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>")
    };
    let html = with_tables(|text| format!("<h2>{text}</h2>"), html_row, "<table>", "</table>");
    vec![
        ("txt", "rows", TEXT.as_bytes().to_vec()),
        ("txt", "cells-gb18030", encoding_rs::GB18030.encode(&TEXT.replace(' ', "\n")).0.into_owned()),
        ("md", "rows", markdown.into_bytes()),
        ("html", "small", html.into_bytes()),
        ("html", "form-2021", write::html(&report).expect("is written")),
        ("json", "form-2021", write::json(&report).expect("is written")),
        ("docx", "form-2021", write::docx(&report).expect("is written")),
        ("docx", "small", docx()),
        ("docx", "part", part(&docx(), "word/document.xml")),
        ("xlsx", "small", book("年报", &rows())),
        ("xlsx", "part", part(&book("年报", &rows()), SHEET)),
        ("xlsx", "form-2021", write::xlsx(&report).expect("is written")),
        ("registers", "small", registers().into_bytes()),
        ("registers", "small-gb18030", encoding_rs::GB18030.encode(&registers()).0.into_owned()),
        ("workbook", "small", workbook()),
        ("workbook", "part", part(&workbook(), SHEET)),
        ("workbook", "example", documents::registers::example().expect("is written")),
        ("pdf", "rulings", pdf(true)),
        ("pdf", "gaps", pdf(false)),
    ]
}

/// Rows that follow each other as a table, single cells as paragraphs.
fn with_tables(
    paragraph: impl Fn(&str) -> String,
    row: impl Fn(&Vec<&str>) -> String,
    begin: &str,
    end: &str,
) -> String {
    let rows = rows();
    let parts = rows.chunk_by(|one, other| (one.len() > 1) == (other.len() > 1)).map(|part| {
        if part[0].len() > 1 {
            format!("{begin}{}{end}", part.iter().map(&row).collect::<String>())
        } else {
            part.iter().map(|cells| paragraph(cells[0])).collect()
        }
    });
    parts.collect()
}

/// The text as a Word file of only what a reader needs.
fn docx() -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell =
        |text: &&str| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/></w:tcPr>{}</w:tc>", paragraph(text));
    let row = |cells: &Vec<&str>| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let body = with_tables(paragraph, row, "<w:tbl>", "</w:tbl>");
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let document = format!("<?xml version=\"1.0\"?><w:document {space}><w:body>{body}</w:body></w:document>");
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let parts = [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", document.as_bytes())];
    zip(parts.into_iter())
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook of one sheet, with only what a reader needs.
fn book(sheet: &str, rows: &[Vec<&str>]) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let cell = |(column, text): (usize, &&str), row: usize| {
        let name = char::from(b'A' + column as u8);
        match text.parse::<f64>() {
            Ok(number) => format!("<c r=\"{name}{row}\"><v>{number}</v></c>"),
            Err(_) => format!("<c r=\"{name}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let row = |(index, cells): (usize, &Vec<&str>)| {
        let number = index + 1;
        let cells: String = cells.iter().enumerate().map(|it| cell(it, number)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let data: String = rows.iter().enumerate().map(row).collect();
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships {package}><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"{office}\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships {package}><Relationship Id=\"a\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            SHEET,
            format!(
                "<worksheet {main}><sheetData>{data}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells></worksheet>"
            ),
        ),
    ];
    zip(parts.iter().map(|(name, content)| (*name, content.as_bytes())))
}

/// The text as a file of two pages, uncompressed so that mutations meet its inside.
fn pdf(ruled: bool) -> Vec<u8> {
    let rows = rows();
    let mut file = made::Made::new();
    for page in rows.chunks(26) {
        let mut content = String::new();
        let mut y = 810.0;
        for part in page.chunk_by(|one, other| ruled && one.len() == other.len() && one.len() > 1) {
            let (columns, count) = (part[0].len(), part.len());
            let place = |column: usize| if column == 0 { 20.0 } else { 120.0 + 30.0 * column as f64 };
            for (row, cells) in part.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    content += &made::text(place(column) + 2.0, y - 14.0 - 20.0 * row as f64, cell);
                }
            }
            let below = y - 20.0 * count as f64;
            if ruled && columns > 1 {
                for row in 0..=count {
                    let at = y - 20.0 * row as f64;
                    content += &made::stroke(place(0), at, place(columns), at);
                }
                for column in 0..=columns {
                    content += &made::stroke(place(column), y, place(column), below);
                }
            }
            y = below - 10.0;
        }
        file.page(&content);
    }
    let document = file.finish();
    document.decompress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes it");
    bytes
}

#[test]
fn the_corpus_is_what_our_code_makes() {
    for (reader, name, bytes) in made_files() {
        let path = corpus_folder(reader).join(name);
        if std::env::var_os("UPDATE_CORPUS").is_some() {
            fs::create_dir_all(corpus_folder(reader)).expect("a folder");
            fs::write(&path, &bytes).expect("a file");
        }
        assert!(path.is_file(), "{} is not there: UPDATE_CORPUS=1 writes it", path.display());
    }
}
