//! Pages for the office: the console.

pub(crate) mod password;
pub(crate) mod sign_in;
pub(crate) mod styles;
