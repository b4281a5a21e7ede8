//! Events made of drafts: sealed, numbered and chained, before the database sees them.

use std::collections::HashMap;
use std::sync::Arc;

use statute::calendar::Calendar;

use super::{Piece, Texts};
use crate::canonical::{Envelope, hex, sm3, unhex};
use crate::error::{Error, Result};
use crate::event::{Event, GENESIS, Hash};
use crate::fact::Fact;
use crate::sealed::{SealedRecord, seal, seal_bytes};

/// An event with everything that is stored beside it.
pub(super) struct Encoded {
    pub(super) event: Event,
    pub(super) fact: Fact,
    pub(super) calendar: Arc<Calendar>,
    pub(super) sealed: Option<Hash>,
    pub(super) records: Vec<SealedRecord>,
    pub(super) index: Vec<(&'static str, Hash)>,
}

pub(super) fn encode(
    first_id: i64,
    mut heads: HashMap<String, (i64, Hash)>,
    chunk: Vec<Piece>,
) -> Result<Vec<Encoded>> {
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
