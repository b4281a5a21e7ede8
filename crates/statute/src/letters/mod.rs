//! The letters of the disclosure office (告知书、答复书): which there are, what each rests on and must contain.
//! 《条例》第30条、第32条、第33条、第34条、第35条、第36条、第37条、第38条、第39条、第41条、第42条
//!
//! [`LetterForm::ALL`] is the closed list: composer, console and `docs/letters.md` use nothing else. A letter that
//! lacks a fact its form must contain is not made; the wording around the facts is the office's own.

mod documentation;
mod fact;
mod form;
mod letter;
mod must_contain;
mod remedy_notice;
mod words;

pub use documentation::documentation;
pub use fact::{Fact, FactSource};
pub use form::LetterForm;
pub use letter::{Annex, Letter, LetterNumber, NotALetterNumber};
pub use remedy_notice::{Notice, ONLINE_CHANNEL_SINCE, Recourse};
pub use words::law_words;
