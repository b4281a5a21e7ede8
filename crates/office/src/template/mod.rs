//! The template language of reports and letters: text that names what it states.
//!
//! The language is small and its own: names hold Chinese words and codes such as `outcome.4.1`, which general template
//! languages do not take as names, and every unknown name must be told with its line and the names nearest to it.
//!
//! - `{{ applications.received }}` — a name; what names there are, the user of the template says
//! - `{{ applications.change_percent | abs }}` — a number without its sign
//! - `{{ '12345' }}` — printed as it stands
//! - `{% if remedies.total == 0 %}…{% elif … %}…{% else %}…{% endif %}` with `and`, `or`, `not`

mod condition;
mod names;
mod syntax;

pub(crate) use names::{Lookup, Names, near};
pub(crate) use syntax::{Template, parse};

/// A template cannot be written out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", slips.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct NotWritten {
    /// Every place, in the order of the text.
    pub slips: Vec<Slip>,
}

/// One place of a template that cannot be written out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file} 第{line}行：{message}")]
pub struct Slip {
    /// The template's file: `narrative.md`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in Chinese.
    pub message: String,
}
