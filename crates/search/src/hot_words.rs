//! Words that the office keeps because many look for them (热搜词).

use crate::fold::folded;
use crate::tokens::{initials_of, syllables_of};

/// Words that are suggested before titles, the most wanted first.
#[derive(Clone, Debug, Default)]
pub struct HotWords {
    words: Vec<HotWord>,
}

#[derive(Clone, Debug)]
struct HotWord {
    shown: String,
    folded: String,
    /// The usual syllables, joined.
    pinyin: String,
    /// The usual initials.
    initials: String,
}

impl HotWords {
    /// Keeps words in the order given.
    pub fn new<Word: Into<String>>(words: impl IntoIterator<Item = Word>) -> Self {
        let words = words.into_iter().map(|word| {
            let shown: String = word.into();
            let folded = folded(shown.trim());
            let pinyin =
                syllables_of(&folded).iter().filter_map(|all| all.first().map(String::as_str)).collect();
            let initials = initials_of(&folded).iter().filter_map(|all| all.first()).collect();
            HotWord { shown, folded, pinyin, initials }
        });
        Self { words: words.filter(|word| !word.folded.is_empty()).collect() }
    }

    /// The words that begin with what was typed, then those that have it.
    pub(crate) fn like<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a str> {
        let begins = move |word: &&HotWord| {
            [&word.folded, &word.pinyin, &word.initials].iter().any(|form| form.starts_with(typed))
        };
        let has = move |word: &&HotWord| word.folded.contains(typed);
        let beginning = self.words.iter().filter(begins);
        let within = self.words.iter().filter(move |word| has(word) && !begins(word));
        beginning.chain(within).filter(|_| !typed.is_empty()).map(|word| word.shown.as_str())
    }
}
