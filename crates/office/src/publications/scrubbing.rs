//! Scrubbing a file of a draft (净化): comments, tracked changes, properties and leftovers go, the file is opened and
//! screened again, and takes the place of the one it was made of, which stays in the ledger. 《条例》第17条

use documents::Surface;
use jiff::Timestamp;
use statute::procedure::Officer;
use statute::publication::{Act, AttachedFile, Publication, Stage, Step, Verb};
use store::{Author, Change, Content, Store};

use super::attach::attach;
use super::screening::{Found, of_file};
use super::{NotDone, case_file};
use crate::applications::{FieldFault, Upload, day_of};

/// What scrubbing a file comes to.
#[derive(Clone, Debug)]
pub struct Scrubbing {
    /// The file as it is.
    pub before: AttachedFile,
    /// As it becomes.
    pub after: AttachedFile,
    /// What is taken out: 批注2处.
    pub removed: Vec<String>,
    /// Each text of it with its place.
    pub taken: Vec<Surface>,
    /// What the machine still finds in the scrubbed file.
    pub left: Vec<Found>,
    content: Content,
}

/// Scrubs a file of a draft without keeping anything yet.
///
/// # Errors
/// [`NotDone::Missing`] where the draft has no such file, [`NotDone::Invalid`] where it cannot be scrubbed and why.
pub async fn scrubbing(
    store: &Store,
    agency: i64,
    item: &Publication,
    sm3: &str,
    now: Timestamp,
) -> Result<Scrubbing, NotDone> {
    let attached = item.draft.files.iter().find(|file| file.sm3 == sm3 && !file.is_picture);
    let before = attached.cloned().ok_or(NotDone::Missing)?;
    let bytes = store.content(sm3).await?.ok_or(NotDone::Missing)?;
    let name = before.name.clone();
    let scrub = move || -> Result<_, String> {
        let scrubbed = documents::scrub(&name, bytes).map_err(|refusal| refusal.to_string())?;
        if scrubbed.taken.is_empty() {
            return Err("没有批注、修订、文档属性等需要净化的内容".to_owned());
        }
        let (file, content) = attach(Upload { name, bytes: scrubbed.bytes })?;
        Ok((file, content, scrubbed.removed, scrubbed.taken, scrubbed.surfaces))
    };
    let scrubbed = tokio::task::spawn_blocking(scrub).await.expect("scrubbing does not panic");
    let (file, content, removed, taken, surfaces) = scrubbed.map_err(|why| {
        let message = format!("附件“{}”：{why}", before.name);
        NotDone::Invalid(vec![FieldFault { field: "files", message }])
    })?;
    let left = of_file(store, agency, item, &before.name, &surfaces, now).await?;
    let after = AttachedFile {
        name: before.name.clone(),
        is_original: before.is_original,
        scrubbed_from: Some(before.sm3.clone()),
        ..file
    };
    Ok(Scrubbing { before, after, removed, taken, left, content })
}

/// Scrubs a file of a draft: the result takes its place, and what was reviewed or signed has to be reviewed and signed
/// again. The file as it was stays in the ledger and is no part of what will be public.
///
/// # Errors
/// As [`scrubbing`]; [`NotDone::NotPermitted`] where the draft may not be written on, [`NotDone::Conflict`] where somebody
/// wrote meanwhile.
pub async fn scrub_file(
    store: &Store,
    agency: i64,
    (number, version): (&str, i64),
    sm3: &str,
    by: &Officer,
    now: Timestamp,
) -> Result<Scrubbing, NotDone> {
    let file = case_file(store, agency, number).await?;
    if file.stored.version != version {
        return Err(NotDone::Conflict);
    }
    file.stored.item.permit(Verb::Save, by)?;
    let done = scrubbing(store, agency, &file.stored.item, sm3, now).await?;
    let mut edition = file.stored.item.draft.clone();
    // Where a revision begins with it, what it changes is still to be said.
    if file.stored.item.stage == Stage::Published {
        edition.card.revision = None;
    }
    for file in edition.files.iter_mut().filter(|file| file.sm3 == sm3) {
        file.clone_from(&done.after);
    }
    let step = Step { on: day_of(now), by: by.account.clone(), act: Act::Saved { edition } };
    let author = Author { actor: by.account.clone(), at: now };
    let change = Change { read: file.stored, step };
    store.record_publications(&author, agency, vec![change], vec![done.content.clone()], "").await?;
    Ok(done)
}
