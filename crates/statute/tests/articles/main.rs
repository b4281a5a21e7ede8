//! The rules of the law, tested by article.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod citations;
mod published_reports;
mod report_checks;
