//! Finding what is public: the full-text index, kept after the ledger and never believed beyond it.
//! `docs/decisions/0061-search-after-the-ledger.md`

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::civil::Date;
use search::{Counts, HotWords, Index, Marked, Query, Rebuild, Total, Writer};
use serde::{Deserialize, Serialize};
use statute::publication::{AttachedFile, Publication};
use store::{Shelf, Store};
use tokio::sync::Mutex;

use super::file_texts::FileTexts;
use super::site::{listed, name_what_is_public};
use super::to_index::{item_of, key_of, state_of};
use crate::lists::SynonymsKept;

/// How long a search waits for what was just published to be in the index.
const PATIENCE: Duration = Duration::from_secs(2);
/// Publications read at a time.
const BATCH: u32 = 200;
/// Memory of an index that is made anew, in bytes.
const MEMORY: usize = 128 << 20;
/// Threads that make one.
const THREADS: usize = 2;
/// How far an index has followed the ledger.
const POSITION: &str = "position.json";
/// The file by which the index of a folder says which of its generations is in use.
const CURRENT: &str = "current.json";

/// Why nothing can be looked for.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// The ledger does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The index cannot be read or written.
    #[error(transparent)]
    Index(#[from] search::Error),
    /// A thread was lost.
    #[error("检索意外中断")]
    Interrupted,
}

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

/// How far the index has followed the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Position {
    /// Of which generation of the index this is said.
    of: String,
    /// The last event it knows.
    event: i64,
    /// The day whose validity it holds.
    day: Option<Date>,
    /// Publications with files whose texts were not read yet.
    #[serde(default)]
    unread: BTreeSet<String>,
}

/// Looks for what is public of one agency.
pub struct Finder {
    agency: i64,
    /// Where the index lies; none where it lasts as long as the program.
    folder: Option<PathBuf>,
    index: RwLock<Arc<Index>>,
    following: Mutex<Following>,
    texts: Arc<FileTexts>,
    synonyms: SynonymsKept,
    made_anew: Option<String>,
}

/// Who follows the ledger, one at a time.
#[derive(Default)]
struct Following {
    writer: Option<Writer>,
    position: Position,
}

/// What is to be done to the index.
enum Change {
    Put(Box<search::Item>),
    Remove(u64),
}

