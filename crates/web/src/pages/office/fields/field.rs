//! A field of a form: what it takes, how it is called, and what the officer is told at it.

use jiff::civil::Date;
use office::applications::FILE_LIMIT;
use statute::letters::{Fact, FactSource};

/// What a file may be.
pub(crate) const SCANS: &str = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx";
/// The largest file, in bytes.
pub(crate) const LARGEST: u64 = FILE_LIMIT as u64;

/// Value and label.
pub(crate) type Choice = (String, String);

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line; sealed.
    Line,
    /// Several lines; sealed.
    Text,
    /// A number or code of the act itself.
    Code,
    /// Several lines that are no part of this application.
    Lines,
    /// A day.
    Day,
    /// A day and an hour.
    Moment,
    /// A whole number.
    Count,
    /// One of these.
    One(Vec<Choice>),
    /// Any of these.
    Many(Vec<Choice>),
    /// Each of these, ticked one by one.
    Every(Vec<Choice>),
    /// One outcome, by the five steps.
    Outcome,
    /// Files; sealed.
    Files,
    /// No field: the button that brings another block of fields.
    More,
}

/// A field of a verb's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: Kind,
    pub(crate) is_required: bool,
    pub(crate) hint: &'static str,
    /// Whether what is typed goes sealed beside the act.
    pub(crate) is_sealed: bool,
    /// The first and the last day that a day may be.
    pub(crate) range: Option<(Date, Date)>,
    /// What is said where it is empty; by its label where nothing is.
    pub(crate) asking: &'static str,
    /// The ground whose block it stands in, from 1; 0 where in none.
    pub(crate) ground: usize,
    /// What that block is called: messages begin with it.
    pub(crate) place: String,
}

pub(crate) fn field(name: &'static str, label: &'static str, kind: Kind) -> Field {
    let is_sealed = matches!(kind, Kind::Line | Kind::Text);
    let place = String::new();
    let range = None;
    Field { name, label, kind, is_required: false, hint: "", is_sealed, range, asking: "", ground: 0, place }
}

impl Field {
    pub(crate) fn needed(mut self) -> Self {
        self.is_required = true;
        self
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) fn sealed(mut self) -> Self {
        self.is_sealed = true;
        self
    }

    pub(crate) fn asking(mut self, sentence: &'static str) -> Self {
        self.asking = sentence;
        self
    }
}

pub(crate) fn choice(value: &str, label: &str) -> Choice {
    (value.to_owned(), label.to_owned())
}

/// What the officer states; what is on record or the law's own words is not asked for.
pub(crate) fn fact_field(fact: Fact, is_required: bool) -> Option<Field> {
    let kind = match fact.source() {
        FactSource::Words => Kind::Text,
        FactSource::Choice => Kind::Many(fact.choices().iter().map(|word| choice(word, word)).collect()),
        FactSource::Confirmed => Kind::Many(vec![choice("yes", "是")]),
        FactSource::Record | FactSource::Law => return None,
    };
    let field = Field { is_required, ..field(fact.name(), fact.zh(), kind) };
    Some(field.hint(fact.hint()).sealed())
}
