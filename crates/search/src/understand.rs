//! What somebody means by the words of a search.

use crate::dictionary;
use crate::fold::folded;
use crate::number;
use crate::synonyms::Synonyms;
use crate::units::{Unit, is_chinese, pair, units};

/// Signs of a search that are read; nobody asks in more.
const LONGEST: usize = 200;

/// Words that say nothing about what is looked for.
const EMPTY: [&str; 67] = [
    "的",
    "了",
    "是",
    "在",
    "和",
    "与",
    "及",
    "或",
    "吗",
    "呢",
    "吧",
    "啊",
    "么",
    "呀",
    "我",
    "我们",
    "你",
    "你们",
    "您",
    "他",
    "它",
    "这",
    "那",
    "有",
    "要",
    "想",
    "想要",
    "请",
    "请问",
    "问",
    "下",
    "一下",
    "把",
    "被",
    "给",
    "对",
    "从",
    "到",
    "为",
    "等",
    "之",
    "其",
    "去",
    "能",
    "可以",
    "如何",
    "怎么",
    "怎样",
    "怎么样",
    "怎么办",
    "什么",
    "什么样",
    "哪",
    "哪儿",
    "哪里",
    "哪些",
    "哪个",
    "谁",
    "多少",
    "多久",
    "几",
    "是否",
    "能否",
    "为什么",
    "关于",
    "需要",
    "应该",
];

/// Words that make a question of a search.
const ASKING: [&str; 22] = [
    "吗",
    "呢",
    "如何",
    "怎么",
    "怎样",
    "怎么样",
    "怎么办",
    "什么",
    "什么样",
    "哪",
    "哪儿",
    "哪里",
    "哪些",
    "哪个",
    "谁",
    "多少",
    "多久",
    "几",
    "是否",
    "能否",
    "为什么",
    "能不能",
];

/// Words of a question that need not stand in the answer.
const BESIDE: [&str; 44] = [
    "申请", "办理", "办", "领取", "领", "查询", "查", "缴纳", "缴费", "缴", "交", "条件", "材料", "流程",
    "手续", "规定", "政策", "地方", "时候", "时间", "钱", "享受", "获得", "拿", "拿到", "找", "提供", "带",
    "准备", "具备", "符合", "标准", "企业", "个人", "单位", "公司", "人员", "现在", "今年", "最新", "变更",
    "每个", "每月", "没有",
];

/// Words around a number that only say that it is one.
const NAMING: [&str; 14] = [
    "文件",
    "文号",
    "文件号",
    "发文",
    "发文字号",
    "字号",
    "索引号",
    "索引",
    "编号",
    "号码",
    "号",
    "那个",
    "这个",
    "原文",
];

/// What was understood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// What is wanted, in the order it was said.
    pub wants: Vec<Want>,
    /// All of it as it was typed, folded; empty where it is no text that could be a title.
    pub text: String,
    /// The folded text without numbers and dates.
    pub rest: String,
}

/// One thing that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Want {
    /// Any of these will do.
    pub forms: Vec<Form>,
    /// Whether a result must have it, or is only better with it.
    pub is_needed: bool,
}

/// A form in which something wanted stands in an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Letters side by side, by their units; not held to be in one place.
    Word {
        /// The folded word.
        text: String,
        /// Whether the dictionary knows it.
        is_known: bool,
    },
    /// These very letters, side by side.
    Phrase(String),
    /// A number: one of the keys, or else the key of its tail, or the number in a text.
    Number(number::Found),
    /// Published in this year or month.
    Period(String),
}

/// A piece of a search, by its bytes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    from: usize,
    to: usize,
}

impl Piece {
    fn text<'a>(&self, chunk: &'a str) -> &'a str {
        chunk.get(self.from..self.to).unwrap_or_default()
    }
}

