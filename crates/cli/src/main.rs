//! The program `gongkai`: one file per subcommand under `commands`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one crate that prints")]

mod commands;
mod database;

use std::process::ExitCode;

use clap::Parser;

/// 政府信息公开工作：办理期限、台账、年度报告编制与核查
#[derive(Parser)]
#[command(name = "gongkai", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    commands::run(&Arguments::parse().command)
}
