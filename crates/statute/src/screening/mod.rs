//! Machine help before review (发布前筛查): secrecy marks, personal data, words of the office's own list.
//! 《条例》第14条, 第15条, 第17条
//!
//! It looks at a text and says where a person must look; it never says that a text may be published. Every text of a
//! file is screened, whatever part of the file it stands in (`documents::surfaces`).

mod character;
mod filter;
mod hit;
mod kind;
mod labels;
mod marks;
mod numbers;
mod pass;
mod settings;
mod words;

use std::ops::Range;

pub use hit::Hit;
pub use kind::{Kind, Severity};
pub use numbers::{credit_code_is_valid, identity_number_is_valid, luhn_is_valid};
use pass::Seen;
pub use settings::Settings;
pub use words::{BadWord, MOST_WORDS, Word, WordList};

/// So many hits of one detector are told of one text. Who has seen these knows that it cannot be published so.
pub const MOST_HITS: usize = 10_000;

/// Looks for everything in a text; hits stand in the order of the text.
pub fn screen(text: &str, list: &WordList) -> Vec<Hit> {
    let settings = list.settings();
    let mut hits = Vec::new();
    let mut tell = |kind: Kind, span: Range<usize>| {
        let found = &text[span.clone()];
        if kind.can_be_own() && settings.is_own(found) {
            return;
        }
        hits.push(Hit {
            kind,
            found: found.to_owned(),
            span,
            severity: settings.severity(kind),
            why: kind.why().to_owned(),
            suggestion: kind.suggestion().to_owned(),
            basis: kind.basis(),
        });
    };
    let seen = Seen::of(text, list);
    marks::find(text, &seen.marks, &seen.lines, &mut tell);
    labels::find(text, &seen.labels, &mut tell);
    seen.numbers.into_iter().for_each(|(kind, span)| tell(kind, span));
    for (word, span) in list.sift(seen.terms, &seen.allowed) {
        hits.push(Hit {
            kind: Kind::ListedWord,
            found: text[span.clone()].to_owned(),
            span,
            severity: word.severity,
            why: Kind::ListedWord.why().to_owned(),
            suggestion: if word.suggestion.is_empty() {
                Kind::ListedWord.suggestion().to_owned()
            } else {
                word.suggestion.clone()
            },
            basis: Kind::ListedWord.basis(),
        });
    }
    hits.sort_by_key(|hit| (hit.span.start, hit.kind, hit.span.end));
    hits
}
