//! Requests to correct records about oneself in the console (更正申请): the list, one request, a form for every verb.
//! 《条例》第41条

mod case;
mod deed;
mod fields;
mod list;
mod new;

use office::rectifications::NotDone;

pub(crate) use case::{attachment, letter_docx, letter_pdf, show};
pub(crate) use deed::Rectifications;
pub(crate) use list::list;
pub(crate) use new::{begin, register};

use crate::error::Error;

/// What a deed that cannot be shown at a form amounts to.
fn refused(error: NotDone) -> Error {
    match error {
        NotDone::Missing => Error::NotFound,
        NotDone::NotPermitted(_) => Error::NotPermitted,
        NotDone::Invalid(_) | NotDone::NotComposed(_) => Error::Malformed,
        NotDone::Conflict => Error::Conflict(String::new()),
        NotDone::Store(error) => error.into(),
    }
}
