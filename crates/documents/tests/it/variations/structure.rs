//! Variations 1 to 7 and 29: forms, headings, titles, what stands around the tables.

use serde_json::json;

use super::form::{Form, check, compare};
use super::shapes::{
    Break, cell_a_line, html, html_head, html_page, html_part2, html_part4, html_rows, row_a_line,
};

#[test]
fn v1_form_of_2019() {
    let form = Form::sound(21, 60, true);
    let row = |label: &str, cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr><td>{label}</td>{cells}</tr>")
    };
    let two = [
        "<table><tr><td colspan=4>第二十条第（一）项</td></tr>".to_owned(),
        row("信息内容", &["本年新<br>制作数量", "本年新<br>公开数量", "对外公开总数量"]),
        row("规章", &["0", "/", "3"]),
        row("规范性文件", &["5", "5", "61"]),
        row("第二十条第（五）项", &[]),
        row("信息内容", &["上一年项目数量", "本年增/减", "处理决定数量"]),
        row("行政许可", &["14", "-2", "1300"]),
        row("其他对外管理服务事项", &["9", "+1", "0"]),
        row("第二十条第（六）项", &[]),
        row("信息内容", &["上一年项目数量", "本年增/减", "处理决定数量"]),
        row("行政处罚", &["40", "0", "12"]),
        row("行政强制", &["3", "无", "0"]),
        row("第二十条第（八）项", &[]),
        row("信息内容", &["上一年项目数量", "本年增/减"]),
        row("行政事业性收费", &["2", "0"]),
        row("第二十条第（九）项", &[]),
        row("信息内容", &["采购项目数量", "采购总金额"]),
        row("政府集中采购", &["6", "251000元"]),
        "</table>".to_owned(),
    ]
    .concat();
    let three = format!("<table>{}{}</table>", html_head(), html_rows(&form).join(""));
    let page = html_page(&form, &two, &three, &html_part4(&form));
    let mut expected = form.expected();
    let stock = json!({"制发": null, "废止": null, "有效": null});
    expected["part2"] = json!({
        "规章": stock, "行政规范性文件": stock, "行政许可": null, "行政处罚": null, "行政强制": null,
        "行政事业性收费": null,
    });
    expected["part2_2019"] = json!({
        "规章": {"本年新制作": 0, "本年新公开": null, "对外公开总数": 3},
        "规范性文件": {"本年新制作": 5, "本年新公开": 5, "对外公开总数": 61},
        "行政许可": {"上一年项目": 14, "本年增减": -2, "处理决定": 1300},
        "其他对外管理服务事项": {"上一年项目": 9, "本年增减": 1, "处理决定": 0},
        "行政处罚": {"上一年项目": 40, "本年增减": 0, "处理决定": 12},
        "行政强制": {"上一年项目": 3, "本年增减": null, "处理决定": 0},
        "行政事业性收费": {"上一年项目": 2, "本年增减": 0},
        "政府集中采购": {"采购项目": 6, "采购总金额": "251000元"},
    });
    compare(&expected, page.as_bytes(), "trial.html");
    // The same as lines, a row to a line and a cell to a line.
    let plain = two
        .replace("<br>", "")
        .replace("</tr>", "\n")
        .replace("<td>", " ")
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<String>();
    let text = row_a_line(&form, Break::None);
    let at = text.find("第二十条第（一）项").unwrap();
    let end = text.find("三、收到和处理").unwrap();
    let rows = format!("{}{plain}\n{}", &text[..at], &text[end..]);
    compare(&expected, rows.as_bytes(), "trial.txt");
    let cells = format!("{}{}\n{}", &text[..at], plain.replace(' ', "\n"), &text[end..]);
    compare(&expected, cells.as_bytes(), "trial.txt");
}

#[test]
fn v2_mixed_forms() {
    let form = Form::sound(22, 60, true);
    check(&form, html(&form).as_bytes(), "mixed.html");
    check(&form, cell_a_line(&form).as_bytes(), "mixed.txt");
}

