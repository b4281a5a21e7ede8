//! The pages: each is two files of one name, handler and template.

pub(crate) mod demo;
pub(crate) mod office;
pub(crate) mod portal;
pub(crate) mod public;
