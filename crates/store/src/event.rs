//! One event as it is stored.

/// An SM3 hash.
pub type Hash = [u8; 32];

/// What the first event of a stream has before it.
pub const GENESIS: Hash = [0; 32];

/// A stored event. `hash` is SM3 over `prev_hash` followed by `data`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Event {
    /// Its place in the ledger, from 1 without gaps.
    pub id: i64,
    /// The agency it belongs to.
    pub agency: i64,
    /// The stream: `applications/1/2023-001`.
    pub stream: String,
    /// Its place in the stream, from 1 without gaps.
    pub version: i64,
    /// When it was recorded, in UTC.
    pub at: String,
    /// Who recorded it.
    pub actor: String,
    /// What happened: `applications.entered`.
    pub kind: String,
    /// The exact bytes of the event, canonical JSON; all columns before this one are in it.
    pub data: Vec<u8>,
    /// The hash of the event before it in the stream, or [`GENESIS`].
    pub prev_hash: Vec<u8>,
    /// The hash of this event.
    pub hash: Vec<u8>,
}
