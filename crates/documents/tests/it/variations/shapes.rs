//! One filled form in every shape that published pages and text dumps have.

use statute::leaf::Group;
use statute::report::Row;

use super::form::Form;

/// Words of the heads, in lines as dumps break them.
const HEAD: [&str; 14] = [
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业",
    "企业",
    "科研",
    "机构",
    "社会",
    "公益",
    "组织",
    "法律服务",
    "机构",
    "其他",
];
const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/// The opening of a report as lines.
pub(crate) fn opening(form: &Form) -> Vec<String> {
    vec![
        form.agency.clone(),
        format!("{}年政府信息公开工作年度报告", form.year),
        format!("本年度报告中所列数据的统计期限自{0}年1月1日起，至{0}年12月31日止。", form.year),
        "一、总体情况".into(),
        "本局按照要求做好政府信息公开工作，全年公开信息若干条。".into(),
        "二、主动公开政府信息情况".into(),
    ]
}

/// The end of a report as lines.
pub(crate) fn ending() -> Vec<String> {
    vec![
        "五、存在的主要问题及改进情况".into(),
        "工作中还存在一些不足，下一年将继续改进。".into(),
        "六、其他需要报告的事项".into(),
        "本年度没有收取信息处理费。".into(),
    ]
}

/// The label of a row with its group in front where it is the group's first.
pub(crate) fn label(row: Row) -> (Option<String>, String) {
    match row {
        Row::Outcome(leaf) if leaf.group() != Group::Granted && leaf.group() != Group::PartlyGranted => {
            let group = leaf.group();
            let first = leaf.number_in_group() == 1;
            (first.then(|| format!("{}{}", group.mark(), group.zh())), row.label())
        }
        other => (None, other.label()),
    }
}

/// Table two as lines of label and cells.
pub(crate) fn part2_lines(form: &Form) -> Vec<(String, Vec<String>)> {
    let [rules, documents, licences, punishments, coercions, fees] = form.part2.clone();
    let head = |text: &str| (text.to_owned(), Vec::new());
    vec![
        head("第二十条第（一）项"),
        head("信息内容 本年制发件数 本年废止件数 现行有效件数"),
        ("规章".into(), rules),
        ("行政规范性文件".into(), documents),
        head("第二十条第（五）项"),
        head("信息内容 本年处理决定数量"),
        ("行政许可".into(), licences),
        head("第二十条第（六）项"),
        head("信息内容 本年处理决定数量"),
        ("行政处罚".into(), punishments),
        ("行政强制".into(), coercions),
        head("第二十条第（八）项"),
        head("信息内容 本年收费金额（单位：万元）"),
        ("行政事业性收费".into(), fees),
    ]
}

const PART4_HEAD: [&str; 19] = [
    "行政复议",
    "行政诉讼",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
    "未经复议直接起诉",
    "复议后起诉",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
];

/// One cell to a line, the vertical cell in single characters.
pub(crate) fn cell_a_line(form: &Form) -> String {
    let mut lines = opening(form);
    for (label, cells) in part2_lines(form) {
        lines.extend(label.split(' ').map(str::to_owned));
        lines.extend(cells);
    }
    lines.push("三、收到和处理政府信息公开申请情况".into());
    lines.push(NOTE.into());
    lines.extend(HEAD.map(str::to_owned));
    for (row, cells) in &form.part3 {
        if row.label().starts_with("（一）") {
            lines.extend("三、本年度办理结果".chars().map(|c| c.to_string()));
        }
        let (group, label) = label(*row);
        lines.extend(group);
        lines.push(label);
        lines.extend(cells.iter().cloned());
    }
    lines.push("四、政府信息公开行政复议、行政诉讼情况".into());
    lines.extend(PART4_HEAD.map(str::to_owned));
    lines.extend(form.part4.iter().cloned());
    lines.extend(ending());
    lines.join("\n")
}

/// How a long label breaks around the numbers of its row.
#[derive(Clone, Copy)]
pub(crate) enum Break {
    /// Label and numbers on one line.
    None,
    /// The label's lines first, the numbers on a line of their own.
    Above,
    /// The numbers between the lines of the label.
    Around,
    /// The numbers before the label.
    Below,
    /// The numbers behind the last line of the label.
    Last,
}

