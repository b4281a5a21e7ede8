//! Files in and out, through the crate's public functions.

mod pdf;
mod published;
mod round_trip;
mod written;
