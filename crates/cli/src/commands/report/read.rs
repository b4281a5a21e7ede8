//! `gongkai report read`: the tables and the text of a published report, as they stand in the file.

use std::path::PathBuf;

use anyhow::Context;
use documents::read::{self, Reading};
use documents::report_json;
use serde_json::{Value, json};
use statute::report::{COLUMNS, Cell, REMEDY_COLUMNS};

use crate::commands::Outcome;

/// 读出一份已公布的年度报告：表格、年度、机关、正文（按原样，不作更正）
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 报告文件：TXT、HTML、Markdown、DOCX、PDF、XLSX、JSON
    file: PathBuf,
    /// 以JSON输出（结构同report.json，另有file、format、problems）
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let size =
        std::fs::metadata(&args.file).with_context(|| format!("打不开文件 {}", args.file.display()))?;
    anyhow::ensure!(!size.is_dir(), "{} 是文件夹，请给出一份报告文件", args.file.display());
    anyhow::ensure!(
        size.len() <= read::MAX_FILE as u64,
        "{name}：文件超过50MB；请去掉图片和附件后另存，或拆成单份报告"
    );
    let bytes = std::fs::read(&args.file).with_context(|| format!("读不了文件 {}", args.file.display()))?;
    let reading = read::report(bytes, &name).map_err(|refusal| anyhow::anyhow!("{name}：{refusal}"))?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&value(&name, &reading))?);
    } else {
        print(&name, &reading);
    }
    Ok(Outcome::Done)
}

/// The reading as JSON.
fn value(name: &str, reading: &Reading) -> Value {
    let mut value = json!({"file": name, "format": reading.format.zh().to_ascii_lowercase()});
    if let (Some(value), Value::Object(report)) =
        (value.as_object_mut(), report_json::to_value(&reading.report, &[]))
    {
        value.extend(report);
        let problems: Vec<Value> = reading
            .problems
            .iter()
            .map(|problem| json!({"place": problem.place, "message": problem.message}))
            .collect();
        value.insert("problems".into(), problems.into());
    }
    value
}

/// Columns a text takes on a terminal.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Number(n) => n.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Unread => "?".into(),
    }
}

/// Prints a label padded to `room`, then cells in columns.
fn row(label: &str, room: usize, cells: &[&Cell]) {
    let mut line = format!("  {label}{}", " ".repeat(room.saturating_sub(width(label))));
    for cell in cells {
        let text = printed(cell);
        line.push_str(&" ".repeat(9_usize.saturating_sub(width(&text)).max(1)));
        line.push_str(&text);
    }
    println!("{}", line.trim_end());
}

fn head(room: usize, columns: &[&str]) {
    let mut line = format!("  {}", " ".repeat(room));
    for column in columns {
        let short: String = column.chars().take(4).collect();
        line.push_str(&" ".repeat(9_usize.saturating_sub(width(&short)).max(1)));
        line.push_str(&short);
    }
    println!("{line}");
}

fn print(name: &str, reading: &Reading) {
    let report = &reading.report;
    let unknown = || "（未读出）".to_owned();
    println!("文件  {name}（{}）", reading.format.zh());
    println!("标题  {}", report.title.clone().unwrap_or_else(unknown));
    println!("机关  {}", report.agency.clone().unwrap_or_else(unknown));
    println!("年度  {}", report.year.map_or_else(unknown, |year| year.to_string()));
    if let Some(part) = &report.tables.part2 {
        println!("\n表二  主动公开政府信息情况");
        head(22, &["制发件数", "废止件数", "有效件数"]);
        for (label, stock) in [("规章", &part.rules), ("行政规范性文件", &part.normative_documents)]
        {
            row(label, 22, &[&stock.made, &stock.repealed, &stock.in_force]);
        }
        row("行政许可（件）", 22, &[&part.licences]);
        row("行政处罚（件）", 22, &[&part.punishments]);
        row("行政强制（件）", 22, &[&part.coercions]);
        row("行政事业性收费（万元）", 22, &[&part.fees]);
    }
    if let Some(part) = &report.tables.part2_2019 {
        println!("\n表二  主动公开政府信息情况（2019年表式）");
        head(22, &["新制作", "新公开", "公开总数"]);
        for (label, stock) in [("规章", &part.rules), ("规范性文件", &part.normative_documents)] {
            row(label, 22, &[&stock.made, &stock.published, &stock.total_published]);
        }
        head(22, &["上年项目", "增减", "决定数量"]);
        for (label, items) in [
            ("行政许可", &part.licences),
            ("其他对外管理服务事项", &part.other_services),
            ("行政处罚", &part.punishments),
            ("行政强制", &part.coercions),
        ] {
            row(label, 22, &[&items.items_last_year, &items.change, &items.decisions]);
        }
        row("行政事业性收费", 22, &[&part.fees.0, &part.fees.1]);
        row("政府集中采购", 22, &[&part.procurement.0, &part.procurement.1]);
    }
    if let Some(part) = &report.tables.part3 {
        println!("\n表三  收到和处理政府信息公开申请情况");
        let short = |key: String| key.chars().take(22).collect::<String>();
        head(44, &COLUMNS);
        for (label, cells) in &part.rows {
            row(&short(label.key()), 44, &cells.iter().collect::<Vec<_>>());
        }
    }
    if let Some(part) = &report.tables.part4 {
        println!("\n表四  政府信息公开行政复议、行政诉讼情况");
        head(22, &REMEDY_COLUMNS);
        for (label, cells) in part.blocks() {
            row(label, 22, &cells.iter().collect::<Vec<_>>());
        }
    }
    let paragraphs: usize = report.sections.iter().map(|section| section.paragraphs.len()).sum();
    println!("\n正文  {}个标题，{paragraphs}段", report.sections.len());
    for section in &report.sections {
        println!("  {}", section.heading);
    }
    if reading.problems.is_empty() {
        println!("\n全部读出，没有问题");
    } else {
        println!("\n有{}处未能读出或需要注意：", reading.problems.len());
        for problem in &reading.problems {
            println!("  {}：{}", problem.place, problem.message);
        }
    }
}
