//! How the fields of the index are cut into tokens. The texts that come here are folded already.

use pinyin::ToPinyinMulti as _;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::dictionary;
use crate::units::{Unit, pair_into, units};

/// Stands before the first unit of a title and behind the last one.
pub(crate) const START: char = '\u{2}';
pub(crate) const END: char = '\u{3}';

/// Sets pairs of syllables apart from syllables.
const PAIR_OF_SYLLABLES: char = '~';

/// Signs that are often read in more than one way; of all others the usual reading counts, for rare ones would only
/// suggest what nobody means.
const READ_DIFFERENTLY: &str =
    "行长重会调还乐都参差传弹度给强校省数系藏朝车盛曾率厦降解卡落没模什提血薄畜查单折弄约说圈宁柏尽";

/// How many readings of one sign count.
const READINGS: usize = 3;

/// What a field is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Units and pairs of units, with the title's start and end.
    Title,
    /// Pairs of units.
    Pairs,
    /// Units.
    Units,
    /// Words of the dictionary.
    Words,
    /// Two and three initials of the syllables that stand side by side, with the start.
    Initials,
    /// Syllables, and pairs of them with the start.
    Syllables,
}

impl Cut {
    pub(crate) const ALL: [Self; 6] =
        [Self::Title, Self::Pairs, Self::Units, Self::Words, Self::Initials, Self::Syllables];

    /// The name the index knows it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Pairs => "pairs",
            Self::Units => "units",
            Self::Words => "words",
            Self::Initials => "initials",
            Self::Syllables => "syllables",
        }
    }

    /// Cuts a folded text.
    fn cut(self, folded: &str, tokens: &mut Tokens) {
        match self {
            Self::Title => title(folded, tokens),
            Self::Pairs => pairs(folded, tokens),
            Self::Units => {
                for unit in units(folded) {
                    tokens.push(unit.position, |text| text.push_str(unit.text(folded)));
                }
            }
            Self::Words => {
                let mut position = 0;
                dictionary::words(folded, |word| {
                    tokens.push(position, |text| text.push_str(word));
                    position += 1;
                });
            }
            Self::Initials => initials(&initials_of(folded), tokens),
            Self::Syllables => syllables(&syllables_of(folded), tokens),
        }
    }
}

fn pairs(folded: &str, tokens: &mut Tokens) {
    for neighbors in units(folded).windows(2) {
        let [one, other] = [neighbors[0], neighbors[1]];
        if other.position == one.position + 1 {
            tokens.push(one.position, |text| pair_into(text, folded, one, other));
        }
    }
}

fn title(folded: &str, tokens: &mut Tokens) {
    let units = units(folded);
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return };
    tokens.push(0, |text| {
        text.push(START);
        text.push_str(first.text(folded));
    });
    for (index, one) in units.iter().enumerate() {
        tokens.push(one.position + 1, |text| text.push_str(one.text(folded)));
        let next = units.get(index + 1).filter(|next| next.position == one.position + 1);
        if let Some(other) = next {
            tokens.push(one.position + 1, |text| pair_into(text, folded, *one, *other));
        }
    }
    tokens.push(last.position + 1, |text| {
        text.push_str(last.text(folded));
        text.push(END);
    });
}

/// The syllables a sign can be read as, most usual first; ü is written v.
fn readings(sign: char) -> Vec<String> {
    let Some(all) = sign.to_pinyin_multi() else { return Vec::new() };
    let most = if READ_DIFFERENTLY.contains(sign) { READINGS } else { 1 };
    let mut readings: Vec<String> = Vec::new();
    for reading in all {
        let syllable = reading.plain().replace('ü', "v");
        if !readings.contains(&syllable) && readings.len() < most {
            readings.push(syllable);
        }
    }
    readings
}

/// For each unit of a text the syllables it can be read as; a run is its own syllable.
pub(crate) fn syllables_of(folded: &str) -> Vec<Vec<String>> {
    let readings_of = |unit: &Unit| {
        let text = unit.text(folded);
        let sign = text.chars().next().filter(|_| unit.is_sign);
        let readings = sign.map(readings).unwrap_or_default();
        if readings.is_empty() { vec![text.to_owned()] } else { readings }
    };
    units(folded).iter().map(readings_of).collect()
}

