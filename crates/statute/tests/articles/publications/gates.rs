//! The gates before a publication, and the days it has. 《条例》第26条

use jiff::civil::{Date, date};
use statute::calendar::Calendar;
use statute::procedure::Role;
use statute::publication::{
    Act, Attribute, Card, Companion, Deliberation, Edition, Kind, Publication, Stage, Verb,
};

use super::{START, begun, companion, edition, heard, normative, officer, published, step};

#[test]
fn a_normative_document_passes_its_gates_in_order_and_in_no_other_way() {
    let mut publication = begun(normative());
    let good = [companion(Stage::Drafting, &[])];
    let closed = |publication: &Publication, companions: &[Companion], today: Date| {
        let gates = publication.gates(Verb::Submit, companions, today);
        gates.into_iter().filter(|gate| !gate.is_met).map(|gate| gate.zh).collect::<Vec<_>>()
    };
    let all = ["公开征求意见", "合法性审核", "集体审议", "统一登记编号", "解读材料达标"];
    assert_eq!(closed(&publication, &[], START), all);
    let refused = publication.pass(Verb::Submit, &[], START).unwrap_err().to_string();
    assert!(all.iter().all(|gate| refused.contains(gate)), "{refused}");

    let recorded = Act::CommentsRecorded(heard());
    assert!(
        publication.day_fault(&recorded, date(2026, 3, 10)).is_some(),
        "the last day is one for comments"
    );
    assert!(publication.day_fault(&recorded, date(2026, 3, 11)).is_none());
    publication.apply(&step("承办甲", recorded));
    assert!(publication.permit(Verb::RecordComments, &officer("承办甲", Role::Handler)).is_err(), "once");
    // What is not lawful is not deliberated on. 国办发〔2018〕37号
    let handler = officer("承办甲", Role::Handler);
    let reviewed = |is_refused| Act::LegalityReviewed { opinion: "意见".into(), is_refused };
    publication.apply(&step("审核甲", reviewed(true)));
    assert!(closed(&publication, &good, START).contains(&"合法性审核"));
    let refused = publication.permit(Verb::Deliberate, &handler).unwrap_err().to_string();
    assert!(refused.contains("应当先通过合法性审核"), "{refused}");
    publication.apply(&step("审核甲", reviewed(false)));
    assert!(publication.permit(Verb::Deliberate, &handler).is_ok());
    let deliberation = Deliberation { meeting: "第4次局长办公会议".into(), held_on: START };
    publication.apply(&step("承办甲", Act::Deliberated(deliberation)));
    publication.apply(&step("登记甲", Act::Numbered { registration: "SLCR-2026-0010001".into() }));
    let mut refused_later = publication.clone();
    refused_later.apply(&step("审核甲", reviewed(true)));
    refused_later.apply(&step("审核甲", reviewed(false)));
    assert_eq!(closed(&refused_later, &good, START), ["集体审议"], "it is deliberated on again");
    assert_eq!(closed(&publication, &[], START), ["解读材料达标"]);
    let poor = [companion(Stage::Drafting, &["解读材料不达标，还缺：适用对象和范围"])];
    assert_eq!(closed(&publication, &poor, START), ["解读材料达标"]);
    let given_up = [companion(Stage::Discarded, &[])];
    assert_eq!(closed(&publication, &given_up, START), ["解读材料达标"], "it was given up");
    let later = Edition { body: "1".repeat(64), ..publication.draft.clone() };
    let mut mended = publication.clone();
    mended.apply(&step("承办甲", Act::Saved { edition: later }));
    let gates = mended.gates(Verb::Submit, &good, START);
    let told = gates.iter().filter(|gate| gate.said.contains("此后正文有改动")).map(|gate| gate.zh);
    assert_eq!(told.collect::<Vec<_>>(), ["合法性审核", "集体审议"], "whoever signs knows");
    assert!(publication.pass(Verb::Submit, &good, START).is_ok());
    // 三同步: its interpretation is signed and published with it.
    assert!(publication.pass(Verb::Sign, &good, START).is_err());
    assert!(publication.pass(Verb::Sign, &[companion(Stage::AwaitingSignature, &[])], START).is_ok());
    assert!(publication.pass(Verb::Publish, &[companion(Stage::AwaitingSignature, &[])], START).is_err());
    publication.apply(&step("签发甲", Act::Exempted { reason: "仅修改联系电话".into() }));
    assert!(publication.pass(Verb::Submit, &[], START).is_ok());
    assert!(publication.pass(Verb::Sign, &[], START).is_ok());
}

#[test]
fn an_interpretation_does_not_come_before_what_it_interprets() {
    let card = Card { interprets: vec!["P2026-2".into()], ..Card::new(Kind::Interpretation, "解读") };
    let interpretation = begun(card);
    for (stage, may_sign, may_publish) in [
        (Stage::Drafting, false, false),
        (Stage::AwaitingSignature, false, false),
        (Stage::AwaitingPublication, true, false),
        (Stage::Published, true, true),
    ] {
        let policy = [companion(stage, &[])];
        assert_eq!(interpretation.pass(Verb::Sign, &policy, START).is_ok(), may_sign, "{stage:?}");
        assert_eq!(interpretation.pass(Verb::Publish, &policy, START).is_ok(), may_publish, "{stage:?}");
    }
    assert!(interpretation.pass(Verb::Sign, &[], START).is_err());
}

#[test]
fn what_is_worked_on_is_published_within_twenty_workdays_of_the_day_it_was_made_or_changed() {
    let calendar = Calendar::published();
    let made_on = |day| Card { made_on: Some(day), ..normative() };
    let draft = begun(made_on(date(2026, 3, 2)));
    assert_eq!(draft.publish_by(calendar).map(|by| by.date), Some(date(2026, 3, 30)));
    assert_eq!(begun(Card { made_on: None, ..normative() }).publish_by(calendar), None);
    let kept = Card { attribute: Some(Attribute::OnApplication), ..normative() };
    assert_eq!(begun(kept).publish_by(calendar), None, "what is not published has no term");

    let mut public = published(made_on(date(2026, 3, 2)));
    assert_eq!(public.publish_by(calendar), None, "it is published");
    public.apply(&step("承办甲", Act::Saved { edition: edition(made_on(date(2026, 3, 2))) }));
    assert_eq!(public.publish_by(calendar), None, "a correction has no term of its own");
    public.apply(&step("承办甲", Act::Saved { edition: edition(made_on(date(2026, 4, 7))) }));
    assert_eq!(public.publish_by(calendar).map(|by| by.date), Some(date(2026, 5, 8)));
}
