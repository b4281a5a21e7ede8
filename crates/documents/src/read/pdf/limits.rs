//! How much of a PDF is read before it is refused, and the account of what one file has used.

use std::time::{Duration, Instant};

use super::refusal;
use crate::read::NotReadable;

/// Size of the file.
pub(super) const FILE_BYTES: usize = 50 << 20;
/// All streams of a file together, unpacked.
pub(super) const UNPACKED_BYTES: usize = 200 << 20;
/// Pages.
pub(super) const PAGES: usize = 500;
/// Rows of all tables together.
pub(super) const TABLE_ROWS: usize = 5_000;
/// Time for the whole file.
pub(super) const SECONDS: u64 = 30;

/// Objects outside streams, and those inside object streams together: one byte of `[0]` becomes some
/// forty bytes of memory, so that this bounds what a hostile file can make of the object table.
pub(super) const STRUCTURE_BYTES: usize = 32 << 20;

/// Operators are cheap, a clock is not: it is asked once in so many.
const OPERATORS_PER_CLOCK: u32 = 4_096;

/// What may still be used.
pub(super) struct Budget {
    until: Instant,
    bytes: usize,
    operators: u32,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { until: Instant::now() + Duration::from_secs(SECONDS), bytes: UNPACKED_BYTES, operators: 0 }
    }

    /// Bytes that may still be unpacked.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes unpacked bytes off the account.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), NotReadable> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(refusal::unpacked_too_large)?;
        Ok(())
    }

    /// Counts one operator.
    pub(super) fn step(&mut self) -> Result<(), NotReadable> {
        self.operators = self.operators.wrapping_add(1);
        if self.operators.is_multiple_of(OPERATORS_PER_CLOCK) { self.in_time() } else { Ok(()) }
    }

    /// Refuses when the time is up.
    pub(super) fn in_time(&self) -> Result<(), NotReadable> {
        if Instant::now() > self.until { Err(refusal::too_slow()) } else { Ok(()) }
    }
}
