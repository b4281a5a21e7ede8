//! A report's text as the checks read it (正文): sentences without blanks and layout, and the counts told in them.
//!
//! The text is gone through once; every check of the narrative works on the sentences that tell a number.

use rust_decimal::Decimal;

use crate::report::AnnualReport;

/// The text of a report.
pub(super) struct Text {
    /// Its sentences, in order.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence, up to 。 or ；
pub(super) struct Sentence {
    /// The part it stands in, 0 to 5; none before the first heading.
    pub(super) part: Option<usize>,
    /// Which paragraph it stands in, counted over the whole text.
    pub(super) paragraph: usize,
    /// Whether the paragraph begins with it.
    pub(super) first: bool,
    /// Blanks removed, digits and brackets in one width, separators of thousands removed.
    pub(super) text: String,
    /// The numbers with a unit, in order.
    pub(super) mentions: Vec<Mention>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// 件, 宗, 起, 例
    Case,
    /// %
    Percent,
    /// 元
    Yuan,
    /// 万元
    TenThousandYuan,
    /// 条, 篇, 次 and the like.
    Other,
}

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The number.
    pub(super) value: Decimal,
    /// Its unit.
    pub(super) unit: Unit,
    /// Where the number starts, in bytes of the sentence.
    start: usize,
    /// Where the unit ends.
    end: usize,
    /// Where the clause before the number starts: after ，：（） or the number before.
    clause: usize,
    /// Where the item of a list before the number starts: also after 、
    item: usize,
}

/// Punctuation that ends a clause.
const BREAKS: [char; 8] = ['，', '：', '（', '）', ',', ':', '。', '；'];

impl Sentence {
    fn between(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The clause before the number.
    pub(super) fn clause(&self, mention: &Mention) -> &str {
        self.between(mention.clause, mention.start)
    }

    /// The item of a list before the number.
    pub(super) fn item(&self, mention: &Mention) -> &str {
        self.between(mention.item, mention.start)
    }

    /// Everything in the sentence before the number.
    pub(super) fn lead(&self, mention: &Mention) -> &str {
        self.between(0, mention.start)
    }

    /// What follows the unit, up to the next punctuation.
    pub(super) fn tail(&self, mention: &Mention) -> &str {
        let rest = self.rest(mention);
        let end = rest.find(|c| BREAKS.contains(&c) || c == '、').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Everything in the sentence after the unit.
    pub(super) fn rest(&self, mention: &Mention) -> &str {
        self.between(mention.end, self.text.len())
    }

    /// Whether any of the words stands in the sentence.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        has(&self.text, words)
    }

    /// The counts of cases.
    pub(super) fn cases(&self) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(|mention| mention.unit == Unit::Case)
    }
}

/// Whether any of the words stands in the text.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Words that may stand between what is counted and its number.
const FILLERS: [&str; 17] = [
    "共计",
    "总计",
    "合计",
    "分别为",
    "分别",
    "数量",
    "总数",
    "总量",
    "件数",
    "案件",
    "共",
    "计",
    "为",
    "达",
    "约",
    "的",
    "有",
];

/// The words without what may stand between them and the number.
pub(super) fn trimmed(words: &str) -> &str {
    let mut words = words;
    while let Some(shorter) = FILLERS.iter().find_map(|filler| words.strip_suffix(filler)) {
        words = shorter;
    }
    words
}

impl Text {
    /// The text of the report: what stands before the first heading, then the parts.
    pub(super) fn of(report: &AnnualReport) -> Self {
        let mut text = Self { sentences: Vec::new() };
        let mut paragraph = 0;
        text.block(None, &report.preamble, &mut paragraph);
        let mut part = None;
        for section in &report.sections {
            part = section.part.or(part);
            text.block(part, &section.paragraphs, &mut paragraph);
        }
        text
    }

