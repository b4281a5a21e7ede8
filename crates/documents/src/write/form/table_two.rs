//! Table two, in the forms of 2021 and 2019.

use statute::report::{Cell, Part2, Part2Trial};

use super::Form;
use super::slot::{Kind, Slot};

fn band(item: &str, columns: usize) -> Vec<Slot> {
    vec![Slot::new(Kind::Band, &format!("第二十条第（{item}）项")).wide(columns)]
}

/// A row of headings of table two, each over `span` columns.
fn headings(texts: &[&str], span: usize) -> Vec<Slot> {
    let rest = texts.iter().map(|text| Slot::head(text).wide(span));
    [Slot::head("信息内容")].into_iter().chain(rest).collect()
}

/// A row of table two, each value over `span` columns.
fn line(label: &str, cells: &[&Cell], span: usize) -> Vec<Slot> {
    let values =
        cells.iter().enumerate().map(|(column, cell)| Slot::value(cell, 2, label, column).wide(span));
    [Slot::row(label)].into_iter().chain(values).collect()
}

/// What was published of one's own motion, in the form of 2021.
pub(super) fn table_two(part: &Part2) -> Form {
    let stock = |label, of: &statute::report::Stock| line(label, &[&of.made, &of.repealed, &of.in_force], 1);
    let rows = vec![
        band("一", 4),
        headings(&["本年制发件数", "本年废止件数", "现行有效件数"], 1),
        stock("规章", &part.rules),
        stock("行政规范性文件", &part.normative_documents),
        band("五", 4),
        headings(&["本年处理决定数量"], 3),
        line("行政许可", &[&part.licences], 3),
        band("六", 4),
        headings(&["本年处理决定数量"], 3),
        line("行政处罚", &[&part.punishments], 3),
        line("行政强制", &[&part.coercions], 3),
        band("八", 4),
        headings(&["本年收费金额（单位：万元）"], 3),
        line("行政事业性收费", &[&part.fees], 3),
    ];
    Form::new(2, "table-2", "主动公开政府信息情况表", 0, rows)
}

/// The same in the form of 2019.
pub(super) fn table_two_trial(part: &Part2Trial) -> Form {
    let stock = |label, of: &statute::report::TrialStock| {
        line(label, &[&of.made, &of.published, &of.total_published], 2)
    };
    let items = |label, of: &statute::report::TrialItems| {
        line(label, &[&of.items_last_year, &of.change, &of.decisions], 2)
    };
    let item_headings = || headings(&["上一年项目数量", "本年增/减", "处理决定数量"], 2);
    let rows = vec![
        band("一", 7),
        headings(&["本年新制作数量", "本年新公开数量", "对外公开总数量"], 2),
        stock("规章", &part.rules),
        stock("规范性文件", &part.normative_documents),
        band("五", 7),
        item_headings(),
        items("行政许可", &part.licences),
        items("其他对外管理服务事项", &part.other_services),
        band("六", 7),
        item_headings(),
        items("行政处罚", &part.punishments),
        items("行政强制", &part.coercions),
        band("八", 7),
        headings(&["上一年项目数量", "本年增/减"], 3),
        line("行政事业性收费", &[&part.fees.0, &part.fees.1], 3),
        band("九", 7),
        headings(&["采购项目数量", "采购总金额"], 3),
        line("政府集中采购", &[&part.procurement.0, &part.procurement.1], 3),
    ];
    Form::new(2, "table-2-2019", "主动公开政府信息情况表", 0, rows)
}
