//! One cell of a statutory table, as a report prints it.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// What stands in a cell. Values are kept as printed, never corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or a sign for nothing (`/`, `-`, `—`, `－`, 无). Counted as 0 in sums.
    #[default]
    Blank,
    /// A number: a count, or an amount in 万元.
    Number(Decimal),
    /// A number with a unit or a remark, as printed: `251000元`.
    Text(String),
    /// The file does not give this cell up; a problem of the reading names the place.
    Unread,
}

impl Cell {
    /// A count.
    pub fn count(n: u64) -> Self {
        Self::Number(Decimal::from(n))
    }

    /// The number, if the cell is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(*n),
            Self::Blank | Self::Text(_) | Self::Unread => None,
        }
    }
}

impl From<u64> for Cell {
    fn from(n: u64) -> Self {
        Self::count(n)
    }
}

impl Serialize for Cell {
    /// Number as number, blank and unread as null, text as string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Blank | Self::Unread => serializer.serialize_unit(),
            Self::Number(n) => match i64::try_from(*n) {
                Ok(whole) if n.fract().is_zero() => serializer.serialize_i64(whole),
                _ => serializer.serialize_f64(f64::try_from(*n).map_err(serde::ser::Error::custom)?),
            },
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}
