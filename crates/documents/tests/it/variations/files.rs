//! DOCX and XLSX of other makers: tracked changes, text boxes, merged cells; sheets without merged cells.

use std::io::Write as _;

use rust_xlsxwriter::{Format, Workbook};
use statute::leaf::Group;
use statute::report::Row;

use super::form::{Form, check};
use super::shapes::{ending, label, opening, part2_lines};

/// A DOCX around a body.
fn docx(body: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\"><w:body>\
         {body}<w:sectPr/></w:body></w:document>"
    );
    writer.write_all(document.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A text in two runs with a deleted one between them.
fn runs(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let (first, second): (String, String) =
        (text.chars().take(middle).collect(), text.chars().skip(middle).collect());
    format!(
        "<w:r><w:t>{first}</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>9</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{second}</w:t></w:r></w:ins>"
    )
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", runs(text))
}

fn cell(text: &str, span: u32, merge: &str) -> String {
    let merge = match merge {
        "restart" => "<w:vMerge w:val=\"restart\"/>",
        "continue" => "<w:vMerge/>",
        _ => "",
    };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"1\"/><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>{}</w:tc>",
        paragraph(text)
    )
}

fn row(cells: &str) -> String {
    format!("<w:tr><w:trPr><w:trHeight w:val=\"9\"/></w:trPr>{cells}</w:tr>")
}

/// The form as Word has it: every row gives all its cells, covered ones marked as continued.
fn body(form: &Form) -> String {
    let mut body: String = opening(form).iter().map(|line| paragraph(line)).collect();
    body.push_str("<w:tbl>");
    for (label, cells) in part2_lines(form) {
        let words: Vec<&str> = label.split(' ').collect();
        let content = match (words.as_slice(), cells.len()) {
            ([only], 0) => cell(only, 4, ""),
            ([first, second], 0) => cell(first, 1, "") + &cell(second, 3, ""),
            (words, 0) => words.iter().map(|word| cell(word, 1, "")).collect(),
            (_, 1) => cell(&label, 1, "") + &cell(&cells[0], 3, ""),
            _ => cell(&label, 1, "") + &cells.iter().map(|text| cell(text, 1, "")).collect::<String>(),
        };
        body.push_str(&row(&content));
    }
    body.push_str("</w:tbl>");
    body.push_str(&paragraph("三、收到和处理政府信息公开申请情况"));
    body.push_str("<w:tbl>");
    body.push_str(&row(&(cell("（勾稽关系）", 3, "restart") + &cell("申请人情况", 7, ""))));
    for (at, (line, values)) in form.part3.iter().enumerate() {
        let values: String = values.iter().map(|text| cell(text, 1, "")).collect();
        let labels = match line {
            Row::Received | Row::CarriedIn | Row::CarriedOut => cell(&line.label(), 3, ""),
            other => {
                let side = if at == 2 {
                    cell("三、本年度办理结果", 1, "restart")
                } else {
                    cell("", 1, "continue")
                };
                side + &match other {
                    Row::Outcome(leaf) if !matches!(leaf.group(), Group::Granted | Group::PartlyGranted) => {
                        let (group, label) = label(*other);
                        match group {
                            Some(group) => cell(&group, 1, "restart") + &cell(&label, 1, ""),
                            None => cell("", 1, "continue") + &cell(&label, 1, ""),
                        }
                    }
                    _ => cell(&other.label(), 2, ""),
                }
            }
        };
        body.push_str(&row(&(labels + &values)));
        if at == 3 {
            // A row that tracked changes deleted.
            let content = cell("（二）部分公开", 3, "") + &cell("77", 1, "").repeat(7);
            body.push_str(&format!("<w:tr><w:trPr><w:del w:id=\"5\"/></w:trPr>{content}</w:tr>"));
        }
    }
    body.push_str("</w:tbl>");
    body.push_str(&paragraph("四、政府信息公开行政复议、行政诉讼情况"));
    body.push_str("<w:tbl>");
    let outcomes: String = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
        .map(|text| cell(text, 1, ""))
        .concat()
        .repeat(3);
    body.push_str(&row(&outcomes));
    body.push_str(&row(&form.part4.iter().map(|text| cell(text, 1, "")).collect::<String>()));
    body.push_str("</w:tbl>");
    body.push_str(&ending().iter().map(|line| paragraph(line)).collect::<String>());
    body
}

#[test]
fn word_with_tracked_changes_and_merged_cells() {
    for merged in [false, true] {
        let form = Form::sound(31, 5000, merged);
        check(&form, &docx(&body(&form)), "report.docx");
    }
    let mut form = Form::usual();
    form.each(&mut String::clear);
    check(&form, &docx(&body(&form)), "blank.docx");
}

