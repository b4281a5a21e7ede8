//! What was handed in with the steps of a case: the list of it, and one file to take away.

use axum::response::Response;
use office::applications::Upload;
use store::{Store, StoredStep};

use crate::download::{WORD, attachment};
use crate::error::Error;

pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) from: String,
}

/// An attachment of one of the steps of a stream.
pub(super) async fn handed_out<S>(
    store: &Store,
    stream: &str,
    steps: &[StoredStep<S>],
    hash: &str,
) -> Result<Response, Error> {
    let named = steps.iter().flat_map(named_files).find(|(_, known)| *known == hash);
    let (name, _) = named.ok_or(Error::NotFound)?;
    let bytes = store.open_sealed(stream, hash).await?.ok_or(Error::NotFound)?;
    let upload = Upload { name, bytes };
    let kind = match upload.ending() {
        Some("pdf") => "application/pdf",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("tif") => "image/tiff",
        Some("docx") => WORD,
        _ => "application/octet-stream",
    };
    Ok(attachment(&upload.safe_name(), kind, upload.bytes))
}

/// The attachments of a step: name and hash.
fn named_files<S>(step: &StoredStep<S>) -> impl Iterator<Item = (String, &String)> {
    let names = step.texts.as_ref().and_then(|texts| texts.get("files")?.as_array().cloned());
    let names = names.unwrap_or_default();
    step.files.iter().enumerate().map(move |(index, hash)| {
        let name = names.get(index).and_then(|name| name.as_str());
        (name.unwrap_or("附件").to_owned(), hash)
    })
}

/// The attachments of a step; `from` says of which.
pub(super) fn attachments<S>(step: &StoredStep<S>, address: &str, from: &str) -> Vec<Attachment> {
    let one = |(name, hash): (String, &String)| Attachment {
        name,
        address: format!("{address}/files/{hash}"),
        from: from.to_owned(),
    };
    named_files(step).map(one).collect()
}
