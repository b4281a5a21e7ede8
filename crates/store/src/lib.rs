//! The ledger: all SQL is here, one text for SQLite and PostgreSQL.
//!
//! Everything the office does is an [`Event`] in an append-only stream; what lists and statistics read are projections
//! of the events, written in the same transaction and rebuilt by [`Store::rebuild`]. `docs/ledger.md` tells the format.

mod access;
mod accounts;
mod address;
mod append;
mod backup;
mod calendar;
mod canonical;
mod counts;
mod database;
mod entry;
mod error;
mod event;
mod fact;
mod handling;
mod keys;
mod numbered;
mod outbox;
mod projection;
mod read;
mod rebuild;
mod rectifications;
mod registering;
mod remedies;
mod rows;
mod seal;
mod sealed;
mod serving;
mod settings;
mod statistics;
mod templates;
mod text_index;
mod verify;
mod work;
mod writer;

pub use access::{Access, Accessed, SignIn};
pub use accounts::{Credential, StoredAccount};
pub use address::Address;
pub use append::{Appended, Author, Draft, Record, Texts};
pub use backup::BackupError;
pub use calendar::{LimitMove, StoredMove};
pub use canonical::{file_hash, hash, hex};
pub use counts::{TableFour, TableThree};
pub use database::Store;
pub use entry::Entry;
pub use error::{Error, Result};
pub use event::{Event, GENESIS, Hash};
pub use fact::{Account, Fact, FrozenFile, Personal, Step};
pub use handling::{GoesOut, Registered, StoredApplication, StoredStep, Written};
pub use keys::{Cipher, Keys};
pub use outbox::{MailContent, MailState, MailStep, Outgoing, Reply, StoredMail, Tells};
pub use read::{AgencyRow, FrozenReport, StoredEntry};
pub use rectifications::{RectificationQuery, StoredRectification};
pub use remedies::{RemedyQuery, StoredRemedy};
pub use seal::Seal;
pub use serving::Serving;
pub use settings::{AgencyChange, AgencyWord};
pub use statistics::Scope;
pub use templates::TemplateChange;
pub use text_index::{Candidates, Indexed, NOT_SEARCHED};
pub use verify::{Difference, Fault, Verification};
pub use work::{At, Own, Standing, WorkCount, WorkKey, WorkPage, WorkQuery, WorkRow};
