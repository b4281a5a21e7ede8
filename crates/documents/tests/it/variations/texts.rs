//! Variations 25 to 28, 30, 31, 33: shapes of text.

use proptest::prelude::*;
use statute::report::Row;

use super::form::{Form, check};
use super::shapes::{Break, cell_a_line, html, pipes, row_a_line};

const BREAKS: [Break; 5] = [Break::None, Break::Above, Break::Around, Break::Below, Break::Last];

#[test]
fn v26_dumps_in_every_shape() {
    for merged in [false, true] {
        let form = Form::sound(11, 400, merged);
        check(&form, cell_a_line(&form).as_bytes(), "cells.txt");
        for broken in BREAKS {
            check(&form, row_a_line(&form, broken).as_bytes(), "rows.txt");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn random_tables_read_back_equal(seed in any::<u64>(), limit in 1_u64..5000, merged in any::<bool>()) {
        let form = Form::sound(seed, limit, merged);
        check(&form, cell_a_line(&form).as_bytes(), "cells.txt");
        for broken in BREAKS {
            check(&form, row_a_line(&form, broken).as_bytes(), "rows.txt");
        }
        check(&form, pipes(&form, false).as_bytes(), "pipes.md");
        check(&form, pipes(&form, true).as_bytes(), "pipes.txt");
        check(&form, html(&form).as_bytes(), "page.html");
    }
}

#[test]
fn v25_cells_without_separator() {
    let mut form = Form::usual();
    form.part2[0] = vec!["0".into(), "0".into(), "0".into()];
    for row in [Row::CarriedIn, Row::form_2021().nth(4).unwrap()] {
        *form.row(row) = std::array::from_fn(|_| "0".into());
    }
    *form.row(Row::CarriedOut) = ["3", "1", "0", "0", "0", "0", "4"].map(str::to_owned);
    let text = row_a_line(&form, Break::None)
        .replace("规章 0 0 0", "规章000")
        .replace("0 0 0 0 0 0 0", "0000000")
        .replace("3 1 0 0 0 0 4", "3100004");
    assert!(text.contains("规章000") && text.contains("3100004"));
    check(&form, text.as_bytes(), "glued.txt");
}

#[test]
fn v25_first_cells_that_stick_to_their_labels() {
    let mut form = Form::usual();
    form.part2[1] = vec!["4".into(), "3".into(), "17".into()];
    let text = cell_a_line(&form);
    let glued = text
        .replace("规范性文件\n4\n", "规范性文件4\n")
        .replace("行政许可\n", "行政许可")
        .replace("行政事业性收费\n", "行政事业性收费")
        .replace("予以公开\n", "予以公开")
        .replace("1.本机关不掌握相关政府信息\n", "1.本机关不掌握相关政")
        .replace("办理\n", "办理");
    assert!(glued.contains("规范性文件4\n3\n17"));
    check(&form, glued.as_bytes(), "sticking.txt");
}

#[test]
fn v25_a_whole_file_without_separators() {
    let mut form = Form::usual();
    form.each(&mut |cell| *cell = "0".into());
    form.part2[1] = vec!["1".into(), "0".into(), "9".into()];
    let text = row_a_line(&form, Break::None);
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let values = line.chars().all(|c| c.is_ascii_digit() || c == ' ');
            let row = line.split(' ').skip(1).all(|word| word.chars().all(|c| c.is_ascii_digit()));
            if values || row { line.replace(' ', "") } else { line.to_owned() }
        })
        .collect();
    let glued = lines.join("\n");
    assert!(glued.contains("规范性文件109") && glued.contains("\n000000000000000\n"));
    check(&form, glued.as_bytes(), "nosep.txt");
}

#[test]
fn exports_of_tables_repeat_merged_cells_and_keep_empty_ones() {
    let mut form = Form::usual();
    form.part2[0] = vec![String::new(), String::new(), String::new()];
    form.part2[2] = vec!["15".into()];
    let tabbed = row_a_line(&form, Break::None).replace(' ', "\t").replace("\n规章\n", "\n规章\t\t\t\n");
    assert!(tabbed.contains("行政许可\t15\n") && tabbed.contains("规章\t\t\t\n"));
    let repeated = tabbed.replace("行政许可\t15\n", "行政许可\t15\t15\t15\n");
    check(&form, repeated.as_bytes(), "repeated.txt");
}

#[test]
fn numbers_that_no_cell_can_take_are_told() {
    let form = Form::usual();
    let text = row_a_line(&form, Break::None);
    let four = form.part4.join(" ");
    let lost = text.replace(&four, "合计 12 3 4\n说明 3");
    assert_ne!(lost, text);
    let reading = documents::read::report(lost.as_bytes(), "lost.txt").unwrap();
    assert!(
        reading.problems.iter().any(|problem| problem.place.starts_with("表四")),
        "{:?}",
        reading.problems
    );
}

#[test]
fn v27_saved_pages() {
    let form = Form::usual();
    let spaced = cell_a_line(&form).replace('\n', "\n\n\u{a0}\n");
    check(&form, spaced.as_bytes(), "spaced.txt");
    let tabbed = row_a_line(&form, Break::None);
    check(&form, tabbed.replace(' ', "\t").as_bytes(), "tabs.txt");
    let broken = pipes(&form, true).replace("（六）其他处理1", "（六）其他\n处理1");
    check(&form, broken.as_bytes(), "broken.md");
}

