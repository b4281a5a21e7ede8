//! `gongkai report build`: a year's registers become the annual report, in every format.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, bail, ensure};
use documents::registers::{Folder, read_folder};
use documents::report_json;
use documents::write::{self, WriteError};
use office::annual_report::{compile, nearest};
use office::ledger;
use serde_json::{Value, json};
use statute::figures::{self, Year};
use statute::registers::Registers;
use statute::report::{AnnualReport, Cell, CompiledReport, Figure, Severity};

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, wait};

/// 由一年的台账编制年度报告：表格、正文和每个数字出自同一台账
#[derive(clap::Args)]
#[command(
    after_help = "示例：\n  gongkai report build --from 台账文件夹 --year 2023 --out 输出文件夹\n  gongkai report build --from 台账文件夹 --year 2023 --explain applications.received\n  gongkai report build --agency 某某局 --year 2023 --out 输出文件夹\n退出码：0 完成，1 台账有误或者有错误、警告，2 不能执行。指标见 docs/figures.md，台账格式见 docs/registers.md。"
)]
pub(crate) struct Args {
    /// 台账所在的文件夹，或者一个 XLSX 工作簿；不需要数据库
    #[arg(long, value_name = "文件夹", conflicts_with = "agency")]
    from: Option<PathBuf>,
    /// 用数据库中的台账：机关全称或者简称；数据库中只有一个机关时可省略
    #[arg(long, value_name = "名称")]
    agency: Option<String>,
    /// 报告年度
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i16).range(1990..=2199))]
    year: i16,
    /// 输出文件夹，没有时新建
    #[arg(long, value_name = "文件夹", required_unless_present = "explain")]
    out: Option<PathBuf>,
    /// 格式，用逗号分隔；缺省为全部。records 是内部用的 records.html，每个数字可查到台账记录
    #[arg(long, value_enum, value_delimiter = ',', value_name = "格式")]
    format: Vec<Format>,
    /// 说明一个指标：定义、值、记录；名称以 .* 结尾时说明一组
    #[arg(long, value_name = "指标")]
    explain: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Html,
    Docx,
    Pdf,
    Xlsx,
    Json,
    Records,
}

impl Format {
    const ALL: [Self; 6] = [Self::Html, Self::Docx, Self::Pdf, Self::Xlsx, Self::Json, Self::Records];

    fn file(self) -> &'static str {
        match self {
            Self::Html => "report.html",
            Self::Docx => "report.docx",
            Self::Pdf => "report.pdf",
            Self::Xlsx => "report.xlsx",
            Self::Json => "report.json",
            Self::Records => "records.html",
        }
    }

    fn write(self, compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
        match self {
            Self::Html => write::html(compiled),
            Self::Docx => write::docx(compiled),
            Self::Pdf => write::pdf(compiled),
            Self::Xlsx => write::xlsx(compiled),
            Self::Json => write::json(compiled),
            Self::Records => write::records(compiled),
        }
    }
}

/// What a report is built from.
struct Input {
    registers: Registers,
    narrative: Option<String>,
    previous: Option<AnnualReport>,
    notes: Vec<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let input = match &args.from {
        Some(from) => {
            ensure!(from.exists(), "{} 不存在", from.display());
            match read_folder(from) {
                Ok(Folder { registers, narrative, previous, notes }) => {
                    Input { registers, narrative, previous, notes }
                }
                Err(bad) => {
                    let lines: Vec<_> = bad.iter().map(ToString::to_string).collect();
                    return Ok(refuse(args, "台账", &lines, &json!({"errors": bad})));
                }
            }
        }
        None => from_ledger(args)?,
    };
    if let Some(name) = &args.explain {
        explain(args, &input, name)?;
        if args.out.is_none() {
            return Ok(Outcome::Done);
        }
    }
    let out = args.out.as_deref().context("请用 --out 指明输出文件夹")?;
    let Input { registers, narrative, previous, notes } = &input;
    let compiled = match compile(registers, args.year, narrative.as_deref(), previous.as_ref()) {
        Ok(compiled) => compiled,
        Err(not_written) => {
            let lines: Vec<_> = not_written.slips.iter().map(ToString::to_string).collect();
            let errors: Vec<_> = not_written
                .slips
                .iter()
                .map(|slip| json!({"file": "narrative.md", "row": slip.line, "message": slip.message}))
                .collect();
            return Ok(refuse(args, "正文", &lines, &json!({"errors": errors})));
        }
    };
    let formats = if args.format.is_empty() { &Format::ALL[..] } else { &args.format };
    let mut files = Vec::new();
    let mut unwritten = Vec::new();
    for format in formats {
        match format.write(&compiled) {
            Ok(bytes) => files.push((format.file(), bytes)),
            // A character without a font is a finding, never an empty box; the other formats stand.
            Err(error @ WriteError::NoGlyph(_)) => unwritten.push(format!("{}：{error}", format.file())),
            Err(error) => {
                return Err(error).with_context(|| format!("{} 没有写成，没有写出任何文件", format.file()));
            }
        }
    }
    save(out, &files)?;
    tell(args, &compiled, notes, out, &files, &unwritten);
    let is_sound =
        unwritten.is_empty() && compiled.findings.iter().all(|finding| finding.severity == Severity::Note);
    Ok(if is_sound { Outcome::Done } else { Outcome::Findings })
}

