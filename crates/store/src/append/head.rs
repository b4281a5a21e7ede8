//! Where the streams stand that are written to.

use std::collections::HashMap;

use super::{Draft, Piece};
use crate::database::{Write, on};
use crate::error::{Error, Result};
use crate::event::Hash;

/// Which streams are looked up before anything is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Heads {
    /// Those that are continued. A stream said to be new is looked up only when its insertion clashes, and with that the
    /// transaction is at its end.
    OfContinued,
    /// All of them: a clash leaves the transaction as it was.
    OfAll,
}

/// Version and hash of each stream that the chunk continues, or of all of them.
pub(super) async fn heads(
    write: &mut Write,
    chunk: &[Piece],
    which: Heads,
) -> Result<HashMap<String, (i64, Hash)>> {
    let mut heads = HashMap::new();
    let looked_up = |draft: &&Draft| which == Heads::OfAll || draft.expected > 0;
    for draft in chunk.iter().map(|piece| &piece.draft).filter(looked_up) {
        if !heads.contains_key(&draft.stream)
            && let Some(head) = head(write, &draft.stream).await?
        {
            heads.insert(draft.stream.clone(), head);
        }
    }
    Ok(heads)
}

/// The last version of a stream, and its hash; none where nothing was ever written to it.
pub(crate) async fn head(write: &mut Write, stream: &str) -> Result<Option<(i64, Hash)>> {
    const SQL: &str = "select version, hash from event where stream = $1 order by version desc limit 1";
    let row: Option<(i64, Vec<u8>)> =
        on!(write, Write, |db| sqlx::query_as(SQL).bind(stream).fetch_optional(&mut **db).await)?;
    row.map(|(version, hash)| {
        let hash = Hash::try_from(hash).map_err(|_| Error::Corrupt {
            stream: stream.to_owned(),
            version,
            problem: "哈希长度不符".into(),
        })?;
        Ok((version, hash))
    })
    .transpose()
}
