//! The house rules are tests: `cargo test -p xtask`.
