//! `gongkai report check`: checks any agency's published reports.

mod files;
mod people;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use documents::write::findings::{self, Inspection};
use office::report_checks::{CheckedFile, Options, USUAL_LIKENESS, inspect};

use super::super::Outcome;

/// 核查已经发布的年度报告
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 报告文件、文件夹或者ZIP压缩包
    #[arg(required = true, value_name = "路径")]
    paths: Vec<PathBuf>,
    /// 上年度报告；文件夹中有上年度报告的自动对照
    #[arg(long, value_name = "文件")]
    previous: Option<PathBuf>,
    /// 以JSON输出
    #[arg(long)]
    json: bool,
    /// 另存为网页，表格中标出有疑问的单元格
    #[arg(long, value_name = "文件")]
    html: Option<PathBuf>,
    /// 另存为工作簿：核查发现，机关年度汇总
    #[arg(long, value_name = "文件")]
    xlsx: Option<PathBuf>,
    /// 文字相同达到百分之几算雷同
    #[arg(long, value_name = "百分数", default_value_t = USUAL_LIKENESS, value_parser = clap::value_parser!(u8).range(1..=100))]
    alike: u8,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let previous = match &args.previous {
        Some(path) => {
            let file = files::read_one(path);
            if let Err(reason) = &file.reading {
                bail!("上年度报告不能读取：{}：{reason}", file.file);
            }
            Some(file)
        }
        None => None,
    };
    let found = files::find(&args.paths);
    if found.files.is_empty() && found.unread.is_empty() {
        bail!("没有找到可以核查的文件；可以核查TXT、HTML、Markdown、DOCX、PDF、XLSX、JSON和ZIP");
    }
    let mut checked: Vec<CheckedFile> = files::read_all(&found.files);
    checked.extend(found.unread);
    let named: Vec<&PathBuf> =
        args.paths.iter().filter(|path| !path.is_dir() && !files::is_zip(path)).collect();
    let inspection = inspect(checked, &Options { previous, alike: args.alike });

    if let Some(path) = &args.html {
        save(path, findings::html(&inspection).as_bytes())?;
    }
    if let Some(path) = &args.xlsx {
        save(path, &findings::xlsx(&inspection)?)?;
    }
    let page = if args.json {
        serde_json::to_string_pretty(&findings::json(&inspection))? + "\n"
    } else {
        people::page(&inspection, found.skipped)
    };
    match std::io::stdout().lock().write_all(page.as_bytes()) {
        // The reader of a pipe has seen enough; what was found is still told by the exit code.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    for file in &inspection.unreadable {
        eprintln!("不能读取：{}：{}；{}", file.file, file.what, file.advice);
    }
    outcome(&inspection, &named)
}

/// Exit code 2 where nothing, or a file that the user named, could not be read; else 1 for errors and warnings.
fn outcome(inspection: &Inspection, named: &[&PathBuf]) -> anyhow::Result<Outcome> {
    let missing = inspection
        .unreadable
        .iter()
        .filter(|file| named.iter().any(|path| path.display().to_string() == file.file))
        .count();
    if inspection.reports.is_empty() {
        bail!("没有可以核查的报告，{}个文件不能读取", inspection.unreadable.len());
    }
    if missing > 0 {
        bail!("指定的文件中有{missing}个不能读取，其余的已经核查");
    }
    Ok(if inspection.is_sound() { Outcome::Done } else { Outcome::Findings })
}

fn save(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("不能写入{}", path.display()))?;
    eprintln!("已写入{}", path.display());
    Ok(())
}
