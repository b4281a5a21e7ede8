//! `gongkai audit seal`: closes the day.

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 封印：为上次封印以来的事件计算 Merkle 根并接续成链
#[derive(clap::Args)]
#[command(after_help = "建议每日执行一次，并将打印的封印哈希另行留存；日后即可证明此前的记录未被改写。")]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let seal = wait(async {
        let store = args.database.existing().await?;
        Ok(store.seal(&author()).await?)
    })?;
    match seal {
        Some(seal) => println!(
            "第 {} 号封印，事件 {} 至 {}\n封印哈希 {}",
            seal.number,
            seal.first_event,
            seal.last_event,
            store::hex(&seal.hash)
        ),
        None => println!("上次封印以来没有新的事件"),
    }
    Ok(Outcome::Done)
}
