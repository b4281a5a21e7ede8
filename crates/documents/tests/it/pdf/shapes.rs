//! The ways in which producers draw the same thing.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::made::{Made, gbk, stroke, table, text, ucs2};
use super::{lines, read, shown, tables};

const ROWS: &[&[&str]] =
    &[&["信息内容", "制发", "有效"], &["规章", "1", "11"], &["行政规范性文件", "8", "66"]];
const SHOWN: [&str; 3] = ["信息内容|制发|有效", "规章|1|11", "行政规范性文件|8|66"];

#[test]
fn a_table_between_lines_keeps_its_place() {
    let page = text(100.0, 700.0, "二、主动公开") + &table(100.0, 680.0, ROWS) + &text(290.0, 30.0, "— 4 —");
    let content = read(&Made::new().page(&page).page(&text(100.0, 700.0, "三、收到")).bytes());
    assert_eq!(shown(tables(&content)[0]), SHOWN);
    assert_eq!(
        lines(&content).iter().map(|line| line.trim()).collect::<Vec<_>>(),
        ["二、主动公开", "— 4 —", "三、收到"]
    );
    assert_eq!(content.problems, []);
}

#[test]
fn text_in_unicode_codes_and_in_latin_fonts() {
    let page = format!(
        "BT /U 10 Tf 100 700 Td {} Tj ET BT /L 10 Tf 200 700 Td (2024 12.5) Tj ET",
        ucs2("收费（万元）")
    );
    assert_eq!(lines(&read(&Made::new().page(&page).bytes())), ["收费（万元）        2024 12.5"]);
}

#[test]
fn characters_drawn_one_by_one_in_any_order() {
    let page = ["年", "3", "2", "度", "0", "2"].iter().zip([120.0, 115.0, 110.0, 130.0, 105.0, 100.0]);
    let page: String = page.map(|(char, x)| text(x, 700.0, char)).collect();
    assert_eq!(lines(&read(&Made::new().page(&page).bytes())), ["2023年度"]);
}

#[test]
fn bold_made_by_drawing_twice_is_read_once() {
    let page = text(100.0, 700.0, "总体情况") + &text(100.3, 700.0, "总体情况");
    assert_eq!(lines(&read(&Made::new().page(&page).bytes())), ["总体情况"]);
}

#[test]
fn merged_cells_show_in_their_spans() {
    // Two rows of three columns: the first column merged over both rows, the rest of the first row merged.
    let page = stroke(100.0, 700.0, 340.0, 700.0)
        + &stroke(180.0, 680.0, 340.0, 680.0)
        + &stroke(100.0, 660.0, 340.0, 660.0)
        + &stroke(100.0, 700.0, 100.0, 660.0)
        + &stroke(180.0, 700.0, 180.0, 660.0)
        + &stroke(260.0, 680.0, 260.0, 660.0)
        + &stroke(340.0, 700.0, 340.0, 660.0)
        + &text(104.0, 676.0, "结果")
        + &text(184.0, 686.0, "申请人情况")
        + &text(184.0, 666.0, "3")
        + &text(264.0, 666.0, "12");
    let content = read(&Made::new().page(&page).bytes());
    assert_eq!(shown(tables(&content)[0]), ["<1x2>结果|<2x1>申请人情况", "3|12"]);
}

#[test]
fn borders_filled_as_thin_boxes_and_cells_that_stand_apart() {
    let thin = |x: f64, y: f64, w: f64, h: f64| format!("{x} {y} {w} {h} re f\n");
    let mut filled = String::new();
    for row in 0..3 {
        filled += &thin(100.0, 700.0 - 20.0 * f64::from(row), 160.0, 0.5);
    }
    for column in 0..3 {
        filled += &thin(100.0 + 80.0 * f64::from(column), 660.0, 0.5, 40.0);
    }
    let mut apart = "98 658 164 44 re S\n".to_owned();
    for (x, y) in [(100.0, 681.0), (181.0, 681.0), (100.0, 660.0), (181.0, 660.0)] {
        apart += &format!("{x} {y} 79 19 re S\n");
    }
    // Borders as browsers draw them: four thin shapes to a cell, their ends cut to a mitre.
    let mut mitred = String::new();
    for (x, y) in [(100.0, 681.0), (181.0, 681.0), (100.0, 660.0), (181.0, 660.0)] {
        let (right, top) = (x + 79.0, y + 19.0);
        mitred += &format!("{x} {y} m {x} {top} l {} {} l {} {} l f\n", x + 1.0, top - 1.0, x + 1.0, y + 1.0);
        mitred += &format!(
            "{right} {y} m {right} {top} l {} {} l {} {} l f\n",
            right - 1.0,
            top - 1.0,
            right - 1.0,
            y + 1.0
        );
        mitred += &format!("{x} {y} 79 1 re f {x} {} 79 1 re f\n", top - 1.0);
    }
    let texts = [(104.0, 686.0, "甲"), (184.0, 686.0, "1"), (104.0, 666.0, "乙"), (184.0, 666.0, "2")];
    let texts: String = texts.iter().map(|(x, y, it)| text(*x, *y, it)).collect();
    for rulings in [filled, apart, mitred] {
        let content = read(&Made::new().page(&(rulings + &texts)).bytes());
        assert_eq!(shown(tables(&content)[0]), ["甲|1", "乙|2"]);
    }
}

