//! The publication (主动公开的信息): anything the agency publishes of itself, from draft to page. 《条例》第19条至第26条
//!
//! [`RULES`] is the one table: verb, roles, stages, where it leads; console, refusals and `docs/publications.md` use
//! nothing else. What stands in the way of a verb beside role and stage is a [`Gate`], in code and not in habit.
//! What was done is a [`Step`]; a [`Publication`] is its steps folded. What citizens see is its public [`Edition`],
//! and [`Publication::visible`] is the one rule that decides whether they see anything.

mod act;
mod arithmetic;
mod basis;
mod card;
mod cleaning;
mod column;
mod commentary;
mod documentation;
mod edition;
mod gate;
mod genre;
mod index_number;
mod index_pattern;
mod interpretation;
mod item;
mod kind;
mod meeting;
mod number;
mod permit;
mod revision;
mod rule;
mod theme;
mod title;
mod validity;
mod worked;

pub use act::{Act, Deliberation, Origin, Step, Withdrawal, WithdrawalKind};
pub use basis::{Basis, Circular};
pub use card::{Attribute, Card, CardFault};
pub use cleaning::{Cleaning, CleaningResult};
pub use column::{COLUMNS, Column, ENDED, Freshness};
pub use commentary::{CommentResult, CommentStanding, Commentary, Heard, Least, Tally, USUAL_WORKDAYS};
pub use documentation::documentation;
pub use edition::{AttachedFile, Edition};
pub use gate::{Companion, Gate};
pub use genre::Genre;
pub use index_number::{IndexNumber, IndexScheme, NotAnIndexNumber, is_agency_code};
pub use index_pattern::{IndexPattern, NotAnIndexPattern};
pub use interpretation::{Form, POINTS, Point};
pub use item::{Public, Publication, Review, Signature};
pub use kind::Kind;
pub use meeting::Meeting;
pub use number::{DocumentNumber, NotADocumentNumber};
pub use permit::NotPermitted;
pub use revision::{Earlier, PastEdition, Revision, past_editions};
pub use rule::{RULES, Rule, Stage, Verb};
pub use theme::{THEMES, Theme};
pub use title::{cited, titled};
pub use validity::Validity;
pub use worked::{Example, Worked};
