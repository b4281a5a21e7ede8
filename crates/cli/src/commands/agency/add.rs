//! `gongkai agency add`: one more agency, under a superior one.

use office::agencies;
use statute::registers::Agency;

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 设立机关
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称
    name: String,
    /// 上级机关的全称
    #[arg(long, value_name = "全称")]
    parent: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.existing().await?;
        let agency = Agency { name: args.name.clone(), parent: args.parent.clone(), ..Agency::default() };
        let id = agencies::set_up(&store, &author(), agency).await?;
        println!("{id}\t{}", args.name);
        Ok(Outcome::Done)
    })
}
