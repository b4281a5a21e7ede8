//! Writing events: compare-and-set on the stream's version, hash chain, projections, all in one transaction.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use statute::calendar::Calendar;

use crate::canonical::{Envelope, hex, sm3, unhex};
use crate::database::{Store, Write, on};
use crate::error::{Error, Result};
use crate::event::{Event, GENESIS, Hash};
use crate::fact::{Fact, Personal};
use crate::keys::Keys;
use crate::projection::Projector;
use crate::rows::{ROWS, insert_rows, runs};
use crate::sealed::{SealedRecord, Token, index_tokens, seal, seal_bytes};
use crate::settings::AGENCIES;

/// Bytes of sealed records inserted by one statement, as long as there is more than one: PostgreSQL takes no message of
/// a gigabyte.
const SEALED_BYTES: usize = 16 << 20;

/// Who writes, and when.
#[derive(Clone, Debug)]
pub struct Author {
    /// The officer or program, never a citizen.
    pub actor: String,
    /// The moment of recording.
    pub at: Timestamp,
}

/// What becomes of the free texts of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Texts {
    /// There are none.
    Nothing,
    /// They stay in the sealed record with this hash, in hexadecimal.
    Kept(String),
    /// They are sealed anew.
    New(Personal),
    /// What was written and handed in with an act, sealed with its attachments.
    Record(Record),
}

/// What goes sealed beside an act: everything a person wrote or handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The texts, a JSON object.
    pub texts: serde_json::Map<String, serde_json::Value>,
    /// Bytes of attachments; the event names each by the hash of its ciphertext.
    pub files: Vec<Vec<u8>>,
    /// Fields and values by which the record is found again without being readable.
    pub index: Vec<(&'static str, String)>,
}

impl From<Record> for Texts {
    /// Nothing where nothing was written or handed in.
    fn from(record: Record) -> Self {
        if record == Record::default() { Self::Nothing } else { Self::Record(record) }
    }
}

/// An event to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The agency it belongs to.
    pub agency: i64,
    /// The stream it is added to.
    pub stream: String,
    /// The version of the stream that the writer has read; 0 for a new stream.
    pub expected: i64,
    /// What happened.
    pub fact: Fact,
    /// The free texts that go with it.
    pub texts: Texts,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// How many events.
    pub events: u64,
}

/// An event with everything that is stored beside it.
struct Encoded {
    event: Event,
    fact: Fact,
    calendar: Arc<Calendar>,
    sealed: Option<Hash>,
    records: Vec<SealedRecord>,
    index: Vec<(&'static str, Hash)>,
}

/// A draft with everything that is needed to encode it.
pub(crate) struct Piece {
    pub(crate) keys: Arc<Keys>,
    /// What limits are reckoned by.
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) author: Arc<Author>,
    pub(crate) draft: Draft,
    /// What goes sealed beside the act, where the draft has no texts of its own: an attempt that fails does not use it up.
    pub(crate) record: Option<Arc<Record>>,
}

/// Which streams are looked up before anything is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Heads {
    /// Those that are continued. A stream said to be new is looked up only when its insertion clashes, and with that the
    /// transaction is at its end.
    OfContinued,
    /// All of them: a clash leaves the transaction as it was.
    OfAll,
}

