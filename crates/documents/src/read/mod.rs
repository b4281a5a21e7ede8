//! Files in: bytes to text and tables. Content never makes reading fail; it yields problems with their place.

mod content;

pub use content::{Block, Content, Format, Grid, GridCell, NotReadable, Problem};