/// Understands what was typed.
pub(crate) fn understand(words: &str, synonyms: &Synonyms) -> Asked {
    let mut signs: Vec<char> = folded(words).chars().take(LONGEST).collect();
    let text: String = signs.iter().collect();
    let mut wants = Vec::new();
    let take =
        |wants: &mut Vec<(usize, Want)>, signs: &mut [char], from: usize, to: usize, forms: Vec<Form>| {
            signs[from..to].fill('\u{1}');
            wants.push((from, Want { forms, is_needed: true }));
        };
    while let Some((from, to, phrase)) = quoted(&signs) {
        let forms = if units(&phrase).is_empty() { Vec::new() } else { vec![Form::Phrase(phrase)] };
        take(&mut wants, &mut signs, from, to, forms);
    }
    while let Some(found) = number::find_index_number(&signs).or_else(|| number::find(&signs)) {
        let (from, to) = (found.from, found.to);
        take(&mut wants, &mut signs, from, to, vec![Form::Number(found)]);
    }
    let is_plain = wants.is_empty();
    let has_number = wants.iter().any(|(_, want)| matches!(want.forms.as_slice(), [Form::Number(_)]));
    while let Some((from, to, period)) = period(&signs) {
        let said: String = signs[from..to].iter().collect();
        take(&mut wants, &mut signs, from, to, vec![Form::Period(period), Form::Phrase(said)]);
    }
    let rest: String = signs.iter().collect();
    let mut said: Vec<(usize, Want)> = Vec::new();
    let mut at = 0;
    for chunk in rest.split(|c: char| !c.is_alphanumeric()) {
        said.extend(chunk_wants(chunk, synonyms).into_iter().map(|want| (at, want)));
        at += chunk.chars().count() + 1;
    }
    let rest = rest.replace('\u{1}', " ");
    let is_question = rest.contains('?') || said.iter().any(|(_, want)| want.is_asking());
    let has_matter = wants.iter().any(|(_, want)| !want.forms.is_empty())
        || said.iter().any(|(_, want)| !want.is_empty_word() && !want.is_beside() && want.is_needed);
    let has_word = has_matter || said.iter().any(|(_, want)| !want.is_empty_word());
    for (_, want) in &mut said {
        let is_beside = is_question && has_matter && want.is_beside();
        if want.is_empty_word() && has_word || is_beside || has_number && want.is_one_of(&NAMING) {
            want.is_needed = false;
        }
    }
    if has_word {
        said.retain(|(_, want)| !want.is_empty_word());
    }
    wants.extend(said);
    wants.retain(|(_, want)| !want.forms.is_empty());
    wants.sort_by_key(|(at, _)| *at);
    let mut wants: Vec<Want> = wants.into_iter().map(|(_, want)| want).collect();
    if !wants.iter().any(|want| want.is_needed) {
        for want in &mut wants {
            want.is_needed = true;
        }
    }
    let mut seen: Vec<Want> = Vec::with_capacity(wants.len());
    for want in wants {
        if !seen.iter().any(|other| other.forms == want.forms) {
            seen.push(want);
        }
    }
    Asked { wants: seen, text: if is_plain { text } else { String::new() }, rest }
}

impl Want {
    fn word(text: &str, is_needed: bool) -> Self {
        let is_known = text.chars().all(is_chinese) && dictionary::has(text);
        Self { forms: vec![Form::Word { text: text.to_owned(), is_known }], is_needed }
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        matches!(self.forms.as_slice(), [Form::Word { text, .. }] if words.contains(&text.as_str()))
    }

    fn is_empty_word(&self) -> bool {
        self.is_one_of(&EMPTY) || self.is_asking()
    }

    fn is_asking(&self) -> bool {
        self.is_one_of(&ASKING)
    }

    fn is_beside(&self) -> bool {
        self.is_one_of(&BESIDE)
    }
}

/// The wants of letters without a blank or mark between them.
fn chunk_wants(chunk: &str, synonyms: &Synonyms) -> Vec<Want> {
    let pieces: Vec<Piece> =
        dictionary::cut(chunk).into_iter().map(|(from, to)| Piece { from, to }).collect();
    let mut wants: Vec<Want> = Vec::new();
    let mut index = 0;
    // Signs that stand alone, one after the other, are a word that the dictionary does not know.
    let mut loose: Option<Piece> = None;
    let settle = |loose: &mut Option<Piece>, wants: &mut Vec<Want>| {
        if let Some(piece) = loose.take() {
            let text = piece.text(chunk);
            let is_needed = text.chars().nth(1).is_some() || text.len() == chunk.len();
            wants.push(Want::word(text, is_needed));
        }
    };
    while let Some(piece) = pieces.get(index) {
        if let Some((count, group)) = synonym(chunk, &pieces[index..], synonyms) {
            settle(&mut loose, &mut wants);
            let mut forms: Vec<Form> = Vec::new();
            for word in group {
                forms.extend(Want::word(word, true).forms);
            }
            wants.push(Want { forms, is_needed: true });
            index += count;
            continue;
        }
        let text = piece.text(chunk);
        let is_loose = text.chars().count() == 1
            && text.chars().all(is_chinese)
            && !EMPTY.contains(&text)
            && !ASKING.contains(&text);
        if is_loose {
            loose = Some(Piece { from: loose.map_or(piece.from, |loose| loose.from), to: piece.to });
        } else {
            settle(&mut loose, &mut wants);
            wants.push(Want::word(text, true));
        }
        index += 1;
    }
    settle(&mut loose, &mut wants);
    wants
}

