//! The daily seal: a Merkle root over the hashes of the events since the last seal, chained to it.

use serde::Serialize;

use crate::append::Author;
use crate::canonical::{canonical, hex, sm3};
use crate::database::{Store, Write, on};
use crate::error::Result;
use crate::event::{GENESIS, Hash};

/// One seal.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Seal {
    /// From 1 without gaps.
    pub number: i64,
    /// When, in UTC.
    pub at: String,
    /// The first event it covers.
    pub first_event: i64,
    /// The last event it covers.
    pub last_event: i64,
    /// The Merkle root of their hashes.
    pub root: Vec<u8>,
    /// The hash of the seal before.
    pub prev_hash: Vec<u8>,
    /// SM3 over `prev_hash` and the canonical JSON of the other columns.
    pub hash: Vec<u8>,
}

#[derive(Serialize)]
struct Body<'a> {
    at: &'a str,
    first_event: i64,
    last_event: i64,
    number: i64,
    root: String,
}

impl Seal {
    /// The hash these columns must have.
    pub(crate) fn expected_hash(&self) -> Hash {
        let body = Body {
            at: &self.at,
            first_event: self.first_event,
            last_event: self.last_event,
            number: self.number,
            root: hex(&self.root),
        };
        sm3(&[&self.prev_hash, &canonical(&body)])
    }
}

/// The Merkle root of hashes, as RFC 9162 builds it: leaves and nodes are told apart by a first byte, a lone node rises.
pub(crate) fn merkle_root(hashes: &[Vec<u8>]) -> Hash {
    let mut level: Vec<Hash> = hashes.iter().map(|hash| sm3(&[&[0], hash])).collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => sm3(&[&[1], left, right]),
                lone => lone[0],
            })
            .collect();
    }
    level.first().copied().unwrap_or(GENESIS)
}

impl Store {
    /// Seals the events since the last seal; `None` where there are none.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn seal(&self, author: &Author) -> Result<Option<Seal>> {
        const LAST: &str = "select * from seal where number = (select max(number) from seal)";
        const HASHES: &str = "select hash from event where id > $1 order by id";
        const NEW: &str = "insert into seal (number, at, first_event, last_event, root, prev_hash, hash) \
                           values ($1, $2, $3, $4, $5, $6, $7)";
        let mut write = self.write().await?;
        let last: Option<Seal> =
            on!(&mut write, Write, |db| sqlx::query_as(LAST).fetch_optional(&mut **db).await)?;
        let (number, covered, prev_hash) =
            last.map_or((0, 0, GENESIS.to_vec()), |seal| (seal.number, seal.last_event, seal.hash));
        let hashes: Vec<(Vec<u8>,)> =
            on!(&mut write, Write, |db| sqlx::query_as(HASHES).bind(covered).fetch_all(&mut **db).await)?;
        if hashes.is_empty() {
            return Ok(None);
        }
        let hashes: Vec<Vec<u8>> = hashes.into_iter().map(|(hash,)| hash).collect();
        let mut seal = Seal {
            number: number + 1,
            at: author.at.to_string(),
            first_event: covered + 1,
            last_event: covered + hashes.len() as i64,
            root: merkle_root(&hashes).to_vec(),
            prev_hash,
            hash: Vec::new(),
        };
        seal.hash = seal.expected_hash().to_vec();
        on!(&mut write, Write, |db| sqlx::query(NEW)
            .bind(seal.number)
            .bind(&seal.at)
            .bind(seal.first_event)
            .bind(seal.last_event)
            .bind(&seal.root)
            .bind(&seal.prev_hash)
            .bind(&seal.hash)
            .execute(&mut **db)
            .await
            .map(drop))?;
        write.commit().await?;
        Ok(Some(seal))
    }
}
