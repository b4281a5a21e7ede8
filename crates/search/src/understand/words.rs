//! Letters without a blank between them to wanted words: by the dictionary, by synonyms, by what stands alone.

use super::vocabulary::{ASKING, EMPTY};
use super::{Form, Want};
use crate::dictionary;
use crate::synonyms::Synonyms;
use crate::units::is_chinese;

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

impl Want {
    fn word(text: &str, is_needed: bool) -> Self {
        let is_known = text.chars().all(is_chinese) && dictionary::has(text);
        Self { forms: vec![Form::Word { text: text.to_owned(), is_known }], is_needed }
    }
}

/// The wants of letters without a blank or mark between them.
pub(super) fn chunk_wants(chunk: &str, synonyms: &Synonyms) -> Vec<Want> {
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
