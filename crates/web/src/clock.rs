//! What time it is: the system's, or one that is set where a test or a demonstration needs another day.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// A clock. Copies of one clock show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Seconds it is ahead of the system's.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The moment.
    pub fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed))
    }

    /// The day in the offices of the country.
    pub fn today(&self) -> Date {
        office::applications::day_of(self.now())
    }

    /// Sets the clock to another day at the present hour; a day that no timestamp can hold changes nothing.
    pub fn set_day(&self, day: Date) {
        let beijing = Offset::constant(8);
        let time = beijing.to_datetime(self.now()).time();
        if let Ok(moment) = beijing.to_timestamp(day.to_datetime(time)) {
            self.set(moment);
        }
    }

    /// Sets the clock to a moment; it runs on from there.
    pub fn set(&self, moment: Timestamp) {
        self.ahead.store(moment.duration_since(Timestamp::now()).as_secs(), Ordering::Relaxed);
    }
}
