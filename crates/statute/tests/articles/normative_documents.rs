//! When a normative document is in force. 《条例》第20条第（一）项

use jiff::civil::{Date, date};
use statute::normative::{Standing, evaluate_from, expired_in, in_force, oddities, repealed_in, standing};
use statute::readings::Readings;
use statute::registers::{DocumentEntry, DocumentKind};

fn document(from: Option<Date>, until: Option<Date>, repealed: Option<Date>) -> DocumentEntry {
    DocumentEntry {
        kind: DocumentKind::Normative,
        title: "关于某事的通知".into(),
        number: None,
        made_on: None,
        published_on: None,
        valid_from: from,
        valid_until: until,
        repealed_on: repealed,
    }
}

const END_OF_YEAR: Date = Date::constant(2023, 12, 31);

#[test]
fn first_and_last_day_are_in_force_and_the_day_of_repeal_is_not() {
    let (from, until, repealed) = (date(2020, 5, 1), date(2023, 12, 31), date(2023, 6, 1));
    let expiring = document(Some(from), Some(until), None);
    for (day, expected) in [
        (date(2020, 4, 30), Standing::NotYet),
        (from, Standing::InForce),
        (until, Standing::InForce),
        (date(2024, 1, 1), Standing::Expired),
    ] {
        assert_eq!(standing(&expiring, day), expected, "{day}");
    }
    let ended = document(Some(from), Some(until), Some(repealed));
    assert_eq!(standing(&ended, date(2023, 5, 31)), Standing::InForce);
    assert_eq!(standing(&ended, repealed), Standing::Repealed);
    assert_eq!(standing(&ended, date(2024, 1, 1)), Standing::Repealed);
    assert!(in_force(&document(None, None, None), END_OF_YEAR));
}

#[test]
fn expiry_and_repeal_are_different_events() {
    let readings = Readings::default();
    let expired = document(Some(date(2020, 1, 1)), Some(date(2023, 8, 1)), None);
    assert!(expired_in(&expired, 2023) && !repealed_in(&expired, 2023, &readings));
    let counted = Readings { expiry_counts_as_repeal: true, ..Readings::default() };
    assert!(repealed_in(&expired, 2023, &counted));
    let repealed = document(Some(date(2020, 1, 1)), Some(date(2025, 8, 1)), Some(date(2023, 8, 1)));
    assert!(!expired_in(&repealed, 2025) && repealed_in(&repealed, 2023, &readings));
    // What had expired is not repealed a second time.
    let both = document(Some(date(2020, 1, 1)), Some(date(2022, 8, 1)), Some(date(2023, 8, 1)));
    assert_eq!(standing(&both, END_OF_YEAR), Standing::Expired);
    assert!(expired_in(&both, 2022) && !repealed_in(&both, 2023, &readings));
}

#[test]
fn evaluation_opens_six_months_before_expiry() {
    let expiring = document(None, Some(date(2024, 8, 31)), None);
    assert_eq!(evaluate_from(&expiring), Some(date(2024, 2, 29)));
}

#[test]
fn odd_validity_is_a_hint() {
    let readings = Readings::default();
    let found = |from, until, title: &str| {
        let entry = DocumentEntry { title: title.into(), ..document(Some(from), Some(until), None) };
        oddities(&entry, &readings).join("；")
    };
    assert_eq!(found(date(2020, 1, 1), date(2025, 1, 1), "办法"), "");
    assert_eq!(found(date(2020, 1, 1), date(2025, 1, 2), "办法"), "有效期超过5年");
    assert_eq!(found(date(2020, 1, 1), date(2022, 1, 1), "暂行办法"), "");
    assert_eq!(found(date(2020, 1, 1), date(2023, 1, 1), "办法（试行）"), "暂行、试行文件有效期超过2年");
    assert_eq!(
        found(date(2020, 1, 1), date(2019, 1, 1), "办法"),
        "有效期止 2019-01-01 早于有效期起 2020-01-01"
    );
}
