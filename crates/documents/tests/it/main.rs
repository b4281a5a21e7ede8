//! Files in and out, through the crate's public functions.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod pdf;
mod published;
mod registers;
mod round_trip;
mod variations;
mod written;
