//! The publication: who may do what, which gates stand before it, what citizens see. 《条例》第17条、第19条 to 第26条

use std::collections::HashSet;
use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use statute::calendar::Calendar;
use statute::normative::Standing;
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, COLUMNS, Card, Cleaning, CleaningResult, Column, Companion, Deliberation, DocumentNumber,
    Earlier, Edition, Form, Genre, Heard, IndexNumber, IndexPattern, IndexScheme, Kind, NotAnIndexPattern,
    Origin, POINTS, Publication, RULES, Revision, Stage, Step, THEMES, Tally, Theme, Verb, Withdrawal,
    WithdrawalKind, documentation, past_editions,
};

const START: Date = Date::constant(2026, 3, 2);

fn officer(account: &str, role: Role) -> Officer {
    Officer { account: account.into(), roles: vec![role] }
}

fn step(by: &str, act: Act) -> Step {
    Step { on: START, by: by.into(), act }
}

fn edition(card: Card) -> Edition {
    Edition { card, body: "0".repeat(64), files: Vec::new() }
}

fn normative() -> Card {
    Card {
        issuer: "示例市测试局".into(),
        document_number: Some("示测发〔2026〕5号".into()),
        made_on: Some(date(2026, 2, 27)),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(date(2026, 4, 1)),
        valid_until: Some(date(2029, 3, 31)),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Normative, "示例市测试局关于印发失业保险服务规定的通知")
    }
}

/// The public was asked elsewhere until 10 March.
fn heard() -> Heard {
    Heard {
        place: "报纸".into(),
        from: START,
        until: date(2026, 3, 10),
        tally: Tally { received: 3, adopted: 1, partly: 0, rejected: 2 },
        said: "采纳一条".into(),
    }
}

fn begun(card: Card) -> Publication {
    let act = Act::Begun { edition: edition(card), submission: None };
    Publication::begin("2026-1", &step("承办甲", act)).unwrap()
}

fn companion(stage: Stage, lacks: &[&str]) -> Companion {
    let lacks = lacks.iter().map(|&lack| lack.to_owned()).collect();
    Companion {
        number: "2026-2".into(),
        title: "解读".into(),
        stage,
        is_public: stage == Stage::Published,
        lacks,
    }
}

fn published(card: Card) -> Publication {
    let mut publication = begun(card);
    for act in [
        Act::Submitted,
        Act::Reviewed { sm3: "1".repeat(64), opinion: "可以公开".into() },
        Act::Signed { publish_at: None },
        Act::Published {
            at: date(2026, 3, 2).at(9, 30, 0, 0),
            index_number: "11370000000000000A/2026-00001".into(),
            sm3: "1".repeat(64),
        },
    ] {
        publication.apply(&step("某人", act));
    }
    publication
}

fn origin() -> Origin {
    Origin {
        address: "/zcwj/t1.html".into(),
        published_at: date(2023, 5, 8).at(0, 0, 0, 0),
        index_number: "11370000000000000A/2023-00007".into(),
        sm3: "2".repeat(64),
    }
}

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
fn every_role_stage_and_verb_of_publications_is_decided_by_the_table() {
    assert!(Verb::ALL.iter().all(|verb| RULES.iter().filter(|rule| rule.verb == *verb).count() == 1));
    for public in [false, true] {
        for role in Role::ALL {
            for stage in Stage::ALL {
                for verb in Verb::ALL {
                    let before = if public { published(normative()) } else { begun(normative()) };
                    let publication = Publication { stage, ..before };
                    let answer = publication.permit(verb, &officer("旁人", role));
                    let rule = verb.rule();
                    let fits = rule.roles.contains(&role) && rule.from.contains(&stage);
                    let expected = fits
                        && match verb {
                            Verb::CloseComments | Verb::Deliberate => false,
                            Verb::Withdraw | Verb::Drop => public,
                            Verb::Discard => !public,
                            _ => true,
                        };
                    assert_eq!(answer.is_ok(), expected, "{role:?} {stage:?} {verb:?} {public}: {answer:?}");
                    let is_listed = publication.menu(&officer("旁人", role)).any(|listed| listed == verb);
                    assert_eq!(is_listed, expected);
                }
            }
        }
    }
}

