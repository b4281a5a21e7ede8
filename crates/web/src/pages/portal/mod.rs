//! Pages for citizens.

pub(crate) mod reports;
