//! What can go wrong with an index.

use std::path::{Path, PathBuf};

/// Why an index cannot be opened, searched or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none yet: it is made by [`Rebuild`](crate::Rebuild).
    #[error("{}：没有检索索引，应先运行 gongkai reindex 建立", .0.display())]
    Missing(PathBuf),
    /// Another version of the program made it: it is made anew by [`Rebuild`](crate::Rebuild).
    #[error("{}：检索索引的版本是 {found}，应为 {expected}，请运行 gongkai reindex 重建", .folder.display())]
    OtherVersion {
        /// Where it is.
        folder: PathBuf,
        /// Its version.
        found: u32,
        /// The version this program makes.
        expected: u32,
    },
    /// It cannot be read.
    #[error("{}：检索索引已损坏（{why}），请运行 gongkai reindex 重建", .folder.display())]
    Damaged {
        /// Where it is.
        folder: PathBuf,
        /// What was found.
        why: String,
    },
    /// Somebody else writes to it.
    #[error("{}：检索索引正由另一程序写入，请待其结束后再试", .0.display())]
    Busy(PathBuf),
    /// The disk refuses.
    #[error("{}：检索索引无法读写（{why}）", .folder.display())]
    Disk {
        /// Where it is.
        folder: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
}

impl Error {
    /// What an error of the library means for the index in a folder.
    pub(crate) fn of(folder: &Path, error: tantivy::TantivyError) -> Self {
        let folder = folder.to_path_buf();
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Busy(folder),
            error => Self::Damaged { folder, why: error.to_string() },
        }
    }

    /// What an error of the system means for the index in a folder.
    pub(crate) fn disk(folder: &Path) -> impl Fn(std::io::Error) -> Self {
        move |why| Self::Disk { folder: folder.to_path_buf(), why }
    }
}
