//! What the disclosure office does: load, decide, save. No HTML, no SQL.
