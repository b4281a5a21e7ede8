//! Files brought in to be published: what they say as a clean body, what they tell about themselves as an offer.

mod attachment;
mod docx;
mod kind;
mod labels;
mod numbering;
mod offered;
mod official;
mod package;
mod pdf;
mod sheets;
mod styles;
mod text;
pub(crate) mod web;
mod written_dates;
mod xml;

pub use attachment::attachment;
pub use offered::Offered;
#[cfg(feature = "write")]
pub(crate) use official::METADATA;
pub(crate) use official::{is_signature, is_title};
pub(crate) use written_dates::whole as whole_date;

use super::body::Body;
use super::model::{self, Block, Inline};
use super::picture::{Album, Picture};
use super::whitelist::{Address, address};
use crate::read::{Format, NotReadable, Problem, TIME_LIMIT, guard};

/// A file that a page links to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attached {
    /// Its address, as it stands in the page.
    pub href: String,
    /// The text of the link.
    pub name: String,
}

/// What a file gives to publish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The text, without its title and what stands above it.
    pub body: Body,
    /// What the file tells about itself, to be looked at by an officer.
    pub offered: Offered,
    /// The pictures of the body under the addresses it shows them by.
    pub pictures: Vec<Picture>,
    /// The files it links to.
    pub attachments: Vec<Attached>,
    /// What was not brought in, or must be looked at.
    pub problems: Vec<Problem>,
}

/// Paragraphs of a file that its styles tell.
#[derive(Default)]
struct Styled {
    title: Vec<String>,
    number: Option<String>,
    mark: Option<String>,
}

impl Styled {
    /// The lines of the title as one.
    fn title(&self) -> Option<String> {
        (!self.title.is_empty()).then(|| self.title.concat())
    }
}

/// What a reader makes of a file.
#[derive(Default)]
struct Parts {
    blocks: Vec<Block>,
    styled: Styled,
    album: Album,
    offered: Offered,
    problems: Vec<Problem>,
}

fn problem(place: &str, message: impl Into<String>) -> Problem {
    Problem { place: place.to_owned(), message: message.into() }
}

/// The beginning of a text, for a message.
fn excerpt(text: &str) -> String {
    const SHOWN: usize = 20;
    let text = text.trim();
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// Reads a file to be published. What it is, its content tells; `name` must agree with it.
///
/// # Errors
/// The file is not what its name says, is of a kind that cannot be read, encrypted, broken, or too large: what it is,
/// and what to do.
pub fn bring_in(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Brought, NotReadable> {
    let bytes = bytes.into();
    let format = kind::of(name, &bytes)?;
    guard::within(TIME_LIMIT, move || read(format, &bytes)).map_err(kind::for_publishing)
}

fn read(format: Format, bytes: &[u8]) -> Result<Brought, NotReadable> {
    if format == Format::Html {
        return Ok(web::read(bytes)?.without_missing_pictures());
    }
    let mut parts = match format {
        Format::Docx => docx::read(bytes),
        Format::Xlsx => sheets::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Markdown => Ok(text::markdown(bytes)),
        Format::Html | Format::Text | Format::Json => Ok(text::plain(bytes)),
    }?;
    official::recognize(&mut parts);
    finish(parts)
}

/// Blocks of a reader through the gate.
fn finish(parts: Parts) -> Result<Brought, NotReadable> {
    let Parts { blocks, album, offered, mut problems, .. } = parts;
    let cleaned = Body::clean(Body::of(&blocks).as_str())?;
    problems.extend(cleaned.removed.iter().map(|it| problem(&it.place, it.message())));
    let attachments = attachments(&cleaned.body);
    let shown = cleaned.body.images();
    let pictures: Vec<_> =
        album.pictures.into_iter().filter(|it| shown.iter().any(|shown| shown.src == it.name)).collect();
    if cleaned.body.is_empty() {
        return Err(NotReadable {
            what: "文件里没有可以发布的文字".into(),
            advice: "请提供有文字的DOCX、HTML、PDF、XLSX或TXT；图片请在页面上作为图片上传".into(),
        });
    }
    Ok(Brought { body: cleaned.body, offered, pictures, attachments, problems })
}

/// Endings of files that are offered to be taken away.
const FILES: [&str; 20] = [
    "doc", "docx", "xls", "xlsx", "pdf", "wps", "et", "ofd", "zip", "rar", "7z", "txt", "csv", "ppt", "pptx",
    "rtf", "mp3", "mp4", "ceb", "dwg",
];

/// Whether an address is that of a file rather than a page.
pub fn is_file(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| FILES.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The links of a body to files, each once.
fn attachments(body: &Body) -> Vec<Attached> {
    let mut all: Vec<Attached> = Vec::new();
    for link in body.links() {
        if is_file(&link.href) && !all.iter().any(|it| it.href == link.href) {
            all.push(Attached { href: link.href, name: link.text });
        }
    }
    all
}

/// Blocks without the pictures of the site whose files are not at hand.
fn without_pictures(blocks: &mut [Block], is_kept: impl Fn(&str) -> bool) -> Vec<String> {
    let mut missing = Vec::new();
    model::each_line_mut(blocks, &mut |line| {
        line.retain(|it| match it {
            Inline::Image { src, .. } if !is_kept(src) && matches!(address(src), Address::Here(_)) => {
                missing.push(src.clone());
                false
            }
            _ => true,
        });
    });
    missing
}
