//! How long a document is in force: as printed, or as a clean-up says.

use jiff::civil::date;
use statute::normative::Standing;
use statute::publication::{Act, Card, Cleaning, CleaningResult};

use super::{edition, normative, published, step};

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
