//! Variation 32 and what else is no report that can be read: refused with what it is and what to do.

use super::form::{Form, refused};
use super::shapes::{Break, html, row_a_line};

#[test]
fn v32_files_that_are_no_report() {
    let notice = "示例市人民政府办公室关于做好2023年政府信息公开工作年度报告编制和发布工作的通知\n各区县人民政府：\n\
                  请于2024年1月31日前发布2023年度报告。报告应包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况。";
    refused(notice.as_bytes(), "notice.txt", "通知");
    let mut blank = Form::usual();
    blank.each(&mut String::clear);
    let page = html(&blank).replace(
        "<p>示例市测试局</p>\n<p>2023年政府信息公开工作年度报告</p>",
        "<p>关于印发政府信息公开工作年度报告格式的通知</p><p>各有关单位：</p>",
    );
    refused(page.as_bytes(), "notice.html", "通知");
    let list = "<html><head><title>政府信息公开年报</title></head><body><ul><li>示例市测试局2023年政府信息公开工作年度报告</li>\
                <li>示例市测试局2022年政府信息公开工作年度报告</li><li>示例市测试局2021年政府信息公开工作年度报告</li></ul></body></html>";
    refused(list.as_bytes(), "list.html", "目录");
    let picture = "<html><body><h1>示例市测试局2023年政府信息公开工作年度报告</h1><p><img src='1.jpg'></p></body></html>";
    refused(picture.as_bytes(), "picture.html", "图片");
    let (this, last) = (Form::sound(1, 50, false), Form::sound(2, 50, false));
    let both = format!("{}\n{}", row_a_line(&this, Break::None), row_a_line(&last, Break::None));
    refused(both.as_bytes(), "both.txt", "不止一份");
    let compared: String = statute::report::Row::form_2021()
        .map(|row| format!("<tr><td>{}</td><td>12</td><td>15</td><td>25%</td></tr>", row.label()))
        .collect();
    let compared =
        format!("<html><h1>示例市测试局2022、2023年年度报告对比</h1><table>{compared}</table></html>");
    refused(compared.as_bytes(), "compared.html", "对比");
    refused("今天天气很好，适合出门。".as_bytes(), "other.txt", "不是");
    refused("今天天气很好。\n".repeat(20).as_bytes(), "news.txt", "不是");
    refused(b"", "empty.txt", "空文件");
    refused(b"{\"a\": 1}", "other.json", "不是一份报告");
    refused(b"{\"part3\": ", "broken.json", "语法错误");
}

#[test]
fn other_formats_are_named() {
    let mut ole = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    ole.resize(2048, 0);
    refused(&ole, "report.doc", "旧版Word");
    refused(&ole, "report.wps", "wps");
    refused(b"{\\rtf1\\ansi 2023}", "report.doc", "RTF");
    refused(b"\x89PNG\r\n\x1a\n0000", "report.png", "图片");
    refused(b"Rar!\x1a\x07\x00", "report.rar", "RAR");
    refused(&[7, 1, 2, 3, 4, 5, 6, 14, 15, 200, 201], "report.bin", "二进制");
    refused(b"PK\x03\x04broken", "report.docx", "损坏");
    let zip = |names: &[&str]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, b"<x/>").unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    refused(&zip(&["OFD.xml", "Doc_0/Document.xml"]), "report.ofd", "OFD");
    refused(&zip(&["a.txt"]), "reports.zip", "ZIP");
    refused(&zip(&["word/document.xml"]), "report.docx", "没有");
}

#[test]
fn limits_are_told() {
    refused(&vec![b'0'; documents::read::MAX_FILE + 1], "big.txt", "50MB");
    let rows = "<tr><td>1</td><td>2</td></tr>".repeat(5001);
    refused(format!("<html><table>{rows}</table></html>").as_bytes(), "rows.html", "5000行");
    refused("0 0 0 0 0 0 0\n".repeat(5001).as_bytes(), "rows.txt", "5000行");
    refused(format!("<html>{}", "<table><tr><td>".repeat(500)).as_bytes(), "deep.html", "嵌套");
    // Markup made to waste time ends in reasonable time.
    for waste in ["<a b=\"", "<!", "<nav>", "<script>", "[", "<table", "&"] {
        let text = format!("<html>{}", waste.repeat(200_000 / waste.len()));
        for name in ["waste.html", "waste.md", "waste.txt"] {
            assert!(documents::read::report(text.as_bytes(), name).is_err(), "{waste} {name}");
        }
    }
    // A DOCX that unpacks to more than 200 MB.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..201 {
        std::io::Write::write_all(&mut writer, &block).unwrap();
    }
    refused(&writer.finish().unwrap().into_inner(), "bomb.docx", "200MB");
}
