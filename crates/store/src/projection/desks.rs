//! How many applications lie on whose desk, at which stage, and by which last day: what the head of a work list counts.

use std::collections::BTreeMap;

use statute::procedure::Application;

use crate::database::{Write, on};
use crate::error::Result;

/// Where an application lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    agency: i64,
    handler: String,
    stage: &'static str,
    queue: &'static str,
    limit_by: String,
}

impl Place {
    pub(super) fn of(agency: i64, application: &Application, limit_by: String) -> Self {
        Self {
            agency,
            handler: application.handler.clone().unwrap_or_default(),
            stage: application.stage.code(),
            queue: application.queue().code(),
            limit_by,
        }
    }
}

/// What changed within this transaction.
#[derive(Default)]
pub(super) struct Desks(BTreeMap<Place, i64>);

impl Desks {
    /// One more there or, with −1, one fewer.
    pub(super) fn count(&mut self, place: Place, difference: i64) {
        *self.0.entry(place).or_default() += difference;
    }

    /// Writes the changes; where nothing lies any more there is no row.
    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        const ADD: &str = "insert into handling_count (agency, handler, stage, queue, limit_by, cases) \
                           values ($1, $2, $3, $4, $5, $6) on conflict (agency, handler, stage, queue, limit_by) \
                           do update set cases = handling_count.cases + excluded.cases";
        const EMPTY: &str = "delete from handling_count where agency = $1 and handler = $2 and stage = $3 \
                             and queue = $4 and limit_by = $5 and cases = 0";
        for (place, difference) in std::mem::take(&mut self.0) {
            if difference == 0 {
                continue;
            }
            on!(write, Write, |db| sqlx::query(ADD)
                .bind(place.agency)
                .bind(&place.handler)
                .bind(place.stage)
                .bind(place.queue)
                .bind(&place.limit_by)
                .bind(difference)
                .execute(&mut **db)
                .await
                .map(drop))?;
            if difference < 0 {
                on!(write, Write, |db| sqlx::query(EMPTY)
                    .bind(place.agency)
                    .bind(&place.handler)
                    .bind(place.stage)
                    .bind(place.queue)
                    .bind(&place.limit_by)
                    .execute(&mut **db)
                    .await
                    .map(drop))?;
            }
        }
        Ok(())
    }
}