#[test]
fn nobody_reviews_what_they_wrote_and_a_change_voids_the_review() {
    let mut publication = begun(normative());
    publication.apply(&step("承办甲", Act::Submitted));
    let both = Officer { account: "承办甲".into(), roles: vec![Role::Handler, Role::SecrecyReviewer] };
    let refused = publication.permit(Verb::Review, &both).unwrap_err().to_string();
    assert!(refused.contains("审查人不能是起草人") && refused.contains("第17条"), "{refused}");
    publication.apply(&step("保密甲", Act::Reviewed { sm3: "1".into(), opinion: String::new() }));
    publication.apply(&step("签发甲", Act::Signed { publish_at: None }));
    assert_eq!(publication.stage, Stage::AwaitingPublication);
    publication.apply(&step("登记甲", Act::Saved { edition: edition(normative()) }));
    assert_eq!((publication.stage, &publication.review), (Stage::Drafting, &None));
    assert!(publication.signature.is_none());
    // Whoever changed something is an author too.
    publication.apply(&step("登记甲", Act::Submitted));
    assert!(publication.permit(Verb::Review, &officer("登记甲", Role::SecrecyReviewer)).is_err());
    assert!(publication.permit(Verb::Review, &officer("保密甲", Role::SecrecyReviewer)).is_ok());
}

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

#[test]
fn a_document_expires_on_its_printed_day_or_as_the_clean_up_says() {
    let mut publication = published(normative());
    assert_eq!(publication.standing(date(2026, 3, 31)), Some(Standing::NotYet));
    assert_eq!(publication.standing(date(2029, 3, 31)), Some(Standing::InForce));
    assert_eq!(publication.standing(date(2029, 4, 1)), Some(Standing::Expired));
    assert_eq!(publication.in_force_until(), Some(date(2029, 3, 31)));
    let cleaned = |result, valid_until| {
        let decision = "示测发〔2027〕9号".to_owned();
        Act::Cleaned(Cleaning { result, holds_from: date(2027, 7, 1), decision, valid_until })
    };
    publication.apply(&step("签发甲", cleaned(CleaningResult::Kept, Some(date(2031, 3, 31)))));
    assert_eq!(publication.standing(date(2030, 1, 1)), Some(Standing::InForce));
    publication.apply(&step("签发甲", cleaned(CleaningResult::Repealed, None)));
    assert_eq!(publication.standing(date(2027, 7, 1)), Some(Standing::Repealed));
    assert_eq!(publication.in_force_until(), Some(date(2027, 6, 30)));
    assert_eq!(publication.entry().unwrap().repealed_on, Some(date(2027, 7, 1)));
    publication.apply(&step("签发甲", cleaned(CleaningResult::Lapsed, None)));
    assert_eq!(publication.standing(date(2027, 7, 1)), Some(Standing::Expired));
}

