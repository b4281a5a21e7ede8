//! The law of government information disclosure, as pure functions: no I/O, no clock, no "today".
//!
//! | provision | module |
//! | --- | --- |
//! | 《条例》第27条 | [`applicant`] |
//! | 《条例》第36条 to 第39条 | [`leaf`] |
//! | 《条例》第45条 | [`registers`] |
//! | 《条例》第49条、第50条 | [`report`] |

pub mod applicant;
pub mod leaf;
pub mod registers;
pub mod report;
