//! How much the structure of a file takes up, told from its bytes before it is opened.

use lopdf::{DecompressError, Error, Stream};

use crate::read::pdf::limits::STRUCTURE_BYTES;
use crate::read::pdf::name::unescaped;

/// How many bytes stand outside streams.
pub(super) fn outside_streams(bytes: &[u8]) -> usize {
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
pub(super) fn object_stream_limit(bytes: &[u8]) -> Option<usize> {
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
    const OBJECT_STREAM: &[u8] = b"ObjStm";
    /// The bytes it takes at most, each sign written as `#xx`.
    const WRITTEN: usize = 3 * OBJECT_STREAM.len();
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at + 1);
    slashes.filter_map(|at| bytes.get(at..)).filter(|name| {
        let beginning = name.get(..WRITTEN).unwrap_or(name);
        name.starts_with(OBJECT_STREAM)
            || (beginning.contains(&b'#') && unescaped(beginning).starts_with(OBJECT_STREAM))
    })
}
