//! Writing events: compare-and-set on the stream's version, hash chain, projections, all in one transaction.

mod draft;
mod encode;
mod head;
mod insert;

pub use draft::{Author, Draft, Record, Texts};

pub(crate) use draft::Piece;
pub(crate) use head::{Heads, head};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use statute::calendar::Calendar;

use crate::database::{Store, Write, on};
use crate::error::Result;
use crate::projection::Projector;
use crate::rows::ROWS;
use crate::settings::AGENCIES;
use encode::{Encoded, encode};
use head::heads;
use insert::insert;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// How many events.
    pub events: u64,
}

impl Store {
    /// Writes events, all or none. A few go into a transaction with what others write, many have one of their own.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`] where a stream is not at the version its writer had read; nothing is written then.
    pub async fn append(&self, author: &Author, drafts: impl IntoIterator<Item = Draft>) -> Result<Appended> {
        let author = Arc::new(author.clone());
        let is_of_agency = AtomicBool::new(false);
        let mut pieces = drafts.into_iter().map(|draft| {
            is_of_agency.fetch_or(draft.stream.starts_with(AGENCIES), Ordering::Relaxed);
            self.piece(&author, draft)
        });
        let first: Vec<Piece> = pieces.by_ref().take(ROWS).collect();
        let done = if first.len() < ROWS {
            self.append_in_turn(first).await?
        } else {
            let mut write = self.write().await?;
            let done = append_within(&mut write, first.into_iter().chain(pieces), Heads::OfContinued).await?;
            write.commit().await?;
            done
        };
        if is_of_agency.load(Ordering::Relaxed) {
            // Public pages tell where the office is found.
            self.changes.fetch_add(1, Ordering::Release);
        }
        Ok(done)
    }

    pub(crate) fn piece(&self, author: &Arc<Author>, draft: Draft) -> Piece {
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        Piece { keys, calendar, author: Arc::clone(author), draft, record: None }
    }

    async fn append_in_turn(&self, pieces: Vec<Piece>) -> Result<Appended> {
        self.in_turn(|write| Box::pin(append_within(write, pieces, Heads::OfAll))).await
    }
}

/// Writes events within a transaction that is under way.
pub(crate) async fn append_within(
    write: &mut Write,
    pieces: impl IntoIterator<Item = Piece>,
    which: Heads,
) -> Result<Appended> {
    let mut projector = Projector::new(Arc::new(Calendar::default()));
    let mut next_id = last_id(write).await? + 1;
    let mut done = Appended::default();
    let mut pieces = pieces.into_iter();
    let mut ready: Vec<Encoded> = Vec::new();
    loop {
        let chunk: Vec<Piece> = pieces.by_ref().take(ROWS).collect();
        let count = chunk.len();
        if count == 0 {
            break;
        }
        // A chunk that continues streams may continue what has just been encoded.
        if which == Heads::OfAll || chunk.iter().any(|piece| piece.draft.expected > 0) {
            keep(write, &mut projector, std::mem::take(&mut ready)).await?;
        }
        let heads = heads(write, &chunk, which).await?;
        // Sealing and hashing goes on while the database takes the chunk before.
        let encoding = tokio::task::spawn_blocking(move || encode(next_id, heads, chunk));
        keep(write, &mut projector, std::mem::take(&mut ready)).await?;
        ready = encoding.await.expect("encoding does not panic")?;
        next_id += count as i64;
        done.events += count as u64;
    }
    keep(write, &mut projector, ready).await?;
    projector.flush(write).await?;
    Ok(done)
}

/// Writes a chunk and its projections.
async fn keep(write: &mut Write, projector: &mut Projector, chunk: Vec<Encoded>) -> Result<()> {
    if chunk.is_empty() {
        return Ok(());
    }
    insert(write, &chunk).await?;
    for one in chunk {
        projector.reckon_by(one.calendar);
        projector.apply(write, &one.event, one.fact, one.sealed).await?;
    }
    Ok(())
}

async fn last_id(write: &mut Write) -> Result<i64> {
    const SQL: &str = "select coalesce(max(id), 0) from event";
    let (id,): (i64,) = on!(write, Write, |db| sqlx::query_as(SQL).fetch_one(&mut **db).await)?;
    Ok(id)
}
