//! The rules of the law, tested by article.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod report_checks;
