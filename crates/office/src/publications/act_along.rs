//! What is recorded of other publications with an act: the document whose draft was heard, what interprets a policy.

use jiff::civil::Date;
use statute::publication::{Act, Companion, Heard, Publication, Stage, Tally, Verb};
use store::{Store, StoredPublication};

use super::case_file;
use super::case_file::CaseFile;

/// What is recorded of the document whose draft it shows, with the result: the gate of the document is passed by it. The
/// numbers are those of the ledger in the moment of recording.
pub(super) async fn heard(
    store: &Store,
    agency: i64,
    item: &Publication,
    said: &str,
) -> store::Result<Vec<(StoredPublication, Act)>> {
    let Some(asked) = item.commentary() else { return Ok(Vec::new()) };
    let Some((number, (from, until))) = asked.document.as_ref().zip(asked.from.zip(asked.until)) else {
        return Ok(Vec::new());
    };
    let document = store.publication(agency, number).await?;
    // A document that has gone on without it, or is given up, stays as it is.
    let document = document.filter(|one| one.item.stage == Stage::Drafting && one.item.heard.is_none());
    let heard = Heard {
        place: format!("本网站（{}）", item.number),
        from,
        until,
        tally: Tally::default(),
        said: said.to_owned(),
        // Its reason stands on the notice.
        shortened: asked.shortened.clone(),
    };
    let is_normative = |one: &StoredPublication| one.item.draft.card.kind.is_normative();
    let document = document.filter(is_normative);
    Ok(document.into_iter().map(|one| (one, Act::CommentsRecorded(heard.clone()))).collect())
}

/// What goes with a policy at the same stage: what interprets it, unless it also interprets another that is not as far yet.
/// Nothing goes with what interprets, nor does the document go whose draft a notice shows.
pub(super) async fn together(
    store: &Store,
    agency: i64,
    file: &CaseFile,
    verb: Verb,
    day: Date,
) -> store::Result<Vec<StoredPublication>> {
    let item = &file.stored.item;
    let is_companion = |one: &&StoredPublication| {
        one.item.stage == item.stage && one.item.is_interpretation() && !item.is_interpretation()
    };
    let mut going = Vec::new();
    for one in file.related.iter().filter(is_companion) {
        let interpreted = case_file::related(store, agency, &one.item).await?;
        let companions: Vec<_> = interpreted
            .iter()
            .map(|other| match case_file::companion(&other.item) {
                // This one has gone on by then.
                known if known.number == item.number && verb == Verb::Sign => {
                    Companion { stage: Stage::AwaitingPublication, ..known }
                }
                known if known.number == item.number => Companion { is_public: true, ..known },
                known => known,
            })
            .collect();
        if one.item.pass(verb, &companions, day).is_ok() {
            going.push(one.clone());
        }
    }
    Ok(going)
}
