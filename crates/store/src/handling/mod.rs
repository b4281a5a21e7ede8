//! Applications under the procedure: taking in, recording acts, reading one or a list.

mod find;
mod record;
mod written;

pub use record::{GoesOut, Registered};
pub use written::{StoredStep, Written};

pub(crate) use record::next_letter;

use statute::procedure::Application;

use crate::error::{Error, Result};

/// An application as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredApplication {
    /// The application.
    pub application: Application,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
    /// Hash of the query code, where one was given out.
    pub query_code: Option<String>,
}

/// What there is of an application beside its own stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each says of another thing whether it is there")]
pub struct Beside {
    /// Somebody had something of it, as [`crate::Store::identity_shown`] tells.
    pub accesses: bool,
    /// Limits of it moved: [`crate::Store::moves_of`].
    pub moves: bool,
    /// E-mails: [`crate::Store::mails`].
    pub mails: bool,
    /// Applications that were joined with it: [`crate::Store::joined_into`].
    pub joined: bool,
    /// Reviews and lawsuits about it: [`crate::Store::remedies_of`].
    pub remedies: bool,
}

pub(crate) fn read(data: &str, stream: &str) -> Result<Application> {
    serde_json::from_str(data).map_err(|_| Error::Corrupt {
        stream: stream.to_owned(),
        version: 0,
        problem: "办理情况不能识别，请执行 gongkai rebuild".into(),
    })
}
