//! Pictures: what they carry beside the picture (EXIF, XMP, comments). The picture itself only a person can look at.

use super::{Gather, refused};
use crate::read::{NotReadable, inflated};

/// Shorter texts between other bytes are chance.
const SHORTEST: usize = 6;
/// The same in UTF-16, in characters.
const SHORTEST_WIDE: usize = 4;
/// What texts of one picture may unpack to.
const UNPACKED: usize = 4 << 20;

/// Whether bytes are a picture of one of the kinds that pages do not show but files hold.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0")
        || bytes.starts_with(b"MM\0*")
        || bytes.starts_with(b"BM") && bytes.get(14..18).is_some_and(|size| size[1..] == [0, 0, 0])
        || is_drawing(bytes)
}

/// Drawings hold their texts as text: EMF, WMF.
fn is_drawing(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a])
        || bytes.starts_with(&[1, 0, 0, 0]) && bytes.get(40..44) == Some(b" EMF")
}

/// The picture and its texts.
pub(super) fn surfaces(bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    gather.tell_picture("图片画面");
    let texts = if bytes.starts_with(b"\x89PNG") {
        png(bytes).ok_or_else(|| refused("损坏的PNG图片", "请重新保存图片"))?
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        jpeg(bytes)
    } else {
        strings(bytes)
    };
    gather.tell("图片附带的文字（EXIF、XMP、注释）", &texts);
    Ok(())
}

/// The chunks of a PNG that are no picture; none where one is cut off.
fn png(bytes: &[u8]) -> Option<String> {
    let mut rest = bytes.get(8..)?;
    let mut texts = String::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let kind = rest.get(4..8)?;
        let data = rest.get(8..8 + length)?;
        match kind {
            b"tEXt" | b"iTXt" | b"zTXt" | b"eXIf" => {
                texts.push_str(&strings(data));
                // What is packed begins behind the keyword and a few flags.
                let packed = (0..data.len().min(120)).filter(|at| data[*at] == 0x78);
                if let Some(text) =
                    packed.filter_map(|at| inflated(&data[at..], UNPACKED)).find(|text| !text.is_empty())
                {
                    texts.push_str(&strings(&text));
                }
            }
            b"IEND" => {
                // Nothing of the picture follows, though something may.
                texts.push_str(&strings(rest.get(12 + length..).unwrap_or_default()));
                return Some(texts);
            }
            _ => {}
        }
        rest = rest.get(12 + length..)?;
    }
    Some(texts)
}

/// The segments of a JPEG before the picture, and what follows its end.
fn jpeg(bytes: &[u8]) -> String {
    let mut texts = String::new();
    let mut at = 2;
    while let Some([0xff, marker]) = bytes.get(at..at + 2) {
        if *marker == 0xff {
            at += 1;
            continue;
        }
        if matches!(marker, 0xd8 | 0x01 | 0xd0..=0xd7) {
            at += 2;
            continue;
        }
        if *marker == 0xda {
            break;
        }
        let Some(length) =
            bytes.get(at + 2..at + 4).map(|size| usize::from(size[0]) << 8 | usize::from(size[1]))
        else {
            break;
        };
        if matches!(marker, 0xe0..=0xef | 0xfe) {
            texts.push_str(&strings(bytes.get(at + 4..at + 2 + length.max(2)).unwrap_or_default()));
        }
        at += 2 + length.max(2);
    }
    let end = bytes.windows(2).rposition(|pair| pair == [0xff, 0xd9]).map_or(bytes.len(), |end| end + 2);
    texts.push_str(&strings(&bytes[end..]));
    texts
}

/// Texts between other bytes, a line each: UTF-8, and UTF-16 of both orders.
pub(super) fn strings(bytes: &[u8]) -> String {
    let mut texts = String::new();
    for chunk in bytes.utf8_chunks() {
        for part in chunk.valid().split(|c: char| c.is_control()) {
            let part = part.trim();
            if part.chars().count() >= if part.is_ascii() { SHORTEST } else { 2 } {
                texts.push_str(part);
                texts.push('\n');
            }
        }
    }
    for (skipped, is_little) in [(0, true), (1, true), (0, false), (1, false)] {
        let mut text = String::new();
        let units = bytes.get(skipped..).unwrap_or_default().chunks_exact(2);
        for unit in units
            .map(|pair| if is_little { [pair[0], pair[1]] } else { [pair[1], pair[0]] })
            .map(u16::from_le_bytes)
        {
            match char::from_u32(u32::from(unit)).filter(|c| is_of_text(*c)) {
                Some(c) => text.push(c),
                None => wide(&mut text, &mut texts),
            }
        }
        wide(&mut text, &mut texts);
    }
    texts
}

fn wide(text: &mut String, texts: &mut String) {
    if text.chars().count() >= SHORTEST_WIDE {
        texts.push_str(text);
        texts.push('\n');
    }
    text.clear();
}

/// Characters that texts of an office are written in.
fn is_of_text(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fa5}' | '\u{3000}'..='\u{301f}' | '\u{ff01}'..='\u{ff5e}' | '★' | '☆' | '·')
}
