//! Likeness of texts.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod likeness;
