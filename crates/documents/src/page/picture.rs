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

/// Whether a picture can be shown: its head tells how large it is, it holds what is shown, and it is not cut off.
pub fn is_whole(bytes: &[u8]) -> bool {
    /// What follows the end is no part of the picture; some programs leave a little.
    const BEHIND: usize = 64 << 10;
    let has_size = imagesize::blob_size(bytes).is_ok_and(|size| size.width > 0 && size.height > 0);
    let ends_with = |mark: &[u8]| {
        let from = bytes.len().saturating_sub(BEHIND);
        bytes[from..].windows(mark.len()).any(|window| window == mark)
    };
    has_size
        && match kind(bytes) {
            Some((_, "png")) => is_whole_png(bytes),
            Some((_, "jpg")) => bytes.windows(2).any(|it| it == [0xff, 0xda]) && ends_with(&[0xff, 0xd9]),
            Some((_, "gif")) => ends_with(&[0, 0x3b]),
            Some(_) => {
                let told = bytes.get(4..8).and_then(|it| it.try_into().ok()).map(u32::from_le_bytes);
                told.is_some_and(|told| bytes.len() as u64 >= u64::from(told) + 8)
            }
            None => false,
        }
}

/// Whether a PNG has data and its last chunk.
fn is_whole_png(bytes: &[u8]) -> bool {
    let (mut rest, mut has_data) = (bytes.get(8..).unwrap_or_default(), false);
    while let Some((length, kind)) = rest.first_chunk::<4>().zip(rest.get(4..8)) {
        let whole = u64::from(u32::from_be_bytes(*length)) + 12;
        if whole > rest.len() as u64 {
            return false;
        }
        match kind {
            b"IDAT" => has_data = true,
            b"IEND" => return has_data,
            _ => {}
        }
        rest = usize::try_from(whole).ok().and_then(|whole| rest.get(whole..)).unwrap_or_default();
    }
    false
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
    /// The name of a picture, kept once; none where browsers do not show it, or nobody can.
    pub(crate) fn keep(&mut self, bytes: Vec<u8>) -> Option<String> {
        let (media, ending) = kind(&bytes).filter(|_| is_whole(&bytes))?;
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
