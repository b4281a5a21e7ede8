//! Portal, console and API.
