//! Files in and out, through the crate's public functions.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "fixtures are put together plainly")]

mod mutations;
mod page;
mod pdf;
mod published;
mod registers;
mod round_trip;
mod surfaces;
mod tables;
mod variations;
mod written;
