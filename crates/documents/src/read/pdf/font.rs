//! Fonts: from the bytes of a string to characters with their advance.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, WritingMode};
use lopdf::{Dictionary, Object};

use super::encoding::{self, SimpleEncoding};
use super::file::File;
use super::limits::Budget;
use super::predefined::Predefined;
use crate::read::NotReadable;

/// A font as far as reading needs it: its shapes are never looked at.
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<CMap>,
    /// What has been worked out, by code; one byte and two byte codes do not collide in practice.
    known: HashMap<u32, Char>,
    /// Text space units per glyph space unit.
    unit: f64,
    /// Characters are set one below the other.
    pub(super) vertical: bool,
    /// For problems.
    pub(super) name: String,
}

/// A character of a string.
#[derive(Clone)]
pub(super) struct Char {
    /// What it means; none if the font does not say.
    pub(super) text: Option<Rc<str>>,
    /// Advance in text space for size 1.
    pub(super) advance: f64,
    /// Half the width, by which a character set vertically stands left of its line.
    pub(super) half_width: f64,
    /// The single byte 32, to which word spacing applies.
    pub(super) word_space: bool,
}

#[allow(clippy::large_enum_variant, reason = "a file has few fonts")]
enum Kind {
    Simple {
        encoding: SimpleEncoding,
        widths: HashMap<u32, f64>,
        missing: f64,
        metrics: Option<encoding::Metrics>,
    },
    Composite {
        codes: Codes,
        widths: HashMap<u32, f64>,
        default: f64,
        vertical_advance: f64,
    },
}

/// How the bytes of a composite font's strings are parted into codes and mean characters.
#[allow(clippy::large_enum_variant, reason = "a file has few fonts")]
enum Codes {
    /// A table in the file, or the identity: the meaning is in `ToUnicode` alone.
    Table(CMap),
    /// One of the tables that every reader is to know; its codes are those of a character set.
    Predefined(Predefined),
}

/// Characters of a font's name that are kept.
const NAME: usize = 128;
/// Entries of a width table that are read; a font has at most 65,536 characters.
const WIDTHS: usize = 65_536;

impl Font {
    pub(super) fn new(file: &File, dict: &Dictionary, budget: &mut Budget) -> Result<Self, NotReadable> {
        let to_unicode = match dict.get(b"ToUnicode").ok() {
            Some(object) if matches!(file.resolve(object), Some(Object::Stream(_))) => {
                let bytes = file.unpack(object, budget)?;
                CMap::parse(&bytes, no_other)
            }
            _ => None,
        };
        let name = |key| file.get(dict, key).and_then(|it| it.as_name().ok()).unwrap_or_default();
        let base: String = String::from_utf8_lossy(name(b"BaseFont")).chars().take(NAME).collect();
        let subtype = name(b"Subtype");
        let mut font = Self {
            kind: Kind::Simple {
                encoding: SimpleEncoding::default(),
                widths: HashMap::new(),
                missing: 0.5,
                metrics: None,
            },
            to_unicode,
            known: HashMap::new(),
            unit: 0.001,
            vertical: false,
            name: base.split_once('+').map_or(base.as_str(), |(_, name)| name).to_owned(),
        };
        if subtype == b"Type0" {
            font.composite(file, dict, budget)?;
        } else {
            font.simple(file, dict, subtype == b"Type3");
        }
        let (Kind::Simple { widths, .. } | Kind::Composite { widths, .. }) = &font.kind;
        budget.keep_widths(widths.len())?;
        Ok(font)
    }

    fn simple(&mut self, file: &File, dict: &Dictionary, type3: bool) {
        if type3 && let Some([a, ..]) = file.numbers::<6>(dict, b"FontMatrix") {
            self.unit = a.abs();
        }
        let descriptor = file.sub(dict, b"FontDescriptor");
        let flags = descriptor.and_then(|it| file.get(it, b"Flags")?.as_i64().ok()).unwrap_or(0);
        let symbolic = flags & 4 != 0;
        let encoding = SimpleEncoding::new(file, dict, symbolic);
        let first = file.get(dict, b"FirstChar").and_then(|it| it.as_i64().ok()).unwrap_or(0);
        let mut widths = HashMap::new();
        if let Some(array) = file.get(dict, b"Widths").and_then(|it| it.as_array().ok()) {
            for (index, width) in array.iter().take(WIDTHS).enumerate() {
                if let (Some(width), Ok(code)) = (number(file, width), u32::try_from(first + index as i64)) {
                    widths.insert(code, width);
                }
            }
        }
        let missing = descriptor.and_then(|it| number(file, it.get(b"MissingWidth").ok()?)).unwrap_or(500.0);
        let metrics = widths.is_empty().then(|| encoding::Metrics::of(&self.name));
        self.kind = Kind::Simple { encoding, widths, missing, metrics };
    }