#[test]
fn word_text_boxes_are_read_once() {
    let form = Form::usual();
    let (title, rest) = (paragraph("示例市测试局"), body(&form));
    let rest = rest.replacen(&title, "", 1);
    let inner =
        |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{0}</wps:txbx></mc:Choice><mc:Fallback>{0}</mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>",
        inner("示例市测试局")
    );
    let file = docx(&format!("{boxed}{rest}"));
    check(&form, &file, "boxes.docx");
    let reading = documents::read::report(file.as_slice(), "boxes.docx").unwrap();
    assert_eq!(reading.report.agency.as_deref(), Some("示例市测试局"));
    assert_eq!(reading.report.title.as_deref(), Some("示例市测试局2023年政府信息公开工作年度报告"));
}

#[test]
fn sheets_with_and_without_merged_cells() {
    for merged in [false, true] {
        for one_sheet in [false, true] {
            let form = Form::usual();
            let mut book = Workbook::new();
            let mut sheet = book.add_worksheet();
            let mut at = 0;
            let put = |sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, text: &str| {
                match text.parse::<f64>() {
                    Ok(n) => sheet.write_number(row, column, n).unwrap(),
                    Err(_) => sheet.write_string(row, column, text).unwrap(),
                };
            };
            for line in opening(&form) {
                put(sheet, at, 0, &line);
                at += 1;
            }
            for (label, cells) in part2_lines(&form) {
                for (column, text) in label.split(' ').map(str::to_owned).chain(cells).enumerate() {
                    put(sheet, at, column as u16, &text);
                }
                at += 1;
            }
            if !one_sheet {
                sheet = book.add_worksheet();
                at = 0;
            }
            put(sheet, at, 0, "三、收到和处理政府信息公开申请情况");
            at += 1;
            for (column, text) in statute::report::COLUMNS.iter().enumerate() {
                put(sheet, at, column as u16 + 3, text);
            }
            at += 1;
            for (row, cells) in &form.part3 {
                let text = row.label();
                if merged && matches!(row, Row::Received | Row::CarriedIn | Row::CarriedOut) {
                    sheet.merge_range(at, 0, at, 2, &text, &Format::new()).unwrap();
                } else {
                    let (group, label) = label(*row);
                    if let Some(group) = group {
                        put(sheet, at, 1, &group);
                    }
                    let column = if matches!(row, Row::Outcome(_)) { 2 } else { 0 };
                    put(sheet, at, column, &label);
                }
                for (column, text) in cells.iter().enumerate() {
                    put(sheet, at, column as u16 + 3, text);
                }
                at += 1;
            }
            if !one_sheet {
                sheet = book.add_worksheet();
                at = 0;
            }
            put(sheet, at, 0, "四、政府信息公开行政复议、行政诉讼情况");
            for column in 0..15 {
                put(sheet, at + 1, column, statute::report::REMEDY_COLUMNS[column as usize % 5]);
                put(sheet, at + 2, column, &form.part4[column as usize]);
            }
            at += 4;
            for line in ending() {
                put(sheet, at, 0, &line);
                at += 1;
            }
            check(&form, &book.save_to_buffer().unwrap(), "report.xlsx");
        }
    }
}

#[test]
fn sheets_with_empty_cells() {
    let mut form = Form::usual();
    for (_, cells) in &mut form.part3 {
        for cell in &mut cells[1..6] {
            cell.clear();
        }
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "示例市测试局2023年政府信息公开工作年度报告").unwrap();
    for (at, (label, cells)) in part2_lines(&form).into_iter().enumerate() {
        for (column, text) in label.split(' ').map(str::to_owned).chain(cells).enumerate() {
            sheet.write_string(at as u32 + 2, column as u16, text).unwrap();
        }
    }
    let sheet = book.add_worksheet();
    for (column, text) in statute::report::COLUMNS.iter().enumerate() {
        sheet.write_string(0, column as u16 + 1, *text).unwrap();
    }
    for (at, (row, cells)) in form.part3.iter().enumerate() {
        sheet.write_string(at as u32 + 1, 0, row.key()).unwrap();
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write_number(at as u32 + 1, column as u16 + 1, text.parse::<f64>().unwrap()).unwrap();
        }
    }
    let sheet = book.add_worksheet();
    for column in 0..15_u16 {
        sheet.write_string(0, column, statute::report::REMEDY_COLUMNS[column as usize % 5]).unwrap();
        sheet.write_string(1, column, &form.part4[column as usize]).unwrap();
    }
    check(&form, &book.save_to_buffer().unwrap(), "empty.xlsx");
}
