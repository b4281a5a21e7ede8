//! Writing a publication: the text becomes clean, files are told by their content, then both are kept with the event.
//! 《条例》第19条

use std::collections::BTreeMap;
use std::io::Cursor;

use documents::page::{Body, Picture};
use jiff::Timestamp;
use statute::procedure::Officer;
use statute::publication::{Act, AttachedFile, Card, Edition, Kind, Least, Step, Verb};
use store::{Author, Change, Content, Registered, Store};

use super::{NotDone, case_file, picture_address};
use crate::agencies;
use crate::applications::{FieldFault, Upload, day_of};

/// The largest file that is published, in bytes.
pub const FILE_LIMIT: usize = 50 * 1024 * 1024;
/// The most files of one publication.
pub(super) const FILES_LIMIT: usize = 50;

/// A kind of file that may be published.
struct FileKind {
    /// Its first bytes.
    mark: &'static [u8],
    /// The folder that its package holds, where it is one.
    folder: Option<&'static str>,
    media: &'static str,
    /// The ending it is handed out with.
    ending: &'static str,
}

const fn plain(mark: &'static [u8], media: &'static str, ending: &'static str) -> FileKind {
    FileKind { mark, folder: None, media, ending }
}

const fn package(folder: &'static str, media: &'static str, ending: &'static str) -> FileKind {
    FileKind { mark: b"PK\x03\x04", folder: Some(folder), media, ending }
}

const KINDS: [FileKind; 6] = [
    plain(b"%PDF-", "application/pdf", "pdf"),
    plain(b"\xFF\xD8\xFF", "image/jpeg", "jpg"),
    plain(b"\x89PNG\r\n\x1A\n", "image/png", "png"),
    plain(b"GIF8", "image/gif", "gif"),
    package("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    package("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
];

/// A publication as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Its metadata.
    pub card: Card,
    /// Its text as HTML, from an editor or a file; it is cleaned.
    pub html: String,
    /// Files that are added.
    pub files: Vec<Upload>,
    /// The SM3 of the files that stay.
    pub kept: Vec<String>,
}

/// Begins a publication. The same submission again answers the first number.
///
/// # Errors
/// [`NotDone::NotPermitted`] for whoever may not, [`NotDone::Invalid`] with every field that cannot be taken.
pub async fn begin(
    store: &Store,
    agency: i64,
    writing: Writing,
    submission: Option<&str>,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    begin_with(store, agency, (writing, None), submission, Vec::new(), by, now).await
}

/// The key of a form as the ledger knows it.
pub(super) fn submission_hash(store: &Store, key: &str) -> String {
    store.secret_hash("publication_submission", key)
}

/// The same with the file that it is brought in from, which is attached as the original (原文件), and with what is done
/// with other publications in the same transaction.
pub(super) async fn begin_with(
    store: &Store,
    agency: i64,
    (writing, original): (Writing, Option<Upload>),
    submission: Option<&str>,
    along: Vec<Change>,
    by: &Officer,
    now: Timestamp,
) -> Result<Registered, NotDone> {
    Verb::Begin.permit(by)?;
    let mut writing = timed(store, agency, writing, now).await?;
    writing.card.revision = None;
    let before = drafted(store, agency, &writing.card).await?;
    let (edition, contents) = edition(writing, original, before, now).await?;
    let submission = submission.map(|key| submission_hash(store, key));
    let act = Act::Begun { edition, submission };
    let step = Step { on: day_of(now), by: by.account.clone(), act };
    let author = Author { actor: by.account.clone(), at: now };
    Ok(store.begin_publication(&author, agency, step, contents, along).await?)
}

/// Writes on a publication: what was reviewed or signed has to be reviewed and signed again. What is public stays.
///
/// # Errors
/// As [`begin`]; [`NotDone::Conflict`] where somebody wrote meanwhile.
pub async fn save(
    store: &Store,
    agency: i64,
    number: &str,
    version: i64,
    writing: Writing,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    let file = case_file(store, agency, number).await?;
    if file.stored.version != version {
        return Err(NotDone::Conflict);
    }
    file.stored.item.permit(Verb::Save, by)?;
    let mut writing = timed(store, agency, writing, now).await?;
    // What was never public replaces nothing.
    writing.card.revision = writing.card.revision.filter(|_| file.stored.item.public.is_some());
    let before = file.stored.item.draft.files.clone();
    let (edition, contents) = edition(writing, None, before, now).await?;
    let step = Step { on: day_of(now), by: by.account.clone(), act: Act::Saved { edition } };
    let author = Author { actor: by.account.clone(), at: now };
    let change = Change { read: file.stored, step };
    Ok(store.record_publications(&author, agency, vec![change], contents, "").await?)
}

