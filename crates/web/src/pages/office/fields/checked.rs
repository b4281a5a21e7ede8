//! What was typed into the fields of a form: what is wrong with it, and what of it is sealed.

use jiff::civil::{Date, DateTime};
use office::applications::is_readable;
use serde_json::{Map, Value};
use statute::letters::Fact;
use statute::registers::ConsultationKind;

use super::super::draft;
use super::field::{Field, Kind};
use crate::layout::Typed;

/// The longest line and the longest text, in characters.
const LINE: usize = 200;
const TEXT: usize = 5000;

/// Looks at every field of a form; what is wrong stands at its field.
pub(crate) fn check(form: &mut Typed, fields: &[Field], has_files: bool) {
    form.in_order(fields.iter().map(|field| field.name));
    let is_draft = fields.iter().any(|field| field.kind == Kind::Outcome);
    if let Some(letter) = draft::chosen(form).filter(|_| is_draft) {
        draft::check_groups(form, letter);
    }
    let asks_third_party = form.value("kind") == ConsultationKind::ThirdParty.zh();
    if asks_third_party && fields.iter().any(|field| field.name == "question") {
        form.require(Fact::Interest.name(), "请选择涉及的第三方权益");
    }
    for field in fields.iter().filter(|field| field.kind != Kind::More) {
        let is_empty = if field.kind == Kind::Files { !has_files } else { form.value(field.name).is_empty() };
        let fault = if is_empty { field.is_required.then(|| field.empty()) } else { field.fault(form) };
        if let Some(fault) = fault {
            field.refuse(form, &fault);
        }
    }
}

/// What was written, by field, to be sealed beside the act.
pub(crate) fn texts(form: &Typed, fields: &[Field]) -> Map<String, Value> {
    let written = fields.iter().filter(|field| field.is_sealed && !form.value(field.name).is_empty());
    let value = |field: &Field| match field.kind {
        Kind::Many(_) => form.values(field.name).collect::<Vec<_>>().join("、"),
        _ => form.value(field.name).to_owned(),
    };
    written.map(|field| (field.name.to_owned(), value(field).into())).collect()
}

impl Field {
    /// Adds a message at the field.
    fn refuse(&self, form: &mut Typed, message: &str) {
        let place = if self.place.is_empty() { String::new() } else { format!("{}：", self.place) };
        form.refuse(self.name, place + message);
    }

    /// What is said where it is empty.
    fn empty(&self) -> String {
        let is_choice = matches!(self.kind, Kind::One(_) | Kind::Many(_) | Kind::Every(_) | Kind::Outcome);
        match self.asking {
            "" => format!("请{}{}", if is_choice { "选择" } else { "填写" }, self.label),
            asking => asking.to_owned(),
        }
    }

    /// What is wrong with what was typed into it.
    fn fault(&self, form: &Typed) -> Option<String> {
        let (name, label) = (self.name, self.label);
        let value = form.value(name);
        let length = value.chars().count();
        let longest = |limit| (length > limit).then(|| format!("{label}最多{limit}字，现有{length}字"));
        let again = || Some(format!("请重新选择{label}"));
        match &self.kind {
            _ if !is_readable(value) => Some(format!("{label}含有不能识别的字符")),
            Kind::Line | Kind::Code => longest(LINE),
            Kind::Text | Kind::Lines => longest(TEXT),
            Kind::Day if value.parse::<Date>().is_err() => {
                Some(format!("{label}应为存在的日期，如 2026-03-02"))
            }
            Kind::Moment if value.parse::<DateTime>().is_err() => {
                Some(format!("{label}应为存在的日期和时刻，如 2026-03-02T09:00"))
            }
            Kind::Count if value.parse::<u32>().is_err() => Some(format!("{label}应为整数")),
            Kind::One(choices) | Kind::Many(choices) => {
                let known = |value: &str| choices.iter().any(|(choice, _)| choice == value);
                if form.values(name).all(known) { None } else { again() }
            }
            Kind::Every(choices) => {
                let lacks =
                    choices.iter().filter(|(choice, _)| form.values(name).all(|value| value != choice));
                let lacks: Vec<_> = lacks.map(|(_, label)| label.as_str()).collect();
                (!lacks.is_empty()).then(|| format!("{label}还缺：{}", lacks.join("、")))
            }
            Kind::Outcome if draft::outcome(value).is_none() => again(),
            Kind::Day | Kind::Moment | Kind::Count | Kind::Outcome | Kind::Files | Kind::More => None,
        }
    }
}
