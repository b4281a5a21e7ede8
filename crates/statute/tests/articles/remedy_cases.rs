//! 《条例》第51条: reviews and lawsuits as handled cases, by the table, the agency's own terms, and table four.

use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use statute::calendar::Calendar;
use statute::procedure::{Officer, Role, Today};
use statute::readings::Readings;
use statute::registers::{RemedyKind, RemedyResult};
use statute::remedy_case::{
    Act, Filing, Outcome, RULES, RemedyCase, Ruling, Stage, Step, To, Track, Verb, documentation,
};
use statute::tally::remedies::part4;

const RECEIVED: Date = date(2026, 3, 2);

fn filing(kind: RemedyKind) -> Filing {
    let application = Some("2026-1".to_owned());
    Filing { kind, track: Track::Ordinary, received_on: RECEIVED, application, submission: None }
}

fn step(on: Date, act: Act) -> Step {
    Step { on, by: "登记甲".into(), act }
}

fn begun(filing: &Filing) -> RemedyCase {
    RemedyCase::begin("R2026-1", &step(filing.received_on, Act::Filed(filing.clone()))).unwrap()
}

fn outcome(ruling: Ruling, decided_on: Date) -> Outcome {
    Outcome { ruling, decided_on, reopens: false, redo_by: None }
}

fn officer(role: Role) -> Officer {
    Officer { account: "某人".into(), roles: vec![role] }
}

#[test]
fn every_role_stage_kind_and_verb_is_decided_by_the_table() {
    assert_eq!(RULES.map(|rule| rule.verb), Verb::ALL);
    let mut count = 0;
    for role in Role::ALL {
        for kind in RemedyKind::ALL {
            for stage in Stage::ALL {
                for appealed_on in [None, Some(RECEIVED)] {
                    for verb in Verb::ALL {
                        let rule = verb.rule();
                        let case = RemedyCase { stage, appealed_on, ..begun(&filing(kind)) };
                        let is_open =
                            !rule.is_appeal || (kind != RemedyKind::Review && appealed_on.is_none());
                        let expected = rule.roles.contains(&role) && rule.from.contains(&stage) && is_open;
                        let answer = case.permit(verb, &officer(role));
                        assert_eq!(
                            answer.is_ok(),
                            expected,
                            "{role:?} {kind:?} {stage:?} {verb:?}: {answer:?}"
                        );
                        assert_eq!(case.menu(&officer(role)).any(|one| one == verb), expected);
                        count += 1;
                    }
                }
            }
        }
    }
    assert_eq!(count, 11 * 3 * 4 * 2 * 6);
    for role in [Role::Supervisor, Role::SystemAdministrator, Role::AuditAdministrator, Role::Applicant] {
        assert!(RULES.iter().all(|rule| !rule.roles.contains(&role)), "{role:?} acts on cases");
    }
}

/// The lists of kinds of decisions, written down a second time and by result.
#[test]
fn every_ruling_counts_in_one_column_of_table_four() {
    use RemedyResult::{Corrected, Other, Upheld};
    let listed = |kind, result| {
        Ruling::of(kind).filter(|ruling| ruling.result() == result).map(Ruling::zh).collect::<Vec<_>>()
    };
    let review = RemedyKind::Review;
    assert_eq!(listed(review, Upheld), ["维持", "驳回行政复议请求"]);
    assert_eq!(listed(review, Corrected), ["变更", "撤销、部分撤销", "确认违法", "责令履行", "确认无效"]);
    let other = ["终止", "申请人撤回，终止", "驳回行政复议申请", "不予受理", "调解书"];
    assert_eq!(listed(review, Other), other);
    for kind in [RemedyKind::DirectSuit, RemedyKind::SuitAfterReview] {
        assert_eq!(listed(kind, Upheld), ["判决驳回诉讼请求"]);
        let corrected = [
            "判决撤销、部分撤销",
            "判决撤销并重新作出",
            "判决履行",
            "判决确认违法",
            "判决确认无效",
            "判决变更",
        ];
        assert_eq!(listed(kind, Corrected), corrected);
        let other = ["裁定驳回起诉", "裁定准许撤诉", "裁定终结诉讼", "裁定移送"];
        assert_eq!(listed(kind, Other), other);
    }
    for ruling in Ruling::ALL {
        assert_eq!(Ruling::from_code(ruling.code()), Some(ruling));
        let name =
            if Ruling::of(review).any(|one| one == ruling) { "行政复议法" } else { "行政诉讼法" };
        assert!(ruling.basis().to_string().contains(name), "{ruling:?}");
    }
}

