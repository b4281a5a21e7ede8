//! The verbs of the office over temporary databases.

#![allow(clippy::print_stderr, reason = "a skipped test says so")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod accounts;
mod applications;
mod catalogue;
mod comments;
mod corrected_reports;
mod founding_report;
mod importing;
mod index_numbers;
mod inspection;
mod interpreting;
mod ledgers;
mod letters;
mod mail;
mod narrative;
mod old_site;
mod outside_links;
mod publications;
mod publishing;
mod rectifications;
mod remedies;
mod retracting;
mod scrubbing;
mod splitting;
mod uploads;
mod years_end;
