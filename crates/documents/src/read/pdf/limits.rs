//! How much of a PDF is read before it is refused, and the account of what one file has used.

use std::time::Instant;

use super::refusal;
use crate::read::guard::too_slow;
use crate::read::{NotReadable, TIME_LIMIT};

/// Size of the file.
pub(super) const FILE_BYTES: usize = 50 << 20;
/// All streams of a file together, unpacked.
pub(super) const UNPACKED_BYTES: usize = 200 << 20;
/// Pages.
pub(super) const PAGES: usize = 500;

/// Objects outside streams, and those inside object streams together: one byte of `[0]` becomes some
/// forty bytes of memory, so that this bounds what a hostile file can make of the object table.
pub(super) const STRUCTURE_BYTES: usize = 32 << 20;

/// Widths of characters kept of all fonts together: fonts may share one table in the file, but each keeps its own.
pub(super) const WIDTHS: usize = 4_000_000;
/// Fonts of the file; one that stands in no object of its own counts each time it is met.
pub(super) const FONTS: usize = 10_000;
/// Characters whose meaning is remembered, over all fonts; beyond that it is worked out each time.
pub(super) const KNOWN_CHARACTERS: usize = 1_000_000;

/// Operators are cheap, a clock is not: it is asked once in so many.
const OPERATORS_PER_CLOCK: u32 = 4_096;

/// What may still be used.
pub(super) struct Budget {
    until: Instant,
    bytes: usize,
    widths: usize,
    operators: u32,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { until: Instant::now() + TIME_LIMIT, bytes: UNPACKED_BYTES, widths: WIDTHS, operators: 0 }
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

    /// Takes the widths of a font off the account.
    pub(super) fn keep_widths(&mut self, count: usize) -> Result<(), NotReadable> {
        self.widths = self.widths.checked_sub(count).ok_or_else(refusal::structure_too_large)?;
        Ok(())
    }

    /// Counts one operator.
    pub(super) fn step(&mut self) -> Result<(), NotReadable> {
        self.operators = self.operators.wrapping_add(1);
        if self.operators.is_multiple_of(OPERATORS_PER_CLOCK) { self.in_time() } else { Ok(()) }
    }

    /// Refuses when the time is up.
    pub(super) fn in_time(&self) -> Result<(), NotReadable> {
        if Instant::now() > self.until { Err(too_slow(TIME_LIMIT)) } else { Ok(()) }
    }
}
