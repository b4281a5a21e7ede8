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

# The real program in a real browser; words choose tests by name. Pictures of every page are kept in e2e/artifacts.
e2e *words:
    scripts/e2e {{words}}

# The founding bureau's 2023: import, build, check.
demo:
    cargo run --release -- demo

# Rewrite the generated pages under docs/.
docs:
    UPDATE_DOCS=1 cargo test --workspace docs

# Licences and advisories (needs cargo-deny).
deny:
    cargo deny check

# Figures of the ledger on SQLite and PostgreSQL beside DuckDB, SQLite and PostgreSQL (pip's duckdb for the first).
bench-ledger rows="1000000":
    benches/ledger {{rows}}

# Fuzz the readers, or those named, so many seconds each (needs cargo-fuzz; stable Rust; docs/notes/fuzzing.md).
fuzz seconds="300" +readers="txt html md docx pdf xlsx json registers workbook":
    cp Cargo.lock fuzz/
    for reader in {{readers}}; do mkdir -p fuzz/found/$reader && RUSTC_BOOTSTRAP=1 cargo fuzz run -O -s none --codegen-units 16 $reader fuzz/found/$reader fuzz/corpus/$reader -- -max_total_time={{seconds}} -timeout=30 -rss_limit_mb=1024 || exit 1; done

# The program killed that often at random moments while people submit (PostgreSQL too where TEST_DATABASE_URL names one).
crash kills="200":
    GONGKAI_KILLS={{kills}} cargo test --locked -p cli --test it crash:: -- --nocapture --test-threads 1

# Applications taken in a second beside the disk's fsync rate, and pages with many of them stored.
bench-applications stored="100000" seconds="20":
    benches/applications {{stored}} {{seconds}}

# Reading and checking reports beside lxml, BeautifulSoup, pdftotext and pdfplumber.
bench-documents:
    benches/documents

# Clean text a second through the scanner with so many terms, beside GNU grep.
bench-screening megabytes="64" terms="10000":
    benches/screening {{megabytes}} {{terms}}

# Search over 100,000 items and over many, rebuilds and suggestions, beside SQLite's FTS5 with the same items.
bench-search items="1000000":
    benches/search {{items}}

# A public page from memory beside nginx and a bare axum handler with the same bytes.
bench-pages seconds="5" rounds="7":
    benches/pages {{seconds}} {{rounds}}

# Lists, pages and searches that are not in memory, with so many publications each, and rebuilding the index.
bench-lists *publications:
    benches/lists {{publications}}

# Every benchmark, one after the other.
bench: bench-screening bench-documents bench-ledger bench-applications bench-search bench-pages bench-lists
