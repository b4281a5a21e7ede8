//! The pages of publications: whatever is brought in becomes a clean body, and nothing else can be published.

mod body;
mod bring;
mod clean;
mod composed;
mod figures;
mod folder;
mod folder_walk;
mod grid;
mod html;
mod line;
mod lone_file;
mod marked;
pub(crate) mod model;
mod outline;
mod picture;
mod removed;
mod roles;
mod style;
mod tables;
mod tree;
mod unsigned;
pub mod whitelist;

pub use body::{Body, Cleaned, Heading, Link, Shown};
#[cfg(feature = "write")]
pub(crate) use bring::METADATA;
pub use bring::{Attached, Brought, Offered, attachment, bring_in, is_file};
pub use composed::{ListCell, ListTable};
pub use folder::{Article, Fault, Found, Lead, NoArticle, OldSite, decoded};
pub use folder_walk::Files;
pub use marked::Marking;
pub(crate) use picture::decode as data_address;
pub use picture::{Picture, is_whole, kind};
pub use removed::{Removed, Unwanted};
#[cfg(feature = "write")]
pub(crate) use roles::{Role, roles};
pub use tables::{DataCell, DataTable};
pub use tree::MAX_PAGE;
