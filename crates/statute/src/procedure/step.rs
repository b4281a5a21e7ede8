//! An act with its day and officer, and the numbers of the letters that go out with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::act::Act;
use crate::letters::{LetterForm, LetterNumber};

/// An act and the day it was done on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day it counts on: that of recording, but for arrival and for the verbs that have a day of their own, which may
    /// have been done before ([`super::Verb::day_zh`]).
    pub on: Date,
    /// The account of the officer; 申请人 where the applicant did it.
    pub by: String,
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
    /// Numbers of the letters that go out with it, in the order of [`Application::sends`], but for the one that the act
    /// itself names. None at steps of the time when only answers were numbered.
    ///
    /// [`Application::sends`]: super::Application::sends
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Numbered>,
}

/// The number of a letter that goes out with a step, by its form: a form that a later program sends with the same act
/// takes no number from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Numbered {
    /// Of a letter of this form.
    Of {
        /// Its form.
        form: LetterForm,
        /// Its number.
        number: String,
    },
    /// As steps have it from before forms were kept: in the order in which the letters go out.
    InOrder(String),
}

impl Numbered {
    /// The number.
    pub fn number(&self) -> &str {
        match self {
            Self::Of { number, .. } | Self::InOrder(number) => number,
        }
    }

    fn fits(&self, wanted: LetterForm) -> bool {
        match self {
            Self::Of { form, .. } => *form == wanted,
            Self::InOrder(_) => true,
        }
    }
}

impl Step {
    /// A step whose letters have no numbers yet.
    pub const fn new(on: Date, by: String, act: Act) -> Self {
        Self { on, by, act, letters: Vec::new() }
    }

    /// The numbers of its letters that bear one, in the order they go out.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.act.letter().into_iter().chain(self.letters.iter().map(Numbered::number))
    }

    /// Gives its letters their numbers, in the order they go out.
    pub fn set_numbers(&mut self, numbers: impl IntoIterator<Item = (LetterForm, LetterNumber)>) {
        let mut numbers = numbers.into_iter();
        if self.act.letter().is_some()
            && let Some((_, number)) = numbers.next()
        {
            self.act.set_letter(&number);
        }
        let numbered = |(form, number): (_, LetterNumber)| Numbered::Of { form, number: number.to_string() };
        self.letters = numbers.map(numbered).collect();
    }

    /// Whether its numbers say which letters went out with it: then no others did.
    pub fn names_letters(&self) -> bool {
        self.letters.iter().any(|letter| matches!(letter, Numbered::Of { .. }))
    }

    /// The number of each of its letters, which go out in this order; none for one that has none.
    pub fn numbers_of(&self, forms: &[LetterForm]) -> Vec<Option<&str>> {
        let mut answer = self.act.letter();
        let mut left: Vec<&Numbered> = self.letters.iter().collect();
        let number = |form: &LetterForm| {
            if !form.is_numbered() {
                return None;
            }
            answer.take().or_else(|| {
                let place = left.iter().position(|letter| letter.fits(*form))?;
                Some(left.remove(place).number())
            })
        };
        forms.iter().map(number).collect()
    }
}
