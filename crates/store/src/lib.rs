//! The ledger: all SQL is here, one text for SQLite and PostgreSQL.
