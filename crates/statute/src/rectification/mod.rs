//! The request to correct records about oneself (更正申请): judged by the agency, and no application for information.
//! 《条例》第41条
//!
//! [`RULES`] is the one table: console, refusals and `docs/rectifications.md` use nothing else. What was done is a
//! [`Step`]; a [`Rectification`] is its steps folded. It has no outcome of table three and no row of any register, so
//! that nothing that counts applications can count it. The article sets no term, and so none is reckoned here.

mod act;
mod case;
mod documentation;
mod permit;
mod rule;

pub use act::{Act, Judgement, Step};
pub use case::Rectification;
pub use documentation::documentation;
pub use permit::NotPermitted;
pub use rule::{RULES, Rule, Stage, Verb};
