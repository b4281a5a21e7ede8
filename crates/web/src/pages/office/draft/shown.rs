//! The form as it is shown: the outcome by the five steps, each ground in a block of its own.

use askama::Template;
use statute::citation::formal_list;
use statute::letters::LetterForm;
use statute::procedure::FIVE_STEPS;

use super::super::fields::{Choice, Field};
use super::super::fields::{Shown, shown};
use super::buttons::{AGAIN, DROP, JUDGED, LIST, MORE};
use super::{chosen, ground, is_partly};
use crate::layout::Typed;

/// What a form sends that is no answer to its questions.
const NOT_TYPED: [&str; 9] = ["form", "chosen", "version", "form_token", JUDGED, AGAIN, MORE, LIST, DROP];

/// The choice of an outcome, step by step.
#[derive(Template)]
#[template(path = "office/outcome.html")]
struct Outcome<'a> {
    label: &'a str,
    error: &'a str,
    chosen: &'a str,
    steps: Vec<(&'static str, &'static str, Vec<Choice>)>,
    /// What was typed before the outcome was judged anew.
    kept: Vec<(&'a str, &'a str)>,
}

/// The outcome that was chosen, with the way back.
#[derive(Template)]
#[template(path = "office/chosen.html")]
struct Chosen {
    letter: LetterForm,
    step: &'static str,
    basis: String,
}

/// A ground of the answer: a withheld part, or one ground more.
#[derive(Template)]
#[template(path = "office/ground.html")]
struct GroundBlock {
    legend: String,
    nth: usize,
    /// The letter whose facts are asked for.
    asked: &'static str,
    is_part: bool,
    fields: Vec<Shown>,
}

/// The fields as they are shown, those of a ground in a block of their own.
pub(crate) fn shown_fields(fields: &[Field], form: &Typed) -> Result<Vec<Shown>, askama::Error> {
    let mut all = Vec::new();
    for fields in fields.chunk_by(|one, next| one.ground > 0 && one.ground == next.ground) {
        let shown: Vec<_> = fields.iter().map(|field| shown(field, form)).collect::<Result<_, _>>()?;
        match (fields.first().filter(|field| field.ground > 0), chosen(form)) {
            (Some(first), Some(letter)) => {
                let is_part = is_partly(letter);
                let legend = if is_part { "不予提供的" } else { "其他" };
                let block = GroundBlock {
                    legend: format!("{legend}{}", first.place),
                    nth: first.ground,
                    asked: ground(form, first.ground).map(LetterForm::code).unwrap_or_default(),
                    is_part,
                    fields: shown,
                };
                all.push(Shown::new(block.render()?));
            }
            _ => all.extend(shown),
        }
    }
    Ok(all)
}

/// The choice of the outcome, or what was chosen.
pub(crate) fn shown_outcome(label: &str, form: &Typed) -> Result<Shown, askama::Error> {
    if let Some(letter) = chosen(form) {
        let step = FIVE_STEPS.iter().find(|step| step.forms.contains(&letter)).map_or("", |step| step.zh);
        let chosen = Chosen { letter, step, basis: formal_list(letter.basis()) };
        return Ok(Shown::new(chosen.render()?));
    }
    let steps = FIVE_STEPS.iter().map(|step| {
        let choices = step.forms.iter().map(|form| {
            let basis = formal_list(form.basis());
            let basis = if basis.is_empty() { basis } else { format!("——{basis}") };
            (form.code().to_owned(), format!("{}{basis}", form.zh()))
        });
        (step.zh, step.question, choices.collect())
    });
    let kept = form.pairs().filter(|(name, value)| !NOT_TYPED.contains(name) && !value.is_empty());
    let outcome = Outcome {
        label,
        error: form.error("form"),
        chosen: form.value(JUDGED),
        steps: steps.collect(),
        kept: kept.collect(),
    };
    Ok(Shown::new(outcome.render()?))
}