fn from_ledger(args: &Args) -> anyhow::Result<Input> {
    let input = wait(async {
        let store = args.database.existing().await?;
        let agency = match ledger::agency(&store, args.agency.as_deref()).await {
            Ok(agency) => agency,
            Err(error) => bail!(error),
        };
        Ok(ledger::report_input(&store, &agency, args.year).await?)
    })?;
    let previous = input.previous_report().map_err(Error::msg)?;
    Ok(Input { registers: input.registers, narrative: input.narrative, previous, notes: Vec::new() })
}

/// Says everything that is wrong with the input; nothing is written.
fn refuse(args: &Args, what: &str, lines: &[String], value: &Value) -> Outcome {
    if args.json {
        println!("{value:#}");
    }
    for line in lines {
        eprintln!("{line}");
    }
    eprintln!("{what}有{}处需要改正，没有写出文件", lines.len());
    Outcome::Findings
}

/// Prints definition, value and records of a figure, or of every member of a family.
fn explain(args: &Args, input: &Input, name: &str) -> anyhow::Result<()> {
    let year = Year { registers: &input.registers, year: args.year, previous: input.previous.as_ref() };
    let figures = figures::figures(&year);
    let shown: Vec<&Figure> = match name.strip_suffix('*') {
        Some(stem) => figures.iter().filter(|figure| figure.name.starts_with(stem)).collect(),
        None => figures.iter().filter(|figure| figure.name == name).collect(),
    };
    if shown.is_empty() {
        if figures::all().any(|definition| definition.name == name) {
            bail!("指标“{name}”{}年没有值：上年比较需要 previous.json，占比在合计为0时没有值", args.year);
        }
        let near = nearest(name, &figures);
        let hint = if near.is_empty() {
            String::new()
        } else {
            format!("，相近的名称：{}", near.join("、"))
        };
        bail!("没有名为“{name}”的指标{hint}；全部指标见 docs/figures.md");
    }
    if args.json {
        let shown: Vec<Value> = shown.into_iter().map(explained).collect();
        let value = if name.ends_with('*') { json!(shown) } else { json!(shown[0]) };
        println!("{value:#}");
        return Ok(());
    }
    for figure in shown {
        println!("{} {}{}", figure.name, figure.value, figure.unit);
        println!("  {}", figure.definition);
        for record in &figure.records {
            println!("  {} {}  {}", record.register.zh(), record.id, record.summary);
        }
    }
    Ok(())
}

/// A figure as JSON: its value is a number, as in `report.json`.
fn explained(figure: &Figure) -> Value {
    json!({
        "name": figure.name,
        "definition": figure.definition,
        "unit": figure.unit,
        "value": report_json::cell(&Cell::Number(figure.value)),
        "records": figure.records,
    })
}

/// Writes all files whole: each beside its place first, then all put in place.
fn save(out: &Path, files: &[(&str, Vec<u8>)]) -> anyhow::Result<()> {
    fs::create_dir_all(out).with_context(|| format!("不能新建文件夹 {}", out.display()))?;
    let cannot = |name: &str| format!("不能写入 {}", out.join(name).display());
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        // Named by hand and not by tempfile, whose files only their owner may read: a report is for others.
        let beside = out.join(format!(".{name}.{}", std::process::id()));
        let written = fs::File::create(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        waiting.push((beside, name));
        if let Err(error) = written {
            for (beside, _) in &waiting {
                // What could not be written may not be there to remove.
                let _ = fs::remove_file(beside);
            }
            return Err(error).with_context(|| cannot(name));
        }
    }
    for (beside, name) in waiting {
        fs::rename(&beside, out.join(name)).with_context(|| cannot(name))?;
    }
    Ok(())
}

fn tell(
    args: &Args,
    compiled: &CompiledReport,
    notes: &[String],
    out: &Path,
    files: &[(&str, Vec<u8>)],
    unwritten: &[String],
) {
    let paths: Vec<String> = files.iter().map(|(name, _)| out.join(name).display().to_string()).collect();
    if args.json {
        // A figure explained on the way has been printed as JSON of its own.
        let value = json!({
            "agency": compiled.report.agency,
            "year": args.year,
            "files": paths,
            "not_written": unwritten,
            "findings": compiled.findings,
            "notes": notes,
        });
        println!("{value:#}");
        return;
    }
    // Absent registers are told by a finding.
    for note in notes.iter().filter(|note| !note.starts_with("未提供的台账")) {
        eprintln!("提示 {note}");
    }
    for finding in &compiled.findings {
        eprintln!("{} {} {}：{}", finding.severity.zh(), finding.code, finding.place, finding.message);
    }
    for line in unwritten {
        eprintln!("错误 {line}");
    }
    let count = |severity| compiled.findings.iter().filter(|finding| finding.severity == severity).count();
    let errors = count(Severity::Error) + unwritten.len();
    for path in &paths {
        println!("{path}");
    }
    eprintln!(
        "{}{}年年度报告已写出{}个文件；错误{errors}，警告{}，提示{}",
        compiled.report.agency.as_deref().unwrap_or_default(),
        args.year,
        paths.len(),
        count(Severity::Warning),
        count(Severity::Note) + notes.iter().filter(|note| !note.starts_with("未提供的台账")).count(),
    );
}