impl Store {
    /// Writes events, all or none. A few go into a transaction with what others write, many have one of their own.
    ///
    /// # Errors
    /// [`Error::Conflict`] where a stream is not at the version its writer had read; nothing is written then.
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

/// Version and hash of each stream that the chunk continues, or of all of them.
async fn heads(write: &mut Write, chunk: &[Piece], which: Heads) -> Result<HashMap<String, (i64, Hash)>> {
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

fn encode(first_id: i64, mut heads: HashMap<String, (i64, Hash)>, chunk: Vec<Piece>) -> Result<Vec<Encoded>> {
    let mut encoded = Vec::with_capacity(chunk.len());
    for (id, Piece { keys, calendar, author, draft, record }) in (first_id..).zip(chunk) {
        let (found, prev_hash) = heads.get(&draft.stream).copied().unwrap_or((0, GENESIS));
        if found != draft.expected {
            return Err(Error::Conflict { stream: draft.stream, expected: draft.expected, found });
        }
        let mut fact = draft.fact;
        let (mut records, mut index) = (Vec::new(), Vec::new());
        let mut sealed = match &draft.texts {
            Texts::Kept(hash) => unhex(hash).and_then(|bytes| bytes.try_into().ok()),
            Texts::New(personal) => {
                records.push(seal(&keys, &draft.stream, personal)?);
                Some(records[0].hash)
            }
            Texts::Nothing | Texts::Record(_) => None,
        };
        let record = match &draft.texts {
            Texts::Record(record) => Some(record),
            _ => record.as_deref(),
        };
        if let Some(record) = record {
            records.push(seal(&keys, &draft.stream, &record.texts)?);
            index = record.index.iter().map(|(field, value)| (*field, keys.blind(field, value))).collect();
            for file in &record.files {
                records.push(seal_bytes(&keys, &draft.stream, file)?);
            }
            fact.name_files(records[1..].iter().map(|file| hex(&file.hash)).collect());
            sealed = Some(records[0].hash);
        }
        let kind = fact.kind();
        let version = draft.expected + 1;
        let at = author.at.to_string();
        let envelope = Envelope {
            actor: &author.actor,
            agency: draft.agency,
            at: &at,
            kind: &kind,
            stream: &draft.stream,
            version,
        };
        let data = envelope.around(&fact.data(sealed.map(|hash| hex(&hash))));
        let hash = sm3(&[&prev_hash, &data]);
        // Only a stream that occurs again matters; a new one of an import does not, unless it is continued at once.
        heads.insert(draft.stream.clone(), (version, hash));
        let event = Event {
            id,
            agency: draft.agency,
            stream: draft.stream,
            version,
            at,
            actor: author.actor.clone(),
            kind,
            data,
            prev_hash: prev_hash.to_vec(),
            hash: hash.to_vec(),
        };
        encoded.push(Encoded { event, fact, calendar, sealed, records, index });
    }
    Ok(encoded)
}

async fn insert(write: &mut Write, encoded: &[Encoded]) -> Result<()> {
    const EVENT: &str =
        "insert into event (id, agency, stream, version, at, actor, kind, data, prev_hash, hash) values ";
    // One run after the other: those before the one that clashes are in, and no clash.
    for run in runs(write, encoded) {
        let outcome = insert_rows!(write, EVENT, 10, "", run, |query, Encoded { event, .. }| query
            .bind(event.id)
            .bind(event.agency)
            .bind(&event.stream)
            .bind(event.version)
            .bind(&event.at)
            .bind(&event.actor)
            .bind(&event.kind)
            .bind(&event.data)
            .bind(&event.prev_hash)
            .bind(&event.hash));
        if let Err(error) = outcome {
            return Err(conflict(write, run, error).await);
        }
    }
    let records: Vec<_> =
        encoded.iter().flat_map(|one| one.records.iter().map(move |record| (&one.event, record))).collect();
    let mut rest = records.as_slice();
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest.iter().take_while(|(_, record)| {
            bytes += record.sealing.ciphertext.len();
            bytes <= SEALED_BYTES
        });
        let (now, later) = rest.split_at(fits.count().max(1));
        insert_sealed(write, now).await?;
        rest = later;
    }
    let tokens: Vec<Token<'_>> = encoded
        .iter()
        .filter_map(|one| Some((one, one.sealed.as_ref()?)))
        .flat_map(|(one, sealed)| {
            one.index.iter().map(move |(field, token)| (one.event.agency, *field, token, sealed))
        })
        .collect();
    index_tokens(write, &tokens).await
}

async fn insert_sealed(write: &mut Write, records: &[(&Event, &SealedRecord)]) -> Result<()> {
    const SEALED: &str = "insert into sealed (hash, agency, stream, key_id, wrapped_key, ciphertext) values ";
    insert_rows!(write, SEALED, 6, "", records, |query, (event, record)| query
        .bind(record.hash.to_vec())
        .bind(event.agency)
        .bind(&event.stream)
        .bind(&record.sealing.key_id)
        .bind(&record.sealing.wrapped_key)
        .bind(&record.sealing.ciphertext))?;
    Ok(())
}

/// Which stream clashed, if that is what the error says.
async fn conflict(write: &mut Write, encoded: &[Encoded], error: sqlx::Error) -> Error {
    if !error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
        return error.into();
    }
    if let Write::Postgres(db) = write
        // After an error PostgreSQL answers nothing in the same transaction.
        && let Err(error) = sqlx::query("rollback").execute(&mut **db).await
    {
        return error.into();
    }
    for Encoded { event, .. } in encoded {
        match head(write, &event.stream).await {
            Ok(Some((found, _))) if found != event.version - 1 => {
                return Error::Conflict { stream: event.stream.clone(), expected: event.version - 1, found };
            }
            Ok(_) => {}
            Err(error) => return error,
        }
    }
    error.into()
}
