//! Changes of an index.

use std::path::PathBuf;

use tantivy::{IndexReader, IndexWriter};

use crate::error::Error;
use crate::item::Item;
use crate::schema::Fields;

/// Memory for items that are not written yet, in bytes.
pub(crate) const MEMORY: usize = 32 << 20;

/// Takes items in and out. What it does is seen after [`commit`](Self::commit), all of it or nothing.
pub struct Writer {
    pub(crate) folder: PathBuf,
    pub(crate) fields: Fields,
    pub(crate) inner: IndexWriter,
    pub(crate) reader: IndexReader,
}

impl Writer {
    /// Puts an item in, in place of the one with the same key.
    pub fn put(&mut self, item: &Item) -> Result<(), Error> {
        self.remove(item.id);
        self.add(item)
    }

    /// Takes an item out; nothing happens where there is none.
    pub fn remove(&mut self, id: u64) {
        self.inner.delete_term(self.fields.key_of(id));
    }

    /// Makes everything since the last commit lasting, and visible to the next search.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.inner.commit().map_err(|error| Error::of(&self.folder, error))?;
        self.reader.reload().map_err(|error| Error::of(&self.folder, error))
    }

    /// Puts an item in that is known not to be there.
    pub(crate) fn add(&mut self, item: &Item) -> Result<(), Error> {
        self.inner
            .add_document(self.fields.document(item))
            .map(drop)
            .map_err(|error| Error::of(&self.folder, error))
    }
}
