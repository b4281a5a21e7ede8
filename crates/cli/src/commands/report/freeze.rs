//! `gongkai report freeze`: records what was published, and closes its year.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use office::ledger::{self, NotFrozen};
use store::FrozenFile;

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, files_of, wait};

/// Built beside the published files, for the office only.
const INTERNAL: &str = "records.html";

/// 冻结已公布的年度报告：记录各文件的哈希，此后该年台账须说明理由方可更正
#[derive(clap::Args)]
#[command(
    after_help = "示例：\n  gongkai report freeze --year 2023 报告文件夹\n  gongkai report freeze --agency 某某局 --year 2023 report.pdf report.docx"
)]
pub(crate) struct Args {
    /// 已公布的文件，或者所在的文件夹（内部文件 records.html 不计）
    #[arg(required = true, value_name = "文件")]
    paths: Vec<PathBuf>,
    /// 机关全称或简称；数据库中只有一个机关时可省略
    #[arg(long, value_name = "名称")]
    agency: Option<String>,
    /// 报告年度
    #[arg(long, value_name = "年")]
    year: i16,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut files = Vec::new();
    for path in &args.paths {
        for path in files_of(path)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name == INTERNAL {
                continue;
            }
            let bytes = std::fs::read(&path).with_context(|| format!("不能读取 {}", path.display()))?;
            files.push(FrozenFile { name, sm3: store::file_hash(&bytes), bytes: bytes.len() as u64 });
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let shown = files.clone();
    let frozen = wait(async {
        let store = args.database.existing().await?;
        Ok(ledger::freeze(&store, &author(), args.agency.as_deref(), args.year, files).await)
    })?;
    match frozen {
        Ok(agency) => println!("{agency} {}年年度报告已冻结，{} 个文件", args.year, shown.len()),
        Err(error @ NotFrozen::Already(_)) => println!("{error}"),
        Err(error) => bail!(error),
    }
    for file in shown {
        println!("  {}  {}", file.sm3, file.name);
    }
    Ok(Outcome::Done)
}
