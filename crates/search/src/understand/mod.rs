//! What somebody means by the words of a search.

mod parts;
mod period;
mod quoted;
mod vocabulary;
mod words;

pub(crate) use parts::{Part, parts};

use crate::fold::folded;
use crate::number;
use crate::synonyms::Synonyms;
use crate::units::units;
use period::period;
use quoted::quoted;
use vocabulary::NAMING;
use words::chunk_wants;

/// Signs of a search that are read; nobody asks in more.
const LONGEST: usize = 200;

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
