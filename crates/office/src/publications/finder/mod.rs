//! Finding what is public: the full-text index, kept after the ledger and never believed beyond it.
//! `docs/decisions/0061-search-after-the-ledger.md`

mod find;
mod follow;
mod position;
mod reindex;

pub use find::{Match, Matches, Suggested};
pub use reindex::reindex;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use search::{Index, Rebuild, Writer};
use tokio::sync::Mutex;

use crate::lists::SynonymsKept;
use crate::publications::file_texts::FileTexts;
use position::{Position, current, position};

/// Publications read at a time.
const BATCH: u32 = 200;
/// Memory of an index that is made anew, in bytes.
const MEMORY: usize = 128 << 20;

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
