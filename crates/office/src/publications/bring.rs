//! Bringing a file in (带入): what it says becomes a draft, what it tells about itself fills the card, and the file
//! itself is attached. An officer looks at all of it before it goes on.

use data_encoding::BASE64;
use documents::page::{self, Body, Brought, Picture};
use jiff::Timestamp;
use statute::procedure::Officer;
use statute::publication::{Card, Genre, Kind};
use store::Store;

use super::attach::is_publishable;
use super::write::begin_with;
use super::{NotDone, Writing};
use crate::applications::{FieldFault, Upload, day_of};

/// The longest title that is made of a file's name.
const TITLE: usize = 200;

/// A file as it was read, to be begun from.
#[derive(Clone, Debug)]
pub struct ReadFile {
    brought: Brought,
    file: Upload,
}

/// A draft that was begun from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtIn {
    /// The number of the draft.
    pub number: String,
    /// What was not brought in, or must be looked at.
    pub problems: Vec<String>,
}

/// Reads a file that is to be published. It takes a while: not to be done where others wait.
///
/// # Errors
/// What the file is, and what to do.
pub fn read_file(file: Upload) -> Result<ReadFile, FieldFault> {
    match page::bring_in(&file.name, file.bytes.clone()) {
        Ok(brought) => Ok(ReadFile { brought, file }),
        Err(unreadable) => {
            Err(FieldFault { field: "file", message: format!("{}：{unreadable}", file.name) })
        }
    }
}

/// Begins a publication of a kind from a file; `issuer` stands where the file names none. The same submission again answers the first number.
///
/// # Errors
/// As [`begin`](super::begin).
pub async fn begin_from(
    store: &Store,
    agency: i64,
    (kind, issuer): (Kind, &str),
    read: ReadFile,
    submission: Option<&str>,
    by: &Officer,
    now: Timestamp,
) -> Result<BroughtIn, NotDone> {
    let ReadFile { brought, file } = read;
    let name = file.name.clone();
    let mut problems: Vec<_> =
        brought.problems.iter().map(|one| format!("{}：{}", one.place, one.message)).collect();
    let linked = brought.attachments.iter();
    problems.extend(linked.map(|one| format!("正文链接的文件“{}”没有带入，请另行添加为附件", one.name)));
    let card = card(kind, &brought, &name, issuer, now, &mut problems);
    let html = with_pictures(&brought.body, &brought.pictures);
    let original = is_publishable(&file.bytes).then_some(file);
    if original.is_none() {
        problems.push(format!("“{name}”不是可以作为附件发布的文件，没有附上"));
    }
    let writing = Writing { card, html, files: Vec::new(), kept: Vec::new() };
    let begun = begin_with(store, agency, (writing, original), submission, Vec::new(), by, now).await?;
    Ok(BroughtIn { number: begun.number, problems })
}

/// What the file tells about itself; what cannot be is left out and told.
pub(super) fn card(
    kind: Kind,
    brought: &Brought,
    name: &str,
    issuer: &str,
    now: Timestamp,
    problems: &mut Vec<String>,
) -> Card {
    let offered = &brought.offered;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let named: String = stem.chars().filter(|c| !c.is_control()).take(TITLE).collect();
    let title = offered.title.clone().unwrap_or_else(|| named.clone());
    let mut card = Card {
        issuer: offered.issuer.clone().unwrap_or_else(|| issuer.to_owned()),
        source: offered.source.clone().unwrap_or_default(),
        document_number: offered.document_number.clone(),
        made_on: offered.made_on,
        theme: offered.theme.clone(),
        genre: Genre::of_title(&title),
        valid_from: offered.valid_from,
        valid_until: offered.valid_until,
        attribute: offered.attribute,
        ..Card::new(kind, title)
    };
    for fault in card.impossible(day_of(now)) {
        match fault.field {
            "title" => card.title.clone_from(&named),
            "document_number" => card.document_number = None,
            "made_on" => card.made_on = None,
            "theme" => card.theme = None,
            "valid_until" => (card.valid_from, card.valid_until) = (None, None),
            _ => continue,
        }
        problems.push(format!("{}，没有带入", fault.message));
    }
    card
}

/// The text with its pictures inside, as an editor would hand it over.
fn with_pictures(body: &Body, pictures: &[Picture]) -> String {
    let mut html = body.as_str().to_owned();
    for picture in pictures {
        let inside = format!("src=\"data:{};base64,{}\"", picture.media, BASE64.encode(&picture.bytes));
        html = html.replace(&format!("src=\"{}\"", picture.name), &inside);
    }
    html
}
