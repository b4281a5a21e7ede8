//! How a row of a register changed, and by which word the kind of the event says so.

/// How a row of a register changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// 新增: the row is new, or comes back after it was retracted.
    Entered,
    /// 补录: cells that were empty are filled.
    Completed,
    /// 更正: something recorded is altered.
    Corrected,
    /// 撤销录入: the row should never have been entered, and counts nowhere from now on.
    Retracted,
}

impl Step {
    pub(super) const ALL: [(Self, &str); 4] = [
        (Self::Entered, "entered"),
        (Self::Completed, "completed"),
        (Self::Corrected, "corrected"),
        (Self::Retracted, "retracted"),
    ];

    pub(super) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(step, _)| *step == self).map_or("", |(_, word)| word)
    }
}