/// The longest word with synonyms that begins with the first piece, and how many pieces it takes.
fn synonym<'a>(chunk: &str, pieces: &[Piece], synonyms: &'a Synonyms) -> Option<(usize, &'a [String])> {
    let first = pieces.first()?;
    (1..=pieces.len().min(synonyms.longest())).rev().find_map(|count| {
        let group = synonyms.of(chunk.get(first.from..pieces[count - 1].to)?);
        (!group.is_empty()).then_some((count, group))
    })
}

/// The first phrase in quotes: its signs with the quotes, and what stands in them.
fn quoted(signs: &[char]) -> Option<(usize, usize, String)> {
    let from = signs.iter().position(|c| matches!(c, '"' | '“' | '「' | '『'))?;
    let close = match signs[from] {
        '“' => ['”', '"'],
        '「' => ['」', '」'],
        '『' => ['』', '』'],
        _ => ['"', '”'],
    };
    let length = signs[from + 1..].iter().position(|c| close.contains(c))?;
    let phrase = signs[from + 1..from + 1 + length].iter().collect();
    Some((from, from + length + 2, phrase))
}

/// The first year or month: `2023年`, `2023年5月`, `2023-05`.
fn period(signs: &[char]) -> Option<(usize, usize, String)> {
    (0..signs.len()).find_map(|from| {
        let is_start = from == 0 || !signs[from - 1].is_alphanumeric() || is_chinese(signs[from - 1]);
        let year: String = signs[from..].iter().map_while(|c| c.is_ascii_digit().then_some(*c)).collect();
        let is_year = is_start && year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        if !is_year {
            return None;
        }
        let mark = signs.get(from + 4).copied().unwrap_or(' ');
        let month: String =
            signs.get(from + 5..)?.iter().map_while(|c| c.is_ascii_digit().then_some(*c)).collect();
        let end = from + 5 + month.len();
        let number = month.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
        let behind = signs.get(end).copied().unwrap_or(' ');
        match (mark, number) {
            ('年', Some(month)) if behind == '月' => {
                let has_day = signs.get(end + 1).is_some_and(char::is_ascii_digit);
                (!has_day).then(|| (from, end + 1, format!("{year}-{month:02}")))
            }
            ('年', _) if month.is_empty() => {
                let end = if behind == '度' { end + 1 } else { end };
                Some((from, end, year))
            }
            ('-' | '.' | '/', Some(month))
                if !matches!(behind, '-' | '.' | '/') && !behind.is_alphanumeric() =>
            {
                Some((from, end, format!("{year}-{month:02}")))
            }
            _ => None,
        }
    })
}

/// A part of a word as it stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where it stands.
    pub position: usize,
    /// Its token.
    pub text: String,
    /// Whether it is a pair of units, not one that stands alone.
    pub is_pair: bool,
}

/// The parts of a folded word or phrase: the pairs its units make, and the units that make none.
pub(crate) fn parts(folded: &str) -> Vec<Part> {
    let units = units(folded);
    let mut parts = Vec::with_capacity(units.len());
    let is_beside = |one: Unit, other: Unit| other.position == one.position + 1;
    for (index, unit) in units.iter().enumerate() {
        let position = unit.position as usize;
        if let Some(text) = units.get(index + 1).and_then(|next| pair(folded, *unit, *next)) {
            parts.push(Part { position, text, is_pair: true });
        } else if index == 0 || !is_beside(units[index - 1], *unit) {
            parts.push(Part { position, text: unit.text(folded).to_owned(), is_pair: false });
        }
    }
    parts
}
