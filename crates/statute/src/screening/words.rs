//! The office's own words (词库): term, suggestion, severity, and the phrases in which a term is in order.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::marks::Trigger;
use super::{MOST_HITS, Settings, Severity, labels, marks};

/// The most terms and phrases that a list may have.
pub const MOST_WORDS: usize = 100_000;
/// The longest term, in characters.
const LONGEST: usize = 100;

/// An entry of the list (词条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// What must not stand there; Latin letters match in both cases.
    pub term: String,
    /// What should stand there instead.
    #[serde(default)]
    pub suggestion: String,
    /// What is done about it.
    pub severity: Severity,
    /// Longer phrases that hold the term and are in order (语境白名单).
    #[serde(default)]
    pub allowed: Vec<String>,
}

/// An entry that cannot be used, with the reason in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("词库第{number}条“{term}”：{why}")]
pub struct BadWord {
    /// Which entry, from 1.
    pub number: usize,
    /// Its term.
    pub term: String,
    /// What is wrong with it.
    pub why: String,
}

/// What a pattern of the automaton means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// It may belong to a mark.
    Mark(Trigger),
    /// It stands before the number of a travel document, or before a home address.
    Label(bool),
    /// It is the term of an entry.
    Term(usize),
    /// It is a phrase in which the term of an entry is in order.
    Allowed(usize),
}

/// The list, ready to be searched for; made once and used for every text.
pub struct WordList {
    settings: Settings,
    words: Vec<Word>,
    /// What each pattern means; two entries may share a phrase.
    meanings: Vec<Vec<Meaning>>,
    automaton: AhoCorasick,
    pub(super) filter: Filter,
}

impl WordList {
    /// Makes the list ready.
    ///
    /// # Errors
    /// Every entry that cannot be used.
    pub fn new(settings: Settings, words: Vec<Word>) -> Result<Self, Vec<BadWord>> {
        let bad = check(&words);
        if !bad.is_empty() {
            return Err(bad);
        }
        let marks = marks::words().map(|(word, trigger)| (word, Meaning::Mark(trigger)));
        let labels = labels::words().map(|(word, is_document)| (word, Meaning::Label(is_document)));
        let entries = words.iter().enumerate().flat_map(|(at, word)| {
            let allowed = word.allowed.iter().map(move |phrase| (phrase.as_str(), Meaning::Allowed(at)));
            std::iter::once((word.term.as_str(), Meaning::Term(at))).chain(allowed)
        });
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut patterns: Vec<&str> = Vec::new();
        let mut meanings: Vec<Vec<Meaning>> = Vec::new();
        for (pattern, meaning) in marks.chain(labels).chain(entries) {
            let number = *numbers.entry(pattern.to_ascii_lowercase()).or_insert_with(|| {
                patterns.push(pattern);
                meanings.push(Vec::new());
                meanings.len() - 1
            });
            meanings[number].push(meaning);
        }
        let filter = Filter::new(patterns.iter().copied());
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Anchored)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .ascii_case_insensitive(true)
            .build(&patterns)
            .map_err(|error| {
                vec![BadWord { number: 1, term: String::new(), why: format!("词库过大（{error}）") }]
            })?;
        Ok(Self { settings, words, meanings, automaton, filter })
    }

    /// What the office decided beside its words.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The entries.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Tells all patterns that begin at a place. All, not the longest: otherwise a term that blocks could hide in a
    /// longer harmless one.
    pub(super) fn at(&self, text: &str, at: usize, mut tell: impl FnMut(Meaning, Range<usize>)) {
        let input = Input::new(text).span(at..text.len()).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        loop {
            self.automaton
                .try_find_overlapping(input.clone(), &mut state)
                .expect("the automaton was built for anchored, overlapping searches");
            let Some(found) = state.get_match() else { return };
            // It tells patterns that end together with one, too; their turn comes where they begin.
            if found.start() == at {
                for meaning in &self.meanings[found.pattern().as_usize()] {
                    tell(*meaning, found.range());
                }
            }
        }
    }

    /// The entries found and where: of terms inside each other the longest, unless the shorter one is graver; none
    /// within a phrase in which it is in order.
    pub(super) fn sift(
        &self,
        mut terms: Vec<(usize, Range<usize>)>,
        allowed: &[(usize, Range<usize>)],
    ) -> Vec<(&Word, Range<usize>)> {
        terms.sort_by_key(|(_, span)| (span.start, usize::MAX - span.end));
        let mut kept: Vec<(&Word, Range<usize>)> = Vec::new();
        for (number, span) in terms {
            let word = &self.words[number];
            let is_allowed =
                near(allowed, &span).any(|(other, phrase)| *other == number && holds(phrase, &span));
            // What holds this term begins before it or is longer, so that it has been looked at already.
            let is_covered = || {
                let reach = span.start.saturating_sub(LONGEST * 4);
                let mut before = kept.iter().rev().take_while(|(_, longer)| longer.start >= reach);
                before.any(|(longer, at)| longer.severity >= word.severity && holds(at, &span))
            };
            if !is_allowed && !is_covered() {
                kept.push((word, span));
                if kept.len() == MOST_HITS {
                    break;
                }
            }
        }
        kept
    }
}

impl std::fmt::Debug for WordList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordList").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && outer.end >= inner.end
}

/// Those of the spans in order that begin so near before a span that they could hold it.
fn near<'a>(
    sorted: &'a [(usize, Range<usize>)],
    span: &Range<usize>,
) -> impl Iterator<Item = &'a (usize, Range<usize>)> + use<'a> {
    let reach = span.start.saturating_sub(LONGEST * 4);
    let from = sorted.partition_point(|(_, other)| other.start < reach);
    let to = sorted.partition_point(|(_, other)| other.start <= span.start);
    sorted[from..to].iter()
}

fn check(words: &[Word]) -> Vec<BadWord> {
    let mut bad = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut patterns = 0;
    for (at, word) in words.iter().enumerate() {
        let mut tell = |why: String| bad.push(BadWord { number: at + 1, term: word.term.clone(), why });
        patterns += 1 + word.allowed.len();
        if patterns > MOST_WORDS {
            tell(format!("词条和语境合计超过{MOST_WORDS}条"));
            break;
        }
        if word.term.trim().is_empty() {
            tell("词为空".into());
            continue;
        }
        if word.term.trim() != word.term {
            tell("词的前后有空格".into());
        }
        for text in word.allowed.iter().chain([&word.term]) {
            let count = text.chars().count();
            if count > LONGEST {
                tell(format!("有{count}个字，最多{LONGEST}个字"));
            }
        }
        let term = word.term.to_ascii_lowercase();
        for phrase in &word.allowed {
            if !phrase.to_ascii_lowercase().contains(&term) || phrase.len() == term.len() {
                tell(format!("语境“{phrase}”应当包含这个词，并且比它长"));
            }
        }
        if let Some(first) = seen.insert(term, at + 1) {
            tell(format!("与第{first}条重复"));
        }
    }
    bad
}