#[test]
fn a_later_clean_up_leaves_what_an_earlier_one_prolonged() {
    let clean = |result, holds_from, valid_until| {
        Act::Cleaned(Cleaning { result, holds_from, decision: "示测发〔2026〕9号".into(), valid_until })
    };
    let mut publication = published(normative());
    let until = Some(date(2032, 3, 31));
    publication.apply(&step("签发甲", clean(CleaningResult::Kept, date(2028, 3, 2), until)));
    let mut amended = publication.clone();
    amended.apply(&step("签发甲", clean(CleaningResult::Amended, date(2030, 1, 1), None)));
    assert_eq!(amended.standing(date(2030, 2, 1)), Some(Standing::InForce));
    let mut repealed = publication.clone();
    repealed.apply(&step("签发甲", clean(CleaningResult::Repealed, date(2030, 1, 1), None)));
    assert_eq!(repealed.standing(date(2029, 12, 31)), Some(Standing::InForce));
    assert_eq!(repealed.standing(date(2030, 1, 1)), Some(Standing::Repealed));
    // An edition that prints the same day leaves it, one that prints another takes its place.
    for (printed, expected) in
        [(date(2029, 3, 31), date(2032, 3, 31)), (date(2035, 3, 31), date(2035, 3, 31))]
    {
        let mut revised = publication.clone();
        let card = Card { valid_until: Some(printed), ..normative() };
        revised.apply(&step("承办甲", Act::Saved { edition: edition(card) }));
        let at = date(2028, 4, 1).at(9, 0, 0, 0);
        let published = Act::Published { at, index_number: "x/2026-00001".into(), sm3: String::new() };
        revised.apply(&step("登记甲", published));
        assert_eq!(revised.in_force_until(), Some(expected));
    }
}

#[test]
fn numbers_of_documents_are_read_as_typed_and_written_one_way() {
    for typed in [
        "淄人社发〔2023〕12号",
        "淄人社发(2023)12号",
        "淄人社发[2023]12号",
        "淄人社发【2023】12号",
        "淄人社发（2023）012号",
        "淄人社发﹝2023﹞第12号",
        " 淄人社发 〔２０２３〕 １２ 号 ",
        "淄人社发〔2023年〕12号",
    ] {
        assert_eq!(typed.parse::<DocumentNumber>().unwrap().to_string(), "淄人社发〔2023〕12号", "{typed}");
    }
    for (typed, read, year) in [
        ("国务院令第711号", "国务院令第711号", None),
        ("示例市人民政府第 ３５３ 号令", "示例市人民政府令第353号", None),
        ("示例市测试局公告2026年第3号", "示例市测试局公告2026年第3号", Some(2026)),
        ("示例市测试局通告（2026年第03号）", "示例市测试局通告2026年第3号", Some(2026)),
    ] {
        let number = typed.parse::<DocumentNumber>().unwrap();
        assert_eq!((number.to_string().as_str(), number.year()), (read, year), "{typed}");
    }
    for wrong in [
        "",
        "令第711号",
        "国务院令第〇号",
        "第711号令",
        "示例市测试局通知2026年第3号",
        "公告第3号",
        "〔2023〕12号",
        "淄人社发〔23〕12号",
        "淄人社发〔2023〕号",
        "淄人社发2023-12",
        "淄人社发〔2023〕0号",
    ] {
        let refused = wrong.parse::<DocumentNumber>().unwrap_err().to_string();
        assert!(refused.contains("应形如"), "{wrong}");
    }
    let card = Card { document_number: Some("示测发〔2025〕5号".into()), ..normative() };
    assert!(card.impossible(START).iter().any(|fault| fault.message.contains("不同年")));
}

#[test]
fn an_index_number_is_whole_or_none() {
    for wrong in [
        "11370300MB28347540/2021-None",
        "11370300MB2834754/2021-00001",
        "/2021-00001",
        "11370300MB28347540/2021-",
        "11370300MB28347540/2021-00000",
        "11370300mb28347540/2021-00001",
        "11370300MB28347540/21-00001",
        "",
    ] {
        assert!(wrong.parse::<IndexNumber>().is_err(), "{wrong}");
    }
    for right in [
        "11370300MB28347540/2021-00007",
        "000014349/2017-00110",
        "11370322004222241N/2021-5135380",
        "000014349-GK-2021-007",
    ] {
        assert!(right.parse::<IndexNumber>().is_ok(), "{right}");
    }
    let number = |code: &str| IndexScheme::from(code).number(2026, 1);
    assert!(number("").is_err() && number("None").is_err());
    assert_eq!(number("000014349").unwrap().to_string(), "000014349/2026-00001");
}

