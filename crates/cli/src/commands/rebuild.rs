//! `gongkai rebuild`: every projection anew from the events.

use office::search;

use super::Outcome;
use super::serve::adopt_calendar;
use crate::database::{DatabaseArgs, counter, wait};

/// 由事件重建全部列表与统计（投影），结果与原来逐字节相同；有密钥文件的，一并重建检索索引
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let bar = counter("重建");
    let (events, indexed) = wait(async {
        let store = args.database.existing().await?;
        // Limits that this program's calendar moves are recorded, not silently replaced.
        adopt_calendar(&store).await?;
        let events = store.rebuild(|done| bar.set_position(done)).await?;
        bar.set_message("检索索引");
        let indexed = search::index(&store, |done| bar.set_position(done)).await?;
        store.close().await;
        Ok((events, indexed))
    })?;
    bar.finish_and_clear();
    println!("{events} 条事件，列表与统计已重建");
    if indexed.is_none() {
        eprintln!("没有密钥文件，检索索引没有重建；启动 serve 后自动补建");
    }
    Ok(Outcome::Done)
}
