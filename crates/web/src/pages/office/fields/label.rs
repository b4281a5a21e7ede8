//! What a sealed field is called in the history.

use statute::letters::{Fact, LetterForm};
use statute::procedure::Verb;

use super::super::draft;
use super::asked::fields;
use super::context::Context;

/// The label of a sealed field of a verb's form, for the history. A name that the form does not have is that of a fact,
/// or of a field that another form has.
pub(crate) fn label(verb: Verb, name: &str) -> Option<String> {
    if let Some(label) = draft::label(name).filter(|_| verb == Verb::Draft) {
        return Some(label);
    }
    let letter = Some(LetterForm::PartlyGranted);
    let nobody = Context { application: None, handlers: &[], days: None, letter, grounds: Vec::new() };
    let others = Verb::ALL.into_iter().filter(|other| *other != verb);
    let mut fields = std::iter::once(verb).chain(others).flat_map(|verb| fields(verb, &nobody));
    let known = fields.find(|field| field.name == name && field.is_sealed).map(|field| field.label);
    let earlier = match name {
        "earlier_number" => Some(Fact::EarlierNumber.zh()),
        "earlier_on" => Some(Fact::EarlierAnsweredOn.zh()),
        _ => None,
    };
    known.or(earlier).or_else(|| Fact::from_name(name).map(Fact::zh)).map(str::to_owned)
}
