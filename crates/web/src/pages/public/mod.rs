//! What citizens find of what the agency publishes: first page, columns, publications, files. 《条例》第23条、第24条
//!
//! Nothing comes here but through `office::publications`, which shows what `Publication::visible` shows.

pub(crate) mod api;
pub(crate) mod article;
mod asked;
pub(crate) mod catalogue;
pub(crate) mod column;
mod commentary;
mod facts;
pub(crate) mod feed;
pub(crate) mod file;
pub(crate) mod home;
mod item;
pub(crate) mod machines;
pub(crate) mod map;
pub(crate) mod moved;
pub(crate) mod openapi;
pub(crate) mod past;
pub(crate) mod print;
pub(crate) mod publication;
pub(crate) mod search;
mod shelf;
mod structured;
mod withdrawn;
mod worked;
