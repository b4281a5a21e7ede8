//! What every page of the console counts, kept in memory until the ledger has another event. Another program may write
//! beside this one: whoever asks says up to which event, and what was counted before it is counted again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::database::Store;
use crate::error::Result;
use crate::work::WorkCount;

/// What was counted up to an event.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    upto: i64,
    /// Publications that wait, by agency.
    waiting: HashMap<i64, u64>,
    /// Applications by where they lie, by agency: as of a day, and of what is soon due.
    work: HashMap<i64, (Days, Arc<Vec<WorkCount>>)>,
}

/// The day, and up to which day is soon.
type Days = (Date, Date);

/// It, shared by whoever asks.
pub(crate) type Shared = Arc<Mutex<Counted>>;

impl Store {
    /// What `get` finds among what was counted up to this event, or nothing where the ledger was counted before it.
    fn counted<T>(&self, upto: i64, get: impl FnOnce(&Counted) -> Option<T>) -> Option<T> {
        let counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        (counted.upto == upto).then(|| get(&counted)).flatten()
    }

    /// Keeps what was counted; of an older event nothing is kept any more.
    fn count(&self, upto: i64, keep: impl FnOnce(&mut Counted)) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.upto < upto {
            *counted = Counted { upto, ..Counted::default() };
        }
        if counted.upto == upto {
            keep(&mut counted);
        }
    }

    /// How many publications of an agency somebody has something to do about, after the ledger's event `upto`
    /// ([`Store::last_event`]).
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publications_waiting(&self, agency: i64, upto: i64) -> Result<u64> {
        if let Some(waiting) = self.counted(upto, |counted| counted.waiting.get(&agency).copied()) {
            return Ok(waiting);
        }
        // What is written from here on is counted with it, and once more for the event that it is.
        let waiting = self.count_waiting(agency).await?;
        self.count(upto, |counted| {
            counted.waiting.insert(agency, waiting);
        });
        Ok(waiting)
    }

    /// How many applications of an agency lie where, by handler, stage and queue, with what handlers are called, after
    /// the ledger's event `upto` ([`Store::last_event`]): from counters, never by counting.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn work_counts(
        &self,
        agency: i64,
        today: Date,
        soon: Date,
        upto: i64,
    ) -> Result<Arc<Vec<WorkCount>>> {
        let kept = self.counted(upto, |counted| counted.work.get(&agency).cloned());
        if let Some((_, counts)) = kept.filter(|(days, _)| *days == (today, soon)) {
            return Ok(counts);
        }
        let counts = Arc::new(self.count_work(agency, today, soon).await?);
        self.count(upto, |counted| {
            counted.work.insert(agency, ((today, soon), Arc::clone(&counts)));
        });
        Ok(counts)
    }
}
