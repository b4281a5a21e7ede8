//! The annual report out of registers: figures, tables, text. 《条例》第45条、第49条、第50条

mod compile;
mod narrative;

pub use compile::compile;
pub use narrative::{STANDARD_TEXT, nearest};

pub use crate::template::{NotWritten, Slip};
