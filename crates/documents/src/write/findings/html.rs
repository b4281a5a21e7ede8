//! Findings as one web page: a list of reports, and for each its findings and its tables with the cells in
//! question marked and linked. Without scripts, complete in one file, fit to be printed.

use std::collections::HashMap;
use std::fmt::Write;

use statute::report::{CellPlace, Finding, Severity};

use super::super::form::{Form, Kind, Slot, forms};
use super::super::xml::escape;
use super::{Inspected, Inspection};

/// Of more reports than this, tables are drawn only where an error or a warning names a cell.
const FEW: usize = 3;

const STYLE: &str = include_str!("findings.css");

/// The page.
pub fn html(inspection: &Inspection) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>政府信息公开工作年度报告核查结果</title>\n<style>\n",
    );
    page.push_str(STYLE);
    page.push_str("</style>\n</head>\n<body>\n<main>\n<h1>政府信息公开工作年度报告核查结果</h1>\n");
    summary(inspection, &mut page);
    overview(inspection, &mut page);
    unreadable(inspection, &mut page);
    for (index, report) in inspection.reports.iter().enumerate() {
        section(index + 1, report, inspection.reports.len() > FEW, &mut page);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn add(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).expect("a string takes text");
}

const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "hint",
    }
}

fn summary(inspection: &Inspection, page: &mut String) {
    add(
        page,
        format_args!(
            "<p class=\"summary\">核查报告 <strong>{}</strong> 份：\
             <strong class=\"error\">错误 {}</strong>、<strong class=\"warning\">警告 {}</strong>、\
             <strong class=\"hint\">提示 {}</strong>",
            inspection.reports.len(),
            inspection.count(Severity::Error),
            inspection.count(Severity::Warning),
            inspection.count(Severity::Note),
        ),
    );
    if !inspection.unreadable.is_empty() {
        add(page, format_args!("；另有 <strong>{}</strong> 个文件不能读取", inspection.unreadable.len()));
    }
    page.push_str(
        "。</p>\n<p class=\"legend\">错误：表内、跨年勾稽关系不成立，或者正文与表格明显矛盾。\
         警告：很可能填错。提示：格式、用语和缺少数据未作的核对，不作为问题。</p>\n",
    );
}

fn overview(inspection: &Inspection, page: &mut String) {
    if inspection.reports.len() < 2 {
        return;
    }
    page.push_str(
        "<table class=\"overview\">\n<caption>各机关各年度</caption>\n<thead><tr><th scope=\"col\">机关和年度</th>\
         <th scope=\"col\">结论</th><th scope=\"col\">错误</th><th scope=\"col\">警告</th>\
         <th scope=\"col\">提示</th></tr></thead>\n<tbody>\n",
    );
    for (index, report) in inspection.reports.iter().enumerate() {
        add(
            page,
            format_args!(
                "<tr><th scope=\"row\"><a href=\"#r{}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                index + 1,
                escape(&report.name()),
                report.verdict(),
                report.count(Severity::Error),
                report.count(Severity::Warning),
                report.count(Severity::Note),
            ),
        );
    }
    page.push_str("</tbody>\n</table>\n");
}

fn unreadable(inspection: &Inspection, page: &mut String) {
    if inspection.unreadable.is_empty() {
        return;
    }
    page.push_str("<section>\n<h2>不能读取的文件</h2>\n<p>不能读取不等于报告有错误。</p>\n<ul>\n");
    for file in &inspection.unreadable {
        add(
            page,
            format_args!(
                "<li><span class=\"file\">{}</span>：{}；{}</li>\n",
                escape(&file.file),
                escape(&file.what),
                escape(&file.advice)
            ),
        );
    }
    page.push_str("</ul>\n</section>\n");
}

