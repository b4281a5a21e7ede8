//! Chinese full text; the index is derived and can be rebuilt at any time.

pub mod likeness;
pub mod term;
