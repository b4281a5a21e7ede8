//! Why a file could not be written.

/// A rendering that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The page's template could not be filled.
    #[error("网页生成失败：{0}")]
    Page(#[from] askama::Error),
    /// A package (DOCX) could not be put together.
    #[error("文件打包失败：{0}")]
    Package(String),
}
