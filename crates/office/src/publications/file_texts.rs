//! Texts of files handed out with publications, for the full-text index: read once for each file, whatever happens to the
//! publications it belongs to, beside the requests of others. `docs/decisions/0064-texts-of-attachments.md`

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use documents::shown_text;
use statute::publication::{AttachedFile, Edition};
use store::Store;

use super::NotFound;

/// Characters of one file that are found.
const LONGEST: usize = 300_000;
/// Characters of all files of one publication that are found.
const LONGEST_OF_ALL: usize = 1_000_000;
/// The folder of the texts, within that of the index. Its number grows with every change to what is read of a file.
const FOLDER: &str = "texts-1";

/// The texts that were read so far, by the SM3 of their files.
pub(super) enum FileTexts {
    /// Beside the index; they are derived from the ledger as it is.
    Folder(PathBuf),
    /// As long as the program runs.
    Memory(Mutex<HashMap<String, String>>),
}

impl FileTexts {
    /// Those beside the index of a folder, or in memory.
    pub(super) fn beside(folder: Option<&Path>) -> Arc<Self> {
        Arc::new(match folder {
            Some(folder) => Self::Folder(folder.join(FOLDER)),
            None => Self::Memory(Mutex::default()),
        })
    }

    /// The text of a file; none where it was not read yet.
    fn known(&self, sm3: &str) -> Option<String> {
        match self {
            Self::Folder(folder) => fs::read_to_string(folder.join(sm3)).ok(),
            Self::Memory(texts) => texts.lock().unwrap_or_else(PoisonError::into_inner).get(sm3).cloned(),
        }
    }

    fn keep(&self, sm3: &str, text: String) -> Result<(), search::Error> {
        let folder = match self {
            Self::Folder(folder) => folder,
            Self::Memory(texts) => {
                texts.lock().unwrap_or_else(PoisonError::into_inner).insert(sm3.to_owned(), text);
                return Ok(());
            }
        };
        let (new, place) = (folder.join(format!("{sm3}.new")), folder.join(sm3));
        let kept = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&new, text))
            .and_then(|()| fs::rename(&new, &place));
        kept.map_err(|why| search::Error::Disk { folder: folder.clone(), why })
    }

    /// Forgets the texts of files that nobody is to see any more. A file that is public elsewhere is read again.
    pub(super) async fn forget(self: &Arc<Self>, edition: &Edition) {
        let (own, files) = (Arc::clone(self), edition.files.clone());
        let forget = move || {
            for file in files.iter().filter(|file| has_text(file)) {
                match &*own {
                    // What cannot go now goes when the index is made anew.
                    Self::Folder(folder) => drop(fs::remove_file(folder.join(&file.sm3))),
                    Self::Memory(texts) => {
                        texts.lock().unwrap_or_else(PoisonError::into_inner).remove(&file.sm3);
                    }
                }
            }
        };
        drop(tokio::task::spawn_blocking(forget).await);
    }

    /// Forgets every text but these.
    pub(super) fn sweep(&self, used: &HashSet<String>) {
        let Self::Folder(folder) = self else { return };
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if !used.contains(&*entry.file_name().to_string_lossy()) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    /// Names and texts of the files of an edition, and whether one of them was not read yet.
    pub(super) async fn of(self: &Arc<Self>, edition: &Edition) -> (Vec<(String, String)>, bool) {
        let (own, files) = (Arc::clone(self), edition.files.clone());
        let known = move || {
            let (mut left, mut is_unread) = (LONGEST_OF_ALL, false);
            let listed = files.into_iter().filter(|file| !file.is_picture);
            let texts = listed.map(|file| {
                let known = has_text(&file).then(|| own.known(&file.sm3));
                is_unread |= known == Some(None);
                let text: String = known.flatten().unwrap_or_default().chars().take(left).collect();
                left -= text.chars().count();
                (file.name, text)
            });
            (texts.collect(), is_unread)
        };
        tokio::task::spawn_blocking(known).await.expect("reading texts does not panic")
    }

    /// Reads the files of an edition that were not read yet. One that cannot be read has no text and is found by its name.
    ///
    /// # Errors
    /// Where the database does not answer, or the text cannot be kept.
    pub(super) async fn read(self: &Arc<Self>, store: &Store, edition: &Edition) -> Result<(), NotFound> {
        for file in edition.files.iter().filter(|file| has_text(file)) {
            let (own, sm3) = (Arc::clone(self), file.sm3.clone());
            let known = tokio::task::spawn_blocking(move || own.known(&sm3).is_some()).await;
            if known.map_err(|_| NotFound::Interrupted)? {
                continue;
            }
            let bytes = store.content(&file.sm3).await?.unwrap_or_default();
            let (own, name, sm3) = (Arc::clone(self), file.name.clone(), file.sm3.clone());
            let read = move || own.keep(&sm3, shown_text(&name, bytes, LONGEST).unwrap_or_default());
            tokio::task::spawn_blocking(read).await.map_err(|_| NotFound::Interrupted)??;
        }
        Ok(())
    }
}

/// Whether a file is of a kind that holds text.
pub(super) fn has_text(file: &AttachedFile) -> bool {
    !file.is_picture && !file.media.starts_with("image/")
}
