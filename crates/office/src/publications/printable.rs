//! A public publication as a file of its own: PDF and Word file, set from what its page shows, and its tables as a
//! workbook. 《条例》第23条

use std::collections::BTreeMap;

use documents::page::Body;
use documents::write::publication::{Printed, docx, pdf};
use documents::write::{WriteError, tables_workbook};
use jiff::civil::Date;
use store::Store;

use super::Shown;
use super::site::picture_address;

/// What a publication is set as (下载格式).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rendition {
    /// 版式文件
    Pdf,
    /// 可编辑的文件
    Docx,
    /// 表格数据: its tables, and nothing else.
    Xlsx,
}

impl Rendition {
    /// All of them, as pages offer them.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Docx, Self::Xlsx];

    /// The ending of its name and of its address.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// What people call it.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Xlsx => "表格（XLSX）",
        }
    }

    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// What a publication is offered as: a text of hundreds of pages would keep the typesetter for minutes, and with
    /// pictures of many megabytes a file would be too large to be kept, and be set for each who asks. Without a table
    /// there is no workbook.
    pub fn offered(shown: &Shown) -> impl Iterator<Item = Self> {
        /// Bytes of the text.
        const LONGEST: usize = 1 << 20;
        /// Bytes of all pictures.
        const LARGEST: u64 = 12 << 20;
        let pictures = shown.public().edition.files.iter().filter(|file| file.is_picture);
        let is_large = pictures.map(|file| file.bytes).sum::<u64>() > LARGEST;
        let is_long = shown.body.as_str().len() > LONGEST;
        let has_tables = !shown.body.tables().is_empty();
        Self::ALL.into_iter().filter(move |one| match one {
            Self::Pdf => !is_large && !is_long,
            Self::Docx => !is_large,
            Self::Xlsx => has_tables,
        })
    }

    /// The number and the rendition that an address names: `P2026-1.pdf`.
    pub fn named(address: &str) -> Option<(&str, Self)> {
        let (number, ending) = address.rsplit_once('.')?;
        Self::ALL.into_iter().find(|one| one.ending() == ending).map(|one| (number, one))
    }
}

/// What the page of a publication tells on the day: its files say the same.
#[derive(Clone, Debug)]
pub struct Told {
    /// What its reader should know first where it is not simply in force (有效性提示).
    pub notice: Option<String>,
    /// The text, with what the page makes of its card.
    pub body: Body,
    /// What the page tells of it, label and value.
    pub metadata: Vec<(String, String)>,
}

/// Everything that the files of a publication are set from.
#[derive(Clone, Debug)]
pub struct Printable {
    title: String,
    notice: Option<String>,
    document_number: Option<String>,
    issuer: String,
    made_on: Option<Date>,
    metadata: Vec<(String, String)>,
    body: Body,
    pictures: BTreeMap<String, Vec<u8>>,
}

/// Why a file is not set.
#[derive(Debug, thiserror::Error)]
pub enum NotPrinted {
    /// No font here has these characters.
    #[error("没有字体可以显示：{0}")]
    Characters(String),
    /// A fault of ours.
    #[error(transparent)]
    Fault(WriteError),
}

impl From<WriteError> for NotPrinted {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NoGlyph(missing) => {
                Self::Characters(missing.iter().map(|one| one.character).collect())
            }
            error => Self::Fault(error),
        }
    }
}

/// Reads what the files of a publication are set from. Links within the site lead to `site`, where the site's own address
/// is known.
///
/// # Errors
/// Where the database does not answer.
pub async fn printable(
    store: &Store,
    shown: &Shown,
    told: Told,
    site: Option<&str>,
) -> store::Result<Printable> {
    let edition = &shown.public().edition;
    let mut pictures = BTreeMap::new();
    for file in edition.files.iter().filter(|file| file.is_picture) {
        if let Some(bytes) = store.content(&file.sm3).await? {
            pictures.insert(format!("/p/{}/{}", shown.item.number, picture_address(&file.sm3)), bytes);
        }
    }
    Ok(Printable {
        title: edition.card.title.clone(),
        document_number: edition.card.document_number.clone(),
        issuer: edition.card.issuer.clone(),
        made_on: edition.card.made_on,
        notice: told.notice,
        metadata: told.metadata,
        body: site.map_or_else(|| told.body.clone(), |site| with_whole_links(&told.body, site)),
        pictures,
    })
}

/// The text of a publication under what its page makes of its card; none where both are more than one text may be.
pub fn text_under(card: &str, shown: &Shown) -> Option<Body> {
    Body::clean(&format!("{card}{}", shown.body.as_str())).ok().map(|cleaned| cleaned.body)
}

impl Printable {
    /// What the file is called where it is kept: the title, without what no file may be called.
    pub fn file_name(&self, rendition: Rendition) -> String {
        let what = if rendition == Rendition::Xlsx { "（表格）" } else { "" };
        format!("{}{what}.{}", file_stem(&self.title), rendition.ending())
    }

    /// The file. It takes a while: not to be done where others wait.
    ///
    /// # Errors
    /// [`NotPrinted::Characters`] names every character that no font can show: nothing is printed as an empty box.
    pub fn written(&self, rendition: Rendition) -> Result<Vec<u8>, NotPrinted> {
        let printed = Printed {
            title: &self.title,
            notice: self.notice.as_deref(),
            document_number: self.document_number.as_deref(),
            issuer: &self.issuer,
            made_on: self.made_on,
            metadata: &self.metadata,
            body: &self.body,
            pictures: &self.pictures,
        };
        Ok(match rendition {
            Rendition::Pdf => pdf(&printed)?,
            Rendition::Docx => docx(&printed)?,
            Rendition::Xlsx => tables_workbook(&self.body.tables())?,
        })
    }
}

/// A title as files may be called: without what no file may be, and no longer than systems take it.
pub(super) fn file_stem(title: &str) -> String {
    /// In characters.
    const LONGEST: usize = 80;
    let may = |c: &char| !c.is_control() && !"/\\:*?\"<>|".contains(*c);
    title.chars().filter(may).take(LONGEST).collect::<String>().trim().to_owned()
}

/// A file is read away from its site: its links name the site.
fn with_whole_links(body: &Body, site: &str) -> Body {
    let links = body.links().into_iter().map(|link| link.href).filter(|href| href.starts_with('/'));
    let addresses: BTreeMap<_, _> = links.map(|href| (href.clone(), format!("{site}{href}"))).collect();
    if addresses.is_empty() { body.clone() } else { body.readdressed(&addresses) }
}
