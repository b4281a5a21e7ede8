//! Likeness of texts, and terms in them.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod likeness;
mod term;
