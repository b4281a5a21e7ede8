//! `gongkai report …`: one file for each verb.

mod check;

use super::Outcome;

/// What can be done with an annual report.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 核查已经发布的年度报告：表格、正文、跨年、雷同
    Check(check::Args),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Check(args) => check::run(args),
    }
}
