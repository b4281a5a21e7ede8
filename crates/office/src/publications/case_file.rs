//! Reading a publication with everything on record of it.

use jiff::civil::Date;
use statute::publication::{Card, Companion, Gate, Kind, Publication, Step, Verb};
use store::{Store, StoredPublication, StoredStep};

use super::NotDone;
use super::act_along::together;

/// A publication with everything that is on record of it.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// As it stands.
    pub stored: StoredPublication,
    /// What was done, oldest first.
    pub steps: Vec<StoredStep<Step>>,
    /// What goes with it: its interpretations, what it interprets, or the document whose draft it shows.
    pub related: Vec<StoredPublication>,
    /// The notices that ask citizens about its draft, or asked.
    pub drafts: Vec<StoredPublication>,
}

impl CaseFile {
    /// What goes with it, as the gates ask for it.
    pub fn companions(&self) -> Vec<Companion> {
        self.related.iter().map(|one| companion(&one.item)).collect()
    }

    /// What interprets it and is public.
    pub fn explaining(&self) -> impl Iterator<Item = &StoredPublication> {
        let is_document = !self.stored.item.is_interpretation();
        self.related
            .iter()
            .filter(move |one| is_document && one.item.is_interpretation() && one.item.visible().is_some())
    }

    /// What is signed or published together with it if that is done on a day: what interprets it and is as far.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn going_along(
        &self,
        store: &Store,
        agency: i64,
        day: Date,
    ) -> store::Result<Vec<StoredPublication>> {
        match self.stored.item.stage.onward() {
            Some(verb @ (Verb::Sign | Verb::Publish)) => together(store, agency, self, verb, day).await,
            _ => Ok(Vec::new()),
        }
    }

    /// The gates before a verb, passed or not.
    pub fn gates(&self, verb: Verb, today: Date) -> Vec<Gate> {
        self.stored.item.gates(verb, &self.companions(), today)
    }
}

pub(super) fn companion(item: &Publication) -> Companion {
    Companion {
        number: item.number.clone(),
        title: item.draft.card.title.clone(),
        stage: item.stage,
        is_public: item.visible().is_some(),
        lacks: item.draft.card.missing().into_iter().map(|fault| fault.message).collect(),
    }
}

/// What goes with a publication, drafts among it: by what is being worked on, for the gates and the desk.
pub(super) async fn related(
    store: &Store,
    agency: i64,
    item: &Publication,
) -> store::Result<Vec<StoredPublication>> {
    related_by(store, agency, item, &item.draft.card).await
}

/// The same as citizens see it: nothing by a draft, on neither side.
pub(super) async fn related_in_public(
    store: &Store,
    agency: i64,
    item: &Publication,
) -> store::Result<Vec<Publication>> {
    let Some(public) = item.visible() else { return Ok(Vec::new()) };
    let related = related_by(store, agency, item, &public.edition.card).await?;
    let is_told = |one: &Publication| {
        let Some(other) = one.visible() else { return false };
        public.edition.card.names_another() || other.edition.card.interprets.contains(&item.number)
    };
    Ok(related.into_iter().map(|one| one.item).filter(is_told).collect())
}

/// The days on which documents of which it is an interpretation were taken down: its readers are told.
pub(super) async fn interpreted_and_gone(
    store: &Store,
    agency: i64,
    item: &Publication,
) -> store::Result<Vec<Date>> {
    let card = match item.visible() {
        Some(public) if public.edition.card.kind == Kind::Interpretation => &public.edition.card,
        _ => return Ok(Vec::new()),
    };
    let interpreted = related_by(store, agency, item, card).await?;
    let gone = interpreted.into_iter().filter(|one| one.item.public.is_some());
    Ok(gone.filter_map(|one| one.item.withdrawal.map(|(on, _)| on)).collect())
}

async fn related_by(
    store: &Store,
    agency: i64,
    item: &Publication,
    card: &Card,
) -> store::Result<Vec<StoredPublication>> {
    let asked = card.commentary.as_ref().and_then(|asked| asked.document.as_deref());
    let explained = card.worked.as_ref().and_then(|worked| worked.policy.as_deref());
    if let Some(document) = asked.or(explained) {
        return Ok(store.publication(agency, document).await?.into_iter().collect());
    }
    if card.kind != Kind::Interpretation {
        let interprets = |one: &Card| one.interprets.contains(&item.number);
        let mut linked = store.companions(agency, &item.number).await?;
        linked.retain(|StoredPublication { item: one, .. }| {
            interprets(&one.draft.card)
                || one.visible().is_some_and(|public| interprets(&public.edition.card))
        });
        return Ok(linked);
    }
    let mut interpreted = Vec::new();
    for number in &card.interprets {
        interpreted.extend(store.publication(agency, number).await?);
    }
    Ok(interpreted)
}

/// The cards that explain a document in plain words (看得懂算得清), as citizens see them: nothing by a draft.
pub(super) async fn cards_in_public(
    store: &Store,
    agency: i64,
    item: &Publication,
) -> store::Result<Vec<Publication>> {
    if !item.visible().is_some_and(|public| public.edition.card.kind.is_document()) {
        return Ok(Vec::new());
    }
    let explains = |one: &Publication| {
        let worked = one.visible().and_then(|public| public.edition.card.worked.as_ref());
        worked.is_some_and(|worked| worked.policy.as_deref() == Some(item.number.as_str()))
    };
    let linked = store.companions(agency, &item.number).await?;
    Ok(linked.into_iter().map(|one| one.item).filter(explains).collect())
}

/// The notices that ask citizens about the draft of a document.
pub(super) async fn drafts(
    store: &Store,
    agency: i64,
    item: &Publication,
) -> store::Result<Vec<StoredPublication>> {
    if !item.card().kind.may_be_commented() {
        return Ok(Vec::new());
    }
    store.commentaries(agency, &item.number).await
}

/// Everything on record of a publication of the agency.
///
/// # Errors
/// [`NotDone::Missing`] where the agency has no such publication.
pub async fn case_file(store: &Store, agency: i64, number: &str) -> Result<CaseFile, NotDone> {
    let stored = store.publication(agency, number).await?.ok_or(NotDone::Missing)?;
    let steps = store.publication_steps(&stored.stream).await?;
    let related = related(store, agency, &stored.item).await?;
    let drafts = drafts(store, agency, &stored.item).await?;
    Ok(CaseFile { stored, steps, related, drafts })
}
