//! What every reader makes of a file: blocks of text and tables in the order a person sees them.

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, a text dump of a PDF among them.
    Text,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Word, Office Open XML.
    Docx,
    /// PDF with a text layer.
    Pdf,
    /// Excel, Office Open XML.
    Xlsx,
    /// Our own `report.json`, or the expected-values schema.
    Json,
}

impl Format {
    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Text => "TXT",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
            Self::Xlsx => "XLSX",
            Self::Json => "JSON",
        }
    }

    /// The name used in JSON: `html`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// A file's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What the file was.
    pub format: Format,
    /// The title in the file's metadata (`<title>`, `ArticleTitle`, document properties), if any.
    pub title: Option<String>,
    /// Text and tables in reading order.
    pub blocks: Vec<Block>,
    /// What could not be read, each with its place.
    pub problems: Vec<Problem>,
}

/// A piece of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, or a line where the format knows no paragraphs (text dumps, PDF). Runs of two or more
    /// blanks that hold columns apart are kept.
    Line(String),
    /// A heading that is marked as one.
    Heading(String),
    /// A table.
    Table(Grid),
    /// The end of a page.
    PageBreak,
}

/// A table as it stands in the file, merged cells told but not expanded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Rows of cells; a cell that is covered by a row span above is not repeated.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell of a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// The text; lines within the cell are parted by `\n`.
    pub text: String,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// How many rows it covers, at least 1.
    pub rowspan: u32,
}

/// Something that could not be read; the rest of the file still is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: page, table, row and column in words a person finds.
    pub place: String,
    /// What happened, in Chinese.
    pub message: String,
}

/// The file as a whole cannot be read as a document: what it is, and what to do, in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}；{advice}")]
pub struct NotReadable {
    /// What the file is: 扫描件PDF（没有文字层）.
    pub what: String,
    /// What to do about it: 请提供可复制文字的PDF或原始DOCX.
    pub advice: String,
}
