//! The fields of the index, and how an item becomes a document.

use jiff::civil::DateTime;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

use crate::fold::folded;
use crate::item::Item;
use crate::number;
use crate::tokens::Cut;

/// Grows with every change to fields, tokens or folding: an index of another version is made anew.
pub(crate) const VERSION: u32 = 3;

/// How many signs of a text are kept for snippets. All of it is found.
const KEPT: usize = 20_000;
/// The same of an attachment: a passage from one says which one it is.
const KEPT_OF_ATTACHMENT: usize = 50_000;

/// Separates an attachment's name from its text where it is kept.
pub(crate) const NAME_END: char = '\n';

/// The fields by their handles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub id: Field,
    pub number: Field,
    pub state: Field,
    pub shown_title: Field,
    pub summary: Field,
    pub text: Field,
    pub attachment: Field,
    pub published_at: Field,
    /// Numbers in full and in their parts, not cut.
    pub keys: Field,
    pub title: Field,
    pub title_words: Field,
    pub pairs: Field,
    pub units: Field,
    pub words: Field,
    pub initials: Field,
    pub syllables: Field,
    pub agency: Field,
    pub column: Field,
    pub kind: Field,
    pub theme: Field,
    pub genre: Field,
    pub validity: Field,
    /// Year (`2023`) and month (`2023-05`) of publication.
    pub period: Field,
}

/// The name of the field that items are sorted by.
pub(crate) const PUBLISHED_AT: &str = "published_at";

/// The names of the fields that are counted.
pub(crate) const COLUMN: &str = "column";
pub(crate) const KIND: &str = "kind";

impl Fields {
    /// The schema with its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let cut = |cut: Cut, option: IndexRecordOption| {
            let indexing = TextFieldIndexing::default().set_tokenizer(cut.name()).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let raw = || {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::Basic);
            TextOptions::default().set_indexing_options(indexing)
        };
        let (freqs, positions) = (IndexRecordOption::WithFreqs, IndexRecordOption::WithFreqsAndPositions);
        let fields = Self {
            id: schema.add_u64_field("id", INDEXED | STORED),
            number: schema.add_text_field("number", STORED),
            state: schema.add_text_field("state", STORED),
            shown_title: schema.add_text_field("shown_title", STORED),
            summary: schema.add_text_field("summary", STORED),
            text: schema.add_text_field("text", STORED),
            attachment: schema.add_text_field("attachment", STORED),
            published_at: schema.add_i64_field(PUBLISHED_AT, FAST | STORED),
            keys: schema.add_text_field("keys", raw()),
            title: schema.add_text_field("title", cut(Cut::Title, positions)),
            title_words: schema.add_text_field("title_words", cut(Cut::Words, freqs)),
            pairs: schema.add_text_field("pairs", cut(Cut::Pairs, positions)),
            units: schema.add_text_field("units", cut(Cut::Units, freqs)),
            words: schema.add_text_field("words", cut(Cut::Words, freqs)),
            initials: schema.add_text_field("initials", cut(Cut::Initials, positions)),
            syllables: schema.add_text_field("syllables", cut(Cut::Syllables, positions)),
            agency: schema.add_text_field("agency", raw()),
            column: schema.add_text_field(COLUMN, raw().set_fast("raw")),
            kind: schema.add_text_field(KIND, raw().set_fast("raw")),
            theme: schema.add_text_field("theme", raw()),
            genre: schema.add_text_field("genre", raw()),
            validity: schema.add_text_field("validity", raw()),
            period: schema.add_text_field("period", raw()),
        };
        (schema.build(), fields)
    }

    /// The term that names one item.
    pub(crate) fn key_of(&self, id: u64) -> Term {
        Term::from_field_u64(self.id, id)
    }

    /// The document of an item.
    pub(crate) fn document(&self, item: &Item) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(self.id, item.id);
        document.add_i64(self.published_at, sortable(item.published_at));
        document.add_text(self.number, &item.number);
        document.add_text(self.state, &item.state);
        document.add_text(self.shown_title, &item.title);
        document.add_text(self.summary, &item.summary);
        document.add_text(self.text, kept(&item.text, KEPT));
        for key in number::keys(&item.number, &item.document_number, &item.index_number) {
            document.add_text(self.keys, key);
        }
        let title = folded(&item.title);
        for field in [self.title, self.title_words, self.initials, self.syllables] {
            document.add_text(field, &title);
        }
        self.add_anywhere(&mut document, &title);
        for text in [&item.document_number, &item.index_number, &item.agency, &item.summary, &item.text] {
            self.add_anywhere(&mut document, &folded(text));
        }
        for (name, text) in &item.attachments {
            document.add_text(self.attachment, format!("{name}{NAME_END}{}", kept(text, KEPT_OF_ATTACHMENT)));
            self.add_anywhere(&mut document, &folded(name));
            self.add_anywhere(&mut document, &folded(text));
        }
        for (field, value) in [
            (self.agency, &item.agency),
            (self.kind, &item.kind),
            (self.genre, &item.genre),
            (self.validity, &item.validity),
        ] {
            document.add_text(field, value);
        }
        for (field, path) in [(self.column, &item.column), (self.theme, &item.theme)] {
            for part in paths(path) {
                document.add_text(field, part);
            }
        }
        let (year, month) = (item.published_at.year(), item.published_at.month());
        document.add_text(self.period, format!("{year:04}"));
        document.add_text(self.period, format!("{year:04}-{month:02}"));
        document
    }

    fn add_anywhere(&self, document: &mut TantivyDocument, folded: &str) {
        if !folded.is_empty() {
            for field in [self.pairs, self.units, self.words] {
                document.add_text(field, folded);
            }
        }
    }
}

/// A path and all that it lies in: `a/b/c` gives `a`, `a/b` and `a/b/c`.
fn paths(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    ends.chain([path.len()]).filter_map(|end| path.get(..end)).filter(|part| !part.is_empty())
}

fn kept(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// A point in time as a number in the same order.
pub(crate) fn sortable(at: DateTime) -> i64 {
    let day = (i64::from(at.year()) * 100 + i64::from(at.month())) * 100 + i64::from(at.day());
    let hour = i64::from(at.hour()) * 100 + i64::from(at.minute());
    (day * 10_000 + hour) * 100 + i64::from(at.second())
}

/// The point in time of such a number.
pub(crate) fn point_in_time(sortable: i64) -> Option<DateTime> {
    let part = |divisor: i64, modulus: i64| i8::try_from(sortable / divisor % modulus).ok();
    let year = i16::try_from(sortable / 10_000_000_000).ok()?;
    let (month, day) = (part(100_000_000, 100)?, part(1_000_000, 100)?);
    let (hour, minute, second) = (part(10_000, 100)?, part(100, 100)?, part(1, 100)?);
    DateTime::new(year, month, day, hour, minute, second, 0).ok()
}
