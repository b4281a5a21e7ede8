//! What a form sent: typed values and files, within limits that are told before anything is read.

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use office::applications::{FILE_LIMIT, FILES_LIMIT, Upload};

use crate::error::Error;
use crate::layout::Typed;
use crate::session::FORM_TOKEN;

/// The most a form without files may hold, in bytes.
const TEXT_LIMIT: usize = 1 << 20;
/// The most a form with files may hold.
const BODY_LIMIT: usize = FILE_LIMIT * FILES_LIMIT / 2 + TEXT_LIMIT;
/// The most fields.
const FIELDS: usize = 1000;

/// A form as it was sent. As an argument of a handler it must come last.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// What was typed.
    pub(crate) typed: Typed,
    /// Files that were chosen; empty choices are left out.
    pub(crate) files: Vec<Upload>,
}

/// Fields that no page carries along.
const SECRETS: [&str; 3] = ["old", "new", "again"];

/// A form that was sent under a sign-in that had ended, without its files and its token: it can be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Names and values, as sent.
    pub(crate) pairs: Vec<(String, String)>,
    /// The names of the files that were chosen.
    pub(crate) files: Vec<String>,
    /// What it carries when it is sent again.
    pub(crate) form_token: String,
}

impl Kept {
    /// Out of what was sent, to be sent again with this token.
    pub(crate) fn of(sent: &Sent, form_token: &str) -> Self {
        let pairs = sent.typed.pairs().filter(|(name, _)| *name != FORM_TOKEN && !SECRETS.contains(name));
        Self {
            pairs: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            files: sent.files.iter().map(Upload::safe_name).collect(),
            form_token: form_token.to_owned(),
        }
    }

    /// What a person wrote, for them to know it again: codes and numbers of the form itself say nothing to them.
    pub(crate) fn written(&self) -> impl Iterator<Item = &str> {
        let texts = self.pairs.iter().map(|(_, value)| value.trim());
        texts.filter(|text| !text.is_ascii())
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (is_multipart, length) = announced(request.headers());
        let limit = if is_multipart { BODY_LIMIT } else { TEXT_LIMIT };
        if length.is_some_and(|length| length > limit) {
            return Err(Error::TooLarge { limit: limit as u64 });
        }
        if is_multipart {
            let form = Multipart::from_request(request, state).await.map_err(|_| Error::Malformed)?;
            return multipart(form).await;
        }
        let bytes = axum::body::to_bytes(request.into_body(), limit)
            .await
            .map_err(|_| Error::TooLarge { limit: limit as u64 })?;
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(&bytes).map_err(|_| Error::Malformed)?;
        if pairs.len() > FIELDS {
            return Err(Error::Malformed);
        }
        Ok(Self { typed: Typed::new(pairs), files: Vec::new() })
    }
}

/// Whether files may follow, and how many bytes the sender says there are.
fn announced(headers: &HeaderMap) -> (bool, Option<usize>) {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_multipart = header(CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/form-data"));
    (is_multipart, header(CONTENT_LENGTH).and_then(|length| length.parse().ok()))
}

async fn multipart(mut form: Multipart) -> Result<Sent, Error> {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    let mut left = BODY_LIMIT;
    while let Some(mut field) = form.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(refused)? {
            let Some(rest) = left.checked_sub(chunk.len()) else {
                return Err(Error::TooLarge { limit: BODY_LIMIT as u64 });
            };
            left = rest;
            bytes.extend_from_slice(&chunk);
        }
        if pairs.len() + files.len() > FIELDS {
            return Err(Error::Malformed);
        }
        match file_name {
            Some(name) if !(name.is_empty() && bytes.is_empty()) => files.push(Upload { name, bytes }),
            Some(_) => {}
            None => pairs.push((name, String::from_utf8(bytes).map_err(|_| Error::Malformed)?)),
        }
    }
    Ok(Sent { typed: Typed::new(pairs), files })
}

#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
fn refused(error: MultipartError) -> Error {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge { limit: BODY_LIMIT as u64 }
    } else {
        Error::Malformed
    }
}
