//! The program, run as a user runs it: one module for each command.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod build;
mod deadline;
mod fee;
mod hostile;
mod hostile_pdf;
mod import;
mod program;
mod report_check;
mod report_read;
mod set_up;
mod usage;
