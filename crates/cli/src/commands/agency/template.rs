//! `gongkai agency template`: an agency's own template of a letter, shown, saved or given back.

use std::path::PathBuf;

use anyhow::Context as _;
use office::letters::{self, Templates};

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 文书模板：显示现用的；用 --file 保存自定的，用 --reset 恢复自带的
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 模板代码，如 receipt；见 docs/letters.md
    code: String,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 保存这个文件为自定模板；先核查，不合要求的不保存
    #[arg(long, value_name = "文件", conflicts_with = "reset")]
    file: Option<PathBuf>,
    /// 恢复自带模板
    #[arg(long)]
    reset: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let code = args.code.as_str();
        anyhow::ensure!(
            Templates::codes().any(|known| known == code),
            "没有代码为“{code}”的文书模板；代码见 docs/letters.md"
        );
        let store = args.database.existing().await?;
        let agency = office::ledger::agency(&store, args.agency.as_deref()).await?;
        let author = author();
        if let Some(path) = &args.file {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("{} 读不出来", path.display()))?;
            letters::save_template(&store, &author, agency.id, code, Some(&text)).await?;
        } else if args.reset {
            letters::save_template(&store, &author, agency.id, code, None).await?;
        }
        let templates = letters::templates_in_force(&store, agency.id, author.at).await?;
        eprintln!(
            "{}，{code}：{}",
            agency.agency.name,
            if templates.is_own(code) { "自定模板" } else { "自带模板" }
        );
        print!("{}", templates.text(code));
        Ok(Outcome::Done)
    })
}
