//! The grounds of an answer beside its outcome (不予提供的部分、其他依据), as they are written in a draft: any number of
//! them, each under names of its own. 《条例》第36条、第37条

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use statute::letters::{Fact, FactSource, LetterForm};

use super::case::field;
use super::{Earlier, Ground};

/// More grounds than any answer has: what a form may send.
pub const GROUNDS: usize = 60;

/// What is written of a ground beside the facts of its letter: the letter itself, passage and reason; and the letter
/// whose facts the form asked for.
const BASES: [&str; 4] = ["ground", "passage", "reason", "asked"];

/// The names of each, ground by ground.
static NAMES: LazyLock<BTreeMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let forms = LetterForm::ALL.into_iter().filter(|form| form.ground().is_some());
    let facts = forms.flat_map(LetterForm::part_must_contain).flatten().map(|fact| fact.name());
    let bases = BASES.into_iter().chain(facts);
    bases.map(|base| (base, (1..=GROUNDS).map(|nth| format!("{base}_{nth}")).collect())).collect()
});

/// The name under which something of a ground is written: `ground`, `passage`, `reason` or the name of a fact, with the
/// number of the ground, from 1. Empty where there is no such name.
pub fn ground_field(base: &str, nth: usize) -> &'static str {
    let names = NAMES.get(base);
    names.and_then(|names| names.get(nth.checked_sub(1)?)).map_or("", String::as_str)
}

/// What a name is of a ground, and of which.
pub fn of_ground(name: &str) -> Option<(&str, usize)> {
    let (base, nth) = name.rsplit_once('_')?;
    let nth = nth.parse().ok()?;
    (NAMES.contains_key(base) && (1..=GROUNDS).contains(&nth)).then_some((base, nth))
}

/// The grounds that were written in a draft, in their order.
pub(crate) fn grounds(drafted: &Map<String, Value>) -> Vec<Ground> {
    let one = |nth: usize| {
        let of_ground = |base| field(drafted, ground_field(base, nth));
        let form = LetterForm::from_code(&of_ground("ground"))?;
        let mut ground = Ground::new(form, of_ground("passage"), of_ground("reason"));
        for fact in form.part_must_contain().flatten().copied() {
            let text = of_ground(fact.name());
            match fact.source() {
                _ if text.is_empty() => {}
                FactSource::Confirmed => {
                    ground.confirmed.insert(fact);
                }
                FactSource::Words | FactSource::Choice => {
                    ground.stated.insert(fact, text);
                }
                FactSource::Record | FactSource::Law => {}
            }
        }
        let answered_on = of_ground(Fact::EarlierAnsweredOn.name()).parse().ok();
        let number = || of_ground(Fact::EarlierNumber.name());
        ground.earlier = answered_on.map(|answered_on| Earlier { number: number(), answered_on });
        Some(ground)
    };
    let written = drafted.keys().filter_map(|name| of_ground(name));
    let mut numbers: Vec<_> = written.filter(|(base, _)| *base == "ground").map(|(_, nth)| nth).collect();
    numbers.sort_unstable();
    numbers.into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_again_and_grounds_come_in_their_order() {
        assert_eq!(ground_field("passage", 12), "passage_12");
        assert_eq!(of_ground("secrecy.level_3"), Some(("secrecy.level", 3)));
        assert_eq!(
            (of_ground("earlier_on"), of_ground("passage_0"), of_ground("passage_61")),
            (None, None, None)
        );
        let texts =
            [("ground_10", "r3_5"), ("ground_2", "r3_1"), ("secrecy.level_2", "秘密"), ("ground_4", "r9")];
        let drafted = texts.map(|(name, text)| (name.to_owned(), text.into())).into_iter().collect();
        let found = grounds(&drafted);
        assert_eq!(
            found.iter().map(|ground| ground.form).collect::<Vec<_>>(),
            [LetterForm::StateSecret, LetterForm::InternalAffairs]
        );
        assert_eq!(found[0].stated[&Fact::SecrecyLevel], "秘密");
    }
}
