//! The index: opened, searched.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, ReloadPolicy};

use crate::error::Error;
use crate::hot_words::HotWords;
use crate::query::{Query, Results, Suggestion};
use crate::schema::{Fields, VERSION};
use crate::synonyms::Synonyms;
use crate::tokens;
use crate::writer::{MEMORY, Writer};

/// The file that names the index in use.
pub(crate) const CURRENT: &str = "current.json";

/// Blocks of stored texts that stay unpacked in memory, for each segment.
const CACHED_BLOCKS: usize = 32;

/// Which index of a folder is in use, and who made it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Current {
    pub version: u32,
    pub generation: String,
}

impl Current {
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let text = match fs::read_to_string(folder.join(CURRENT)) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::Missing(folder.to_path_buf()));
            }
            Err(why) => return Err(Error::disk(folder)(why)),
        };
        let damaged = |why: serde_json::Error| Error::Damaged {
            folder: folder.to_path_buf(),
            why: format!("{CURRENT}：{why}"),
        };
        serde_json::from_str(&text).map_err(damaged)
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        let text = serde_json::to_string(self).expect("two plain values become JSON");
        let new = folder.join(format!("{CURRENT}.new"));
        let write = || {
            let mut file = fs::File::create(&new)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, folder.join(CURRENT))?;
            fs::File::open(folder)?.sync_all()
        };
        write().map_err(Error::disk(folder))
    }
}

/// Chinese full text over items.
///
/// A search sees what was committed before it began. It can be shared between threads.
pub struct Index {
    folder: PathBuf,
    pub(crate) fields: Fields,
    inner: tantivy::Index,
    reader: IndexReader,
}

impl Index {
    /// Opens the index of a folder. [`Error::Missing`] and [`Error::OtherVersion`] call for a [`Rebuild`](crate::Rebuild).
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let current = Current::read(folder)?;
        if current.version != VERSION {
            let folder = folder.to_path_buf();
            return Err(Error::OtherVersion { folder, found: current.version, expected: VERSION });
        }
        let (_, fields) = Fields::schema();
        let index = tantivy::Index::open_in_dir(folder.join(&current.generation));
        let index = index.map_err(|error| Error::of(folder, error))?;
        if index.schema() != Fields::schema().0 {
            let why = "字段与版本不符".to_owned();
            return Err(Error::Damaged { folder: folder.to_path_buf(), why });
        }
        Self::with(folder, index, fields)
    }

    /// An empty index that lasts as long as it is used.
    pub fn in_memory() -> Result<Self, Error> {
        let (schema, fields) = Fields::schema();
        Self::with(Path::new("内存"), tantivy::Index::create_in_ram(schema), fields)
    }

    /// An empty index of a folder, in one of its generations.
    pub(crate) fn create(folder: &Path, place: &Path) -> Result<Self, Error> {
        let (schema, fields) = Fields::schema();
        let index = MmapDirectory::open(place).map_err(tantivy::TantivyError::from).and_then(|directory| {
            tantivy::Index::create(directory, schema, tantivy::IndexSettings::default())
        });
        Self::with(folder, index.map_err(|error| Error::of(folder, error))?, fields)
    }

    fn with(folder: &Path, index: tantivy::Index, fields: Fields) -> Result<Self, Error> {
        tokens::register(index.tokenizers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()
            .map_err(|error| Error::of(folder, error))?;
        Ok(Self { folder: folder.to_path_buf(), fields, inner: index, reader })
    }

    /// Begins to change the index; one at a time, [`Error::Busy`] for a second one.
    pub fn writer(&self) -> Result<Writer, Error> {
        self.writer_with(1, MEMORY)
    }

    pub(crate) fn writer_with(&self, threads: usize, memory: usize) -> Result<Writer, Error> {
        let writer = self.inner.writer_with_num_threads(threads, memory);
        let writer = writer.map_err(|error| Error::of(&self.folder, error))?;
        Ok(Writer {
            folder: self.folder.clone(),
            fields: self.fields,
            inner: writer,
            reader: self.reader.clone(),
        })
    }

    pub(crate) fn reload(&self) -> Result<(), Error> {
        self.reader.reload().map_err(|error| Error::of(&self.folder, error))
    }

    /// How many items there are.
    pub fn count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Looks for items.
    pub fn search(&self, query: &Query, synonyms: &Synonyms) -> Result<Results, Error> {
        let searcher = self.reader.searcher();
        crate::results::search(&searcher, self.fields, query, synonyms)
            .map_err(|error| Error::of(&self.folder, error))
    }

    /// The agencies of its items, each once, in the order of their signs; of an item taken out nothing is told.
    pub fn agencies(&self) -> Result<Vec<String>, Error> {
        let searcher = self.reader.searcher();
        crate::agencies::agencies(&searcher, self.fields.agency)
            .map_err(|error| Error::of(&self.folder, error))
    }

    /// At most `limit` titles that what was typed so far may lead to, those that begin with it first: in Chinese
    /// signs, in pinyin (`shebaobutie`), by the initials of pinyin (`sbbt`) or by the beginning of a document's number
    /// (`淄人社发`). Hot words come before titles.
    pub fn suggest(&self, typed: &str, hot_words: &HotWords, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let searcher = self.reader.searcher();
        crate::suggest::suggest(&searcher, self.fields, typed, hot_words, limit)
            .map_err(|error| Error::of(&self.folder, error))
    }
}
