//! A field as it is shown.

use askama::filters::HtmlSafe;

use super::super::draft;
use super::field::{Field, Kind, LARGEST, SCANS};
use crate::layout::Typed;

/// A field as it is shown.
pub(crate) struct Shown(String);

impl Shown {
    /// Rendered, and so escaped.
    pub(crate) const fn new(rendered: String) -> Self {
        Self(rendered)
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// It is a field's own, escaped text.
impl HtmlSafe for Shown {}

/// A field with what was typed into it, and what is wrong with it.
pub(crate) fn shown(field: &Field, form: &Typed) -> Result<Shown, askama::Error> {
    let (name, label) = (field.name, field.label);
    let (from, until) =
        field.range.map(|(from, until)| (from.to_string(), until.to_string())).unwrap_or_default();
    let choices = match &field.kind {
        Kind::One(choices) | Kind::Many(choices) | Kind::Every(choices) => choices.as_slice(),
        _ => &[],
    };
    let choices: Vec<(&str, &str)> =
        choices.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect();
    let shown = match &field.kind {
        Kind::Line => form.text(name, label),
        Kind::Code => form.text(name, label).short(),
        Kind::Text | Kind::Lines => form.area(name, label),
        Kind::Day => form.input("date", name, label).range(&from, &until),
        Kind::Moment => form.input("datetime-local", name, label).short(),
        Kind::Count => form.input("number", name, label).short().input_mode("numeric"),
        Kind::One(many) if many.len() > 6 || name == "to" => form.select(name, label, &choices).blank("无"),
        Kind::One(_) => form.radios(name, label, &choices),
        Kind::Many(_) | Kind::Every(_) => form.checks(name, label, &choices),
        Kind::Files => form.files(name, label, SCANS).many().limit(LARGEST),
        Kind::Outcome => return draft::shown_outcome(label, form),
        Kind::More => {
            let more = format!(
                "<div class=\"actions\"><button class=\"button second\" name=\"{name}\" value=\"1\">{label}</button></div>"
            );
            return Ok(Shown(more));
        }
    };
    let shown = if field.is_required { shown.required() } else { shown };
    Ok(Shown(shown.hint(field.hint).to_string()))
}
