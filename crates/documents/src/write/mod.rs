//! Files out: a compiled annual report as a web page and as a Word file.
//! 《条例》第49条、第50条
//!
//! Every writer draws the same [`outline`] and the same [`form`], so that reading any rendering back gives the
//! same tables.

mod docx;
mod error;
mod form;
mod html;
mod layout;
mod outline;
mod xml;

pub use docx::docx;
pub use error::WriteError;
pub use html::html;
