//! Pictures that come inside a page or a file: which ones may be shown, told by their first bytes.

use data_encoding::BASE64;

/// A picture that came with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The address under which the body shows it, until it gets another one: `image-1.png`.
    pub name: String,
    /// `image/png`, told by the content.
    pub media: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The media type of a picture that browsers show and that holds no scripts, and the ending of its name.
pub fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(("image/png", "png"))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(("image/jpeg", "jpg"))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(("image/gif", "gif"))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(("image/webp", "webp"))
    } else {
        None
    }
}

/// The bytes of an address that holds its content (`data:image/png;base64,…`).
pub(crate) fn decode(address: &str) -> Option<Vec<u8>> {
    let (head, data) = address.split_once(',')?;
    if !head.to_ascii_lowercase().ends_with(";base64") {
        return None;
    }
    let data: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let data = data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    BASE64.decode(data.as_bytes()).ok()
}

/// Pictures under names that nothing else has.
#[derive(Default)]
pub(crate) struct Album {
    /// Names that stand in the page already.
    pub(crate) used: std::collections::HashSet<String>,
    pub(crate) pictures: Vec<Picture>,
}

impl Album {
    /// The name of a picture, kept once; none where browsers do not show it.
    pub(crate) fn keep(&mut self, bytes: Vec<u8>) -> Option<String> {
        let (media, ending) = kind(&bytes)?;
        if let Some(known) = self.pictures.iter().find(|it| it.bytes == bytes) {
            return Some(known.name.clone());
        }
        // One of so many names is free.
        let most = self.pictures.len() + self.used.len() + 1;
        let name = (self.pictures.len() + 1..=self.pictures.len() + most)
            .map(|number| format!("image-{number}.{ending}"))
            .find(|name| !self.used.contains(name))?;
        self.used.insert(name.clone());
        self.pictures.push(Picture { name: name.clone(), media, bytes });
        Some(name)
    }
}