#[test]
fn the_agency_replies_in_ten_or_five_workdays_or_fifteen_days() {
    let calendar = Calendar::published();
    let by = |kind, track, received_on| {
        begun(&Filing { track, received_on, ..filing(kind) }).reply_term(calendar).by
    };
    let (review, suit) = (RemedyKind::Review, RemedyKind::DirectSuit);
    // Over National Day with its make-up workdays, 2024-09-29 and 2024-10-12.
    assert_eq!(by(review, Track::Ordinary, date(2024, 9, 26)), date(2024, 10, 15));
    assert_eq!(by(review, Track::Simplified, date(2024, 9, 26)), date(2024, 10, 9));
    // Fifteen calendar days end on a Saturday in the holiday and roll to the first workday after it.
    assert_eq!(by(suit, Track::Ordinary, date(2024, 9, 20)), date(2024, 10, 8));
    assert_eq!(by(suit, Track::Simplified, date(2024, 9, 20)), date(2024, 10, 8));
    assert_eq!(by(RemedyKind::SuitAfterReview, Track::Ordinary, date(2024, 4, 15)), date(2024, 4, 30));
    let term = begun(&filing(review)).reply_term(calendar);
    assert_eq!(term.consequence_basis.to_string(), "《行政复议法》第70条");
    assert!(begun(&filing(suit)).reply_term(calendar).consequence.contains("没有相应证据"));
}

#[test]
fn a_late_reply_stays_late() {
    let calendar = Calendar::published();
    let mut case = begun(&filing(RemedyKind::Review));
    let by = case.limit(calendar).unwrap();
    assert_eq!(by, date(2026, 3, 16));
    assert!(!case.is_reply_late(by, calendar) && case.is_reply_late(date(2026, 3, 17), calendar));
    case.apply(&step(date(2026, 3, 17), Act::Replied));
    assert_eq!((case.stage, case.limit(calendar)), (Stage::Pending, None));
    assert!(case.is_reply_late(date(2026, 3, 17), calendar));
    case.apply(&step(date(2026, 4, 1), Act::Decided(outcome(Ruling::ReviewUpheld, date(2026, 4, 1)))));
    assert!(case.is_reply_late(date(2027, 1, 1), calendar));
}

/// 结果维持, 结果纠正, 其他结果, 尚未审结 of a block.
fn counted(case: &RemedyCase, year: i16) -> Vec<String> {
    let four = part4(&case.entry(), year);
    let blocks = [four.reviews, four.direct_suits, four.suits_after_review];
    blocks[case.kind as usize][..4].iter().map(|cell| cell.number().unwrap().to_string()).collect()
}

#[test]
fn an_appeal_makes_a_case_undecided_and_its_judgment_replaces_the_first() {
    let mut case = begun(&filing(RemedyKind::DirectSuit));
    case.apply(&step(date(2026, 3, 9), Act::Replied));
    case.apply(&step(date(2026, 6, 1), Act::Decided(outcome(Ruling::SuitRevoked, date(2026, 6, 1)))));
    assert_eq!(counted(&case, 2026), ["0", "1", "0", "0"]);
    case.apply(&step(date(2026, 6, 10), Act::Appealed));
    assert_eq!((case.stage, case.is_open()), (Stage::Pending, true));
    assert_eq!(counted(&case, 2026), ["0", "0", "0", "1"]);
    let second = outcome(Ruling::SuitClaimDismissed, date(2027, 2, 1));
    case.apply(&step(date(2027, 2, 3), Act::Decided(second)));
    assert_eq!(counted(&case, 2026), ["0", "0", "0", "1"]);
    assert_eq!(counted(&case, 2027), ["1", "0", "0", "0"]);
    assert!(case.permit(Verb::Appeal, &officer(Role::Clerk)).unwrap_err().to_string().contains("终审"));
}

