//! Comments of citizens in the console (公众意见): those on a draft, one with its answer, entering what came otherwise.
//! 国办发〔2018〕37号

mod list;
mod new;
mod one;

use office::comments::NotDone;
use statute::publication::Publication;

use super::frame::{self, PUBLICATIONS};
use crate::desk::Bench;
use crate::error::Error;
use crate::session::Working;

pub(crate) use list::list;
pub(crate) use new::{begin, register};
pub(crate) use one::{answer, show};

/// What stands where a comment was.
const ERASED: &str = "（依法删除）";

/// The publication that asks for comments, for who reads them.
async fn draft(bench: &Bench, working: &Working, number: &str) -> Result<Publication, Error> {
    frame::need_reader(working)?;
    let stored = bench.desk.store.publication(bench.desk.agency, number).await?;
    let item = stored.map(|stored| stored.item).filter(|item| item.card().commentary.is_some());
    item.ok_or(Error::NotFound)
}

/// Where the comments on a draft are.
pub(super) fn address(number: &str) -> String {
    format!("{PUBLICATIONS}/{number}/comments")
}

fn refused(error: NotDone) -> Error {
    match error {
        NotDone::Missing => Error::NotFound,
        NotDone::NotYours | NotDone::NotTaken(_) => Error::NotPermitted,
        NotDone::Invalid(_) => Error::Malformed,
        NotDone::Conflict => Error::Conflict(String::new()),
        NotDone::Store(error) => error.into(),
    }
}
