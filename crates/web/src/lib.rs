//! The site: what citizens see of an agency's disclosure work, served from memory.
//!
//! Published pages are rendered once and kept as bytes; a request copies nothing but a reference count.

mod assets;
mod cache;
mod clock;
mod desk;
mod download;
mod error;
mod layout;
mod limiter;
mod once;
mod pages;
mod routes;
mod security;
mod sent;
mod serve;
mod session;
mod submitted;
mod unpublished;

use std::sync::Arc;

pub use clock::Clock;
pub use desk::Desk;
pub use layout::Marks;
pub use pages::portal::reports::{PublishedFile, PublishedReport};
pub use routes::router;
pub use serve::{NotServed, serve};

/// What the site shows.
#[derive(Clone, Default)]
pub struct Site {
    /// The agency's full name (行政机关).
    pub agency: String,
    /// The marks of its footer (网站标识).
    pub marks: Marks,
    /// Its annual reports (政府信息公开年报), newest first.
    pub reports: Vec<PublishedReport>,
    /// Portal and console of applications (依申请公开); without it the site shows reports only.
    pub desk: Option<Desk>,
    /// Whether every visitor may set the desk's clock ahead (示范时钟): for demonstrations only.
    pub has_demo_clock: bool,
    /// What e-mails to applicants are written with; without it none are written, and no page speaks of them.
    pub mailing: Option<office::mail::Mailing>,
    /// What looks for publications (检索); without it an index in memory is filled anew with each start.
    pub finder: Option<Arc<office::publications::Finder>>,
    /// The rules of 网站自查, where the office has its own.
    pub rules: Option<statute::inspection::Rules>,
}
