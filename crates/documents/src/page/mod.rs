//! The pages of publications: whatever is brought in becomes a clean body, and nothing else can be published.

mod body;
mod clean;
mod composed;
mod grid;
mod html;
mod line;
mod model;
mod outline;
mod picture;
mod removed;
mod style;
mod tree;
pub mod whitelist;

pub use body::{Body, Cleaned, Heading, Link, Shown};
pub use composed::{ListCell, ListTable};
pub use picture::{Picture, kind};
pub use removed::{Removed, Unwanted};
pub use tree::MAX_PAGE;
