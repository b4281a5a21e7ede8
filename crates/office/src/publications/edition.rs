//! The edition that is written: a clean text, its pictures, its files, and every field that cannot be taken.

use std::collections::BTreeMap;

use documents::page::{Body, Picture};
use jiff::Timestamp;
use statute::publication::{AttachedFile, Edition};
use store::Content;

use super::attach::{FILES_LIMIT, attach};
use super::card::tidy;
use super::write::Writing;
use super::{NotDone, picture_address};
use crate::applications::{FieldFault, Upload, day_of};

/// What of a text as it is typed or pasted is not kept, for whoever wrote it: scripts, frames, pictures of other sites.
pub async fn not_kept(html: String) -> Vec<String> {
    let cleaned = tokio::task::spawn_blocking(move || Body::clean(&html)).await;
    let cleaned = cleaned.expect("cleaning does not panic");
    cleaned.map(|cleaned| cleaned.removed.iter().map(ToString::to_string).collect()).unwrap_or_default()
}

/// The edition that is written, with the bytes it names. Cleaning and hashing take a while: they are done beside the
/// requests of others.
pub(super) async fn edition(
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
