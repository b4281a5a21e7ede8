//! The index follows the ledger: what was published, changed and taken down since, and what the day turned.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use search::{Index, Writer};
use store::{Shelf, Store};

use super::position::{current, keep, position};
use super::{BATCH, Finder, Following, NotFound};
use crate::publications::site::listed;
use crate::publications::to_index::{item_of, key_of};

/// What is to be done to the index.
enum Change {
    Put(Box<search::Item>),
    Remove(u64),
}

impl Finder {
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
