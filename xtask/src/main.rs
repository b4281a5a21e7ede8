//! Generates documentation; the house rules are in `tests/`.

fn main() {}
