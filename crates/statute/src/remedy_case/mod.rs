//! A review or a lawsuit about disclosure work as the agency handles it (复议诉讼案件).
//! 《条例》第51条、《行政复议法》第48条、第54条、《行政诉讼法》第67条、第85条
//!
//! [`RULES`] is the one table of verbs, as [`crate::procedure`] has one for applications: menus, checks, the page
//! `docs/remedies.md` and the exhaustive test come from it. A [`RemedyCase`] is folded from its [`Step`]s and counts in
//! table four as its [`RemedyCase::entry`].

mod act;
mod case;
mod documentation;
mod permit;
mod rule;
mod ruling;
mod term;

pub use act::{Act, Filing, Outcome, Step, Track};
pub use case::RemedyCase;
pub use documentation::documentation;
pub use permit::{Fault, NotPermitted};
pub use rule::{RULES, Rule, Stage, To, Verb};
pub use ruling::Ruling;
pub use term::{REVIEW_REPLY_WORKDAYS, ReplyTerm, SIMPLIFIED_REPLY_WORKDAYS, SUIT_REPLY_DAYS};
