//! `gongkai reindex`: the index of the search made anew out of the ledger.

use std::time::Instant;

use office::applications::day_of;
use office::publications::reindex;

use super::Outcome;
use crate::database::{DatabaseArgs, counter, wait};
use crate::site::SearchArgs;

/// 重建检索索引；网站照常运行，建好后自动换用
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    search: SearchArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.existing().await?;
        let agency = office::ledger::agency(&store, args.agency.as_deref()).await?.id;
        let folder = args.search.folder(&args.database.address()?);
        let (start, bar) = (Instant::now(), counter("编入检索"));
        let today = day_of(jiff::Timestamp::now());
        let count = reindex(&store, agency, &folder, today, |done| bar.set_position(done)).await?;
        bar.finish_and_clear();
        println!(
            "已将{count}条公开的信息编入检索，用时{:.1}秒，索引在 {}",
            start.elapsed().as_secs_f64(),
            folder.display()
        );
        store.close().await;
        Ok(Outcome::Done)
    })
}
