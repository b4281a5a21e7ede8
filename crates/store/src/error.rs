//! What can go wrong with the ledger. Messages never hold a password or personal data.

use std::sync::Arc;

/// The result of a store operation.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of the ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Somebody else wrote to the stream since it was read: read it again and decide again.
    #[error("「{stream}」已被他人更新（预期第{expected}版，现为第{found}版），请重新读取后再办")]
    Conflict {
        /// The stream both wrote to.
        stream: String,
        /// The version the writer had read.
        expected: i64,
        /// The version that is there.
        found: i64,
    },
    /// The address is neither a file nor a PostgreSQL URL.
    #[error("数据库地址「{0}」不能识别，应为 SQLite 文件路径、sqlite:路径 或 postgres://…")]
    Address(String),
    /// The database cannot be opened or answers with an error.
    #[error("数据库 {address}：{source}")]
    Open {
        /// The address without its password.
        address: String,
        /// What the database says.
        source: sqlx::Error,
    },
    /// Another program serves the ledger.
    #[error("数据库 {0} 正由另一个 gongkai serve 使用；同一个数据库只开一个，请先停止那一个")]
    Served(String),
    /// The database answers with an error.
    #[error("数据库：{0}")]
    Database(#[from] sqlx::Error),
    /// What was to be written together was not committed; nothing of it is there.
    #[error("数据库：没有写入：{0}")]
    NotWritten(Arc<sqlx::Error>),
    /// The tables cannot be brought to this program's version.
    #[error("数据库结构不能升级：{0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The key file cannot be read or written, or is none.
    #[error("密钥文件 {path}：{problem}")]
    KeyFile {
        /// Where it is.
        path: String,
        /// What is wrong, in Chinese.
        problem: String,
    },
    /// A sealed record needs a key that the key file does not hold.
    #[error("密钥文件中没有编号为 {0} 的密钥，封存的个人信息无法读取")]
    KeyMissing(String),
    /// A sealed record does not open: it was altered, or the key is not the one it was sealed with.
    #[error("「{0}」封存的个人信息无法打开：内容被改动或密钥不符")]
    SealBroken(String),
    /// A publication cannot get its index number: a part of it is missing.
    #[error(transparent)]
    IndexNumber(#[from] statute::publication::NotAnIndexNumber),
    /// What is stored is not what this program writes.
    #[error("「{stream}」第{version}版内容不能识别：{problem}")]
    Corrupt {
        /// The stream it stands in.
        stream: String,
        /// The version.
        version: i64,
        /// What is wrong.
        problem: String,
    },
}

impl Error {
    /// Whether reading again and deciding again may succeed.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict { .. })
    }
}
