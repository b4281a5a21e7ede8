//! The program `gongkai`: one file per subcommand under `commands`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one crate that prints")]

mod commands;
mod database;
mod mail;
mod site;
mod usage;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};

/// 政府信息公开工作：办理期限、台账、年度报告编制与核查
#[derive(Parser)]
#[command(name = "gongkai", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Whoever reads the output, `head` for one, has seen enough; that is no fault of the program.
        let message = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        if message.starts_with("failed printing to stdout") && message.contains("Broken pipe") {
            std::process::exit(0);
        }
        hook(panic);
    }));
    let command = usage::in_chinese(Arguments::command());
    match command.try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => commands::run(&arguments.command),
        Err(error) => usage::tell(&error),
    }
}
