//! Reviews and lawsuits in the console (复议诉讼案件): the list, one case, a form for every verb. 《条例》第51条

mod case;
mod deed;
mod fields;
mod history;
mod list;
mod new;

use office::remedies::NotDone;

pub(crate) use case::{attachment, show};
pub(crate) use deed::Remedies;
pub(crate) use list::list;
pub(super) use list::{Row, about, by_place, contest, stage};
pub(crate) use new::{begin, file};

use crate::error::Error;

/// What a deed that cannot be shown at a form amounts to.
fn refused(error: NotDone) -> Error {
    match error {
        NotDone::Missing => Error::NotFound,
        NotDone::NotPermitted(_) => Error::NotPermitted,
        NotDone::Invalid(_) => Error::Malformed,
        NotDone::Conflict => Error::Conflict(String::new()),
        NotDone::Store(error) => error.into(),
    }
}
