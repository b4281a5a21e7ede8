//! `gongkai rebuild`: every projection anew from the events.

use super::Outcome;
use crate::database::{DatabaseArgs, counter, wait};

/// 由事件重建全部列表与统计（投影），结果与原来逐字节相同
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let bar = counter("重建");
    let events = wait(async {
        let store = args.database.existing().await?;
        let events = store.rebuild(|done| bar.set_position(done)).await?;
        store.close().await;
        Ok(events)
    })?;
    bar.finish_and_clear();
    println!("{events} 条事件，列表与统计已重建");
    Ok(Outcome::Done)
}
