//! The numbers that Word counts itself: written out as text, for 一、 and 第一条 are part of what a document says.

use std::collections::HashMap;

use super::xml::Element;

/// One level of a list.
#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// The lists of a document and how far they are counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// By `w:abstractNumId`.
    lists: HashMap<String, Vec<Level>>,
    /// By `w:numId`: the list, and levels that begin at another number.
    uses: HashMap<String, (String, HashMap<usize, u32>)>,
    counts: HashMap<String, Vec<u32>>,
    begun: Vec<String>,
}

/// What stands before a paragraph of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A mark without a meaning.
    Bullet,
    /// A number, as it is printed.
    Number(String),
}

/// Levels of a list.
const LEVELS: usize = 9;

impl Numbering {
    pub(super) fn read(tree: &Element) -> Self {
        let mut numbering = Self::default();
        tree.each("abstractNum", &mut |list| {
            let Some(id) = list.attribute("abstractNumId") else { return };
            let mut levels = vec![Level::default(); LEVELS];
            list.each("lvl", &mut |level| {
                if let Some(at) = level.attribute("ilvl").and_then(|it| it.parse::<usize>().ok())
                    && let Some(slot) = levels.get_mut(at)
                {
                    *slot = Level {
                        format: level.value("numFmt").unwrap_or("decimal").to_owned(),
                        text: level.value("lvlText").unwrap_or_default().to_owned(),
                        start: level.value("start").and_then(|it| it.parse().ok()).unwrap_or(1),
                    };
                }
            });
            numbering.lists.insert(id.to_owned(), levels);
        });
        tree.each("num", &mut |it| {
            let (Some(id), Some(list)) = (it.attribute("numId"), it.value("abstractNumId")) else { return };
            let mut starts = HashMap::new();
            it.each("lvlOverride", &mut |level| {
                let at = level.attribute("ilvl").and_then(|it| it.parse::<usize>().ok());
                let start = level.value("startOverride").and_then(|it| it.parse::<u32>().ok());
                if let (Some(at), Some(start)) = (at, start) {
                    starts.insert(at, start);
                }
            });
            numbering.uses.insert(id.to_owned(), (list.to_owned(), starts));
        });
        numbering
    }

    /// The next label of a list on a level; none where the list has none there.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let (list, starts) = self.uses.get(id)?;
        let levels = self.lists.get(list)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(list.clone()).or_insert_with(|| vec![0; LEVELS]);
        if !self.begun.iter().any(|it| it == id) {
            self.begun.push(id.to_owned());
            for (at, start) in starts {
                if let Some(count) = counts.get_mut(*at) {
                    *count = start.saturating_sub(1);
                }
            }
            if starts.contains_key(&level) {
                counts[level] = starts[&level].saturating_sub(1);
            }
        }
        let is_first = counts[level] == 0 && !starts.contains_key(&level);
        counts[level] = if is_first { own.start.max(1) } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        match own.format.as_str() {
            "bullet" => return Some(Label::Bullet),
            "none" => return None,
            _ => {}
        }
        let mut out = String::new();
        let mut rest = own.text.chars().peekable();
        while let Some(c) = rest.next() {
            let at = rest.peek().and_then(|c| c.to_digit(10)).map(|digit| digit as usize);
            match at.filter(|at| c == '%' && (1..=LEVELS).contains(at)) {
                Some(at) => {
                    rest.next();
                    let count = counts[at - 1].max(levels[at - 1].start.min(1));
                    out.push_str(&number(count, &levels[at - 1].format));
                }
                None => out.push(c),
            }
        }
        if out.trim().is_empty() { None } else { Some(Label::Number(out)) }
    }
}

/// A number in the format of a list.
fn number(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographLegalTraditional" => chinese(count),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            count.to_string().chars().map(digit).collect()
        }
        "upperLetter" => letter(count, 'A'),
        "lowerLetter" => letter(count, 'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32('①' as u32 + count - 1).map_or_else(|| count.to_string(), String::from)
        }
        "decimalFullWidth" | "decimalFullWidth2" => count
            .to_string()
            .chars()
            .filter_map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32))
            .collect(),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn digit(c: char) -> char {
    "〇一二三四五六七八九".chars().nth(c.to_digit(10).unwrap_or(0) as usize).unwrap_or(c)
}

/// 一 to 九千九百九十九; larger ones in figures.
pub(super) fn chinese(count: u32) -> String {
    if !(1..10_000).contains(&count) {
        return count.to_string();
    }
    let digits: Vec<u32> = count.to_string().chars().filter_map(|c| c.to_digit(10)).collect();
    let mut out = String::new();
    for (index, value) in digits.iter().enumerate() {
        let place = digits.len() - 1 - index;
        if *value == 0 {
            let more = digits[index..].iter().any(|it| *it != 0);
            if more && !out.ends_with('零') {
                out.push('零');
            }
            continue;
        }
        if !(*value == 1 && place == 1 && index == 0) {
            out.push(digit(char::from_digit(*value, 10).unwrap_or('0')));
        }
        out.push_str(["", "十", "百", "千"][place]);
    }
    out
}

fn letter(count: u32, first: char) -> String {
    let times = count.saturating_sub(1) / 26 + 1;
    let c = char::from_u32(first as u32 + count.saturating_sub(1) % 26).unwrap_or(first);
    std::iter::repeat_n(c, times.min(9) as usize).collect()
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let (mut left, mut out) = (count, String::new());
    for (value, text) in PARTS {
        while left >= value {
            out.push_str(text);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_word_prints_them() {
        let printed = [1, 10, 11, 20, 21, 101, 110, 1001].map(chinese);
        assert_eq!(printed, ["一", "十", "十一", "二十", "二十一", "一百零一", "一百一十", "一千零一"]);
        assert_eq!((number(4, "upperRoman"), number(28, "lowerLetter")), ("IV".into(), "bb".into()));
        assert_eq!((number(3, "decimalEnclosedCircle"), number(7, "decimalZero")), ("③".into(), "07".into()));
    }
}