#[test]
fn v3_headings_of_their_own() {
    let form = Form::usual();
    for (from, to) in [
        ("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("五、存在的主要问题及改进情况", "五、整改措施"),
        ("二、主动公开政府信息情况", "二、主动公开政府政府情况"),
        ("三、收到和处理政府信息公开申请情况", "二、收到和处理政府信息公开申请情况"),
        ("一、总体情况", "1. 总体情况"),
    ] {
        check(&form, html(&form).replace(from, to).as_bytes(), "headings.html");
        check(&form, cell_a_line(&form).replace(from, to).as_bytes(), "headings.txt");
    }
    let reading = documents::read::report(html(&form).as_bytes(), "parts.html").unwrap();
    let parts: Vec<Option<usize>> = reading.report.sections.iter().map(|section| section.part).collect();
    assert_eq!(parts, [Some(0), Some(1), Some(2), Some(3), Some(4), Some(5)]);
    let overall = reading.report.part(0).unwrap();
    assert_eq!(overall.paragraphs, ["本局按照要求做好政府信息公开工作，全年公开信息若干条。"]);
    assert!(reading.report.sections[1..4].iter().all(|section| section.paragraphs.is_empty()));
}

#[test]
fn v4_headings_cut() {
    let form = Form::usual();
    let cut = "<p>三、收到和处理</p><p>政府信息公开申请情况</p>";
    let page = html(&form).replace("<p>三、收到和处理政府信息公开申请情况</p>", cut);
    check(&form, page.as_bytes(), "cut.html");
    let reading = documents::read::report(page.as_bytes(), "cut.html").unwrap();
    assert!(reading.report.sections.iter().any(|s| s.heading == "三、收到和处理政府信息公开申请情况"));
}

#[test]
fn v5_titles_and_years() {
    let form = Form::usual();
    let page = html(&form);
    let two = "<p>示例市测试局</p>\n<p>2023年政府信息公开工作年度报告</p>";
    assert!(page.contains(two));
    for title in [
        "<h1>示例市测试局2023年政府信息公开工作年度报告</h1>",
        "<h1>2023年示例市测试局政府信息公开工作年度报告</h1>",
        "<p>示例市测试局</p><p>2023 年度政府信息公开工作</p><p>年度报告</p>",
        "<p>示例市测试局政府信息公开工作</p><p>2023年度报告</p>",
        "<p>示例市测试局二〇二三年政府信息公开工作年度报告</p>",
        "<p>示例市测试局２０２３年政府信息公开工作年度报告</p><p>发布日期：2024-01-20</p>",
        "<p>示例市测试局2023年度政府信息公开年报</p>",
    ] {
        let page = page.replace(two, title);
        check(&form, page.as_bytes(), "title.html");
        let reading = documents::read::report(page.as_bytes(), "title.html").unwrap();
        assert_eq!(reading.report.agency.as_deref(), Some("示例市测试局"), "{title}");
    }
    let meta = "<meta name=\"ArticleTitle\" content=\"示例市测试局2023年政府信息公开工作年度报告\">\
                <meta name=\"PubDate\" content=\"2024-01-15 10:00\">";
    let page = page.replace(two, "").replace("<title>", &format!("{meta}<title>"));
    let page = page.replace("统计期限自2023年1月1日起，至2023年12月31日止", "统计期限为全年");
    check(&form, page.as_bytes(), "/2025/01/t2025_1.html");
    let reading = documents::read::report(page.as_bytes(), "meta.html").unwrap();
    assert_eq!(reading.report.agency.as_deref(), Some("示例市测试局"));
    assert_eq!(reading.report.published_on.map(|day| day.to_string()).as_deref(), Some("2024-01-15"));
}

#[test]
fn v5_years_on_lines_of_their_own() {
    let form = Form::usual();
    let text = row_a_line(&form, Break::None);
    let two = "示例市测试局\n2023年政府信息公开工作年度报告\n";
    assert!(text.contains(two));
    for title in [
        "示例市测试局 年政府信息公开工作年度报告\n2023\n",
        "示例市测试局 年政府信息公开工作年度报\n2023\n告\n",
        "2023\n示例市测试局政府信息公开工作年度报告\n",
    ] {
        let text = text
            .replace(two, title)
            .replace("统计期限自2023年1月1日起，至2023年12月31日止", "统计期限为全年");
        let reading = documents::read::report(text.as_bytes(), "title.txt").unwrap();
        assert_eq!(reading.report.agency.as_deref(), Some("示例市测试局"), "{title}");
        assert_eq!(reading.report.year, Some(2023), "{title}");
    }
    let signed =
        format!("{}\n示例市测试局\n2024年1月20日\n", text.replace(two, "请与示例市测试局办公室联系。\n"));
    let reading = documents::read::report(signed.as_bytes(), "signed.txt").unwrap();
    assert_eq!(reading.report.agency.as_deref(), Some("示例市测试局"));
    let office = text.replace(two, "请与示例市测试局办公室联系。\n2023年，示例市测试局公开信息。\n");
    let reading = documents::read::report(office.as_bytes(), "office.txt").unwrap();
    assert_eq!(reading.report.agency.as_deref(), Some("示例市测试局"));
}

#[test]
fn rows_and_words_that_a_page_hides() {
    let form = Form::usual();
    let page = html(&form);
    let hidden = page
        .replace("</td>", "<span style=\"display: none\">9</span></td>")
        .replace("</tr>", "</tr><tr style='DISPLAY:none'><td colspan=3>（一）予以公开</td><td>9</td></tr>");
    check(&form, hidden.as_bytes(), "hidden.html");
    let folded =
        page.replace("<body>", "<body><div style=\"display:none\">").replace("</body>", "</div></body>");
    check(&form, folded.as_bytes(), "folded.html");
}

#[test]
fn v6_text_around_tables() {
    let form = Form::usual();
    let page = html(&form)
        .replace(
            "<p>三、收到和处理政府信息公开申请情况</p><table>",
            "<p>三、收到和处理政府信息公开申请情况</p><p>2023年共收到申请312件，比上年多20件，答复300件。</p>\
             <table><tr><td colspan=10>收到和处理政府信息公开申请情况</td></tr>",
        )
        .replace("<p>五、存在", "<p>注：以上数字含上年结转的2件行政复议、1件行政诉讼。</p><p>五、存在");
    check(&form, page.as_bytes(), "around.html");
    let text = row_a_line(&form, Break::None)
        .replace("申请人情况\n", "2023年共收到申请 312 件，比上年多 20 件，答复 300\n件。\n申请人情况\n")
        .replace("五、存在", "注：以上数字含上年结转的 2 件行政复议、1 件行政诉讼。\n五、存在");
    check(&form, text.as_bytes(), "around.txt");
}

#[test]
fn v7_letters_boxes_navigation() {
    let form = Form::usual();
    let before = "<nav><a>首页</a><a>2022年年度报告</a></nav><table><tr><td>索引号</td><td>K123/2024-00012</td></tr>\
                  <tr><td>发布机构</td><td>示例市测试局</td><td>发文日期</td><td>2024-01-20</td></tr></table>\
                  <ul><li>首页</li><li>政府信息公开</li></ul>";
    let page = html(&form).replace("<body><div>", &format!("<body>{before}<div>"));
    check(&form, page.as_bytes(), "box.html");
    let letter = "关于报送年度报告的函\n市政府办公室：\n现将我局报告报上，请予审阅。\n2024年1月12日\n";
    let text = format!("{letter}{}", row_a_line(&form, Break::None));
    check(&form, text.as_bytes(), "letter.txt");
    // A page laid out with tables.
    let page = html(&form)
        .replace("<body><div>", "<body><table><tr><td>菜单</td><td><table><tr><td><div>")
        .replace("</div></body>", "</div></td></tr></table></td></tr></table></body>");
    check(&form, page.as_bytes(), "layout.html");
}

#[test]
fn v29_wide_tables_and_pages() {
    let form = Form::usual();
    // Sixteen columns for ten: every other value cell covers two.
    let rows: Vec<String> = html_rows(&form)
        .iter()
        .map(|row| {
            let (labels, cells) = row.split_at(row.find("<td><p>").unwrap_or(row.len()));
            format!("{labels}{}", cells.replace("<td>", "<td colspan=\"2\">"))
        })
        .collect();
    let wide = format!("<table>{}{}</table>", html_head(), rows.join(""));
    check(&form, html_page(&form, &html_part2(&form), &wide, &html_part4(&form)).as_bytes(), "wide.html");
    // A new table starts on each page, in the middle of what the spans cover.
    let rows = html_rows(&form);
    let pages = format!(
        "<table>{}{}</table><p>- 4 -</p><table>{}</table><p>— 5 —</p><table>{}</table>",
        html_head(),
        rows[..6].join(""),
        rows[6..14].join(""),
        rows[14..].join("")
    );
    check(&form, html_page(&form, &html_part2(&form), &pages, &html_part4(&form)).as_bytes(), "pages.html");
    // Row spans that say too little or too much, cells that are never closed.
    let page = html(&form).replace("rowspan=\"22\"", "rowspan=\"20\"");
    check(&form, page.as_bytes(), "spans.html");
    let page = html(&form).replace("rowspan=\"22\"", "rowspan=\"25\"");
    check(&form, page.as_bytes(), "spans.html");
    let page = html(&form).replace("</td>", "").replace("</tr>", "").replace("</p>", "");
    check(&form, page.as_bytes(), "open.html");
}