fn section(number: usize, report: &Inspected, many: bool, page: &mut String) {
    add(page, format_args!("<section id=\"r{number}\">\n<h2>{}</h2>\n", escape(&report.name())));
    add(
        page,
        format_args!(
            "<p>{}：错误 {}、警告 {}、提示 {}。文件：<span class=\"file\">{}</span>",
            report.verdict(),
            report.count(Severity::Error),
            report.count(Severity::Warning),
            report.count(Severity::Note),
            escape(&report.file)
        ),
    );
    if !report.others.is_empty() {
        add(
            page,
            format_args!(
                "；同一报告的其他文件：<span class=\"file\">{}</span>",
                escape(&report.others.join("、"))
            ),
        );
    }
    page.push_str("</p>\n");
    if report.findings.is_empty() {
        page.push_str("</section>\n");
        return;
    }
    page.push_str("<ol class=\"findings\">\n");
    for (index, finding) in report.findings.iter().enumerate() {
        item(&format!("r{number}-{}", index + 1), finding, page);
    }
    page.push_str("</ol>\n");
    let marks = marks(number, &report.findings);
    if marks.values().any(|mark| !many || mark.severity != Severity::Note) {
        for (_, form) in forms(&report.report.tables) {
            table(number, &form, &marks, page);
        }
    }
    page.push_str("</section>\n");
}

fn item(id: &str, finding: &Finding, page: &mut String) {
    add(
        page,
        format_args!(
            "<li id=\"{id}\" class=\"{}\"><p><strong>{}</strong> <span class=\"place\">{}</span> {}</p>",
            class(finding.severity),
            finding.severity.zh(),
            escape(&finding.place),
            escape(&finding.message)
        ),
    );
    if !finding.values.is_empty() {
        let values: Vec<String> = finding
            .values
            .iter()
            .map(|(name, value)| format!("{}：{}", escape(name), escape(value)))
            .collect();
        add(page, format_args!("<p class=\"values\">{}</p>", values.join("；")));
    }
    add(
        page,
        format_args!("<p class=\"basis\">依据：{}（{}）</p></li>\n", escape(&finding.basis), finding.code),
    );
}

/// Which finding a cell is first named by, the gravest one.
struct Mark {
    id: String,
    number: usize,
    severity: Severity,
    message: String,
}

fn marks(number: usize, findings: &[Finding]) -> HashMap<CellPlace, Mark> {
    let mut marks = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        for place in &finding.cells {
            marks.entry(place.clone()).or_insert_with(|| Mark {
                id: format!("r{number}-{}", index + 1),
                number: index + 1,
                severity: finding.severity,
                message: finding.message.clone(),
            });
        }
    }
    marks
}

fn table(number: usize, form: &Form, marks: &HashMap<CellPlace, Mark>, page: &mut String) {
    let id = format!("r{number}-{}", form.id);
    add(
        page,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}-caption\" tabindex=\"0\">\n\
             <table class=\"form\" id=\"{id}\">\n<caption id=\"{id}-caption\">{}</caption>\n<tbody>\n",
            escape(form.caption)
        ),
    );
    for slots in &form.rows {
        page.push_str("<tr>");
        for slot in slots {
            cell(&format!("r{number}-"), slot, marks, page);
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

fn cell(prefix: &str, slot: &Slot, marks: &HashMap<CellPlace, Mark>, page: &mut String) {
    let spans = slot.spans();
    match &slot.kind {
        Kind::Value(_, place) => {
            let headers: Vec<String> = slot.headers.iter().map(|id| format!("{prefix}{id}")).collect();
            let headers = headers.join(" ");
            let text = if slot.text.is_empty() { "（空）".into() } else { escape(&slot.text) };
            match marks.get(place) {
                Some(mark) => add(
                    page,
                    format_args!(
                        "<td headers=\"{headers}\"{spans} class=\"mark {}\"><a href=\"#{}\" title=\"{}\">{text}\
                         <sup>{} {}</sup></a></td>",
                        class(mark.severity),
                        mark.id,
                        escape(&mark.message),
                        mark.severity.zh(),
                        mark.number,
                    ),
                ),
                None => {
                    add(page, format_args!("<td headers=\"{headers}\"{spans}>{}</td>", escape(&slot.text)));
                }
            }
        }
        Kind::Note => add(page, format_args!("<td class=\"note\"{spans}>{}</td>", escape(&slot.text))),
        Kind::Band | Kind::ColumnHead | Kind::RowHead => add(
            page,
            format_args!(
                "<th id=\"{prefix}{}\" scope=\"{}\"{spans}>{}</th>",
                slot.id,
                slot.scope(),
                escape(&slot.text)
            ),
        ),
    }
}
