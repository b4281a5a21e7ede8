//! `gongkai audit verify`: every chain, every sealed record and every daily seal checked against its bytes, and every
//! projection against the events.

mod differences;
mod events;
mod shadow;

pub use differences::Difference;

use crate::canonical::{hex, sm3};
use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::event::GENESIS;
use crate::seal::{Seal, merkle_root};

/// Rows read at a time.
const PAGE: i64 = 2000;
/// Texts and files read at a time.
const CONTENTS: i64 = 20;

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
    /// Rows that the projections should have; `None` where altered events leave nothing to compare them with.
    pub compared: Option<u64>,
    /// What is wrong with events, sealed records and seals.
    pub faults: Vec<Fault>,
    /// Where a projection says something else than the events, at most a hundred places of each kind in a table.
    pub differences: Vec<Difference>,
}

impl Verification {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.differences.is_empty()
    }

    fn fault(&mut self, stream: impl Into<String>, version: i64, problem: impl Into<String>) {
        self.faults.push(Fault { stream: stream.into(), version, problem: problem.into() });
    }
}

impl Store {
    /// Checks the whole ledger; `tell` hears how many events are done. Nothing is written, and writers are not kept
    /// waiting.
    ///
    /// # Errors
    /// Only where the database does not answer: what is wrong in the ledger is a [`Fault`] or a [`Difference`].
    pub async fn verify(&self, tell: impl Fn(u64)) -> Result<Verification> {
        let mut found = Verification::default();
        self.verify_events(&mut found, tell).await?;
        self.verify_sealed(&mut found).await?;
        self.verify_contents(&mut found).await?;
        self.verify_seals(&mut found).await?;
        Ok(found)
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
                               (select 1 from sealed as record where record.hash = retracted.sealed) \
                               union all select stream, version, sealed from mail where not exists \
                               (select 1 from sealed as record where record.hash = mail.sealed)";
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

    /// Every text and file of a publication has the hash it is named by.
    async fn verify_contents(&self, found: &mut Verification) -> Result<()> {
        const SQL: &str = "select hash, bytes from content where hash > $1 order by hash limit $2";
        let mut last = Vec::new();
        loop {
            let page: Vec<(Vec<u8>, Option<Vec<u8>>)> = on!(&self.pool, Pool, |db| {
                sqlx::query_as(SQL).bind(&last).bind(CONTENTS).fetch_all(db).await
            })?;
            let Some((hash, _)) = page.last() else { return Ok(()) };
            last.clone_from(hash);
            for (hash, bytes) in page {
                if bytes.is_some_and(|bytes| hash != sm3(&[&bytes])) {
                    found.fault(format!("content/{}", hex(&hash)), 0, "公开的内容被改动");
                }
            }
        }
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
