//! Files in: bytes to text and tables. Content never makes reading fail; it yields problems with their place.

mod content;
mod reading;

pub use content::{Block, Content, Format, Grid, GridCell, NotReadable, Problem};
pub use reading::Reading;
