//! `gongkai report …`: one file for each verb.

mod build;
mod check;
mod freeze;
mod read;

use super::Outcome;

/// What can be done with an annual report.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 由一年的台账编制年度报告
    Build(build::Args),
    /// 核查已经发布的年度报告：表格、正文、跨年、雷同
    Check(check::Args),
    /// 冻结已公布的年度报告：记录各文件的哈希，此后该年台账须说明理由方可更正
    Freeze(freeze::Args),
    /// 读出一份已公布的年度报告
    Read(read::Args),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(args),
        Command::Freeze(args) => freeze::run(args),
        Command::Read(args) => read::run(args),
    }
}
