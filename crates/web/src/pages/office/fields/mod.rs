//! The forms of the procedure: what each verb asks for, what is wrong with what was typed, and the act it becomes.

mod act;
mod asked;
mod checked;
mod context;
mod fee;
mod field;
mod label;
mod shown;

pub(super) use self::act::{act, start};
pub(super) use self::checked::{check, texts};
pub(super) use self::context::{Context, of_application};
pub(super) use self::fee::{confirm_ordinal, ordinal, working};
pub(super) use self::field::{Choice, Field, Kind, SCANS, choice, fact_field, field};
pub(super) use self::label::label;
pub(super) use self::shown::{Shown, shown};
