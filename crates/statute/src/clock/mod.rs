//! The clock of an application (答复期限): from its events to the last day for the answer, day by day.
//! 《条例》第30条、第32条、第33条、第34条、第35条、第42条
//!
//! [`Case`] holds the events and refuses those that contradict one another; [`Case::deadline`] works the term out.
//! A legal "no" is a [`Flag`], never an error.

mod case;
mod deadline;
mod event;
mod flag;
mod json;
mod sheet;
mod step;
mod term;

pub use case::{Case, Fault};
pub use deadline::{Cause, Deadline, Limits, Standstill, State};
pub use event::{Event, Happening};
pub use flag::Flag;
pub use json::{CASE_FIELDS, case_from_json};
pub use sheet::{Cell, Mark, Sheet};
pub use step::{Step, StepKind};

/// Workdays for an answer. 《条例》第33条第2款
pub const ANSWER_WORKDAYS: u32 = 20;

/// Workdays an answer may be put off in all. 《条例》第33条第2款
pub const EXTENSION_WORKDAYS: u32 = 20;

/// Workdays within which a supplement is asked, once. 《条例》第30条
pub const SUPPLEMENT_WORKDAYS: u32 = 7;

/// Workdays a third party or a co-maker has from service of the letter. 《条例》第32条、第34条
pub const CONSULTATION_WORKDAYS: u32 = 15;

/// Workdays for payment of the fee from the day after the notice was received. 《信息处理费管理办法》第6条
pub const PAYMENT_WORKDAYS: u32 = 20;