#[test]
fn stacked_and_turned_characters_in_a_narrow_cell() {
    let frame = stroke(100.0, 700.0, 200.0, 700.0)
        + &stroke(100.0, 600.0, 200.0, 600.0)
        + &stroke(100.0, 700.0, 100.0, 600.0)
        + &stroke(120.0, 700.0, 120.0, 600.0)
        + &stroke(200.0, 700.0, 200.0, 600.0)
        + &text(150.0, 650.0, "7")
        + &text(100.0, 750.0, "三、收到和处理政府信息公开申请情况");
    let stacked = text(105.0, 680.0, "三、") + &text(105.0, 668.0, "本") + &text(105.0, 656.0, "年");
    let turned = format!("BT /G 10 Tf 0 1 -1 0 113 620 Tm {} Tj ET ", gbk("三、本年"));
    for (page, cell) in [(frame.clone() + &stacked, "三、\n本\n年"), (frame + &turned, "三、本年")] {
        let content = read(&Made::new().page(&page).bytes());
        assert_eq!(shown(tables(&content)[0]), [format!("{cell}|7")]);
    }
}

#[test]
fn a_page_turned_by_its_entry_or_by_its_content() {
    let turned = format!("0 1 -1 0 595 0 cm {}", table(100.0, 500.0, ROWS));
    let by_content = read(&Made::new().page(&turned).bytes());
    let by_entry = read(&Made::new().page_with(&turned, &dictionary! { "Rotate" => 90 }).bytes());
    for content in [by_content, by_entry] {
        assert_eq!(shown(tables(&content)[0]), SHOWN);
    }
}

#[test]
fn a_table_inside_a_form() {
    let mut made = Made::new();
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Matrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 0.into(), (-100).into()],
    };
    let contents = table(100.0, 700.0, ROWS).into_bytes();
    made.object("F", Stream::new(form, contents));
    let content = read(&made.page(&(text(100.0, 650.0, "之前") + "q 1 0 0 1 0 -50 cm /F Do Q")).bytes());
    assert_eq!(shown(tables(&content)[0]), SHOWN);
    assert_eq!(lines(&content), ["之前"]);
}

#[test]
fn a_form_that_draws_itself_is_drawn_once() {
    let mut made = Made::new();
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
    made.object("F", Stream::new(form, (text(100.0, 500.0, "自身") + "/F Do").into_bytes()));
    assert_eq!(lines(&read(&made.page("/F Do").bytes())), ["自身"]);
}

#[test]
fn a_type3_font_with_a_meaning() {
    let mut made = Made::new();
    let map = "1 beginbfchar <41> <89c4> endbfchar 1 beginbfrange <42> <43> <7ae0> endbfrange";
    let map = made.document.add_object(Stream::new(Dictionary::new(), map.as_bytes().to_vec()));
    made.font(
        "T",
        dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "FontMatrix" => vec![0.01.into(), 0.into(), 0.into(), 0.01.into(), 0.into(), 0.into()],
            "FirstChar" => 65, "LastChar" => 67, "Widths" => vec![100.into(), 100.into(), 100.into()],
            "ToUnicode" => map, "CharProcs" => Dictionary::new(),
        },
    );
    assert_eq!(lines(&read(&made.page("BT /T 10 Tf 100 700 Td (AB) Tj ET").bytes())), ["规章"]);
}

#[test]
fn columns_without_rulings_keep_their_gaps() {
    let page = text(100.0, 700.0, "规章") + &text(200.0, 700.0, "1") + &text(300.0, 700.0, "11");
    let content = read(&Made::new().page(&page).bytes());
    let line = lines(&content)[0];
    let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|it| !it.is_empty()).collect();
    assert_eq!(cells, ["规章", "1", "11"]);
}

#[test]
fn cells_of_a_tagged_table_without_rulings_are_kept_apart_however_near() {
    let cell = |x: f64, it: &str| format!("/TD <</MCID 1>> BDC {}EMC ", text(x, 700.0, it));
    let page = cell(100.0, "行政规范性文件") + &cell(173.0, "564") + &cell(230.0, "984");
    assert_eq!(lines(&read(&Made::new().page(&page).bytes())), ["行政规范性文件  564        984"]);
}

#[test]
fn characters_without_meaning_are_a_problem_with_its_place() {
    let mut made = Made::new();
    let below = dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "SimSun" };
    made.font(
        "X",
        dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+SimSun", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Dictionary(below)],
        },
    );
    let page = text(100.0, 700.0, "政府信息公开") + "BT /X 10 Tf 100 600 Td <12341235> Tj ET";
    let content = read(&made.page(&page).bytes());
    assert_eq!(content.problems.len(), 1);
    assert_eq!(content.problems[0].place, "第1页");
    assert!(content.problems[0].message.contains("2个字") && content.problems[0].message.contains("SimSun"));
}

#[test]
fn objects_in_streams_and_a_lost_cross_reference_table() {
    let mut made = Made::new();
    made.page(&table(100.0, 700.0, ROWS));
    let mut modern = Vec::new();
    made.finish().save_modern(&mut modern).expect("memory takes it");
    let mut made = Made::new();
    let classic = made.page(&table(100.0, 700.0, ROWS)).bytes();
    let at = classic.windows(9).rposition(|it| it == b"startxref").expect("a table");
    let mut lost = classic.clone();
    lost[at + 10..at + 12].copy_from_slice(b"00");
    for bytes in [modern, classic, lost] {
        assert_eq!(shown(tables(&read(&bytes))[0]), SHOWN);
    }
}