/// What of a text as it is typed or pasted is not kept, for whoever wrote it: scripts, frames, pictures of other sites.
pub async fn not_kept(html: String) -> Vec<String> {
    let cleaned = tokio::task::spawn_blocking(move || Body::clean(&html)).await;
    let cleaned = cleaned.expect("cleaning does not panic");
    cleaned.map(|cleaned| cleaned.removed.iter().map(ToString::to_string).collect()).unwrap_or_default()
}

/// What a card says it interprets and cannot: numbers that are not there, or not of what is interpreted.
///
/// # Errors
/// Where the database does not answer.
pub async fn unknown(
    store: &Store,
    agency: i64,
    card: &Card,
    own: Option<&str>,
) -> store::Result<Vec<FieldFault>> {
    let fault = |message| FieldFault { field: "interprets", message };
    let mut faults = Vec::new();
    if card.kind != Kind::Interpretation && !card.interprets.is_empty() {
        faults.push(fault(format!("所解读的文件只用于{}", Kind::Interpretation.zh())));
    }
    if let Some(number) = card.commentary.as_ref().and_then(|asked| asked.document.as_deref()) {
        let found = store.publication(agency, number).await?.map(|one| one.item.draft.card.kind);
        let message = match found {
            None => Some(format!("所征求意见的文件 {number} 不存在，应为本机关信息的编号，如 P2026-1")),
            Some(kind) if !kind.may_be_commented() => Some(format!(
                "所征求意见的文件 {number} 是{}，应为政策文件、行政规范性文件或者规章",
                kind.zh()
            )),
            Some(_) => None,
        };
        faults.extend(message.map(|message| FieldFault { field: "document", message }));
    }
    if let Some(number) = card.worked.as_ref().and_then(|worked| worked.policy.as_deref()) {
        let found = store.publication(agency, number).await?;
        let is_document = found.is_some_and(|one| one.item.draft.card.kind.is_document());
        let message = || format!("所依据的文件 {number} 应为本机关公开的文件的编号，如 P2026-1");
        faults.extend((!is_document).then(|| FieldFault { field: "policy", message: message() }));
    }
    for number in &card.interprets {
        let found = store.publication(agency, number).await?.filter(|_| own != Some(number.as_str()));
        let message = match found.map(|one| one.item.draft.card.kind) {
            None => Some(format!("所解读的文件 {number} 不存在，应为本机关信息的编号，如 P2026-1")),
            Some(kind) if !kind.needs_interpretation() => {
                Some(format!("所解读的文件 {number} 是{}，应为政策文件、行政规范性文件或者规章", kind.zh()))
            }
            Some(_) => None,
        };
        faults.extend(message.map(fault));
    }
    Ok(faults)
}

/// The files of the document whose draft is shown: the notice hands out what is kept of them.
async fn drafted(store: &Store, agency: i64, card: &Card) -> store::Result<Vec<AttachedFile>> {
    let Some(number) = card.commentary.as_ref().and_then(|asked| asked.document.as_deref()) else {
        return Ok(Vec::new());
    };
    let document = store.publication(agency, number).await?;
    Ok(document.map(|one| one.item.draft.files).unwrap_or_default())
}

/// With the least time for comments that holds today, where it asks for any; nothing else asks for comments.
async fn timed(store: &Store, agency: i64, mut writing: Writing, now: Timestamp) -> store::Result<Writing> {
    let card = &mut writing.card;
    if card.kind != Kind::Commentary {
        card.commentary = None;
    }
    if card.kind != Kind::Worked {
        card.worked = None;
    }
    if let Some(asked) = &mut card.commentary {
        let document = match &asked.document {
            Some(number) => store.publication(agency, number).await?.map(|one| one.item.draft.card.kind),
            None => None,
        };
        let settings = agencies::settings(store, agency, day_of(now)).await?;
        asked.least = Least::of(document, asked.is_market, settings.comment_workdays());
    }
    Ok(writing)
}

/// The edition that is written, with the bytes it names. Cleaning and hashing take a while: they are done beside the
/// requests of others.
async fn edition(
    writing: Writing,
    original: Option<Upload>,
    before: Vec<AttachedFile>,
    now: Timestamp,
) -> Result<(Edition, Vec<Content>), NotDone> {
    let written = tokio::task::spawn_blocking(move || written(writing, original, &before, now));
    written.await.expect("cleaning does not panic")
}

