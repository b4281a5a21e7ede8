//! The file's objects: opening within limits, the page tree, streams.

use std::collections::HashSet;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use super::limits::{Budget, FILE_BYTES, PAGES, STRUCTURE_BYTES};
use super::refusal;
use crate::read::NotReadable;

/// Levels of the page tree; deeper ones are made to exhaust the reader.
const TREE_DEPTH: usize = 64;

/// An open file.
pub(super) struct File {
    document: Document,
}

/// A page with what it inherits from the tree above it.
#[derive(Clone, Copy, Default)]
pub(super) struct Page<'a> {
    pub(super) dict: Option<&'a Dictionary>,
    pub(super) resources: Option<&'a Dictionary>,
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    rotate: i64,
}

impl File {
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
        let info = self.dict(self.document.trailer.get(b"Info").ok()?)?;
        let title = self.get(info, b"Title")?;
        let title = match title.as_str().ok()?.strip_prefix(b"\xff\xfe") {
            // Not what the format says, but what some producers write.
            Some(bytes) => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
            None => lopdf::decode_text_string(title).ok()?,
        };
        let title = title.trim();
        (!title.is_empty()).then(|| title.to_owned())
    }

    /// The pages in order; every node of the tree is entered once.
    pub(super) fn pages(&self) -> Result<Vec<Page<'_>>, NotReadable> {
        let root = self.document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        let mut waiting: Vec<(&Object, Page<'_>, usize)> =
            root.into_iter().map(|root| (root, Page::default(), 0)).collect();
        while let Some((node, above, depth)) = waiting.pop() {
            if let Ok(id) = node.as_reference()
                && !seen.insert(id)
            {
                continue;
            }
            let Some(dict) = self.dict(node) else { continue };
            let page = self.inherit(dict, above);
            match self.get(dict, b"Kids").and_then(|kids| kids.as_array().ok()) {
                Some(kids) if depth < TREE_DEPTH => {
                    waiting.extend(kids.iter().rev().map(|kid| (kid, page, depth + 1)));
                }
                Some(_) => {}
                None if pages.len() == PAGES => return Err(refusal::too_many_pages()),
                None => pages.push(page),
            }
        }
        if pages.is_empty() { Err(refusal::no_pages()) } else { Ok(pages) }
    }

    fn inherit<'a>(&'a self, dict: &'a Dictionary, above: Page<'a>) -> Page<'a> {
        Page {
            dict: Some(dict),
            resources: self.get(dict, b"Resources").and_then(|it| it.as_dict().ok()).or(above.resources),
            media: self.numbers(dict, b"MediaBox").or(above.media),
            crop: self.numbers(dict, b"CropBox").or(above.crop),
            rotate: self.get(dict, b"Rotate").and_then(|it| it.as_i64().ok()).unwrap_or(above.rotate),
        }
    }

    /// The content streams of a page, each unpacked, in order.
    pub(super) fn contents(&self, page: &Page<'_>, budget: &mut Budget) -> Result<Vec<u8>, NotReadable> {
        let Some(contents) = page.dict.and_then(|dict| self.get(dict, b"Contents")) else {
            return Ok(Vec::new());
        };
        let mut bytes = Vec::new();
        match contents {
            Object::Array(parts) => {
                for part in parts {
                    budget.in_time()?;
                    // An operator may not be cut over two streams, though operands may.
                    bytes.extend(self.unpack(part, budget)?);
                    bytes.push(b'\n');
                }
            }
            single => bytes = self.unpack(single, budget)?,
        }
        Ok(bytes)
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

impl Page<'_> {
    /// The visible rectangle: left, bottom, right, top.
    pub(super) fn visible(&self) -> [f64; 4] {
        const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];
        let upright = |[a, b, c, d]: [f64; 4]| [a.min(c), b.min(d), a.max(c), b.max(d)];
        let media = self.media.map(upright).filter(has_area).unwrap_or(A4);
        let Some(crop) = self.crop.map(upright) else { return media };
        let both =
            [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        if has_area(&both) { both } else { media }
    }

    /// Clockwise quarter turns for display.
    pub(super) fn quarter_turns(&self) -> u8 {
        (self.rotate.rem_euclid(360) / 90) as u8
    }
}

fn has_area([left, bottom, right, top]: &[f64; 4]) -> bool {
    right - left >= 1.0 && top - bottom >= 1.0 && (right - left).is_finite() && (top - bottom).is_finite()
}

/// How many bytes stand outside streams.
fn outside_streams(bytes: &[u8]) -> usize {
    let (mut outside, mut rest) = (0, bytes);
    while let Some(start) = find(rest, b"stream") {
        outside += start;
        let after = rest.get(start + 6..).unwrap_or_default();
        let end = find(after, b"endstream").map_or(after.len(), |end| end + 9);
        rest = after.get(end..).unwrap_or_default();
    }
    outside + rest.len()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes.get(from + at..)?.starts_with(word) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// How far a single object stream may unpack so that all of them stay within [`STRUCTURE_BYTES`]; none if they do not.
///
/// They are unpacked and parsed while the file is opened, before anything else could count them.
fn object_stream_limit(bytes: &[u8]) -> Option<usize> {
    /// Up to so many streams an equal share is ample for each.
    const FEW: usize = 24;
    let starts: Vec<&[u8]> = object_streams(bytes).collect();
    let share = STRUCTURE_BYTES / starts.len().max(1);
    if starts.len() <= FEW {
        return Some(share);
    }
    let (mut left, mut packed) = (STRUCTURE_BYTES, 0);
    for start in starts {
        let Some(data) = stream_data(start) else { return Some(share) };
        // Names that stand before one stream together would have it unpacked once for each.
        packed += data.len();
        match inflated(data, left) {
            Some(size) if packed <= bytes.len() => left = left.checked_sub(size)?,
            // Encrypted, or packed in another way: it cannot be counted beforehand.
            _ => return Some(share),
        }
    }
    Some(STRUCTURE_BYTES / FEW)
}

/// The data of the stream that belongs to a dictionary from here on.
fn stream_data(from: &[u8]) -> Option<&[u8]> {
    /// The dictionary of an object stream is short; a name without a stream must not be sought to the file's end.
    const DICTIONARY: usize = 4096;
    let head = from.get(..DICTIONARY).unwrap_or(from);
    let data = from.get(find(head, b"stream")? + 6..)?;
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    let data = data.strip_prefix(b"\n").unwrap_or(data);
    data.get(..find(data, b"endstream")?)
}

/// The size of a stream inflated, up to a little more than `limit`.
fn inflated(data: &[u8], limit: usize) -> Option<usize> {
    let stream = Stream::new(lopdf::dictionary! { "Filter" => "FlateDecode" }, data.to_vec());
    match stream.get_plain_content_with_limit(limit) {
        Ok(content) => (!content.is_empty()).then_some(content.len()),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => Some(limit + 1),
        Err(_) => None,
    }
}

/// What follows each name `ObjStm` of the file, escapes in names undone.
fn object_streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at + 1);
    slashes.filter_map(|at| bytes.get(at..)).filter(|name| {
        name.starts_with(b"ObjStm")
            || (name.iter().take(18).any(|byte| *byte == b'#') && unescape(name).starts_with(b"ObjStm"))
    })
}

/// A name without its `#xx`; only the beginning that matters here.
fn unescape(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut at = 0;
    while plain.len() < 6 && at < name.len() {
        let code = name.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match (name[at], code.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'#', Some(code)) => {
                plain.push(code);
                at += 3;
            }
            (byte, _) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    plain
}
