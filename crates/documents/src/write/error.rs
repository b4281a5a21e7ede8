//! Why a file could not be written.

use std::path::PathBuf;

use super::pdf::MissingGlyph;

/// A rendering that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The page's template could not be filled.
    #[error("网页生成失败：{0}")]
    Page(#[from] askama::Error),
    /// A package (DOCX) could not be put together.
    #[error("文件打包失败：{0}")]
    Package(String),
    /// The JSON could not be serialized.
    #[error("JSON 生成失败：{0}")]
    Json(#[from] serde_json::Error),
    /// The workbook could not be written.
    #[error("Excel 文件生成失败：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// No font was found for the PDF; these folders were looked into.
    #[error("没有找到排版PDF用的字体（查找过：{}）；请用环境变量 GONGKAI_FONTS 指明字体所在文件夹", folders(.0))]
    NoFonts(Vec<PathBuf>),
    /// Characters that no font can show, each once with its place.
    #[error("PDF 中有 {} 个字没有字体可以显示：{}；请安装含有这些字的字体，或用 GONGKAI_FONTS 指明", .0.len(), glyphs(.0))]
    NoGlyph(Vec<MissingGlyph>),
    /// The PDF could not be set or does not meet its standard.
    #[error("PDF 排版失败：{0}")]
    Typesetting(String),
}

fn folders(folders: &[PathBuf]) -> String {
    folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join("、")
}

fn glyphs(glyphs: &[MissingGlyph]) -> String {
    glyphs.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}
