//! Revisions of what is public, and the editions before them.

use jiff::civil::date;
use statute::publication::{
    Act, Card, Earlier, Publication, Revision, Step, Verb, Withdrawal, WithdrawalKind, past_editions,
};

use super::{START, begun, edition, normative, published, step};

/// The steps of a publication whose editions say this of those before them, each public for a day.
fn revised(revisions: &[Option<Earlier>]) -> Vec<Step> {
    let mut steps = vec![step("承办甲", Act::Begun { edition: edition(normative()), submission: None })];
    for (nth, earlier) in std::iter::once(&None).chain(revisions).enumerate() {
        let revision =
            earlier.map(|earlier| Revision { said: format!("第{nth}次修改"), earlier, changed_on: None });
        let card = Card { title: format!("第{}版", nth + 1), revision, ..normative() };
        steps.push(step("承办甲", Act::Saved { edition: edition(card) }));
        let at = date(2026, 3, 2 + i8::try_from(nth).unwrap()).at(9, 0, 0, 0);
        let published = Act::Published { at, index_number: "x/2026-00001".into(), sm3: String::new() };
        steps.push(step("登记甲", published));
    }
    steps
}

#[test]
fn an_earlier_edition_is_looked_up_as_long_as_every_revision_since_keeps_it() {
    let shown = |revisions: &[Option<Earlier>]| -> Vec<(u32, bool)> {
        let past = past_editions("2026-1", &revised(revisions));
        past.iter().map(|one| (one.public.editions, one.is_shown)).collect()
    };
    let (kept, hidden) = (Some(Earlier::Kept), Some(Earlier::Hidden));
    assert_eq!(shown(&[]), [], "the first edition replaces nothing");
    assert_eq!(shown(&[kept, kept]), [(2, true), (1, true)]);
    assert_eq!(shown(&[kept, hidden]), [(2, false), (1, false)], "nor what came before");
    assert_eq!(shown(&[hidden, kept]), [(2, true), (1, false)], "what was hidden stays hidden");
    assert_eq!(shown(&[None]), [(1, false)], "nobody decided that it may be seen");
    let mut steps = revised(&[kept]);
    let past = past_editions("2026-1", &steps);
    assert_eq!(past[0].public.edition.card.title, "第1版");
    assert_eq!((past[0].public.at.day(), past[0].until.day()), (2, 3));
    let withdrawal =
        Withdrawal { kind: WithdrawalKind::Error, notice: "发布有误".into(), replaced_by: None };
    steps.push(step("签发甲", Act::Withdrawn(withdrawal)));
    assert!(!past_editions("2026-1", &steps)[0].is_shown, "it was taken down with the whole");
}

#[test]
fn a_revision_says_what_it_changes_before_it_is_reviewed() {
    let mut publication = published(normative());
    let gate = |publication: &Publication| {
        let mut gates = publication.gates(Verb::Submit, &[], START).into_iter();
        gates.find(|gate| gate.zh == "修改说明").map(|gate| gate.is_met)
    };
    assert_eq!(gate(&begun(normative())), None, "nothing was public");
    publication.apply(&step("承办甲", Act::Saved { edition: edition(normative()) }));
    assert_eq!(gate(&publication), Some(false));
    for (said, is_met) in [(" ", false), ("更正附件", true)] {
        let revision = Some(Revision { said: said.into(), earlier: Earlier::Kept, changed_on: None });
        let card = Card { revision, ..normative() };
        publication.apply(&step("承办甲", Act::Saved { edition: edition(card) }));
        assert_eq!(gate(&publication), Some(is_met), "{said}");
    }
    let long = Revision { said: "长".repeat(501), earlier: Earlier::Kept, changed_on: None };
    let faults = Card { revision: Some(long), ..normative() }.impossible(START);
    assert!(faults.iter().any(|fault| fault.field == "revised"), "{faults:?}");
}
