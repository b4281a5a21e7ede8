//! The draft of an answer (拟稿): one outcome by the five steps, what its letter must contain, and any number of further
//! grounds, a block of the form for each. 《条例》第36条、第37条

mod buttons;
mod grounds;
mod shown;

use office::letters::{GROUNDS, ground_field, of_ground};
use statute::citation::chinese;
use statute::letters::{Fact, LetterForm};
use statute::procedure::{Decision, FIVE_STEPS};

use self::buttons::MORE;
pub(super) use self::buttons::{has_new_ground, is_turned, tidy};
use self::grounds::block;
pub(super) use self::grounds::check_groups;
pub(super) use self::shown::{shown_fields, shown_outcome};
use super::fields::{Context, Field, Kind, fact_field, field};
use crate::layout::Typed;

/// The letter of a step with this code.
pub(super) fn outcome(code: &str) -> Option<LetterForm> {
    LetterForm::from_code(code).filter(|form| FIVE_STEPS.iter().any(|step| step.forms.contains(form)))
}

/// The outcome that a form has chosen.
pub(super) fn chosen(form: &Typed) -> Option<LetterForm> {
    outcome(form.value("form"))
}

fn is_partly(letter: LetterForm) -> bool {
    letter == LetterForm::PartlyGranted
}

/// Whether the answer can name grounds beside its outcome.
fn takes_grounds(letter: LetterForm) -> bool {
    is_partly(letter) || letter.leaf().is_some_and(statute::leaf::Leaf::takes_further_grounds)
}

/// The letter that a block of the form names as its ground.
fn ground(form: &Typed, nth: usize) -> Option<LetterForm> {
    LetterForm::from_code(form.value(ground_field("ground", nth))).filter(|form| form.ground().is_some())
}

/// How many blocks a form has.
fn count(form: &Typed) -> usize {
    form.pairs().filter_map(|(name, _)| of_ground(name)).map(|(_, nth)| nth).max().unwrap_or_default()
}

/// The grounds of a form, block by block, as far as they are chosen; what is withheld has one at least.
pub(super) fn grounds(form: &Typed) -> Vec<Option<LetterForm>> {
    let Some(letter) = chosen(form).filter(|letter| takes_grounds(*letter)) else { return Vec::new() };
    let blocks = count(form).max(usize::from(is_partly(letter)));
    (1..=blocks).map(|nth| ground(form, nth)).collect()
}

/// What a block is called: 第（二）部分, 依据（二）.
fn place(letter: LetterForm, nth: usize) -> String {
    let nth = chinese(u16::try_from(nth).unwrap_or(u16::MAX));
    if is_partly(letter) { format!("第（{nth}）部分") } else { format!("依据（{nth}）") }
}

/// A draft asks for the outcome first, then for what its letter must contain.
pub(super) fn fields(context: &Context<'_>) -> Vec<Field> {
    let mut fields = vec![field("form", "办理结果（五步）", Kind::Outcome).needed().asking("请选择办理结果")];
    let Some(letter) = context.letter else { return fields };
    for group in letter.must_contain() {
        let is_alone = group.len() == 1;
        fields.extend(group.iter().filter_map(|fact| fact_field(*fact, is_alone)));
    }
    if letter == LetterForm::Repeated {
        fields.push(field("earlier_number", Fact::EarlierNumber.zh(), Kind::Line).needed());
        fields.push(field("earlier_on", Fact::EarlierAnsweredOn.zh(), Kind::Day).needed().sealed());
    }
    if takes_grounds(letter) {
        for (index, ground) in context.grounds.iter().enumerate() {
            fields.extend(block(letter, *ground, index + 1));
        }
        let more = if is_partly(letter) { "再加一部分" } else { "再加一条依据" };
        fields.extend((context.grounds.len() < GROUNDS).then(|| field(MORE, more, Kind::More)));
    }
    if context.may_overrule(letter) {
        let hint = "第三方不同意公开而决定公开的必填，写入给第三方的告知书（《条例》第32条）。";
        let told = [Fact::ConsultationResult, Fact::PublicInterest];
        let is_needed = letter == LetterForm::Granted;
        fields.extend(told.into_iter().filter_map(|fact| Some(fact_field(fact, is_needed)?.hint(hint))));
    }
    fields.extend([
        field("facts", "查明的事实（供审核）", Kind::Text).needed(),
        field("files", "随附的信息", Kind::Files),
        field("note", "说明", Kind::Text),
    ]);
    fields
}

/// What a fact of a draft is called in the history; of a ground, with its number.
pub(super) fn label(name: &str) -> Option<String> {
    let Some((base, nth)) = of_ground(name) else {
        return Fact::from_name(name).map(|fact| fact.zh().to_owned());
    };
    let label = match base {
        "ground" => "不予提供的情形",
        "passage" => "涉及的部分",
        "reason" => "不予提供的理由",
        base => Fact::from_name(base)?.zh(),
    };
    Some(format!("{label}（{nth}）"))
}

/// The decision of a form that was checked.
pub(super) fn decision(form: &Typed) -> Option<Decision> {
    let letter = chosen(form)?;
    let leaf = letter.leaf()?;
    let grounds: Vec<_> = grounds(form).into_iter().flatten().collect();
    let (withheld, further) = if is_partly(letter) { (grounds, Vec::new()) } else { (Vec::new(), grounds) };
    let form = (LetterForm::for_leaf(leaf).count() > 1).then_some(letter);
    Some(Decision { leaf, withheld, form, further })
}