/// The pattern is the agency's own; year and serial are found in numbers of any.
#[test]
fn an_agency_has_its_own_pattern_of_index_numbers() {
    let written = |pattern: &str| {
        let pattern = pattern.parse().unwrap();
        IndexScheme { agency_code: "000014349".into(), pattern }.number(2026, 12).unwrap()
    };
    for (pattern, text) in [
        ("{机构代码}/{年份}-{流水号5}", "000014349/2026-00012"),
        ("{机构代码}/{年份}-{流水号7}", "000014349/2026-0000012"),
        (" {机构代码}-01-{年份}-{流水号3} ", "000014349-01-2026-012"),
        ("{机构代码}.GK.{年份}_{流水号8}", "000014349.GK.2026_00000012"),
    ] {
        let number = written(pattern);
        assert_eq!(number.to_string(), text);
        assert_eq!(text.parse::<IndexNumber>().unwrap(), number);
        assert_eq!(pattern.parse::<IndexPattern>().unwrap().to_string(), pattern.trim());
    }
    for wrong in [
        "",
        "{机构代码}/{年份}",
        "{年份}/{机构代码}-{流水号5}",
        "{机构代码}{年份}-{流水号5}",
        "{机构代码}/{年份}{流水号5}",
        "{机构代码}/{年份}-1-{流水号5}",
        "{机构代码}//{年份}-{流水号5}",
        "{机构代码}/GK{年份}-{流水号5}",
        "{机构代码}/{年份}-{流水号}",
        "{机构代码}/{年份}-{流水号2}",
        "{机构代码}/{年份}-{流水号9}",
        "{机构代码}/{年份}-{流水号5}号",
        "{机构代码}/公开/{年份}-{流水号5}",
        "370000/{年份}-{流水号5}",
    ] {
        assert_eq!(wrong.parse::<IndexPattern>(), Err(NotAnIndexPattern(wrong.into())));
    }
}

proptest! {
    #[test]
    fn an_index_number_reads_back(code in "[0-9A-Z]{18}|[0-9A-Z]{9}", year in 1949..2200i16, serial in 1..9_999_999u32) {
        let number = IndexScheme::from(code.as_str()).number(year, serial).unwrap();
        prop_assert_eq!(number.to_string().parse::<IndexNumber>().unwrap(), number);
    }
}

#[test]
fn cards_columns_themes_and_genres_are_whole() {
    assert!(normative().impossible(START).is_empty() && normative().missing().is_empty());
    let long = Card { title: "长".repeat(2000), ..normative() };
    assert!(long.impossible(START).iter().any(|fault| fault.message.contains("2000个字")));
    let bare = Card::new(Kind::Normative, "标题");
    assert_eq!(bare.missing().len(), 8, "{:?}", bare.missing());
    let interpretation = Card {
        interprets: vec!["2026-1".into()],
        form: Some(Form::Text),
        points: POINTS[1..].to_vec(),
        attribute: Some(Attribute::Proactive),
        made_on: Some(START),
        issuer: "示例市测试局".into(),
        ..Card::new(Kind::Interpretation, "解读")
    };
    assert!(interpretation.missing()[0].message.contains("还缺：背景和依据"));
    let codes: HashSet<_> = COLUMNS.iter().map(|column| column.code).collect();
    assert_eq!(codes.len(), COLUMNS.len());
    for (place, column) in COLUMNS.iter().enumerate() {
        let above = column.parent.map(|parent| COLUMNS.iter().position(|one| one.code == parent).unwrap());
        assert!(above.is_none_or(|above| above < place), "{}", column.code);
    }
    assert_eq!(Column::from_code("zcwj").unwrap().address(), "/zfxxgk/fdzdgknr/zcwj/");
    assert_eq!(Column::at("/zfxxgk/fdzdgknr/zcwj/?after=1").unwrap().code, "zcwj");
    assert_eq!(Column::at("/zfxxgk/").unwrap().code, "zfxxgk");
    assert!(Column::at("/p/P2026-1").is_none());
    assert_eq!(Column::from_code("zcwj").unwrap().keywords(), "政府信息公开,法定主动公开内容,政策文件");
    for code in ["fzsx", "fdzdgknr", "ysqgk", "zfxxgknb"] {
        let card = Card { column: Some(code.into()), ..normative() };
        assert!(card.impossible(START)[0].message.contains("应选择其他栏目"), "{code}");
    }
    for kind in Kind::ALL {
        assert!(Column::from_code(kind.column()).unwrap().takes_publications(), "{kind:?}");
        assert_eq!(Kind::from_code(kind.code()), Some(*kind));
        let json = serde_json::to_value(kind).unwrap();
        assert_eq!(json, kind.code());
    }
    assert_eq!(THEMES.iter().map(|theme| theme.parts.len()).sum::<usize>(), 121);
    assert!(Theme::all().all(|theme| Theme::is_listed(&theme)));
    assert!(!Theme::is_listed("劳动、人事、监察") && !Theme::is_listed("劳动/社会保障"));
    assert_eq!(Genre::of_title("示例市测试局关于印发××规定的通知"), Some(Genre::Notice));
    assert_eq!(Genre::of_title("关于××的意见（试行）"), Some(Genre::Opinion));
    assert_eq!(Genre::of_title("示例"), None);
    for genre in Genre::ALL {
        assert_eq!(serde_json::to_value(genre).unwrap(), genre.code());
    }
}

