//! Likeness of texts, terms in them; full text.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod generated;
mod index;
mod likeness;
mod quality;
mod term;
mod words;
