//! The file's objects: opening within limits, the page tree, streams.

mod pages;
mod structure;

pub(super) use pages::Page;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId};

use super::limits::{Budget, FILE_BYTES, STRUCTURE_BYTES};
use super::refusal;
use crate::read::NotReadable;
use structure::{object_stream_limit, outside_streams};

/// An open file.
pub(super) struct File {
    document: Document,
}

impl File {
    /// Opens a file whose structure stays within the limits.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, NotReadable> {
        if bytes.len() > FILE_BYTES {
            return Err(refusal::file_too_large(bytes.len()));
        }
        if bytes.len() > STRUCTURE_BYTES && outside_streams(bytes) > STRUCTURE_BYTES {
            return Err(refusal::structure_too_large());
        }
        let options = LoadOptions {
            max_decompressed_size: Some(object_stream_limit(bytes).ok_or_else(refusal::structure_too_large)?),
            ..LoadOptions::default()
        };
        let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => refusal::structure_too_large(),
            Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
                refusal::encrypted()
            }
            _ => refusal::broken(),
        })?;
        if document.is_encrypted() {
            return Err(refusal::encrypted());
        }
        Ok(Self { document })
    }

    /// All objects.
    pub(super) fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.document.objects.iter().map(|(id, object)| (*id, object))
    }

    /// The document information.
    pub(super) fn information(&self) -> Option<&Dictionary> {
        self.dict(self.document.trailer.get(b"Info").ok()?)
    }

    /// The title in the document information, if it says anything.
    pub(super) fn title(&self) -> Option<String> {
        let info = self.information()?;
        let title = self.get(info, b"Title")?;
        let title = match title.as_str().ok()?.strip_prefix(b"\xff\xfe") {
            // Not what the format says, but what some producers write.
            Some(bytes) => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
            None => lopdf::decode_text_string(title).ok()?,
        };
        let title = title.trim();
        (!title.is_empty()).then(|| title.to_owned())
    }

    /// A stream unpacked; empty if it is none or its data is broken.
    pub(super) fn unpack(&self, object: &Object, budget: &mut Budget) -> Result<Vec<u8>, NotReadable> {
        let Some(Object::Stream(stream)) = self.resolve(object) else { return Ok(Vec::new()) };
        match stream.get_plain_content_with_limit(budget.bytes()) {
            Ok(bytes) => {
                budget.spend(bytes.len())?;
                Ok(bytes)
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                Err(refusal::unpacked_too_large())
            }
            Err(_) => Ok(Vec::new()),
        }
    }

    /// The object itself where it is a reference to one.
    pub(super) fn resolve<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    /// An entry of a dictionary, references followed.
    pub(super) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dict.get(key).ok()?).filter(|it| !matches!(it, Object::Null))
    }

    /// A dictionary, or that of a stream.
    pub(super) fn dict<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.resolve(object)? {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// A dictionary entry that is a dictionary.
    pub(super) fn sub<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.dict(dict.get(key).ok()?)
    }

    /// A dictionary entry of `N` numbers.
    pub(super) fn numbers<const N: usize>(&self, dict: &Dictionary, key: &[u8]) -> Option<[f64; N]> {
        let array = self.get(dict, key)?.as_array().ok()?;
        let mut numbers = [0.0; N];
        for (number, item) in numbers.iter_mut().zip(array) {
            *number = f64::from(self.resolve(item)?.as_float().ok()?);
        }
        (array.len() >= N).then_some(numbers)
    }

    /// The identity of an object, for what is kept once per object.
    pub(super) fn id(object: &Object) -> Option<ObjectId> {
        object.as_reference().ok()
    }
}
