//! What is found in sealed texts: the index names candidates, each is opened and looked at.

use search::term::{self, Snippet};
use store::{Entry, Indexed, NOT_SEARCHED, StoredStep};

use super::index::BATCH;
use super::{By, Found, Search, TOLD};

/// The most applications that are opened and looked at.
const OPENED: u32 = 200;

/// Batches before an answer; what is left then is told and done later.
const BATCHES: u32 = 10;

impl Search<'_> {
    pub(super) async fn texts(&mut self, typed: &str) -> store::Result<()> {
        let pairs: Vec<String> = term::pairs(typed).into_iter().collect();
        if pairs.is_empty() {
            return Ok(());
        }
        let mut left = None;
        for _ in 0..BATCHES {
            left = self.store.index_texts(BATCH, term::pairs).await?;
            if left.is_none_or(|indexed| indexed.left == 0) {
                break;
            }
        }
        self.results.unindexed = match left {
            Some(Indexed { left, .. }) => left,
            None => self.store.events_to_index().await?,
        };
        let candidates = self.store.candidates(self.agency, &pairs, OPENED).await?;
        self.results.is_cut |= candidates.is_cut;
        for stream in candidates.streams {
            if self.results.is_cut && self.results.found.len() >= TOLD {
                break;
            }
            if let Some(number) = self.number_of(&stream) {
                let steps = self.store.steps(&stream).await?;
                if let Some(snippet) = steps.iter().find_map(|step| passage(step, typed)) {
                    self.add_number(&number, By::Text(snippet)).await?;
                }
            } else if let Some(number) = self.remedy_of(&stream) {
                let steps = self.store.remedy_steps(&stream).await?;
                if let Some(snippet) = steps.iter().find_map(|step| passage(step, typed)) {
                    self.remedy(&number, By::Text(snippet)).await?;
                }
            } else {
                self.register(&stream, typed).await?;
            }
        }
        Ok(())
    }

    /// An application that only the register holds.
    async fn register(&mut self, stream: &str, typed: &str) -> store::Result<()> {
        let start = format!("applications/{}/", self.agency);
        let Some(number) = stream.strip_prefix(&start) else { return Ok(()) };
        let Some(stored) = self.store.registered(self.agency, number).await? else { return Ok(()) };
        let Entry::Application(row) = stored.entry else { return Ok(()) };
        let texts = [&row.content, &row.topic, &row.reason];
        let snippet = texts.into_iter().flatten().find_map(|text| term::find(text, typed));
        if let Some(snippet) = snippet {
            self.add(Found::Registered(row), By::Text(snippet));
        }
        Ok(())
    }
}

/// The first passage of a step's texts that holds the term; who applies is looked for by name only.
fn passage<S>(step: &StoredStep<S>, typed: &str) -> Option<Snippet> {
    let texts = step.texts.as_ref()?;
    let written = texts.iter().filter(|(name, _)| !NOT_SEARCHED.contains(&name.as_str()));
    written.map(|(_, value)| value).find_map(|value| passage_of(value, typed))
}

fn passage_of(value: &serde_json::Value, typed: &str) -> Option<Snippet> {
    match value {
        serde_json::Value::String(text) => term::find(text, typed),
        serde_json::Value::Array(values) => values.iter().find_map(|value| passage_of(value, typed)),
        serde_json::Value::Object(fields) => fields.values().find_map(|value| passage_of(value, typed)),
        _ => None,
    }
}