impl Finder {
    /// An empty index that lasts as long as the program; the first search fills it.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory(agency: i64) -> Result<Self, search::Error> {
        Ok(Self::with(agency, None, Index::in_memory()?, Position::default()))
    }

    /// The index of a folder. Where there is none, or one of another program or a damaged one, an empty one takes its
    /// place, which the first searches fill.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn open(agency: i64, folder: &Path) -> Result<Self, search::Error> {
        let mut made_anew = None;
        let opened = match Index::open(folder) {
            Ok(index) => Ok((index, position(folder))),
            Err(error @ search::Error::Disk { .. }) => Err(error),
            Err(error) => {
                let index = Rebuild::begin(folder, 1, MEMORY / 4, |_| ())?.finish()?;
                made_anew = why_anew(&error);
                Ok((index, Position { of: current(folder), ..Position::default() }))
            }
        };
        let (index, position) = opened?;
        Ok(Self { made_anew, ..Self::with(agency, Some(folder.to_path_buf()), index, position) })
    }

    /// Why the index of the folder was not taken but is made anew; none where it was, or where there was none.
    pub fn made_anew(&self) -> Option<&str> {
        self.made_anew.as_deref()
    }

    fn with(agency: i64, folder: Option<PathBuf>, index: Index, position: Position) -> Self {
        let following = Mutex::new(Following { writer: None, position });
        let (texts, index) = (FileTexts::beside(folder.as_deref()), RwLock::new(Arc::new(index)));
        Self { agency, folder, index, following, texts, synonyms: SynonymsKept::default(), made_anew: None }
    }

    fn index(&self) -> Arc<Index> {
        Arc::clone(&self.index.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Brings the index up to the ledger and the day: what was published, changed, taken down since, whoever did it, and
    /// what took effect or ended. Answers how many publications were looked at.
    ///
    /// # Errors
    /// [`NotFound`] says why; the index then stays as it was and follows later.
    pub async fn follow(&self, store: &Store, today: Date) -> Result<usize, NotFound> {
        let mut following = self.following.lock().await;
        self.reopen(&mut following)?;
        let last = store.last_event().await?;
        let is_new_day = following.position.day != Some(today);
        if following.position.event == last && !is_new_day {
            return Ok(0);
        }
        let numbers = store.publications_since(self.agency, following.position.event, last).await?;
        for some in numbers.chunks(BATCH as usize) {
            let changes = self.changes(store, some, today, &mut following.position.unread).await?;
            self.write(&mut following, changes).await?;
        }
        let mut count = numbers.len();
        if let Some(before) = following.position.day.filter(|_| is_new_day) {
            count += self.turn(&mut following, store, before, today).await?;
        }
        following.position.event = last;
        following.position.day = Some(today);
        self.keep(&following)?;
        Ok(count)
    }

    /// Reads files that were published since, one after the other, and puts what they belong to in again with their texts.
    /// Searches do not wait for it: until then a file is found by its name. Answers how many publications it was.
    ///
    /// # Errors
    /// [`NotFound`] says why; what was not read is read later.
    pub async fn read_files(&self, store: &Store, today: Date) -> Result<usize, NotFound> {
        let unread = self.following.lock().await.position.unread.clone();
        let count = unread.len();
        for number in unread {
            let stored = store.publication(self.agency, &number).await?;
            if let Some(public) = stored.as_ref().and_then(|stored| stored.item.visible()) {
                self.texts.read(store, &public.edition).await?;
            }
            let mut following = self.following.lock().await;
            self.reopen(&mut following)?;
            // What is put in is what is public by now.
            let numbers = std::slice::from_ref(&number);
            let changes = self.changes(store, numbers, today, &mut following.position.unread).await?;
            self.write(&mut following, changes).await?;
            self.keep(&following)?;
        }
        Ok(count)
    }

    fn keep(&self, following: &Following) -> Result<(), search::Error> {
        self.folder.as_ref().map_or(Ok(()), |folder| keep(folder, &following.position))
    }

    /// What becomes of some publications in the index, and which of them have files that were not read yet.
    async fn changes(
        &self,
        store: &Store,
        numbers: &[String],
        today: Date,
        unread: &mut BTreeSet<String>,
    ) -> store::Result<Vec<Change>> {
        let mut changes = Vec::with_capacity(numbers.len());
        for number in numbers {
            let stored = store.publication(self.agency, number).await?;
            let item = match &stored {
                Some(stored) => item_of(store, &self.texts, &stored.item, today).await?,
                None => None,
            };
            let public = stored.as_ref().and_then(|stored| stored.item.public.as_ref());
            if let (None, Some(public)) = (&item, public) {
                self.texts.forget(&public.edition).await;
            }
            if item.as_ref().is_some_and(|(_, is_unread)| *is_unread) {
                unread.insert(number.clone());
            } else {
                unread.remove(number);
            }
            changes.push(match item {
                Some((item, _)) => Change::Put(Box::new(item)),
                None => Change::Remove(key_of(number)),
            });
        }
        Ok(changes)
    }

    /// Puts documents in again that stand otherwise on one day than on another: they took effect, expired, were repealed.
    async fn turn(
        &self,
        following: &mut Following,
        store: &Store,
        before: Date,
        today: Date,
    ) -> Result<usize, NotFound> {
        let (mut after, mut count) = (None, 0);
        loop {
            let rows = listed(store, self.agency, &Shelf::Latest, today, after, BATCH).await?;
            let Some(last) = rows.last() else { return Ok(count) };
            after = Some(last.shelf_key(&Shelf::Latest));
            let turned = rows.iter().filter(|row| row.item.validity(before) != row.item.validity(today));
            let numbers: Vec<String> = turned.map(|row| row.item.number.clone()).collect();
            count += numbers.len();
            let changes = self.changes(store, &numbers, today, &mut following.position.unread).await?;
            self.write(following, changes).await?;
        }
    }

    /// Takes the index that another program has made anew, where one did.
    fn reopen(&self, following: &mut Following) -> Result<(), search::Error> {
        let Some(folder) = &self.folder else { return Ok(()) };
        if current(folder) == following.position.of {
            return Ok(());
        }
        let index = Index::open(folder)?;
        *following = Following { writer: None, position: position(folder) };
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(index);
        Ok(())
    }

    /// Writes beside the requests of others: cutting texts and waiting for the disk take a while.
    async fn write(&self, following: &mut Following, changes: Vec<Change>) -> Result<(), NotFound> {
        if changes.is_empty() {
            return Ok(());
        }
        let writer = match following.writer.take() {
            Some(writer) => writer,
            None => self.index().writer()?,
        };
        let written = tokio::task::spawn_blocking(move || written(writer, changes)).await;
        following.writer = Some(written.map_err(|_| NotFound::Interrupted)??);
        Ok(())
    }

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

/// Makes the index of a folder anew; `told` hears how many publications are in. Answers how many there are. A program
/// that searches in the folder goes over to the new one by itself.
///
/// # Errors
/// [`NotFound`] says why; the index then stays as it was.
pub async fn reindex(
    store: &Store,
    agency: i64,
    folder: &Path,
    today: Date,
    told: impl Fn(u64),
) -> Result<u64, NotFound> {
    let event = store.last_event().await?;
    let mut rebuild = Rebuild::begin(folder, THREADS, MEMORY, told)?;
    let (texts, mut used) = (FileTexts::beside(Some(folder)), HashSet::new());
    let (mut after, mut count) = (None, 0);
    loop {
        let rows = listed(store, agency, &Shelf::Latest, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.shelf_key(&Shelf::Latest));
        for row in &rows {
            let Some(public) = row.item.visible() else { continue };
            texts.read(store, &public.edition).await?;
            used.extend(public.edition.files.iter().map(|file| file.sm3.clone()));
            if let Some((item, _)) = item_of(store, &texts, &row.item, today).await? {
                rebuild.put(&item)?;
                count += 1;
            }
        }
    }
    rebuild.finish()?;
    texts.sweep(&used);
    keep(folder, &Position { of: current(folder), event, day: Some(today), unread: BTreeSet::new() })?;
    Ok(count)
}

/// What is to be said of an index that was not taken.
fn why_anew(error: &search::Error) -> Option<String> {
    match error {
        search::Error::OtherVersion { found, expected, .. } => {
            Some(format!("检索索引由另一版本的程序建立（索引版本{found}，应为{expected}）"))
        }
        search::Error::Damaged { why, .. } => Some(format!("检索索引已损坏（{why}）")),
        _ => None,
    }
}

fn written(mut writer: Writer, changes: Vec<Change>) -> Result<Writer, search::Error> {
    for change in changes {
        match change {
            Change::Put(item) => writer.put(&item)?,
            Change::Remove(key) => writer.remove(key),
        }
    }
    writer.commit()?;
    Ok(writer)
}

/// Which generation of a folder's index is in use, as the index itself says it.
fn current(folder: &Path) -> String {
    fs::read_to_string(folder.join(CURRENT)).unwrap_or_default()
}

/// How far the index of a folder has followed the ledger; where it does not say, it follows from the beginning.
fn position(folder: &Path) -> Position {
    let of = current(folder);
    let text = fs::read_to_string(folder.join(POSITION)).unwrap_or_default();
    let kept: Option<Position> = serde_json::from_str(&text).ok();
    kept.filter(|position| position.of == of).unwrap_or(Position { of, ..Position::default() })
}

fn keep(folder: &Path, position: &Position) -> Result<(), search::Error> {
    let text = serde_json::to_string(position).expect("plain values become JSON");
    let (new, place) = (folder.join(format!("{POSITION}.new")), folder.join(POSITION));
    let kept = fs::write(&new, text).and_then(|()| fs::rename(&new, &place));
    kept.map_err(|why| search::Error::Disk { folder: folder.to_path_buf(), why })
}
