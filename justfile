# `just` lists the recipes; each is one line.

default:
    @just --list

# Format, lints, documentation.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items --locked

# Everything CI does, PostgreSQL included.
test:
    scripts/test

# The founding bureau's 2023: import, build, check.
demo:
    cargo run --release -- demo

# Rewrite the generated pages under docs/.
docs:
    UPDATE_DOCS=1 cargo test --workspace docs

# Licences and advisories (needs cargo-deny).
deny:
    cargo deny check
