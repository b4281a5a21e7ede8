//! The grounds of an answer: what is asked of each, and of facts that stand for one another. 《条例》第36条、第37条

use office::letters::ground_field;
use statute::letters::{Fact, LetterForm};

use super::super::fields::{Choice, Field, Kind, choice, fact_field, field};
use super::{grounds, is_partly, place};
use crate::layout::Typed;

/// The fields of a ground: which it is, what it is about, why, and the facts that its own letter must contain.
pub(super) fn block(letter: LetterForm, ground: Option<LetterForm>, nth: usize) -> Vec<Field> {
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

/// Of facts that stand for one another one is needed.
pub(crate) fn check_groups(form: &mut Typed, letter: LetterForm) {
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
