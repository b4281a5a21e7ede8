//! Pages for the office: the console.

pub(crate) mod styles;
