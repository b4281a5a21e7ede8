//! What is asked of the index, and what it answers.

use std::ops::Range;

use jiff::civil::DateTime;

/// How far down a list can be read, and up to where results are counted.
pub const MOST: usize = 10_000;

/// A search.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// What was typed: words, a number, a question, a phrase in quotes.
    pub words: String,
    /// Where to look.
    pub within: Within,
    /// What results must be.
    pub filters: Filters,
    /// In which order results are told.
    pub order: Order,
    /// How many results to pass over.
    pub skip: usize,
    /// How many results to tell; at most to the `MOST`-th.
    pub limit: usize,
    /// Whether to count results by kind, column and year.
    pub with_counts: bool,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Title, numbers, agency, summary, text, attachments.
    #[default]
    Everything,
    /// Titles and numbers only.
    Title,
}

/// The order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What fits best comes first.
    #[default]
    Relevance,
    /// The newest comes first.
    Time,
}

/// What results must be; what is none is not asked for. Values are those of the items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// In this column or below it.
    pub column: Option<String>,
    /// Of this theme or below it.
    pub theme: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this genre.
    pub genre: Option<String>,
    /// Of this validity.
    pub validity: Option<String>,
    /// Of this agency.
    pub agency: Option<String>,
    /// Published in this year.
    pub year: Option<i16>,
}

/// How many results there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(usize),
    /// More than so many: nobody reads them all, so they are not counted on.
    MoreThan(usize),
}

/// The answer to a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// How many there are.
    pub total: Total,
    /// Those that were asked for.
    pub hits: Vec<Hit>,
    /// Results by kind, column and year; only where they were asked for and all results were counted.
    pub counts: Option<Counts>,
    /// Nothing has all words: these are the nearest.
    pub is_loosened: bool,
    /// The words that were looked for, in simplified signs, without those that say nothing.
    pub words: Vec<String>,
}

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The item's key.
    pub id: u64,
    /// The item's number.
    pub number: String,
    /// What of it was indexed, as the item said.
    pub state: String,
    /// The title, with what was looked for.
    pub title: Marked,
    /// A passage, with what was looked for.
    pub snippet: Marked,
    /// The attachment the passage is from; none where it is from the summary or the text.
    pub attachment: Option<String>,
    /// When it was published.
    pub published_at: DateTime,
    /// How well it fits; comparable within one search only.
    pub score: f32,
}

/// A text with marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The bytes that are marked: in order, apart from one another, never within a sign.
    pub marks: Vec<Range<usize>>,
}

impl Marked {
    /// The text in pieces, each marked or not.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, bool)> {
        let ends = self.marks.iter().flat_map(|mark| [(mark.start, false), (mark.end, true)]);
        let mut from = 0;
        ends.chain([(self.text.len(), false)]).filter_map(move |(to, is_marked)| {
            let piece = self.text.get(from..to).filter(|piece| !piece.is_empty());
            from = to;
            piece.map(|piece| (piece, is_marked))
        })
    }
}

/// Results counted: each value with its number, most first, years newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By kind.
    pub kinds: Vec<(String, usize)>,
    /// By column, those above others included.
    pub columns: Vec<(String, usize)>,
    /// By year of publication.
    pub years: Vec<(i16, usize)>,
}

/// What could be meant by what was typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words.
    pub text: String,
    /// The number of the item whose title it is; none for a word the office keeps.
    pub number: Option<String>,
}
