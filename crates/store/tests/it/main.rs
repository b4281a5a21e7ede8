//! The contract of the ledger: every story runs on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests")]

mod address;
mod appending;
mod backup;
mod calendar;
mod comparing;
mod counters;
mod crash;
mod databases;
mod format;
mod grouping;
mod outbox;
mod personal;
mod procedure;
mod publications;
mod rebuilding;
mod remedies;
mod rows;
mod said;
mod schema;
mod searching;
mod serving;
mod splitting;
mod verifying;
mod work;