/// For each sign of a text the letters its syllable can begin with; letters and digits stand for themselves.
pub(crate) fn initials_of(folded: &str) -> Vec<Vec<char>> {
    let mut initials: Vec<Vec<char>> = Vec::new();
    for unit in units(folded) {
        let text = unit.text(folded);
        let sign = text.chars().next().filter(|_| unit.is_sign);
        if let Some(sign) = sign {
            let mut letters: Vec<char> =
                readings(sign).iter().filter_map(|word| word.chars().next()).collect();
            letters.dedup();
            initials.push(if letters.is_empty() { vec![sign] } else { letters });
        } else {
            initials.extend(text.chars().map(|c| vec![c]));
        }
    }
    initials
}

fn initials(letters: &[Vec<char>], tokens: &mut Tokens) {
    let start = [START];
    let at = |index: usize| match index {
        0 => Some(start.as_slice()),
        index => letters.get(index - 1).map(Vec::as_slice),
    };
    for position in 0..letters.len() {
        let (Some(first), Some(second)) = (at(position), at(position + 1)) else { continue };
        for one in first {
            for other in second {
                tokens.push(position as u32, |text| text.extend([*one, *other]));
                for last in at(position + 2).unwrap_or_default() {
                    tokens.push(position as u32, |text| text.extend([*one, *other, *last]));
                }
            }
        }
    }
}

fn syllables(readings: &[Vec<String>], tokens: &mut Tokens) {
    let start = [START.to_string()];
    let mut before = start.as_slice();
    for (index, here) in readings.iter().enumerate() {
        let position = index as u32;
        for one in before {
            for other in here {
                tokens.push(position, |text| text.push_str(&pair_of_syllables(one, other)));
            }
        }
        for one in here {
            tokens.push(position + 1, |text| text.push_str(one));
        }
        before = here;
    }
}

/// The token of two syllables side by side.
pub(crate) fn pair_of_syllables(one: &str, other: &str) -> String {
    format!("{PAIR_OF_SYLLABLES}{one} {other}")
}

/// The tokens of a text, one behind the other.
#[derive(Clone, Debug, Default)]
struct Tokens {
    /// Their texts, joined.
    text: String,
    /// The position of each, and where its text ends.
    ends: Vec<(u32, usize)>,
}

impl Tokens {
    fn push(&mut self, position: u32, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push((position, self.text.len()));
    }
}

/// A way of cutting as the index calls it.
#[derive(Clone, Debug)]
struct Cutter {
    cut: Cut,
    tokens: Tokens,
    token: Token,
}

/// The tokens of one text as the index takes them.
struct Stream<'a> {
    tokens: &'a Tokens,
    token: &'a mut Token,
    next: usize,
    from: usize,
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.tokens.text.clear();
        self.tokens.ends.clear();
        self.cut.cut(text, &mut self.tokens);
        self.token.reset();
        Stream { tokens: &self.tokens, token: &mut self.token, next: 0, from: 0 }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, to)) = self.tokens.ends.get(self.next) else { return false };
        self.token.position = *position as usize;
        self.token.text.clear();
        self.token.text.push_str(self.tokens.text.get(self.from..*to).unwrap_or_default());
        (self.from, self.next) = (*to, self.next + 1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// All ways of cutting, for an index.
pub(crate) fn register(manager: &TokenizerManager) {
    for cut in Cut::ALL {
        let cutter = Cutter { cut, tokens: Tokens::default(), token: Token::default() };
        manager.register(cut.name(), TextAnalyzer::from(cutter));
    }
}

/// The tokens of a folded text with their positions.
pub(crate) fn tokens(cut: Cut, folded: &str) -> Vec<(usize, String)> {
    let mut tokens = Tokens::default();
    cut.cut(folded, &mut tokens);
    let mut from = 0;
    let mut taken = Vec::with_capacity(tokens.ends.len());
    for (position, to) in tokens.ends {
        taken.push((position as usize, tokens.text.get(from..to).unwrap_or_default().to_owned()));
        from = to;
    }
    taken
}
