//! Simple fonts: what their 256 codes mean, and how wide the built-in fonts are.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Object};

use super::file::File;

/// The meaning of each code.
pub(super) struct SimpleEncoding {
    base: Option<&'static Encoding>,
    differences: Vec<Option<String>>,
}

impl Default for SimpleEncoding {
    fn default() -> Self {
        Self { base: Some(WINDOWS_1252), differences: Vec::new() }
    }
}

impl SimpleEncoding {
    pub(super) fn new(file: &File, font: &Dictionary, symbolic: bool) -> Self {
        let named = |name: &[u8]| if name == b"MacRomanEncoding" { MACINTOSH } else { WINDOWS_1252 };
        match file.get(font, b"Encoding") {
            Some(Object::Name(name)) => Self { base: Some(named(name)), differences: Vec::new() },
            Some(Object::Dictionary(dict)) => {
                let base = file.get(dict, b"BaseEncoding").and_then(|it| it.as_name().ok());
                let base = base.map(named).or((!symbolic).then_some(WINDOWS_1252));
                let differences = file.get(dict, b"Differences").and_then(|it| it.as_array().ok());
                Self {
                    base,
                    differences: differences.map(|it| read_differences(file, it)).unwrap_or_default(),
                }
            }
            // A symbolic font without encoding has its own, inside the font program.
            _ => Self { base: (!symbolic).then_some(WINDOWS_1252), differences: Vec::new() },
        }
    }

    pub(super) fn text(&self, code: u8) -> Option<String> {
        if let Some(Some(name)) = self.differences.get(usize::from(code)) {
            return glyph_text(name);
        }
        let bytes = [code];
        let (text, _) = self.base?.decode_without_bom_handling(&bytes);
        (!text.contains('\u{fffd}')).then(|| text.into_owned())
    }
}

const LONGEST_NAME: usize = 64;

fn read_differences(file: &File, array: &[Object]) -> Vec<Option<String>> {
    let mut names = vec![None; 256];
    let mut code = 0_usize;
    for item in array.iter().filter_map(|it| file.resolve(it)) {
        match item {
            Object::Integer(number) => code = usize::try_from(*number).unwrap_or(usize::MAX),
            Object::Name(name) => {
                // No glyph that means a character has a long name.
                if let Some(slot) = names.get_mut(code)
                    && name.len() <= LONGEST_NAME
                {
                    *slot = Some(String::from_utf8_lossy(name).into_owned());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

/// Names of glyphs outside letters and digits that reports use.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("quoteleft", '‘'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("endash", '–'),
    ("emdash", '—'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("periodcentered", '·'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("degree", '°'),
    ("section", '§'),
];

fn glyph_text(name: &str) -> Option<String> {
    let name = name.split_once('.').map_or(name, |(name, _)| if name.is_empty() { "." } else { name });
    let mut chars = name.chars();
    if let (Some(letter), None) = (chars.next(), chars.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter.to_string());
    }
    if let Some((_, char)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(char.to_string());
    }
    let code = name.strip_prefix("uni").filter(|hex| hex.len() >= 4).and_then(|hex| hex.get(..4));
    let code = code.or_else(|| name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())));
    char::from_u32(u32::from_str_radix(code?, 16).ok()?).map(String::from)
}

/// The character people mean: private and compatibility forms that fonts map to are undone, control characters go.
pub(super) fn usual(char: char) -> Option<char> {
    match char {
        '\u{2e80}'..='\u{2fd5}' => Some(radical(char)),
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' | '\n' | '\r' => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        char if char.is_control() => None,
        char => Some(char),
    }
}

/// Kangxi radicals, to which fonts map the characters that look the same (⼀ for 一), in their order.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The same for the supplement of radicals: each followed by the character it looks like.
const SUPPLEMENT: &str = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

fn radical(char: char) -> char {
    match u32::from(char).checked_sub(0x2f00) {
        Some(index) => RADICALS.chars().nth(index as usize),
        None => SUPPLEMENT.chars().skip_while(|it| *it != char).nth(1),
    }
    .unwrap_or(char)
}

/// Widths of a built-in font, for files that rely on the reader to have it.
#[derive(Clone, Copy)]
pub(super) enum Metrics {
    Sans,
    Serif,
    Mono,
}

impl Metrics {
    pub(super) fn of(font: &str) -> Self {
        if font.contains("Courier") || font.contains("Mono") {
            Self::Mono
        } else if font.contains("Times") || font.contains("Serif") {
            Self::Serif
        } else {
            Self::Sans
        }
    }

    /// Thousandths of the size; near enough to tell a gap between words from one between columns.
    pub(super) fn width(self, text: &str) -> f64 {
        let Some(char) = text.chars().next() else { return 500.0 };
        if !char.is_ascii() && char > '\u{2e00}' {
            return 1000.0;
        }
        match (self, char) {
            (Self::Mono, _) => 600.0,
            (Self::Sans, '0'..='9') => 556.0,
            (Self::Serif, '0'..='9') => 500.0,
            (_, ' ' | '.' | ',' | ':' | ';' | '/' | '!' | 'i' | 'j' | 'l' | 't' | 'f' | 'I' | '\'' | '|') => {
                270.0
            }
            (_, '(' | ')' | '-' | '[' | ']' | 'r' | '"') => 333.0,
            (_, 'm' | 'M' | 'W' | 'w' | '%' | '@') => 850.0,
            (Self::Sans, 'A'..='Z') => 690.0,
            (Self::Serif, 'A'..='Z') => 680.0,
            (Self::Sans, _) => 540.0,
            (Self::Serif, _) => 470.0,
        }
    }
}