fn written(
    writing: Writing,
    original: Option<Upload>,
    before: &[AttachedFile],
    now: Timestamp,
) -> Result<(Edition, Vec<Content>), NotDone> {
    let Writing { mut card, html, files, kept } = writing;
    tidy(&mut card);
    let wrong = card.impossible(day_of(now));
    let mut faults: Vec<_> =
        wrong.into_iter().map(|fault| FieldFault { field: fault.field, message: fault.message }).collect();
    let mut attached: Vec<AttachedFile> =
        before.iter().filter(|file| file.is_picture || kept.contains(&file.sm3)).cloned().collect();
    let mut contents = Vec::new();
    let originals = original.into_iter().map(|file| (file, true));
    for (file, is_original) in originals.chain(files.into_iter().map(|file| (file, false))) {
        match attach(file) {
            Ok((mut file, content)) => {
                file.is_original = is_original;
                if attached.iter().all(|known| known.sm3 != file.sm3) {
                    attached.push(file);
                }
                contents.push(content);
            }
            Err(message) => faults.push(FieldFault { field: "files", message }),
        }
    }
    if attached.len() > FILES_LIMIT {
        let message = format!("附件有{}个，应不超过{FILES_LIMIT}个", attached.len());
        faults.push(FieldFault { field: "files", message });
    }
    let body = match Body::clean(&html) {
        Ok(cleaned) => {
            let mut addresses = BTreeMap::new();
            for picture in cleaned.pictures {
                let (shown, content) = self::picture(picture);
                addresses.insert(shown.name.clone(), picture_address(content.sm3()));
                attached.retain(|known| known.sm3 != content.sm3());
                attached.push(shown);
                contents.push(content);
            }
            cleaned.body.readdressed(&addresses)
        }
        Err(refused) => {
            faults.push(FieldFault { field: "html", message: refused.to_string() });
            return Err(NotDone::Invalid(faults));
        }
    };
    // A picture that the text no longer shows is not handed out either.
    let shown: Vec<String> = body.images().into_iter().map(|image| image.src).collect();
    attached.retain(|file| !file.is_picture || shown.contains(&picture_address(&file.sm3)));
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let text = Content::new(body.as_str().as_bytes().to_vec());
    let edition = Edition { card, body: text.sm3().to_owned(), files: attached };
    contents.push(text);
    Ok((edition, contents))
}

/// Numbers in the one way they are written, blanks around words gone.
pub(super) fn tidy(card: &mut Card) {
    card.title = card.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(number) = &card.document_number {
        let trimmed = number.trim();
        card.document_number = match trimmed.parse::<statute::publication::DocumentNumber>() {
            _ if trimmed.is_empty() => None,
            Ok(read) => Some(read.to_string()),
            Err(_) => Some(trimmed.to_owned()),
        };
    }
    card.keywords.retain(|word| !word.trim().is_empty());
    card.interprets.sort();
    card.interprets.dedup();
}

/// A picture of a text as it is handed out.
pub(super) fn picture(picture: Picture) -> (AttachedFile, Content) {
    let content = Content::new(picture.bytes);
    let shown = AttachedFile {
        name: picture.name,
        media: picture.media.to_owned(),
        bytes: content.len(),
        sm3: content.sm3().to_owned(),
        is_picture: true,
        is_original: false,
        scrubbed_from: None,
    };
    (shown, content)
}

/// The file as it is handed out, or what is wrong with it.
pub(super) fn attach(file: Upload) -> Result<(AttachedFile, Content), String> {
    let shown = file.name.clone();
    if file.bytes.len() > FILE_LIMIT {
        let megabytes = file.bytes.len() / (1024 * 1024);
        return Err(format!("附件“{shown}”有{megabytes}MB，应不超过{}MB", FILE_LIMIT / (1024 * 1024)));
    }
    let FileKind { media, ending, .. } = kind(&file.bytes).ok_or_else(|| {
        format!(
            "附件“{shown}”应为 PDF、DOCX、XLSX、JPG、PNG、GIF 文件（按内容识别）；旧格式和加密的文件请先另存"
        )
    })?;
    let claimed = shown.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_alike = |claimed: &str| claimed == *ending || (claimed == "jpeg" && *ending == "jpg");
    if let Some(claimed) = claimed
        && !is_alike(&claimed)
    {
        return Err(format!("附件“{shown}”的名称是 {claimed} 文件，内容却是 {ending} 文件，请核对后改名"));
    }
    let safe = Upload { name: shown, bytes: Vec::new() }.safe_name();
    let stem = safe.rsplit_once('.').map_or(safe.as_str(), |(stem, _)| stem);
    let name = format!("{stem}.{ending}");
    let content = Content::new(file.bytes);
    let attached = AttachedFile {
        name,
        media: (*media).to_owned(),
        bytes: content.len(),
        sm3: content.sm3().to_owned(),
        is_picture: false,
        is_original: false,
        scrubbed_from: None,
    };
    Ok((attached, content))
}

/// Whether a file may be handed out with a publication.
pub(super) fn is_publishable(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

/// What a file is, if it may be published.
fn kind(bytes: &[u8]) -> Option<&'static FileKind> {
    KINDS.iter().find(|kind| {
        bytes.starts_with(kind.mark) && kind.folder.is_none_or(|folder| has_folder(bytes, folder))
    })
}

/// Office files are told apart by what lies in their package.
fn has_folder(bytes: &[u8], folder: &str) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|package| package.file_names().any(|name| name.is_ok_and(|name| name.starts_with(folder))))
}
