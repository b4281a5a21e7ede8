//! `gongkai agency list`: the agencies of the ledger.

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, wait};

/// 列出机关：编号、全称、上级机关
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        for row in args.database.existing().await?.agencies().await? {
            println!("{}\t{}\t{}", row.id, row.agency.name, row.agency.parent.unwrap_or_default());
        }
        Ok(Outcome::Done)
    })
}