/// A row to a line.
pub(crate) fn row_a_line(form: &Form, broken: Break) -> String {
    let mut lines = opening(form);
    for (label, cells) in part2_lines(form) {
        lines.push(format!("{label} {}", cells.join(" ")).trim().to_owned());
    }
    lines.push("三、收到和处理政府信息公开申请情况".into());
    lines.extend(HEAD.map(str::to_owned));
    for (at, (row, cells)) in form.part3.iter().enumerate() {
        let (group, label) = label(*row);
        lines.extend(group);
        let numbers = cells.join(" ");
        let chars: Vec<char> = label.chars().collect();
        let parts: Vec<String> = chars.chunks(13).map(|part| part.iter().collect()).collect();
        // A piece of the vertical cell now and then.
        if let Some(c) = "三、本年度办理结果".chars().nth(at.wrapping_sub(2)) {
            lines.push(c.to_string());
        }
        match broken {
            Break::Last => {
                let (last, before) = parts.split_last().unwrap();
                lines.extend(before.iter().cloned());
                lines.push(format!("{last} {numbers}"));
            }
            Break::Above => {
                lines.extend(parts);
                lines.push(numbers);
            }
            Break::Below => {
                lines.push(numbers);
                lines.extend(parts);
            }
            Break::Around if parts.len() > 1 => {
                lines.push(parts[0].clone());
                lines.push(numbers);
                lines.extend(parts[1..].iter().cloned());
            }
            Break::None | Break::Around => lines.push(format!("{label} {numbers}")),
        }
    }
    lines.push("四、政府信息公开行政复议、行政诉讼情况".into());
    lines.push(PART4_HEAD.join(" "));
    lines.push(form.part4.join(" "));
    lines.extend(ending());
    lines.join("\n")
}

/// Pipes around cells, as a Markdown export has them.
pub(crate) fn pipes(form: &Form, trailing: bool) -> String {
    let end = if trailing { " |  |" } else { " |" };
    let mut lines = vec![
        format!("# {}{}年政府信息公开工作年度报告", form.agency, form.year),
        String::new(),
        "## 一、总体情况".into(),
        String::new(),
        "本局做好政府信息公开工作。".into(),
        String::new(),
        "## 二、主动公开政府信息情况".into(),
        String::new(),
    ];
    for (label, cells) in part2_lines(form) {
        let mut row: Vec<String> = label.split(' ').map(str::to_owned).collect();
        row.extend(cells);
        row.resize(4, String::new());
        lines.push(format!("| {}{end}", row.join(" | ")));
        if lines.len() == 9 {
            lines.push("|---|---|---|---|".into());
        }
    }
    lines.extend([String::new(), "## 三、收到和处理政府信息公开申请情况".into(), String::new()]);
    lines.push(format!(
        "| {NOTE} | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计{end}"
    ));
    lines.push("|---|---|---|---|---|---|---|---|".into());
    for (row, cells) in &form.part3 {
        let (group, label) = label(*row);
        lines.push(format!("| {}{label} | {}{end}", group.unwrap_or_default(), cells.join(" | ")));
    }
    lines.extend([String::new(), "## 四、政府信息公开行政复议、行政诉讼情况".into(), String::new()]);
    let head: Vec<&str> =
        (0..3).flat_map(|_| ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]).collect();
    lines.push(format!("| {} |", head.join(" | ")));
    lines.push(format!("|{}", "---|".repeat(15)));
    lines.push(format!("| {} |", form.part4.join(" | ")));
    lines.push(String::new());
    lines.extend(
        ending().into_iter().map(|line| if line.contains('、') { format!("## {line}") } else { line }),
    );
    lines.join("\n\n").replace("|\n\n|", "|\n|")
}

fn cell(text: &str, tag: &str, attributes: &str) -> String {
    format!("<{tag}{attributes}><p>{text}</p></{tag}>")
}

fn cells(cells: &[String], attributes: &str) -> String {
    cells.iter().map(|text| cell(text, "td", attributes)).collect()
}

