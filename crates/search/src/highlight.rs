//! What was looked for, in titles and passages of texts.

use std::ops::Range;

use crate::fold::{folded, folded_places};
use crate::query::Marked;
use crate::understand::{Asked, Form};
use crate::units::units;

/// Signs of a passage, and how many of them stand before what was found.
const PASSAGE: usize = 96;
const BEFORE: usize = 20;

/// Signs around a place that are looked at for more of what was looked for.
const AROUND: usize = 80;

/// What is looked for, as units that stand side by side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needles {
    /// The units of each.
    units: Vec<Vec<String>>,
    /// Each as it may stand in a text letter for letter.
    texts: Vec<String>,
}

impl Needles {
    /// All forms of all that is wanted.
    pub(crate) fn of(asked: &Asked) -> Self {
        let mut needles = Self::default();
        for form in asked.wants.iter().flat_map(|want| &want.forms) {
            match form {
                Form::Word { text, .. } | Form::Phrase(text) => needles.add(text),
                Form::Number(found) => {
                    found.keys.iter().chain(&found.tail).for_each(|key| needles.add(key));
                }
                Form::Period(_) => {}
            }
        }
        needles
    }

    /// The pairs of a text, for what is near to it only.
    pub(crate) fn of_pairs(folded: &str) -> Self {
        let mut needles = Self::default();
        for part in crate::understand::parts(folded) {
            if part.is_pair {
                needles.add(&part.text);
            }
        }
        needles
    }

    fn add(&mut self, text: &str) {
        let units: Vec<String> = units(text).iter().map(|unit| unit.text(text).to_owned()).collect();
        if !units.is_empty() && !self.units.contains(&units) {
            self.units.push(units);
            self.texts.push(text.to_owned());
        }
    }

    /// A text with all that is found in it marked.
    pub(crate) fn mark(&self, text: &str) -> Marked {
        let (signs, places) = folded_places(text);
        let folded: String = signs.iter().collect();
        let mut starts = Vec::with_capacity(folded.len() + 1);
        for (index, sign) in signs.iter().enumerate() {
            starts.extend(std::iter::repeat_n(index, sign.len_utf8()));
        }
        let units = units(&folded);
        let is_at = |at: usize, needle: &[String]| {
            needle.iter().enumerate().all(|(index, wanted)| {
                units.get(at + index).is_some_and(|unit| {
                    unit.text(&folded) == wanted && unit.position - units[at].position <= 2 * index as u32
                })
            })
        };
        let mut marks: Vec<Range<usize>> = Vec::new();
        for at in 0..units.len() {
            let longest = self.units.iter().filter(|needle| is_at(at, needle)).map(Vec::len).max();
            let Some(last) = longest.and_then(|length| units.get(at + length - 1)) else { continue };
            let first = starts.get(units[at].from as usize).and_then(|sign| places.get(*sign));
            let end = starts.get(last.to as usize - 1).and_then(|sign| places.get(*sign));
            let (Some((from, _)), Some((_, to))) = (first, end) else { continue };
            let (from, to) = (*from as usize, *to as usize);
            match marks.last_mut() {
                Some(mark) if from <= mark.end => mark.end = mark.end.max(to),
                _ => marks.push(from..to),
            }
        }
        Marked { text: text.to_owned(), marks }
    }

    /// The passage of a text that shows most of what is looked for; none where nothing is found in it.
    pub(crate) fn passage(&self, text: &str) -> Option<Marked> {
        let places: Vec<usize> = self.texts.iter().filter_map(|needle| text.find(needle.as_str())).collect();
        let best = places.into_iter().max_by_key(|place| {
            let from = back(text, *place, BEFORE);
            let window = text.get(from..forth(text, *place, AROUND)).unwrap_or_default();
            let shown = self.texts.iter().filter(|needle| window.contains(needle.as_str()));
            (shown.map(String::len).sum::<usize>(), std::cmp::Reverse(*place))
        });
        let place = best.or_else(|| self.mark(text).marks.first().map(|mark| mark.start))?;
        Some(self.cut(text, place))
    }

    fn cut(&self, text: &str, place: usize) -> Marked {
        let from = back(text, place, BEFORE);
        let to = forth(text, from, PASSAGE);
        let passage = text.get(from..to).unwrap_or_default();
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        // Blanks and line ends of a text say nothing in a passage.
        let passage = passage.split_whitespace().collect::<Vec<_>>().join(" ");
        self.mark(&format!("{before}{passage}{after}"))
    }
}

/// The beginning of a text, where nothing in it was looked for.
pub(crate) fn beginning(text: &str) -> Marked {
    Needles::default().cut(text, 0)
}

/// The words that were looked for.
pub(crate) fn words(asked: &Asked) -> Vec<String> {
    let word = |form: &Form| match form {
        Form::Word { text, .. } | Form::Phrase(text) => folded(text),
        Form::Number(found) => found.text.clone(),
        Form::Period(period) => period.clone(),
    };
    asked.wants.iter().filter_map(|want| want.forms.first()).map(word).collect()
}

/// The place so many signs before another one.
fn back(text: &str, place: usize, signs: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    before.char_indices().rev().take(signs).last().map_or(place, |(at, _)| at)
}

/// The place so many signs behind another one.
fn forth(text: &str, place: usize, signs: usize) -> usize {
    let behind = text.get(place..).unwrap_or_default();
    behind.char_indices().nth(signs).map_or(text.len(), |(at, _)| place + at)
}
