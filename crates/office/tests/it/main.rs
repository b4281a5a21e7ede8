//! The verbs of the office over temporary databases.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod importing;
mod years_end;
