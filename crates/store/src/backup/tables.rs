//! The tables that are kept, and what their columns hold.

use Kind::{Bytes, Number, Text};

/// A table that is kept: its columns, of which the first are its key.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) key: usize,
    pub(super) columns: &'static [(&'static str, Kind)],
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number,
    Text,
    Bytes,
}

/// Everything that cannot be made again, in the order it is restored.
pub(super) const TABLES: [Table; 6] = [
    Table {
        name: "event",
        key: 1,
        columns: &[
            ("id", Number),
            ("agency", Number),
            ("stream", Text),
            ("version", Number),
            ("at", Text),
            ("actor", Text),
            ("kind", Text),
            ("data", Bytes),
            ("prev_hash", Bytes),
            ("hash", Bytes),
        ],
    },
    Table {
        name: "sealed",
        key: 1,
        columns: &[
            ("hash", Bytes),
            ("agency", Number),
            ("stream", Text),
            ("key_id", Text),
            ("wrapped_key", Bytes),
            ("ciphertext", Bytes),
        ],
    },
    Table { name: "content", key: 1, columns: &[("hash", Bytes), ("bytes", Bytes)] },
    Table {
        name: "blind_index",
        key: 4,
        columns: &[("agency", Number), ("field", Text), ("token", Bytes), ("sealed", Bytes)],
    },
    Table {
        name: "seal",
        key: 1,
        columns: &[
            ("number", Number),
            ("at", Text),
            ("first_event", Number),
            ("last_event", Number),
            ("root", Bytes),
            ("prev_hash", Bytes),
            ("hash", Bytes),
        ],
    },
    Table {
        name: "credential",
        key: 1,
        columns: &[
            ("account", Text),
            ("password", Text),
            ("is_once", Number),
            ("failures", Number),
            ("locked_until", Text),
            ("changed_at", Text),
        ],
    },
];
