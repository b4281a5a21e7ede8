//! Chinese full text; the index is derived and can be rebuilt at any time.
//!
//! [`Index`] finds items by words, numbers and filters, and suggests titles; [`Writer`] changes it, [`Rebuild`]
//! makes it anew. It knows nothing of where items come from or who may see them: whoever puts one in has decided
//! that everybody may see all of it. [`likeness`] and [`term`] work on texts without an index.

mod agencies;
mod dictionary;
mod error;
mod fold;
mod highlight;
mod hot_words;
mod index;
mod item;
mod ladder;
pub mod likeness;
mod number;
mod query;
mod rebuild;
mod results;
mod schema;
mod suggest;
mod synonyms;
pub mod term;
mod tokens;
mod understand;
mod units;
mod writer;

pub use error::Error;
pub use fold::folded;
pub use hot_words::HotWords;
pub use index::Index;
pub use item::Item;
pub use query::{Counts, Filters, Hit, MOST, Marked, Order, Query, Results, Suggestion, Total, Within};
pub use rebuild::Rebuild;
pub use synonyms::Synonyms;
pub use writer::Writer;
