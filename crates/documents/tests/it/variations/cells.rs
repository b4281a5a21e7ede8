//! Variations 18 to 24: what stands in cells.

use serde_json::Value;
use statute::report::Row;

use super::form::{Form, Numbers, check, plain};
use super::shapes::{Break, cell_a_line, html, pipes, row_a_line};

#[test]
fn v18_signs_for_nothing() {
    let mut form = Form::usual();
    let signs = ["", "\u{a0}", "\u{3000}", "/", "-", "—", "－", "无", "0"];
    let mut numbers = Numbers(3);
    form.each(&mut |cell| *cell = signs[numbers.below(9) as usize].to_owned());
    check(&form, html(&form).as_bytes(), "signs.html");
    check(&form, html(&form).replace('\u{a0}', "&nbsp;").as_bytes(), "signs.html");
    let mut form = Form::usual();
    let mut numbers = Numbers(4);
    form.each(&mut |cell| {
        if numbers.below(2) == 0 {
            *cell = signs[3 + numbers.below(6) as usize].to_owned();
        }
    });
    check(&form, row_a_line(&form, Break::None).as_bytes(), "signs.txt");
    check(&form, cell_a_line(&form).as_bytes(), "signs.txt");
}

#[test]
fn v19_columns_left_empty() {
    let mut form = Form::usual();
    for (_, cells) in &mut form.part3 {
        for cell in &mut cells[1..6] {
            cell.clear();
        }
    }
    check(&form, html(&form).as_bytes(), "middle.html");
    check(&form, pipes(&form, true).as_bytes(), "middle.md");
    for (_, cells) in &mut form.part3 {
        cells[0].clear();
    }
    check(&form, html(&form).as_bytes(), "total.html");
    for (row, cells) in &mut form.part3 {
        if matches!(row, Row::Outcome(_)) {
            cells[6].clear();
        }
    }
    check(&form, html(&form).as_bytes(), "few.html");
}

#[test]
fn v20_empty_tables() {
    let mut form = Form::usual();
    form.each(&mut String::clear);
    check(&form, html(&form).as_bytes(), "empty.html");
    check(&form, pipes(&form, false).as_bytes(), "empty.md");
    check(&form, cell_a_line(&form).as_bytes(), "empty.txt");
    check(&form, row_a_line(&form, Break::None).as_bytes(), "empty.txt");
    let reading = documents::read::report(html(&form).as_bytes(), "empty.html").unwrap();
    assert_eq!(reading.problems, []);
}

#[test]
fn v21_remarks() {
    let mut form = Form::usual();
    form.part2[1] = vec!["19（其中修订 3 件）".into(), "44（含自然失效 6 件）".into(), "120".into()];
    check(&form, html(&form).as_bytes(), "remarks.html");
    check(&form, row_a_line(&form, Break::None).as_bytes(), "remarks.txt");
    // A cell that fell out of its row: not readable here, never a wrong number.
    let mut form = Form::usual();
    let cells = form.row(Row::Total).clone();
    let text = row_a_line(&form, Break::None)
        .replace(&format!("（七）总计 {}", cells.join(" ")), &format!("（七）总计 {}", cells[..6].join(" ")));
    *form.row(Row::Total) = std::array::from_fn(|_| String::new());
    check(&form, text.as_bytes(), "short.txt");
    let reading = documents::read::report(text.as_bytes(), "short.txt").unwrap();
    assert!(
        reading.problems.iter().any(|p| p.place.contains("（七）总计") && p.message.contains("此处无法读取"))
    );
}

#[test]
fn v22_v23_units_decimals_large_numbers() {
    let mut form = Form::usual();
    form.part2[5] = vec!["251000元".into()];
    form.part2[2] = vec!["11398889".into()];
    form.part2[3] = vec!["6,937,489".into()];
    form.part2[4] = vec!["１６６１０５".into()];
    check(&form, html(&form).as_bytes(), "units.html");
    check(&form, row_a_line(&form, Break::None).as_bytes(), "units.txt");
    for fee in ["96171.6", "0.00001", "631.00", "12.34万元"] {
        form.part2[5] = vec![fee.into()];
        check(&form, html(&form).as_bytes(), "fees.html");
        check(&form, cell_a_line(&form).as_bytes(), "fees.txt");
    }
}

#[test]
fn v24_blanks_and_breaks_around_digits() {
    let mut form = Form::usual();
    *form.row(Row::Received) = ["1234", "0", "0", "0", "0", "0", "1234"].map(str::to_owned);
    let page = html(&form)
        .replace("<td><p>1234</p></td>", "<td>\n <p> <span>12</span><span>34</span> </p>\n</td>")
        .replace("<td><p>0</p></td>", "<td><p><br>&nbsp;0&#8203;</p><p></p></td>");
    check(&form, page.as_bytes(), "spans.html");
    let page = html(&form).replace("<td><p>1234</p></td>", "<td><p>12<br>34</p></td>");
    check(&form, page.as_bytes(), "broken.html");
    // Two numbers in one cell whose row does not add up as one number: not read.
    let page = html(&form).replacen("<td><p>1234</p></td>", "<td><p>12 35</p></td>", 1);
    let reading = documents::read::report(page.as_bytes(), "two.html").unwrap();
    let value = plain(&documents::report_json::to_value(&reading.report, &[]));
    assert_eq!(value["part3"]["rows"]["一、本年新收政府信息公开申请数量"][0], Value::Null);
    assert!(reading.problems.iter().any(|p| p.message.contains("12 35")));
}
