//! The program, run as a user runs it: one module for each command.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that tells its figures, or that it was skipped"
)]

mod browser;
mod build;
mod check_links;
mod crash;
mod deadline;
mod durable;
mod fee;
mod hostile;
mod hostile_pdf;
mod import;
mod import_site;
mod program;
mod report_check;
mod report_read;
mod serving;
mod set_up;
mod usage;
