//! What is looked for in the index, each result read from the ledger again before it is told.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use search::{Counts, HotWords, Marked, Query, Total};
use statute::publication::{AttachedFile, Publication};
use store::Store;

use super::{Finder, NotFound};
use crate::publications::site::name_what_is_public;
use crate::publications::to_index::state_of;

/// How long a search waits for what was just published to be in the index.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something public that was found.
#[derive(Clone, Debug)]
pub struct Match {
    /// The publication as it is public now.
    pub item: Publication,
    /// Its title, with what was looked for.
    pub title: Marked,
    /// A passage, with what was looked for.
    pub snippet: Marked,
    /// The attachment the passage is from.
    pub attachment: Option<AttachedFile>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Matches {
    /// How many there are.
    pub total: Total,
    /// Those that were asked for.
    pub matches: Vec<Match>,
    /// By kind, column and year, where that was asked for.
    pub counts: Option<Counts>,
    /// Nothing has all words: these are the nearest.
    pub is_loosened: bool,
}

/// Something public that what was typed may lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// 发文字号
    pub document_number: Option<String>,
}

impl Finder {
    /// Looks for what is public. What was published before the call is found, what was taken down is not: each result is
    /// read from the ledger again before it is told.
    ///
    /// # Errors
    /// [`NotFound`] says why.
    pub async fn search(
        self: &Arc<Self>,
        store: &Store,
        today: Date,
        query: Query,
    ) -> Result<Matches, NotFound> {
        self.catch_up(store, today).await?;
        let (index, synonyms) = (self.index(), self.synonyms.of(store, self.agency).await?);
        let searched = tokio::task::spawn_blocking(move || index.search(&query, &synonyms)).await;
        let results = searched.map_err(|_| NotFound::Interrupted)??;
        let mut public = self.public(store, results.hits.iter().map(|hit| &hit.number)).await?;
        let matches = results.hits.into_iter().filter_map(|hit| {
            let item = public.remove(&hit.number)?;
            let now = item.visible().filter(|now| state_of(now) == hit.state)?;
            let file = |name: &String| now.edition.files.iter().find(|file| file.name == *name).cloned();
            let attachment = hit.attachment.as_ref().and_then(file);
            Some(Match { title: hit.title, snippet: hit.snippet, attachment, item })
        });
        let mut matches: Vec<Match> = matches.collect();
        name_what_is_public(store, self.agency, matches.iter_mut().map(|one| &mut one.item).collect())
            .await?;
        let (total, counts) = (results.total, results.counts);
        Ok(Matches { total, matches, counts, is_loosened: results.is_loosened })
    }

    /// The agencies whose publications can be found, for whoever narrows a search to one.
    ///
    /// # Errors
    /// [`NotFound`] says why.
    pub async fn agencies(self: &Arc<Self>, store: &Store, today: Date) -> Result<Vec<String>, NotFound> {
        self.catch_up(store, today).await?;
        let index = self.index();
        let listed = tokio::task::spawn_blocking(move || index.agencies()).await;
        Ok(listed.map_err(|_| NotFound::Interrupted)??)
    }

    /// At most `limit` public items that what was typed so far may lead to, by their titles or 发文字号.
    ///
    /// # Errors
    /// [`NotFound`] says why.
    pub async fn suggest(
        self: &Arc<Self>,
        store: &Store,
        today: Date,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<Suggested>, NotFound> {
        self.catch_up(store, today).await?;
        let (index, typed) = (self.index(), typed.to_owned());
        let asked = move || index.suggest(&typed, &HotWords::default(), limit);
        let suggested = tokio::task::spawn_blocking(asked).await.map_err(|_| NotFound::Interrupted)??;
        let numbers = suggested.iter().filter_map(|one| one.number.as_ref());
        let public = self.public(store, numbers).await?;
        let shown = suggested.into_iter().filter_map(|one| {
            let number = one.number?;
            let card = &public.get(&number)?.visible()?.edition.card;
            let document_number = card.document_number.clone();
            (card.title == one.text).then_some(Suggested { number, title: one.text, document_number })
        });
        Ok(shown.collect())
    }

    /// Those of some publications that are public now, by their numbers, in one question.
    async fn public(
        &self,
        store: &Store,
        numbers: impl Iterator<Item = &String>,
    ) -> store::Result<HashMap<String, Publication>> {
        let numbers: Vec<String> = numbers.cloned().collect();
        let stored = store.publications(self.agency, &numbers).await?.into_iter().map(|one| one.item);
        Ok(stored.filter(|item| item.visible().is_some()).map(|item| (item.number.clone(), item)).collect())
    }

    /// Follows before an answer; where there is too much to follow, the answer does not wait for all of it.
    async fn catch_up(self: &Arc<Self>, store: &Store, today: Date) -> Result<(), NotFound> {
        let (own, store) = (Arc::clone(self), store.clone());
        // Whoever stops waiting must not stop the writing: it would be begun again and again.
        let following = tokio::spawn(async move { own.follow(&store, today).await });
        match tokio::time::timeout(PATIENCE, following).await {
            Ok(followed) => followed.map_err(|_| NotFound::Interrupted)?.map(drop),
            Err(_) => Ok(()),
        }
    }
}