#[test]
fn steps_of_publications_are_kept_as_json() {
    let acts = vec![
        Act::Begun { edition: edition(normative()), submission: None },
        Act::Imported { edition: edition(normative()), origin: origin() },
        Act::Submitted,
        Act::CommentsRecorded(heard()),
        Act::CommentsClosed { tally: heard().tally, said: "采纳".into() },
        Act::LegalityReviewed { opinion: "合法".into(), is_refused: false },
        Act::Deliberated(Deliberation { meeting: "会议".into(), held_on: START }),
        Act::Numbered { registration: "SLCR-2026-1".into() },
        Act::Exempted { reason: "理由".into() },
        Act::Overridden { hits: vec!["1".into()], reason: "理由".into(), found: Vec::new() },
        Act::Reviewed { sm3: "1".into(), opinion: "可以公开".into() },
        Act::SentBack { reason: "理由".into() },
        Act::Signed { publish_at: Some(date(2026, 3, 9).at(9, 0, 0, 0)) },
        Act::Published { at: date(2026, 3, 9).at(9, 0, 0, 0), index_number: "1".into(), sm3: "1".into() },
        Act::Withdrawn(Withdrawal {
            kind: WithdrawalKind::Error,
            notice: "有误".into(),
            replaced_by: Some("P2026-2".into()),
        }),
        Act::Cleaned(Cleaning {
            result: CleaningResult::Kept,
            holds_from: START,
            decision: "决定".into(),
            valid_until: Some(START),
        }),
        Act::Dropped,
        Act::Discarded { reason: "理由".into() },
    ];
    let told: HashSet<_> = acts.iter().map(|act| act.verb().code()).collect();
    assert_eq!(told.len() + 1, Verb::ALL.len(), "all but saving, which is as beginning");
    for act in acts {
        let json = serde_json::to_value(step("承办甲", act.clone())).unwrap();
        assert_eq!(serde_json::from_value::<Step>(json).unwrap(), step("承办甲", act));
    }
}

#[test]
fn docs_of_publications_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/publications.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
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

#[test]
fn what_leads_on_from_a_stage_may_be_done_at_it() {
    for stage in Stage::ALL {
        assert_eq!(stage.onward().is_some(), stage.is_open(), "{stage:?}");
        assert!(stage.onward().is_none_or(|verb| verb.rule().from == [stage]), "{stage:?}");
    }
}
