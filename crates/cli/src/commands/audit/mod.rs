//! `gongkai audit …`: one file for each verb.

mod seal;
mod verify;

use super::Outcome;

/// What can be done about the integrity of the ledger.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 核验全部事件链、封存记录与封印，并将列表与统计同事件比对，指出被改动之处
    Verify(verify::Args),
    /// 封印：为上次封印以来的事件计算 Merkle 根并接续成链
    Seal(seal::Args),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Verify(args) => verify::run(args),
        Command::Seal(args) => seal::run(args),
    }
}
