//! What is chosen of a clean-up, over all pages of its list: the rows of the page that was shown have fields of their own,
//! those of other pages travel in one field.

use std::collections::BTreeMap;

use crate::layout::Typed;

/// The field that carries what was chosen on other pages.
pub(super) const ELSEWHERE: &str = "elsewhere";
/// Between documents in that field, and between what is said of one.
const APART: char = ';';
const BETWEEN: char = ' ';
/// No result is chosen.
const NOTHING: &str = "-";

/// What is chosen of a document, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// The version of the document that was on the screen.
    pub(super) version: i64,
    pub(super) result: String,
    pub(super) until: String,
}

/// What is chosen, by the numbers of the documents.
pub(super) type Choices = BTreeMap<String, Choice>;

/// Names of the fields of a document: result, new last day, version.
pub(super) fn names(number: &str) -> [String; 3] {
    ["result", "until", "version"].map(|field| format!("{field}_{number}"))
}

/// Reads what was chosen on the page that was shown and on the others.
pub(super) fn read(form: &Typed) -> Choices {
    let mut all = Choices::new();
    for (name, value) in form.pairs() {
        let value = value.trim();
        if name == ELSEWHERE {
            all.extend(value.split(APART).filter_map(carried));
            continue;
        }
        let Some((field, number)) = name.split_once('_') else { continue };
        if !["result", "until", "version"].contains(&field) {
            continue;
        }
        let choice: &mut Choice = all.entry(number.to_owned()).or_default();
        match field {
            "result" => value.clone_into(&mut choice.result),
            "until" => value.clone_into(&mut choice.until),
            _ => choice.version = value.parse().unwrap_or_default(),
        }
    }
    all.retain(|_, choice| !choice.result.is_empty() || !choice.until.is_empty());
    all
}

fn carried(text: &str) -> Option<(String, Choice)> {
    let mut parts = text.splitn(4, BETWEEN);
    let (number, version) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
    let result = parts.next().filter(|result| *result != NOTHING).unwrap_or_default().to_owned();
    let until = parts.next().unwrap_or_default().to_owned();
    Some((number, Choice { version, result, until }))
}

/// What is chosen of documents that the page does not show, as its field carries it.
pub(super) fn carry(choices: &Choices, is_shown: impl Fn(&str) -> bool) -> String {
    let others = choices.iter().filter(|(number, _)| !is_shown(number));
    let text = others.map(|(number, Choice { version, result, until })| {
        let result = if result.is_empty() { NOTHING } else { result };
        let until = until.replace(APART, "");
        format!("{number}{BETWEEN}{version}{BETWEEN}{result}{BETWEEN}{until}")
    });
    text.collect::<Vec<_>>().join(&APART.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_on_other_pages_comes_back_as_it_was_typed() {
        let pairs = [
            ("holds_from", "2026-03-16"),
            ("result_P2026-1", "kept"),
            ("until_P2026-1", " 二〇三一年;三月 "),
            ("version_P2026-1", "7"),
            ("result_P2026-2", ""),
            ("until_P2026-2", "2031-03-15"),
            ("version_P2026-2", "9"),
            ("result_P2026-3", ""),
            ("until_P2026-3", ""),
            ("version_P2026-3", "5"),
        ];
        let form = Typed::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        let choices = read(&form);
        assert_eq!(choices.len(), 2, "what nobody chose is not carried along: {choices:?}");
        let text = carry(&choices, |_| false);
        assert_eq!(text, "P2026-1 7 kept 二〇三一年三月;P2026-2 9 - 2031-03-15");
        let again = read(&Typed::default().with(ELSEWHERE, text));
        assert_eq!((again["P2026-1"].version, again["P2026-1"].until.as_str()), (7, "二〇三一年三月"));
        assert_eq!(again["P2026-2"], choices["P2026-2"]);
        assert_eq!(carry(&choices, |number| number == "P2026-1"), "P2026-2 9 - 2031-03-15");
        assert!(
            read(&Typed::default().with(ELSEWHERE, ";; x;P1 y z")).is_empty(),
            "what is none is left out"
        );
    }
}
