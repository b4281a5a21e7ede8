//! The index of what was written (检索索引): pairs of letters under a keyed hash, so that a text is found without being
//! readable (`docs/decisions/0033-search-in-sealed-texts.md`).
//!
//! It is made after the fact, up to the event that was reached, by whoever holds the keys; what a pair of letters is, the
//! caller says. It only narrows down: what it finds is opened and looked at before it is shown.

use std::collections::BTreeSet;

use serde_json::Value;
use sqlx::AssertSqlSafe;

use crate::database::{Pool, Store, Write, on};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::fact::{Fact, Personal};
use crate::keys::Keys;
use crate::rebuild::fact_of;
use crate::rows::insert_rows;
use crate::sealed::open_bytes;

/// A pair of letters in more applications and cases than this says little; how many more does not matter.
const COMMON: i64 = 1_000;
/// The most pairs of a term that are looked up.
const LOOKED_UP: usize = 12;
/// The most pairs that an application must have.
const REQUIRED: usize = 6;
/// The most applications with the rarest pair that are held against the others.
const HELD: i64 = 20_000;
/// Fields of a sealed record that are never indexed: who applies, where they are reached, and names of files.
pub const NOT_SEARCHED: [&str; 4] = ["person", "claimant", "files", "email"];

/// How far the index has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// Events done now.
    pub events: u64,
    /// Events still to be done.
    pub left: u64,
}

/// Applications, reviews and lawsuits that may hold a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Their streams, latest first.
    pub streams: Vec<String>,
    /// Whether there are more.
    pub is_cut: bool,
}

impl Store {
    /// Takes the next events into the index; `pairs` divides a text. None where there are no keys.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where an event is not what this program writes.
    pub async fn index_texts(
        &self,
        most: u32,
        pairs: impl Fn(&str) -> BTreeSet<String>,
    ) -> Result<Option<Indexed>> {
        const REACHED: &str = "select event from text_index_reached where id = 1";
        const EVENTS: &str = "select * from event where id > $1 order by id limit $2";
        const MARK: &str = "update text_index_reached set event = $1 where id = 1";
        if self.keys.is_none() {
            return Ok(None);
        }
        if self.events_to_index().await? == 0 {
            return Ok(Some(Indexed { events: 0, left: 0 }));
        }
        // In one transaction with what it reads, so that nothing is erased in between.
        let mut write = self.write().await?;
        let (reached,): (i64,) =
            on!(&mut write, Write, |db| sqlx::query_as(REACHED).fetch_one(&mut **db).await)?;
        let events: Vec<Event> = on!(&mut write, Write, |db| sqlx::query_as(EVENTS)
            .bind(reached)
            .bind(i64::from(most))
            .fetch_all(&mut **db)
            .await)?;
        let mut rows = BTreeSet::new();
        for event in &events {
            let texts = written(&mut write, &self.keys, event).await?;
            if texts.is_empty() {
                continue;
            }
            let application = beginning(&mut write, event).await?;
            for pair in texts.iter().flat_map(|text| pairs(text)) {
                rows.insert((event.agency, token(&self.keys, event.agency, &pair), application));
            }
        }
        insert(&mut write, &rows.into_iter().collect::<Vec<_>>()).await?;
        if let Some(last) = events.last() {
            on!(&mut write, Write, |db| sqlx::query(MARK).bind(last.id).execute(&mut **db).await.map(drop))?;
        }
        write.commit().await?;
        let left = self.events_to_index().await?;
        Ok(Some(Indexed { events: events.len() as u64, left }))
    }

    /// How many events the index has not reached.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn events_to_index(&self) -> Result<u64> {
        const SQL: &str = "select (select coalesce(max(id), 0) from event) - event \
                           from text_index_reached where id = 1";
        let (left,): (i64,) = on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_one(db).await)?;
        Ok(left.max(0).unsigned_abs())
    }

    /// Applications and cases of an agency that have all of these pairs of letters somewhere, latest first: those that may hold
    /// the term they are taken from.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn candidates(&self, agency: i64, pairs: &[String], most: u32) -> Result<Candidates> {
        const COUNT: &str = "select count(*) from (select 1 from text_index where agency = $1 and token = $2 \
                             limit $3) as some_of_them";
        let mut tokens: Vec<(i64, i64)> = Vec::new();
        for pair in pairs.iter().take(LOOKED_UP) {
            let token = token(&self.keys, agency, pair);
            let (count,): (i64,) = on!(&self.pool, Pool, |db| sqlx::query_as(COUNT)
                .bind(agency)
                .bind(token)
                .bind(COMMON)
                .fetch_one(db)
                .await)?;
            if count == 0 {
                return Ok(Candidates::default());
            }
            tokens.push((count, token));
        }
        // The rarest one leads.
        tokens.sort_unstable();
        tokens.dedup();
        tokens.truncate(REQUIRED);
        if tokens.is_empty() {
            return Ok(Candidates::default());
        }
        let sql = statement(tokens.len());
        let rows: Vec<(String,)> = on!(&self.pool, Pool, |db| {
            let mut asked =
                sqlx::query_as(AssertSqlSafe(sql)).bind(agency).bind(HELD).bind(i64::from(most) + 1);
            for (_, token) in &tokens {
                asked = asked.bind(token);
            }
            asked.fetch_all(db).await
        })?;
        let mut streams: Vec<String> = rows.into_iter().map(|(stream,)| stream).collect();
        let is_cut = streams.len() > most as usize;
        streams.truncate(most as usize);
        Ok(Candidates { streams, is_cut })
    }
}