    /// Paragraphs that belong together: one that a page or line break cut is joined again.
    fn block(&mut self, part: Option<usize>, paragraphs: &[String], count: &mut usize) {
        let mut open = String::new();
        for (index, printed) in paragraphs.iter().enumerate() {
            clean(printed, &mut open);
            let short_heading =
                open.chars().count() <= 24 && open.starts_with(['（', '一', '二', '三', '四']);
            let ended = open.ends_with(['。', '；', '：', '！', '？']) || short_heading;
            if !ended && index + 1 < paragraphs.len() {
                continue;
            }
            self.paragraph(part, &open, *count);
            open.clear();
            *count += 1;
        }
    }

    fn paragraph(&mut self, part: Option<usize>, text: &str, paragraph: usize) {
        let mut first = true;
        for sentence in text.split(['。', '；', '！', '？']).filter(|sentence| !sentence.is_empty()) {
            let mentions = mentions(sentence);
            self.sentences.push(Sentence { part, paragraph, first, text: sentence.into(), mentions });
            first = false;
        }
    }

    /// The sentences of a part.
    pub(super) fn part(&self, part: usize) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(move |sentence| sentence.part == Some(part))
    }

    /// The sentences of a paragraph.
    pub(super) fn paragraph_of(&self, sentence: &Sentence) -> impl Iterator<Item = &Sentence> {
        let paragraph = sentence.paragraph;
        self.sentences.iter().filter(move |other| other.paragraph == paragraph)
    }
}

/// Appends the text without blanks, with digits and brackets in one width and without separators of thousands.
fn clean(printed: &str, into: &mut String) {
    let mut chars = printed.chars().filter(|c| !c.is_whitespace()).peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '(' => '（',
            ')' => '）',
            '％' => '%',
            '．' => '.',
            other => other,
        };
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        if matches!(c, ',' | '，') && digit(into.chars().next_back()) && digit(chars.peek().copied()) {
            // A separator of thousands has three digits behind it; otherwise it parts two numbers.
            let ahead: Vec<char> = chars.clone().take(4).collect();
            if ahead.len() >= 3
                && ahead.iter().take(3).all(|c| digit(Some(*c)))
                && !digit(ahead.get(3).copied())
            {
                continue;
            }
        }
        into.push(c);
    }
}

fn unit(rest: &str) -> Option<(Unit, usize)> {
    const UNITS: [(&str, Unit); 21] = [
        ("件次", Unit::Other),
        ("件", Unit::Case),
        ("宗", Unit::Case),
        ("起", Unit::Case),
        ("例", Unit::Case),
        ("%", Unit::Percent),
        ("万元", Unit::TenThousandYuan),
        ("元", Unit::Yuan),
        ("条", Unit::Other),
        ("份", Unit::Other),
        ("篇", Unit::Other),
        ("次", Unit::Other),
        ("期", Unit::Other),
        ("个", Unit::Other),
        ("项", Unit::Other),
        ("名", Unit::Other),
        ("人", Unit::Other),
        ("场", Unit::Other),
        ("余件", Unit::Other),
        ("多件", Unit::Other),
        ("余条", Unit::Other),
    ];
    UNITS.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, unit)| (*unit, word.len()))
}

/// The numbers with a unit in a sentence.
fn mentions(sentence: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    if !sentence.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let (mut clause, mut item) = (0, 0);
    let mut at = 0;
    while let Some(c) = sentence.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_ascii_digit() {
            let rest = sentence.get(at..).unwrap_or_default();
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let number = rest.get(..length).and_then(|digits| digits.parse::<Decimal>().ok());
            let unit = rest.get(length..).and_then(unit);
            let after_letter = sentence.get(..at).is_some_and(|before| {
                before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '〔' | '-' | '—'))
            });
            if let (Some(value), Some((unit, unit_length)), false) = (number, unit, after_letter) {
                let end = at + length + unit_length;
                found.push(Mention { value, unit, start: at, end, clause, item });
                (clause, item, at) = (end, end, end);
            } else {
                at += length;
            }
            continue;
        }
        at += c.len_utf8();
        if BREAKS.contains(&c) {
            (clause, item) = (at, at);
        } else if c == '、' {
            item = at;
        }
    }
    found
}
