//! What citizens see, and since when. 《条例》第13条

use jiff::civil::date;
use statute::calendar::Calendar;
use statute::procedure::Role;
use statute::publication::{
    Act, Attribute, Card, Earlier, Publication, Revision, Stage, Verb, Withdrawal, WithdrawalKind,
};

use super::{START, begun, edition, normative, officer, origin, published, step};

#[test]
fn what_another_site_had_published_is_public_since_then_and_is_revised_as_anything_else() {
    let act = Act::Imported { edition: edition(normative()), origin: origin() };
    let mut publication = Publication::begin("P2026-1", &step("命令行", act)).unwrap();
    assert_eq!(publication.stage, Stage::Published);
    let public = publication.visible().unwrap();
    assert_eq!((public.first_at, public.editions), (date(2023, 5, 8).at(0, 0, 0, 0), 1));
    assert_eq!(public.index_number, "11370000000000000A/2023-00007");
    assert_eq!(publication.entry().unwrap().published_on, Some(date(2023, 5, 8)));
    assert_eq!(publication.publish_by(Calendar::published()), None, "it has been published");
    // Whether it may be seen is asked as of anything else.
    let kept = Card { attribute: Some(Attribute::OnApplication), ..normative() };
    let act = Act::Imported { edition: edition(kept), origin: origin() };
    assert!(Publication::begin("P2026-2", &step("命令行", act)).unwrap().visible().is_none());
    // Nobody wrote it here, and it was made before: a revision asks for neither comments nor interpretation again.
    let revision = Some(Revision { said: "更正附件".into(), earlier: Earlier::Kept, changed_on: None });
    let revised = Card { revision, ..normative() };
    publication.apply(&step("承办甲", Act::Saved { edition: edition(revised) }));
    assert_eq!(publication.stage, Stage::Drafting);
    assert!(publication.visible().is_some());
    assert!(publication.pass(Verb::Submit, &[], START).is_ok());
    publication.apply(&step("承办甲", Act::Submitted));
    assert!(publication.permit(Verb::Review, &officer("命令行", Role::SecrecyReviewer)).is_ok());
    assert!(publication.permit(Verb::Review, &officer("承办甲", Role::SecrecyReviewer)).is_err());
    // No officer has the verb.
    for role in Role::ALL {
        assert!(Verb::Import.permit(&officer("旁人", role)).is_err());
    }
}

#[test]
fn what_is_kept_back_needs_its_reason_and_is_never_shown() {
    let card = Card { attribute: Some(Attribute::Withheld), ..normative() };
    assert!(card.missing().iter().any(|fault| fault.field == "withheld_because"));
    let mut publication =
        begun(Card { withheld_because: "《条例》第16条：内部事务信息".into(), ..card });
    publication.apply(&step("承办甲", Act::Submitted));
    publication.apply(&step("保密甲", Act::Reviewed { sm3: "1".into(), opinion: String::new() }));
    publication.apply(&step("签发甲", Act::Signed { publish_at: None }));
    assert_eq!(publication.stage, Stage::Withheld);
    assert!(publication.visible().is_none() && publication.entry().is_none());
    assert!(publication.permit(Verb::Publish, &officer("登记甲", Role::Clerk)).is_err());
}

#[test]
fn what_is_public_is_taken_down_before_it_is_withheld() {
    let mut publication = published(normative());
    let revision = Some(Revision { said: "不再公开".into(), earlier: Earlier::Hidden, changed_on: None });
    let card = Card {
        attribute: Some(Attribute::Withheld),
        withheld_because: "《条例》第16条：内部事务信息".into(),
        revision,
        ..normative()
    };
    publication.apply(&step("承办甲", Act::Saved { edition: edition(card) }));
    for verb in [Verb::Submit, Verb::Sign] {
        let refused = publication.pass(verb, &[], START).unwrap_err().to_string();
        assert!(refused.contains("已经公开，不再主动公开的应当撤下"), "{verb:?}: {refused}");
    }
}

#[test]
fn citizens_see_the_public_edition_while_it_is_revised_and_nothing_once_it_is_taken_down() {
    let mut publication = published(normative());
    let revised = Card { title: "修订后的标题".into(), ..normative() };
    publication.apply(&step("承办甲", Act::Saved { edition: edition(revised) }));
    assert_eq!(publication.visible().unwrap().edition.card.title, normative().title);
    publication.apply(&step("承办甲", Act::Dropped));
    assert_eq!(
        (publication.stage, publication.draft.card.title.as_str()),
        (Stage::Published, &*normative().title)
    );
    let first = publication.visible().unwrap().first_at;
    publication.apply(&step("承办甲", Act::Saved { edition: edition(normative()) }));
    let again = date(2026, 3, 9).at(10, 0, 0, 0);
    let index_number = publication.visible().unwrap().index_number.clone();
    publication.apply(&step("登记甲", Act::Published { at: again, index_number, sm3: String::new() }));
    let public = publication.visible().unwrap();
    assert_eq!((public.first_at, public.at, public.editions), (first, again, 2));
    let withdrawal =
        Withdrawal { kind: WithdrawalKind::Error, notice: "发布有误".into(), replaced_by: None };
    publication.apply(&step("签发甲", Act::Withdrawn(withdrawal)));
    assert!(publication.visible().is_none() && publication.entry().is_none());
    for verb in Verb::ALL {
        assert!(Role::ALL.iter().all(|role| publication.permit(verb, &officer("旁人", *role)).is_err()));
    }
}