/// Table two as a page has it.
pub(crate) fn html_part2(form: &Form) -> String {
    let mut rows = String::new();
    for (label, values) in part2_lines(form) {
        let words: Vec<&str> = label.split(' ').collect();
        let row = match (words.as_slice(), values.len()) {
            ([only], 0) => cell(only, "th", " colspan=\"4\""),
            ([first, second], 0) => cell(first, "th", "") + &cell(second, "th", " colspan='3'"),
            (words, 0) => words.iter().map(|word| cell(word, "th", "")).collect(),
            (_, 1) => cell(&label, "td", "") + &cells(&values, " colspan=3"),
            _ => cell(&label, "td", "") + &cells(&values, ""),
        };
        rows.push_str(&format!("<tr>{row}</tr>\n"));
    }
    format!("<table border=1>\n{rows}</table>")
}

/// The rows of table three as a page has them, without the head.
pub(crate) fn html_rows(form: &Form) -> Vec<String> {
    let merged = form.part3.len() == 23;
    form.part3
        .iter()
        .map(|(row, values)| {
            let label = row.label();
            let mut labels = String::new();
            if *row == Row::form_2021().nth(2).unwrap() {
                let rows = if merged { 20 } else { 22 };
                labels.push_str(&cell("三、本年度办理结果", "td", &format!(" rowspan=\"{rows}\"")));
            }
            match row {
                Row::Received | Row::CarriedIn | Row::CarriedOut => {
                    labels.push_str(&cell(&label, "td", " colspan=\"3\""));
                }
                Row::Outcome(leaf) if !matches!(leaf.group(), Group::Granted | Group::PartlyGranted) => {
                    if leaf.number_in_group() == 1 {
                        let group = leaf.group();
                        let rows = group.leaves().count();
                        let text = format!("{}{}", group.mark(), group.zh());
                        labels.push_str(&cell(&text, "td", &format!(" rowspan=\"{rows}\"")));
                    }
                    labels.push_str(&cell(&label, "td", ""));
                }
                _ => labels.push_str(&cell(&label, "td", " colspan=\"2\"")),
            }
            format!("<tr>{labels}{}</tr>", cells(values, ""))
        })
        .collect()
}

/// The head of table three.
pub(crate) fn html_head() -> String {
    format!(
        "<tr>{}{}</tr><tr>{}{}{}</tr><tr>{}</tr>",
        cell(NOTE, "td", " colspan=3 rowspan=3"),
        cell("申请人情况", "td", " colspan=7"),
        cell("自然人", "td", " rowspan=2"),
        cell("法人或其他组织", "td", " colspan=5"),
        cell("总计", "td", " rowspan=2"),
        ["商业<br>企业", "科研<br>机构", "社会公益组织", "法律服务机构", "其他"]
            .map(|word| cell(word, "td", ""))
            .concat(),
    )
}

/// Table four as a page has it.
pub(crate) fn html_part4(form: &Form) -> String {
    let outcomes = ["结果<br/>维持", "结果<br/>纠正", "其他<br/>结果", "尚未<br/>审结", "总计"]
        .map(|word| cell(word, "td", ""))
        .concat();
    format!(
        "<table><tr>{}{}</tr><tr>{}{}{}</tr><tr>{outcomes}{outcomes}</tr><tr>{}</tr></table>",
        cell("行政复议", "td", " colspan=5"),
        cell("行政诉讼", "td", " colspan=10"),
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
            .map(|word| cell(word, "td", " rowspan=2"))
            .concat(),
        cell("未经复议直接起诉", "td", " colspan=5"),
        cell("复议后起诉", "td", " colspan=5"),
        cells(&form.part4, ""),
    )
}

/// A page around tables.
pub(crate) fn html_page(form: &Form, two: &str, three: &str, four: &str) -> String {
    let lines = |lines: Vec<String>| lines.iter().map(|line| format!("<p>{line}</p>\n")).collect::<String>();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>示例网</title>\
         <style>td{{width:10px}}</style></head><body><div>{}{two}\
         <p>三、收到和处理政府信息公开申请情况</p>{three}<p>四、政府信息公开行政复议、行政诉讼情况</p>{four}{}</div></body></html>",
        lines(opening(form)),
        lines(ending()),
    )
}

/// The usual page.
pub(crate) fn html(form: &Form) -> String {
    let three = format!("<table>{}{}</table>", html_head(), html_rows(form).join("\n"));
    html_page(form, &html_part2(form), &three, &html_part4(form))
}
