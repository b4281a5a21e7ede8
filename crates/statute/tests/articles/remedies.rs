//! Review and suit by kind of answer and date of the act. 《行政复议法》第20条、第23条、《行政诉讼法》第45条、第46条

use jiff::civil::{Date, date};
use statute::calendar::Calendar;
use statute::leaf::Leaf;
use statute::readings::Readings;
use statute::remedy::{Class, Remedies, class, remedies};

fn of(leaf: &str, known_on: Date) -> Remedies {
    let leaf = Leaf::from_code(leaf).unwrap();
    remedies(leaf, &[], known_on, known_on, Calendar::published(), &Readings::default())
}

#[test]
fn refusals_go_to_review_first_since_2024_and_nothing_else_does() {
    let readings = Readings::default();
    for leaf in Leaf::ALL {
        let now = class(leaf, &[], date(2024, 1, 1), &readings);
        let expected = match leaf.code() {
            "3.1" | "3.2" | "3.3" | "3.4" | "3.5" | "3.6" | "3.7" => Class::ReviewFirst,
            "2" => Class::Mixed,
            _ => Class::Either,
        };
        assert_eq!(now, expected, "{leaf:?}");
        assert_eq!(class(leaf, &[], date(2023, 12, 31), &readings), Class::Either, "{leaf:?}");
    }
}

#[test]
fn the_date_of_the_act_decides_not_the_day_it_was_served() {
    let calendar = Calendar::published();
    let found = remedies(
        Leaf::StateSecret,
        &[],
        date(2023, 12, 29),
        date(2024, 1, 4),
        calendar,
        &Readings::default(),
    );
    assert_eq!(found.class, Class::Either);
    assert_eq!(found.review.by, date(2024, 3, 4));
    assert_eq!(found.suit.unwrap().by, date(2024, 7, 4));
    assert!(found.review_body.contains("由申请人选择"));
}

#[test]
fn a_partly_granted_application_goes_part_by_part() {
    let readings = Readings::default();
    let partly = |withheld: &[Leaf]| class(Leaf::PartlyGranted, withheld, date(2025, 7, 1), &readings);
    assert_eq!(partly(&[Leaf::ThirdPartyRights]), Class::ReviewFirst);
    assert_eq!(partly(&[Leaf::ThirdPartyRights, Leaf::StateSecret]), Class::ReviewFirst);
    assert_eq!(partly(&[Leaf::NotHeld]), Class::Either);
    assert_eq!(partly(&[Leaf::ThirdPartyRights, Leaf::NotHeld]), Class::Mixed);
}

#[test]
fn the_administrative_query_is_a_setting() {
    let readings = Readings { administrative_query_review_first: true, ..Readings::default() };
    assert_eq!(class(Leaf::AdministrativeQuery, &[], date(2025, 7, 1), &readings), Class::ReviewFirst);
    assert!(
        of("3.8", date(2025, 7, 1))
            .notes
            .iter()
            .any(|note| note.contains("administrative_query_review_first"))
    );
}

#[test]
fn days_and_months_roll_and_clamp() {
    for (known_on, review, suit) in [
        (date(2024, 8, 7), date(2024, 10, 8), date(2025, 2, 7)),
        (date(2024, 8, 31), date(2024, 10, 30), date(2025, 2, 28)),
        // Six months on is 29 February in a leap year, and a Saturday rolls.
        (date(2023, 8, 31), date(2023, 10, 30), date(2024, 2, 29)),
        (date(2024, 3, 31), date(2024, 5, 30), date(2024, 9, 30)),
        (date(2024, 2, 29), date(2024, 4, 29), date(2024, 8, 29)),
        (date(2024, 4, 1), date(2024, 5, 31), date(2024, 10, 8)),
    ] {
        let found = of("4.1", known_on);
        assert_eq!(found.review.by, review, "{known_on}");
        assert_eq!(found.suit.unwrap().by, suit, "{known_on}");
    }
    let rolled = of("4.1", date(2024, 8, 7)).review;
    assert_eq!((rolled.counted_to, rolled.rolled), (date(2024, 10, 6), true));
}

#[test]
fn review_first_names_no_direct_suit() {
    let found = of("3.4", date(2025, 7, 1));
    assert_eq!(found.suit, None);
    assert_eq!(found.suit_after_review_days, 15);
    let cited: Vec<String> = found.basis.iter().map(ToString::to_string).collect();
    assert!(cited.contains(&"《行政复议法》第23条第1款第（四）项".to_owned()));
    assert!(!cited.contains(&"《行政诉讼法》第46条第1款".to_owned()));
}

#[test]
fn a_date_beyond_the_calendar_is_provisional() {
    assert!(of("4.1", date(2026, 11, 30)).review.provisional);
    assert!(!of("4.1", date(2025, 7, 1)).review.provisional);
}
