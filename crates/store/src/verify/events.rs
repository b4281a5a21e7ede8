//! Chains and columns of the events, and the projections they give.

use std::collections::HashMap;

use serde_json::Value;

use super::shadow::Shadow;
use super::{Fault, PAGE, Verification};
use crate::canonical::{Envelope, canonical, sm3};
use crate::database::{Store, Write, on};
use crate::error::{Error, Result};
use crate::event::{Event, GENESIS, Hash};
use crate::fact::Fact;
use crate::projection::Projector;
use crate::rebuild::sealed_hash;

/// An event that is as it was written, and what it tells.
type Told = (Event, Fact, Option<Hash>);

/// Walks over the events and remembers the head of every stream.
#[derive(Default)]
struct Walk {
    heads: HashMap<String, (i64, Hash)>,
    last: i64,
    faults: Vec<Fault>,
}

impl Store {
    /// Every event is checked; while all are sound, each is also applied to empty projections, and these are compared
    /// with the ones in use.
    pub(super) async fn verify_events(&self, found: &mut Verification, tell: impl Fn(u64)) -> Result<()> {
        let mut shadow = Shadow::open(self).await?;
        let mut projector = Projector::anew(&mut shadow.write, &self.calendar).await?;
        let mut walk = Walk::default();
        let mut ready: Vec<Told> = Vec::new();
        loop {
            let page = page(&mut shadow.write, walk.last).await?;
            let count = page.len() as u64;
            // The next events are checked while the database takes those before.
            let checking = tokio::task::spawn_blocking(move || {
                let told = walk.check(page);
                (walk, told)
            });
            for (event, fact, sealed) in std::mem::take(&mut ready) {
                if found.faults.is_empty() {
                    project(&mut projector, &mut shadow.write, &event, fact, sealed, found).await?;
                }
            }
            (walk, ready) = checking.await.expect("checking does not panic");
            found.faults.append(&mut walk.faults);
            if count == 0 {
                break;
            }
            found.events += count;
            tell(found.events);
        }
        found.streams = walk.heads.len() as u64;
        drop(walk);
        if found.faults.is_empty() {
            projector.flush(&mut shadow.write).await?;
            found.compared = Some(shadow.compare(&mut found.differences).await?);
        }
        Ok(())
    }
}

async fn page(write: &mut Write, last: i64) -> Result<Vec<Event>> {
    const SQL: &str = "select * from event where id > $1 order by id limit $2";
    Ok(on!(write, Write, |db| sqlx::query_as(SQL).bind(last).bind(PAGE).fetch_all(&mut **db).await)?)
}

/// Applies an event; one that cannot follow those before it is a fault.
async fn project(
    projector: &mut Projector,
    write: &mut Write,
    event: &Event,
    fact: Fact,
    sealed: Option<Hash>,
    found: &mut Verification,
) -> Result<()> {
    match projector.apply(write, event, fact, sealed).await {
        Err(Error::Corrupt { stream, version, problem }) => {
            found.fault(stream, version, problem);
            Ok(())
        }
        outcome => outcome,
    }
}

impl Walk {
    fn fault(&mut self, event: &Event, problem: impl Into<String>) {
        let (stream, version) = (event.stream.clone(), event.version);
        self.faults.push(Fault { stream, version, problem: problem.into() });
    }

    /// Checks the next events; answers what the sound ones tell.
    fn check(&mut self, page: Vec<Event>) -> Vec<Told> {
        let mut told = Vec::with_capacity(page.len());
        for event in page {
            if event.id != self.last + 1 {
                self.fault(&event, format!("此前缺少总序号 {} 至 {} 的事件", self.last + 1, event.id - 1));
            }
            self.last = event.id;
            let (version, prev_hash) = self.heads.get(&event.stream).copied().unwrap_or((0, GENESIS));
            if event.version != version + 1 {
                self.fault(&event, format!("版本不连续，前一版为第{version}版"));
            } else if event.prev_hash != prev_hash {
                self.fault(&event, "前一版哈希不符");
            }
            let hash = sm3(&[&event.prev_hash, &event.data]);
            // The chain goes on from what is stored, so that one altered event is told once.
            let stored = Hash::try_from(event.hash.as_slice()).unwrap_or(hash);
            self.heads.insert(event.stream.clone(), (event.version, stored));
            if event.hash != hash {
                self.fault(&event, "哈希与内容不符，内容被改动");
                continue;
            }
            match read(&event) {
                Ok((fact, sealed)) => told.push((event, fact, sealed)),
                Err(problem) => self.fault(&event, problem),
            }
        }
        told
    }
}

/// What the event tells, where the columns say what the hashed bytes say, and the bytes are the canonical ones.
fn read(event: &Event) -> std::result::Result<(Fact, Option<Hash>), String> {
    let mut value = serde_json::from_slice::<Value>(&event.data).map_err(|_| "内容不是 JSON".to_owned())?;
    let data = value.get_mut("data").map(Value::take).unwrap_or_default();
    let envelope = Envelope {
        actor: &event.actor,
        agency: event.agency,
        at: &event.at,
        kind: &event.kind,
        stream: &event.stream,
        version: event.version,
    };
    if envelope.around(&canonical(&data)) != event.data {
        return Err("列与内容不符".into());
    }
    let (fact, sealed) = Fact::read(&event.kind, data)?;
    Ok((fact, sealed_hash(sealed)))
}
