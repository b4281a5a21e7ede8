//! Why a backup cannot be taken or restored.

use crate::error::Error;

/// A backup that cannot be taken or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read or written.
    #[error("备份文件：{0}")]
    File(#[from] std::io::Error),
    /// It is no backup, or not a whole one.
    #[error("备份文件第{line}行：{problem}")]
    Broken {
        /// The line, from 1.
        line: u64,
        /// What is wrong, in Chinese.
        problem: String,
    },
    /// There is something in the database already.
    #[error("数据库中已有内容，只能恢复到空的数据库")]
    NotEmpty,
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
