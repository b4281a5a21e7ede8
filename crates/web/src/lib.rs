//! The site: what citizens see of an agency's disclosure work, served from memory.
//!
//! Published pages are rendered once and kept as bytes; a request copies nothing but a reference count.

mod assets;
mod error;
mod layout;
mod pages;
mod routes;
mod security;
mod serve;

pub use layout::Marks;
pub use pages::portal::reports::{PublishedFile, PublishedReport};
pub use routes::router;
pub use serve::{NotServed, serve};

/// What the site shows.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The agency's full name (行政机关).
    pub agency: String,
    /// The marks of its footer (网站标识).
    pub marks: Marks,
    /// Its annual reports (政府信息公开年报), newest first.
    pub reports: Vec<PublishedReport>,
}
