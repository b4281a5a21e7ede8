//! `gongkai report …`: one file for each verb.

use super::Outcome;

/// What can be done with an annual report.
#[derive(clap::Subcommand)]
pub(crate) enum Command {}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match *command {}
}
