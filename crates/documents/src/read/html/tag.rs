//! Tags as they stand, their attributes, and where elements end.

use std::borrow::Cow;

/// A tag as it stands; the name in lower case.
pub(crate) struct Tag<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) closing: bool,
    pub(super) attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag at the beginning of `text`, and what follows it.
    pub(crate) fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let inner = text.strip_prefix('<')?;
        let closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let first = inner.chars().next()?;
        if matches!(first, '!' | '?') {
            let end = inner.find('>')?;
            let tag = Self { name: "".into(), closing: false, attributes: "" };
            return Some((tag, &inner[end + 1..]));
        }
        if !first.is_ascii_alphabetic() {
            return None;
        }
        let bytes = inner.as_bytes();
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let name_end = bytes.iter().position(ends_name).unwrap_or(bytes.len());
        let mut value = false;
        let mut at = name_end;
        loop {
            match bytes.get(at)? {
                quote @ (b'"' | b'\'') if value => {
                    // To the mark that closes the value.
                    at += 1 + bytes.get(at + 1..)?.iter().position(|byte| byte == quote)?;
                }
                b'>' => break,
                b'=' => value = true,
                byte if byte.is_ascii_whitespace() => {}
                _ => value = false,
            }
            at += 1;
        }
        let name = inner.get(..name_end)?;
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        Some((Self { name, closing, attributes: &inner[name_end..at] }, &inner[at + 1..]))
    }

    /// Names and values of the attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            loop {
                let start = rest.bytes().position(|byte| !(byte.is_ascii_whitespace() || byte == b'/'))?;
                rest = &rest[start..];
                let ends_name = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/');
                let name_end = rest.bytes().position(ends_name).unwrap_or(rest.len());
                let name = &rest[..name_end];
                if name_end == 0 {
                    rest = &rest[1..];
                    continue;
                }
                rest = rest[name_end..].trim_start();
                let mut value = "";
                if let Some(after) = rest.strip_prefix('=') {
                    let after = after.trim_start();
                    if let Some(quote @ (b'"' | b'\'')) = after.bytes().next() {
                        let inner = &after[1..];
                        let end = inner.bytes().position(|byte| byte == quote).unwrap_or(inner.len());
                        value = &inner[..end];
                        rest = inner.get(end + 1..).unwrap_or("");
                    } else {
                        let end =
                            after.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(after.len());
                        value = &after[..end];
                        rest = &after[end..];
                    }
                }
                return Some((name, value));
            }
        })
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        self.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }
}

/// Where the closing tag of an element begins.
pub(crate) fn find_closing(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        text.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// What follows an element that is passed over, elements of its own name inside it counted; nothing where it is
/// never closed.
pub(super) fn skipped<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let raw = matches!(name, "script" | "style" | "textarea" | "iframe");
    if raw {
        let Some(end) = find_closing(text, name) else { return Some("") };
        return Some(text[end..].find('>').map_or("", |close| &text[end + close + 1..]));
    }
    let mut depth = 1_usize;
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        rest = &rest[open..];
        let (tag, after) = Tag::read(rest)?;
        if tag.name == name {
            if tag.closing {
                depth -= 1;
                if depth == 0 {
                    return Some(after);
                }
            } else {
                depth += 1;
            }
        }
        rest = after;
    }
    None
}
