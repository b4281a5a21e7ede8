//! The subcommands; each lives in the file of its name and answers with an [`Outcome`].

mod report;

use std::process::ExitCode;

/// What the program can be told to do.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 年度报告：编制、读取、核查
    #[command(subcommand)]
    Report(report::Command),
}

/// How a command ended; the exit codes are documented and tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "no subcommand yet")]
pub(crate) enum Outcome {
    /// Exit code 0: done, nothing found wrong.
    Done,
    /// Exit code 1: findings, or input whose content is wrong.
    Findings,
}

/// Runs a command; an error that kept it from running is exit code 2, told on stderr in Chinese.
pub(crate) fn run(command: &Command) -> ExitCode {
    let result: anyhow::Result<Outcome> = match command {
        Command::Report(command) => report::run(command),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            eprintln!("错误：{error:#}");
            ExitCode::from(2)
        }
    }
}
