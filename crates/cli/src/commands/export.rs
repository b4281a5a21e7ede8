//! `gongkai export`: the register of applications as a workbook, as `gongkai import` takes it back in.

use std::path::PathBuf;

use anyhow::Context as _;
use jiff::civil::Date;
use office::applications::day_of;
use office::ledger::{self, Shown};
use store::{Standing, WorkQuery};

use super::Outcome;
use crate::database::{DatabaseArgs, wait};

/// 导出依申请公开台账（XLSX），表头与 gongkai import 读入的相同
#[derive(clap::Args)]
#[command(after_help = "文件中有申请内容，加 --names 的还有申请人姓名，含个人信息，请妥善保管。")]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 写入的文件；已有的文件不覆盖
    #[arg(long, value_name = "文件", default_value = "applications.xlsx")]
    out: PathBuf,
    /// 只要自这一日起收到的
    #[arg(long, value_name = "日期")]
    from: Option<Date>,
    /// 只要到这一日止收到的
    #[arg(long, value_name = "日期")]
    until: Option<Date>,
    /// 包括申请人的姓名或者名称
    #[arg(long)]
    names: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.existing().await?;
        let agency = ledger::agency(&store, args.agency.as_deref()).await?;
        let query =
            WorkQuery { standing: Standing::All, listed: (args.from, args.until), ..WorkQuery::default() };
        let shown = if args.names { Shown::Name } else { Shown::NoName };
        let today = day_of(jiff::Timestamp::now());
        let bytes = ledger::workbook(&store, agency.id, query, shown, today).await?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let told = || format!("不能写入 {}", args.out.display());
        let mut file = options.open(&args.out).with_context(told)?;
        std::io::Write::write_all(&mut file, &bytes).with_context(told)?;
        println!("{}", args.out.display());
        store.close().await;
        Ok(Outcome::Done)
    })
}