/// The streams of applications that have this many tokens: agency, how many are held, how many are told, tokens.
fn statement(tokens: usize) -> String {
    let others = (1..tokens).map(|index| {
        format!(
            " and exists (select 1 from text_index as other where other.agency = $1 and other.token = ${} \
             and other.application = held.application)",
            index + 4
        )
    });
    format!(
        "select event.stream from (select application from text_index where agency = $1 and token = $4 \
         order by application desc limit $2) as held join event on event.id = held.application where true{} \
         order by held.application desc limit $3",
        others.collect::<String>()
    )
}

/// The token of a pair of letters: the first 32 bits of its keyed hash, apart for each agency.
fn token(keys: &Keys, agency: i64, pair: &str) -> i64 {
    let hash = keys.blind(&format!("text/{agency}"), pair);
    i64::from(u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]))
}

/// What was written with an event, where it can be read.
async fn written(write: &mut Write, keys: &Keys, event: &Event) -> Result<Vec<String>> {
    let (fact, Some(hash)) = fact_of(event)? else { return Ok(Vec::new()) };
    let is_register = matches!(fact, Fact::Entry { entry: Entry::Application(_), .. });
    if !is_register && !matches!(fact, Fact::Procedure { .. } | Fact::Remedy { .. }) {
        return Ok(Vec::new());
    }
    let bytes = match opened(write, keys, event, &hash).await {
        Ok(bytes) => bytes,
        // A key that is not there, or a record that was altered, hides its own text only.
        Err(Error::KeyMissing(_) | Error::SealBroken(_)) => None,
        Err(error) => return Err(error),
    };
    let Some(bytes) = bytes else { return Ok(Vec::new()) };
    if is_register {
        let Ok(Personal { topic, content, reason }) = serde_json::from_slice(&bytes) else {
            return Ok(Vec::new());
        };
        return Ok([topic, content, reason].into_iter().flatten().collect());
    }
    let mut texts = Vec::new();
    if let Ok(Value::Object(fields)) = serde_json::from_slice(&bytes) {
        for (name, value) in &fields {
            if !NOT_SEARCHED.contains(&name.as_str()) {
                collect(value, &mut texts);
            }
        }
    }
    Ok(texts)
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

async fn opened(write: &mut Write, keys: &Keys, event: &Event, hash: &Hash) -> Result<Option<Vec<u8>>> {
    const SQL: &str = "select key_id, wrapped_key, ciphertext from sealed where hash = $1 and stream = $2";
    let row: Option<(String, Option<Vec<u8>>, Vec<u8>)> = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(hash.to_vec())
        .bind(&event.stream)
        .fetch_optional(&mut **db)
        .await)?;
    match row {
        Some((key_id, wrapped_key, ciphertext)) => {
            open_bytes(keys, &event.stream, key_id, wrapped_key, ciphertext)
        }
        None => Ok(None),
    }
}

/// The event that the stream began with.
async fn beginning(write: &mut Write, event: &Event) -> Result<i64> {
    const SQL: &str = "select id from event where stream = $1 and version = 1";
    if event.version == 1 {
        return Ok(event.id);
    }
    let (id,): (i64,) =
        on!(write, Write, |db| sqlx::query_as(SQL).bind(&event.stream).fetch_one(&mut **db).await)?;
    Ok(id)
}

async fn insert(write: &mut Write, rows: &[(i64, i64, i64)]) -> Result<()> {
    const SQL: &str = "insert into text_index (agency, token, application) values ";
    const TAIL: &str = " on conflict do nothing";
    insert_rows!(write, SQL, 3, TAIL, rows, |query, (agency, token, application)| query
        .bind(agency)
        .bind(token)
        .bind(application))?;
    Ok(())
}

/// Forgets everything that leads to a stream.
pub(crate) async fn forget(write: &mut Write, stream: &str) -> Result<()> {
    const SQL: &str = "delete from text_index where application in \
                       (select id from event where stream = $1 and version = 1)";
    on!(write, Write, |db| sqlx::query(SQL).bind(stream).execute(&mut **db).await.map(drop))?;
    Ok(())
}

/// Empties the index, to be made again from the first event.
pub(crate) async fn empty(write: &mut Write) -> Result<()> {
    const ALL: &str = "delete from text_index";
    const MARK: &str = "update text_index_reached set event = 0 where id = 1";
    for sql in [ALL, MARK] {
        on!(write, Write, |db| sqlx::query(sql).execute(&mut **db).await.map(drop))?;
    }
    Ok(())
}
