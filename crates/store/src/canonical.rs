//! Canonical JSON (RFC 8785) and SM3 (GB/T 32905): what the chain covers.

use serde::Serialize;
use sm3::{Digest, Sm3};

use crate::event::Hash;

/// The canonical bytes of a value: keys sorted, no space, numbers in one spelling.
pub(crate) fn canonical(value: &impl Serialize) -> Vec<u8> {
    serde_jcs::to_vec(value).expect("facts have string keys and finite numbers")
}

/// A text as canonical JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is always JSON")
}

/// The parts of an event around its data.
pub(crate) struct Envelope<'a> {
    pub(crate) actor: &'a str,
    pub(crate) agency: i64,
    pub(crate) at: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) stream: &'a str,
    pub(crate) version: i64,
}

impl Envelope<'_> {
    /// The canonical bytes of the event; `data` is canonical already, and the keys stand in their sorted order.
    pub(crate) fn around(&self, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(data.len() + 200);
        bytes.extend_from_slice(b"{\"actor\":");
        bytes.extend_from_slice(quoted(self.actor).as_bytes());
        bytes.extend_from_slice(format!(",\"agency\":{},\"at\":", self.agency).as_bytes());
        bytes.extend_from_slice(quoted(self.at).as_bytes());
        bytes.extend_from_slice(b",\"data\":");
        bytes.extend_from_slice(data);
        bytes.extend_from_slice(b",\"kind\":");
        bytes.extend_from_slice(quoted(self.kind).as_bytes());
        bytes.extend_from_slice(b",\"stream\":");
        bytes.extend_from_slice(quoted(self.stream).as_bytes());
        bytes.extend_from_slice(format!(",\"version\":{}}}", self.version).as_bytes());
        bytes
    }
}

/// SM3 over the concatenation of the parts.
pub(crate) fn sm3(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sm3::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// SM3 of bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    sm3(&[bytes])
}

/// SM3 of a file's bytes in hexadecimal, as a frozen report records it.
pub fn file_hash(bytes: &[u8]) -> String {
    hex(&sm3(&[bytes]))
}

/// Bytes as lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// Hexadecimal as bytes, if it is.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_envelope_is_canonical_whatever_the_texts_hold() {
        let data = json!({"z": 1, "a": {"\u{20ac}": 1.5, "\r": "\u{7}\"\\ 申请"}, "€": null});
        let envelope = Envelope {
            actor: "\"甲\"\n",
            agency: 3,
            at: "2024-01-02T03:04:05Z",
            kind: "applications.entered",
            stream: "applications/3/2023-\u{1}",
            version: 12,
        };
        let bytes = envelope.around(&canonical(&data));
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(canonical(&value), bytes);
    }

    #[test]
    fn sm3_gives_the_standard_s_example() {
        // GB/T 32905, example 1.
        assert_eq!(
            hex(&sm3(&[b"a", b"bc"])),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
    }

    #[test]
    fn the_standard_s_sorting_holds() {
        // RFC 8785, section 3.2.3: keys are sorted by UTF-16 code units.
        let value =
            json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
        assert_eq!(
            String::from_utf8(canonical(&value)).unwrap(),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn hexadecimal_goes_both_ways() {
        assert_eq!(unhex(&hex(&[0, 15, 255])), Some(vec![0, 15, 255]));
        assert_eq!(unhex("zz"), None);
        assert_eq!(unhex("甲"), None);
    }
}
