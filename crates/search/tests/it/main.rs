//! Likeness of texts.

mod likeness;
