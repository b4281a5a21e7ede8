//! A comment of a citizen on a draft that was published for it (公众意见): how it came, and what became of it.
//! 国办发〔2018〕37号; whoever gave it is told the result with all others, on the page of the draft.
//!
//! What was done is a [`Step`]; a [`Comment`] is its steps folded. Everything a person wrote goes sealed beside it.

mod act;
mod permit;

pub use act::{Act, Answer, Comment, Step};
pub use permit::{ANSWERING, NotPermitted};
