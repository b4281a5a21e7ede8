//! `gongkai audit verify`: every chain, every sealed record and every daily seal checked against its bytes.

use std::collections::HashMap;

use serde_json::Value;

use crate::canonical::{Envelope, canonical, hex, sm3};
use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::event::{Event, GENESIS};
use crate::rebuild::fact_of;
use crate::seal::{Seal, merkle_root};

/// Rows read at a time.
const PAGE: i64 = 2000;

/// Hash, stream, ciphertext, wrapped key.
type SealedRow = (Vec<u8>, String, Vec<u8>, Option<Vec<u8>>);

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The stream, or `seal/N`, or `sealed/HASH`.
    pub stream: String,
    /// The version in the stream; 0 where none applies.
    pub version: i64,
    /// What is wrong, in Chinese.
    pub problem: String,
}

/// What was checked and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Events checked.
    pub events: u64,
    /// Chains checked.
    pub streams: u64,
    /// Sealed records checked.
    pub sealed: u64,
    /// Of these, records whose key was lawfully destroyed.
    pub erased: u64,
    /// Daily seals checked.
    pub seals: u64,
    /// Events after the last seal.
    pub unsealed: u64,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Verification {
    fn fault(&mut self, stream: impl Into<String>, version: i64, problem: impl Into<String>) {
        self.faults.push(Fault { stream: stream.into(), version, problem: problem.into() });
    }
}

impl Store {
    /// Checks the whole ledger; `tell` hears how many events are done.
    ///
    /// # Errors
    /// Only where the database does not answer: what is wrong in the ledger is a [`Fault`].
    pub async fn verify(&self, tell: impl Fn(u64)) -> Result<Verification> {
        let mut found = Verification::default();
        self.verify_events(&mut found, tell).await?;
        self.verify_sealed(&mut found).await?;
        self.verify_seals(&mut found).await?;
        Ok(found)
    }

    async fn verify_events(&self, found: &mut Verification, tell: impl Fn(u64)) -> Result<()> {
        const SQL: &str = "select * from event where id > $1 order by id limit $2";
        let mut heads: HashMap<String, (i64, [u8; 32])> = HashMap::new();
        let mut last = 0;
        loop {
            let page: Vec<Event> =
                on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(last).bind(PAGE).fetch_all(db).await)?;
            if page.is_empty() {
                break;
            }
            for event in page {
                if event.id != last + 1 {
                    found.fault(
                        event.stream.as_str(),
                        event.version,
                        format!("此前缺少总序号 {} 至 {} 的事件", last + 1, event.id - 1),
                    );
                }
                last = event.id;
                let (version, prev_hash) = heads.get(&event.stream).copied().unwrap_or((0, GENESIS));
                if event.version != version + 1 {
                    found.fault(
                        event.stream.as_str(),
                        event.version,
                        format!("版本不连续，前一版为第{version}版"),
                    );
                } else if event.prev_hash != prev_hash {
                    found.fault(event.stream.as_str(), event.version, "前一版哈希不符");
                }
                let hash = sm3(&[&event.prev_hash, &event.data]);
                if event.hash != hash {
                    found.fault(event.stream.as_str(), event.version, "哈希与内容不符，内容被改动");
                } else if let Some(problem) = column_problem(&event) {
                    found.fault(event.stream.as_str(), event.version, problem);
                }
                // The chain goes on from what is stored, so that one altered event is told once.
                let stored = <[u8; 32]>::try_from(event.hash.as_slice()).unwrap_or(hash);
                heads.insert(event.stream, (event.version, stored));
                found.events += 1;
            }
            tell(found.events);
        }
        found.streams = heads.len() as u64;
        Ok(())
    }

    /// Every sealed record has the hash it is named by, and every one that an event names is there.
    async fn verify_sealed(&self, found: &mut Verification) -> Result<()> {
        const SQL: &str = "select hash, stream, ciphertext, wrapped_key from sealed where hash > $1 \
                           order by hash limit $2";
        const MISSING: &str = "select stream, version, sealed from application \
                               where sealed is not null and not exists \
                               (select 1 from sealed as record where record.hash = application.sealed) \
                               union all select stream, version, sealed from retracted \
                               where sealed is not null and not exists \
                               (select 1 from sealed as record where record.hash = retracted.sealed)";
        let mut last = Vec::new();
        loop {
            let page: Vec<SealedRow> = on!(&self.pool, Pool, |db| {
                sqlx::query_as(SQL).bind(&last).bind(PAGE).fetch_all(db).await
            })?;
            let Some((hash, ..)) = page.last() else { break };
            last.clone_from(hash);
            for (hash, stream, ciphertext, wrapped_key) in page {
                found.sealed += 1;
                found.erased += u64::from(wrapped_key.is_none());
                if hash != sm3(&[&ciphertext]) {
                    found.fault(stream, 0, format!("封存记录 {} 被改动", hex(&hash)));
                }
            }
        }
        let missing: Vec<(String, i64, Vec<u8>)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(MISSING).fetch_all(db).await)?;
        for (stream, version, hash) in missing {
            found.fault(stream, version, format!("封存记录 {} 不存在", hex(&hash)));
        }
        Ok(())
    }

    async fn verify_seals(&self, found: &mut Verification) -> Result<()> {
        const SEALS: &str = "select * from seal order by number";
        const HASHES: &str = "select hash from event where id >= $1 and id <= $2 order by id";
        let seals: Vec<Seal> = on!(&self.pool, Pool, |db| sqlx::query_as(SEALS).fetch_all(db).await)?;
        let (mut number, mut covered, mut prev_hash) = (0, 0, GENESIS.to_vec());
        for seal in seals {
            let name = format!("seal/{}", seal.number);
            if seal.number != number + 1 || seal.first_event != covered + 1 || seal.prev_hash != prev_hash {
                found.fault(name.as_str(), seal.number, "与前一封印不衔接");
            }
            if seal.hash != seal.expected_hash() {
                found.fault(name.as_str(), seal.number, "封印被改动");
            }
            let hashes: Vec<(Vec<u8>,)> = on!(&self.pool, Pool, |db| sqlx::query_as(HASHES)
                .bind(seal.first_event)
                .bind(seal.last_event)
                .fetch_all(db)
                .await)?;
            let hashes: Vec<Vec<u8>> = hashes.into_iter().map(|(hash,)| hash).collect();
            if hashes.len() as i64 != seal.last_event - seal.first_event + 1
                || merkle_root(&hashes) != *seal.root
            {
                found.fault(
                    name.as_str(),
                    seal.number,
                    format!("总序号 {} 至 {} 的事件与封印不符", seal.first_event, seal.last_event),
                );
            }
            (number, covered, prev_hash) = (seal.number, seal.last_event, seal.hash);
            found.seals += 1;
        }
        found.unsealed = found.events.saturating_sub(covered as u64);
        Ok(())
    }
}

/// Whether the columns say what the hashed bytes say, and the bytes are the canonical ones.
fn column_problem(event: &Event) -> Option<String> {
    let Ok(value) = serde_json::from_slice::<Value>(&event.data) else {
        return Some("内容不是 JSON".into());
    };
    let data = value.get("data").map(canonical).unwrap_or_default();
    let envelope = Envelope {
        actor: &event.actor,
        agency: event.agency,
        at: &event.at,
        kind: &event.kind,
        stream: &event.stream,
        version: event.version,
    };
    if envelope.around(&data) != event.data {
        return Some("列与内容不符".into());
    }
    fact_of(event).err().map(|error| error.to_string())
}
