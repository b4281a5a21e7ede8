//! Writing a publication: the text becomes clean, files are told by their content, then both are kept with the event.
//! 《条例》第19条

use jiff::Timestamp;
use statute::procedure::Officer;
use statute::publication::{Act, Card, Step, Verb};
use store::{Author, Change, Changes, Registered, Store};

use super::card::{drafted, timed};
use super::corrections::corrections;
use super::edition::edition;
use super::{NotDone, case_file};
use crate::applications::{Upload, day_of};

/// A publication as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Its metadata.
    pub card: Card,
    /// Its text as HTML, from an editor or a file; it is cleaned.
    pub html: String,
    /// Files that are added.
    pub files: Vec<Upload>,
    /// The SM3 of the files that stay.
    pub kept: Vec<String>,
}

/// Begins a publication. The same submission again answers the first number.
///
/// # Errors
/// [`NotDone::NotPermitted`] for whoever may not, [`NotDone::Invalid`] with every field that cannot be taken.
pub async fn begin(
    store: &Store,
    agency: i64,
    writing: Writing,
    submission: Option<&str>,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    begin_with(store, agency, (writing, None), submission, Vec::new(), by, now).await
}

/// The key of a form as the ledger knows it.
pub(super) fn submission_hash(store: &Store, key: &str) -> String {
    store.secret_hash("publication_submission", key)
}

/// The same with the file that it is brought in from, which is attached as the original (原文件), and with what is done
/// with other publications in the same transaction.
pub(super) async fn begin_with(
    store: &Store,
    agency: i64,
    (writing, original): (Writing, Option<Upload>),
    submission: Option<&str>,
    along: Vec<Change>,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    Verb::Begin.permit(by)?;
    let mut writing = timed(store, agency, writing, now).await?;
    writing.card.revision = None;
    let before = drafted(store, agency, &writing.card).await?;
    let (edition, contents) = edition(writing, original, before, now).await?;
    let submission = submission.map(|key| submission_hash(store, key));
    let act = Act::Begun { edition, submission };
    let step = Step { on: day_of(now), by: by.account.clone(), act };
    let author = Author { actor: by.account.clone(), at: now };
    let also = corrections(store, agency, &along).await?;
    Ok(store.begin_publication(&author, agency, step, contents, Changes { steps: along, also }).await?)
}

/// Writes on a publication: what was reviewed or signed has to be reviewed and signed again. What is public stays.
///
/// # Errors
/// As [`begin`]; [`NotDone::Conflict`] where somebody wrote meanwhile.
pub async fn save(
    store: &Store,
    agency: i64,
    number: &str,
    version: i64,
    writing: Writing,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    let file = case_file(store, agency, number).await?;
    if file.stored.version != version {
        return Err(NotDone::Conflict);
    }
    file.stored.item.permit(Verb::Save, by)?;
    let mut writing = timed(store, agency, writing, now).await?;
    // What was never public replaces nothing.
    writing.card.revision = writing.card.revision.filter(|_| file.stored.item.public.is_some());
    let before = file.stored.item.draft.files.clone();
    let (edition, contents) = edition(writing, None, before, now).await?;
    let step = Step { on: day_of(now), by: by.account.clone(), act: Act::Saved { edition } };
    let author = Author { actor: by.account.clone(), at: now };
    let change = Change { read: file.stored, step };
    Ok(store.record_publications(&author, agency, vec![change], contents, "").await?)
}