#[test]
fn what_cannot_be_is_named_at_its_field() {
    let readings = Readings::default();
    let today = Today { date: date(2026, 5, 6), calendar: Calendar::published(), readings: &readings };
    let case = begun(&filing(RemedyKind::Review));
    let fields = |outcome: Outcome| {
        let faults = case.faults(&Act::Decided(outcome), &today);
        faults.iter().map(|fault| fault.field).collect::<Vec<_>>()
    };
    let sound = Outcome { reopens: true, ..outcome(Ruling::ReviewRevoked, date(2026, 5, 6)) };
    assert!(fields(sound).is_empty());
    assert!(fields(Outcome { redo_by: Some(date(2026, 5, 27)), ..sound }).is_empty());
    assert_eq!(fields(outcome(Ruling::SuitRevoked, date(2026, 5, 6))), ["ruling"]);
    assert_eq!(fields(Outcome { decided_on: date(2026, 5, 7), ..sound }), ["decided_on"]);
    assert_eq!(fields(Outcome { decided_on: date(2026, 3, 1), ..sound }), ["decided_on"]);
    assert_eq!(fields(Outcome { ruling: Ruling::ReviewUpheld, ..sound }), ["redo"]);
    assert_eq!(fields(Outcome { reopens: false, redo_by: Some(date(2026, 5, 27)), ..sound }), ["redo_by"]);
    assert_eq!(fields(Outcome { redo_by: Some(date(2026, 5, 5)), ..sound }), ["redo_by"]);
    let other = begun(&Filing { application: None, ..filing(RemedyKind::Review) });
    assert_eq!(other.faults(&Act::Decided(sound), &today)[0].field, "redo");
    let ahead = Filing { received_on: date(2026, 5, 7), ..filing(RemedyKind::Review) };
    assert_eq!(ahead.faults(&today)[0].field, "received_on");
}

proptest! {
    /// Whatever is permitted leads where the table says, and the case counts exactly once in its year of result.
    #[test]
    fn walks_keep_to_the_table(kind in 0..3_usize, picks in proptest::collection::vec(0..1000_usize, 1..20)) {
        let mut case = begun(&filing(RemedyKind::ALL[kind]));
        let mut on = RECEIVED;
        for pick in picks {
            on = on.tomorrow().unwrap();
            let rulings: Vec<_> = Ruling::of(case.kind).collect();
            let moves: Vec<_> = case.menu(&officer(Role::Clerk)).collect();
            if moves.is_empty() {
                prop_assert_eq!(case.stage, Stage::Retracted);
                break;
            }
            let verb = moves[pick % moves.len()];
            let ended = outcome(rulings[pick % rulings.len()], on);
            let act = match verb {
                Verb::File => Act::Filed(filing(case.kind)),
                Verb::Reply => Act::Replied,
                Verb::Decide => Act::Decided(ended),
                Verb::Appeal => Act::Appealed,
                Verb::Correct => Act::Corrected(ended),
                Verb::Retract => Act::Retracted,
            };
            prop_assert_eq!(act.verb(), verb);
            let before = case.stage;
            case.apply(&step(on, act));
            match verb.rule().to {
                To::Goes(stage) => prop_assert_eq!(case.stage, stage),
                To::Stays => prop_assert_eq!(case.stage, before),
            }
            prop_assert_eq!(case.stage == Stage::Decided, !case.is_open() && case.stage != Stage::Retracted);
            let total: u64 = counted(&case, 2026).iter().map(|n| n.parse::<u64>().unwrap()).sum();
            prop_assert_eq!(total, u64::from(case.stage != Stage::Retracted));
            let kept: RemedyCase = serde_json::from_str(&serde_json::to_string(&case).unwrap()).unwrap();
            prop_assert_eq!(&kept, &case);
        }
    }
}

#[test]
fn docs_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/remedies.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
}
