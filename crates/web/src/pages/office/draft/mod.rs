//! The draft of an answer (拟稿): one outcome by the five steps, what its letter must contain, and any number of further
//! grounds, a block of the form for each. 《条例》第36条、第37条

use askama::Template;
use office::letters::{GROUNDS, ground_field, of_ground};
use statute::citation::{chinese, formal_list};
use statute::letters::{Fact, LetterForm};
use statute::procedure::{Decision, FIVE_STEPS};

use super::deed::{Shown, shown};
use super::fields::{Choice, Context, Field, Kind, choice, fact_field, field};
use crate::layout::Typed;

/// Buttons of the form beside the one that sends it; what was typed stays, whichever is pressed.
const AGAIN: &str = "again";
const MORE: &str = "more";
const LIST: &str = "list";
const DROP: &str = "drop";

/// The outcome chosen before 重新判断 was pressed.
const JUDGED: &str = "judged";

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

/// The fields of a ground: which it is, what it is about, why, and the facts that its own letter must contain.
fn block(letter: LetterForm, ground: Option<LetterForm>, nth: usize) -> Vec<Field> {
    let is_part = is_partly(letter);
    let passage =
        field("passage", if is_part { "该部分是什么" } else { "涉及申请内容的哪一部分" }, Kind::Line).asking(
            if is_part {
                "请写明该部分是什么"
            } else {
                "请写明涉及申请内容的哪一部分"
            },
        );
    let passage = match ground {
        _ if is_part => passage.needed(),
        Some(ground) if letter.names_passage(ground) => {
            passage.needed().hint("处理结果与主要依据不同，写明是申请内容的哪一部分。")
        }
        _ => passage.hint("涉及全部申请内容的，不填。"),
    };
    let which = if is_part { "不予提供的情形" } else { "属于哪种情形" };
    let mut fields = vec![
        field("ground", which, Kind::One(grounds_offered()))
            .sealed()
            .needed()
            .asking("请选择属于哪种情形")
            .hint("信息不存在的，检索记录写入告知书。"),
        passage,
        field("reason", if is_part { "不予提供的理由" } else { "理由" }, Kind::Text)
            .needed()
            .asking("请填写理由"),
    ];
    for group in ground.into_iter().flat_map(LetterForm::part_must_contain) {
        let is_alone = group.len() == 1;
        fields.extend(group.iter().filter_map(|fact| ground_fact(*fact, is_alone)));
    }
    let of_block = |field: Field| Field {
        name: ground_field(field.name, nth),
        place: place(letter, nth),
        ground: nth,
        ..field
    };
    fields.into_iter().map(of_block).collect()
}

/// What the officer states of a ground.
fn ground_fact(fact: Fact, is_required: bool) -> Option<Field> {
    Some(match fact {
        Fact::EarlierNumber => field(fact.name(), fact.zh(), Kind::Line).needed(),
        Fact::EarlierAnsweredOn => field(fact.name(), fact.zh(), Kind::Day).needed().sealed(),
        _ => fact_field(fact, is_required)?,
    })
}

/// Letters that say why something is not given.
fn grounds_offered() -> Vec<Choice> {
    let forms = LetterForm::ALL.into_iter().filter(|form| form.ground().is_some());
    forms.map(|form| choice(form.code(), form.ground().unwrap_or_default())).collect()
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

/// Of facts that stand for one another one is needed.
pub(super) fn check_groups(form: &mut Typed, letter: LetterForm) {
    for group in letter.must_contain().iter().filter(|group| group.len() > 1) {
        if group.iter().all(|fact| fact_field(*fact, false).is_some() && form.value(fact.name()).is_empty()) {
            form.refuse(group[0].name(), one_of(group));
        }
    }
    for (nth, ground) in (1..).zip(grounds(form)) {
        for group in
            ground.into_iter().flat_map(LetterForm::part_must_contain).filter(|group| group.len() > 1)
        {
            let name = |fact: &Fact| ground_field(fact.name(), nth);
            if group.iter().all(|fact| form.value(name(fact)).is_empty()) {
                form.refuse(name(&group[0]), format!("{}：{}", place(letter, nth), one_of(group)));
            }
        }
    }
}

fn one_of(group: &[Fact]) -> String {
    let names: Vec<_> = group.iter().map(|fact| fact.zh()).collect();
    format!("{}至少填写一项", names.join("、"))
}

/// Whether a button was pressed that only changes the form, which is then done: another outcome, a block more or less,
/// the facts of a ground.
pub(super) fn is_turned(form: &mut Typed) -> bool {
    let [is_again, is_more, is_list] = [AGAIN, MORE, LIST].map(|button| !form.value(button).is_empty());
    if is_again {
        let judged = form.value("form").to_owned();
        form.set(JUDGED, judged);
        form.set("form", "");
    } else if let Ok(dropped) = form.value(DROP).parse::<usize>() {
        keep_grounds(form, |nth, _| nth != dropped);
    } else if is_more {
        let next = grounds(form).len() + 1;
        form.set(ground_field("ground", next), "");
    } else {
        let is_first_choice = chosen(form).is_some_and(|letter| letter.code() != form.value("chosen"));
        return is_first_choice || is_list;
    }
    true
}

/// Leaves out the blocks that were emptied.
pub(super) fn tidy(form: &mut Typed) {
    keep_grounds(form, |nth, form| {
        ["ground", "passage", "reason"].iter().any(|base| !form.value(ground_field(base, nth)).is_empty())
    });
}

/// Leaves out blocks; the others move up.
fn keep_grounds(form: &mut Typed, is_kept: impl Fn(usize, &Typed) -> bool) {
    let kept: Vec<_> = (1..=count(form)).filter(|nth| is_kept(*nth, form)).collect();
    form.rename(|name| match of_ground(name) {
        Some((base, nth)) => {
            let place = kept.iter().position(|kept| *kept == nth)?;
            Some(ground_field(base, place + 1).to_owned())
        }
        None => Some(name.to_owned()),
    });
}

/// Whether a ground was chosen whose facts the form has not asked for.
pub(super) fn has_new_ground(form: &Typed) -> bool {
    let is_new = |(nth, ground): (usize, Option<LetterForm>)| {
        ground.is_some_and(|ground| ground.code() != form.value(ground_field("asked", nth)))
    };
    (1..).zip(grounds(form)).any(is_new)
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

/// The fields as they are shown, those of a ground in a block of their own.
pub(super) fn shown_fields(fields: &[Field], form: &Typed) -> Result<Vec<Shown>, askama::Error> {
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
pub(super) fn shown_outcome(label: &str, form: &Typed) -> Result<Shown, askama::Error> {
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