    fn composite(&mut self, file: &File, dict: &Dictionary, budget: &mut Budget) -> Result<(), NotReadable> {
        let below = file.get(dict, b"DescendantFonts").and_then(|it| it.as_array().ok()?.first());
        let below = below.and_then(|it| file.dict(it));
        let (codes, vertical) = match file.get(dict, b"Encoding") {
            Some(Object::Name(name)) => match Predefined::named(name) {
                Some(predefined) => (Codes::Predefined(predefined), name.ends_with(b"V")),
                None => (Codes::Table(CMap::identity_h()), name.ends_with(b"-V")),
            },
            Some(stream @ Object::Stream(_)) => {
                let table =
                    CMap::parse(&file.unpack(stream, budget)?, no_other).unwrap_or_else(CMap::identity_h);
                let vertical = table.metadata().writing_mode == Some(WritingMode::Vertical);
                (Codes::Table(table), vertical)
            }
            _ => (Codes::Table(CMap::identity_h()), false),
        };
        self.vertical = vertical;
        let mut widths = HashMap::new();
        let mut default = 1000.0;
        let mut vertical_advance = -1000.0;
        if let Some(below) = below {
            default = below.get(b"DW").ok().and_then(|it| number(file, it)).unwrap_or(default);
            vertical_advance =
                file.numbers::<2>(below, b"DW2").map_or(vertical_advance, |[_, advance]| advance);
            if let Some(array) = file.get(below, b"W").and_then(|it| it.as_array().ok()) {
                composite_widths(file, array, &mut widths);
            }
        }
        self.kind = Kind::Composite { codes, widths, default, vertical_advance };
        Ok(())
    }

    /// Takes the next character off the string; its meaning is remembered while there is room.
    pub(super) fn take(&mut self, bytes: &mut &[u8], room: &mut usize) -> Option<Char> {
        let (code, length) = match &self.kind {
            Kind::Simple { .. } => (u32::from(*bytes.first()?), 1),
            Kind::Composite { codes: Codes::Table(codes), .. } => next_code(codes, bytes)?,
            Kind::Composite { codes: Codes::Predefined(predefined), .. } => predefined.next_code(bytes)?,
        };
        *bytes = bytes.get(length..).unwrap_or_default();
        let key = code | (length as u32 - 1) << 30;
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        let char = self.work_out(code, length);
        if let Some(left) = room.checked_sub(1) {
            *room = left;
            self.known.insert(key, char.clone());
        }
        Some(char)
    }

    fn work_out(&self, code: u32, length: usize) -> Char {
        let told = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).and_then(plain);
        let word_space = length == 1 && code == 32;
        match &self.kind {
            Kind::Simple { encoding, widths, missing, metrics } => {
                let text = told.or_else(|| encoding.text(code as u8));
                let width = widths.get(&code).copied().unwrap_or_else(|| {
                    metrics.map_or(*missing, |metrics| metrics.width(text.as_deref().unwrap_or_default()))
                });
                let advance = width * self.unit;
                Char { text: text.map(Into::into), advance, half_width: advance / 2.0, word_space }
            }
            Kind::Composite { codes, widths, default, vertical_advance } => {
                let (text, width) = match codes {
                    Codes::Table(codes) => {
                        let cid = codes.lookup_cid_code(code, length as u8).unwrap_or(0);
                        (told, widths.get(&cid).copied().unwrap_or(*default))
                    }
                    Codes::Predefined(predefined) => {
                        let text = told.or_else(|| predefined.text(code, length));
                        let width = Predefined::half_width(text.as_deref(), widths).unwrap_or(*default);
                        (text, width)
                    }
                };
                let width = width * self.unit;
                let advance = if self.vertical { vertical_advance * self.unit } else { width };
                Char { text: text.map(Into::into), advance, half_width: width / 2.0, word_space }
            }
        }
    }
}

/// Tables that refer to another one are read without it: none is at hand.
fn no_other(_: hayro_cmap::CMapName<'_>) -> Option<&'static [u8]> {
    None
}

/// The shortest code at the beginning that the encoding knows; two bytes where it knows none.
fn next_code(codes: &CMap, bytes: &[u8]) -> Option<(u32, usize)> {
    let mut code = 0;
    for (index, byte) in bytes.iter().take(4).enumerate() {
        code = code << 8 | u32::from(*byte);
        if codes.lookup_cid_code(code, index as u8 + 1).is_some() {
            return Some((code, index + 1));
        }
    }
    match bytes {
        [] => None,
        [one] => Some((u32::from(*one), 1)),
        [high, low, ..] => Some((u32::from(*high) << 8 | u32::from(*low), 2)),
    }
}

/// Text of a mapping; an entry that maps to nothing or to the replacement character tells nothing.
fn plain(mapped: BfString) -> Option<String> {
    let text = match mapped {
        BfString::Char(char) => char.to_string(),
        BfString::String(text) => text,
    };
    let told = !text.is_empty() && !text.chars().all(|it| it == '\0' || it == '\u{fffd}');
    told.then(|| text.chars().filter_map(encoding::usual).collect())
}

/// The `W` array: `first [w w w]` or `first last w`.
fn composite_widths(file: &File, array: &[Object], widths: &mut HashMap<u32, f64>) {
    let mut items = array.iter().filter_map(|it| file.resolve(it));
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let Some(first) = first.as_i64().ok().and_then(|it| u32::try_from(it).ok()) else { return };
        if let Ok(list) = second.as_array() {
            for (code, width) in (first..).zip(list).take(WIDTHS) {
                widths.extend(number(file, width).map(|width| (code, width)));
            }
        } else {
            let last = second.as_i64().ok().and_then(|it| u32::try_from(it).ok()).unwrap_or(first);
            let Some(width) = items.next().and_then(|it| number(file, it)) else { return };
            widths.extend((first..=last).take(WIDTHS).map(|code| (code, width)));
        }
        if widths.len() > WIDTHS {
            return;
        }
    }
}

fn number(file: &File, object: &Object) -> Option<f64> {
    file.resolve(object)?.as_float().ok().map(f64::from)
}