#[test]
fn v28_fragments() {
    let form = Form::usual();
    let text = pipes(&form, false);
    // Every row a table of its own, under a head that was made up.
    let text: String = text
        .lines()
        .map(|line| {
            if line.starts_with("| （") && line.contains("公开") {
                format!("\n{line}\n|---|---|---|---|---|---|---|---|\n\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    check(&form, text.as_bytes(), "fragments.md");
}

#[test]
fn v30_table_four_in_three_rows_of_five() {
    let form = Form::usual();
    let text = row_a_line(&form, Break::None);
    let blocks: Vec<String> = form.part4.chunks(5).map(|block| block.join(" ")).collect();
    let head = "结果维持 结果纠正 其他结果 尚未审结 总计";
    let three = format!(
        "行政复议\n{head}\n{}\n未经复议直接起诉\n{head}\n{}\n复议后起诉\n{head}\n{}",
        blocks[0], blocks[1], blocks[2]
    );
    let at = text.find("行政复议 行政诉讼").unwrap();
    let end = text.find("五、存在").unwrap();
    let text = format!("{}{three}\n{}", &text[..at], &text[end..]);
    check(&form, text.as_bytes(), "three.txt");
    let labelled = format!(
        "类别 结果维持 结果纠正 其他结果 尚未审结 总计\n行政复议 {}\n未经复议直接起诉 {}\n复议后起诉 {}",
        blocks[0], blocks[1], blocks[2]
    );
    let text = format!("{}{labelled}\n{}", &text[..at], &text[text.find("五、存在").unwrap()..]);
    check(&form, text.as_bytes(), "labelled.txt");
}

#[test]
fn columns_one_after_another_are_not_guessed() {
    let form = Form::sound(41, 90, false);
    let text = row_a_line(&form, Break::None);
    let at = text.find("一、本年新收").unwrap();
    let end = text.find("四、政府信息公开行政复议").unwrap();
    let labels: String = form.part3.iter().map(|(row, _)| format!("{}\n", row.label())).collect();
    let columns: String = (0..7)
        .flat_map(|column| form.part3.iter().map(move |(_, cells)| format!("{}\n", cells[column])))
        .collect();
    let text = format!("{}{labels}{columns}{}", &text[..at], &text[end..]);
    super::form::refused(text.as_bytes(), "columns.txt", "表三");
}

#[test]
fn v31_page_numbers() {
    let form = Form::usual();
    for number in ["- 7 -", "— 7 —", "-7-", "－7－", "第7页", "第 7 页 共 9 页", "7/9", "7"] {
        let mut text = String::new();
        for (at, line) in row_a_line(&form, Break::Around).lines().enumerate() {
            text.push_str(line);
            text.push('\n');
            if at % 9 == 5 {
                text.push_str(number);
                text.push('\n');
            }
        }
        check(&form, text.as_bytes(), "numbered.txt");
    }
    // Bare numbers among cells one to a line, told by the sums.
    let mut text = String::new();
    for line in cell_a_line(&form).lines() {
        text.push_str(line);
        text.push('\n');
        if line == "（三）不予公开" || line == "（五）不予处理" {
            text.push_str("- 4 -\n");
        }
    }
    check(&form, text.as_bytes(), "numbered.txt");
    let cells = form.clone().row(Row::CarriedIn).join("\n");
    let inside = cell_a_line(&form).replacen(&format!("{cells}\n"), &format!("{cells}\n4\n"), 1);
    check(&form, inside.as_bytes(), "inside.txt");
}

#[test]
fn v33_encodings() {
    let form = Form::usual();
    let text = row_a_line(&form, Break::None);
    let (gb, _, _) = encoding_rs::GB18030.encode(&text);
    check(&form, &gb, "gb18030.txt");
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(text.as_bytes());
    check(&form, &marked, "bom.txt");
    for little in [true, false] {
        let mut bytes = if little { vec![0xff, 0xfe] } else { vec![0xfe, 0xff] };
        for unit in text.encode_utf16() {
            bytes.extend(if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        }
        check(&form, &bytes, "utf16.txt");
    }
    let page = html(&form).replace("utf-8", "gb2312");
    let (gb, _, _) = encoding_rs::GB18030.encode(&page);
    check(&form, &gb, "gb.html");
    check(&form, text.replace('\n', "\r\n").as_bytes(), "dos.txt");
    // UTF-8 once read as GBK: put right as far as it can be.
    let (wrong, _, _) = encoding_rs::GBK.decode(text.as_bytes());
    match documents::read::report(wrong.as_bytes(), "wrong.txt") {
        Ok(reading) => assert!(reading.problems.iter().any(|p| p.message.contains("编码"))),
        Err(refusal) => assert!(refusal.what.contains("乱码"), "{refusal}"),
    }
    // Labels lost altogether.
    let lost: String = text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    super::form::refused(lost.as_bytes(), "lost.txt", "乱码");
}
