//! The calendar: workdays of known years, days of rest with their reasons, what is unknown. 《条例》第33条

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use statute::calendar::{Calendar, Reason};

fn published() -> &'static Calendar {
    Calendar::published()
}

#[test]
fn workdays_of_each_year() {
    for (year, workdays) in [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ] {
        assert_eq!(published().workdays_of_year(year), workdays, "{year}");
    }
}

#[test]
fn days_have_reasons() {
    let day = |d: Date| published().day(d);
    assert_eq!(day(date(2024, 2, 9)).reason, Reason::Weekday);
    assert_eq!(day(date(2024, 2, 18)).reason, Reason::MakeUp("春节"));
    assert_eq!(day(date(2024, 2, 24)).reason, Reason::Weekend);
    assert_eq!(day(date(2022, 12, 31)).reason, Reason::Holiday("元旦"));
    assert_eq!(day(date(2020, 1, 31)).reason, Reason::Holiday("春节"));
    assert_eq!(day(date(2024, 10, 12)).why(), "国庆节调休上班");
    assert_eq!(day(date(2024, 10, 1)).why(), "国庆节放假");
    assert_eq!(day(date(2024, 2, 24)).why(), "星期六");
}

#[test]
fn a_year_without_an_arrangement_is_unknown_not_without_holidays() {
    let day = |d: Date| published().day(d);
    assert!(!published().knows(date(2018, 12, 28)));
    assert!(published().knows(date(2018, 12, 29)));
    assert!(published().knows(date(2026, 12, 31)));
    assert!(!published().knows(date(2027, 1, 1)));
    assert_eq!(published().last_year(), Some(2026));
    for (fixed, name) in [
        (date(2027, 1, 1), "元旦"),
        (date(2027, 5, 1), "劳动节"),
        (date(2027, 5, 2), "劳动节"),
        (date(2027, 10, 1), "国庆节"),
        (date(2027, 10, 3), "国庆节"),
    ] {
        assert_eq!(day(fixed).reason, Reason::Fixed(name), "{fixed}");
    }
    // The second day of 劳动节 came in 2025.
    assert_eq!(day(date(2018, 5, 2)).reason, Reason::Weekday);
    assert_eq!(day(date(2027, 5, 3)).reason, Reason::Weekday);
    assert_eq!(day(date(2027, 1, 1)).why(), "元旦法定假日（当年安排未公布）");
    let reckoned = published().workday_after(date(2026, 12, 30), 2);
    assert_eq!((reckoned.date, reckoned.provisional), (date(2027, 1, 4), true));
    let reckoned = published().workday_after(date(2026, 12, 30), 1);
    assert_eq!((reckoned.date, reckoned.provisional), (date(2026, 12, 31), false));
}

#[test]
fn a_later_notice_is_added_by_date() {
    let mut calendar = published().clone();
    calendar
        .extend(
            "date,kind,name,source\n2027-01-01,off,元旦,x\n2027-01-02,off,元旦,x\n2026-12-27,work,元旦,x\n",
        )
        .unwrap();
    assert!(calendar.knows(date(2027, 12, 31)));
    assert!(calendar.is_workday(date(2026, 12, 27)));
    assert_eq!(calendar.day(date(2027, 1, 1)).reason, Reason::Holiday("元旦"));
    assert_eq!(calendar.day(date(2024, 2, 18)).reason, Reason::MakeUp("春节"));
    assert!(!calendar.workday_after(date(2026, 12, 20), 20).provisional);

    for (csv, line, value) in [
        ("2027-02-30,off,春节", 1, "2027-02-30"),
        ("date,kind,name\n2027-01-01,free,元旦", 2, "free"),
        ("2027-01-01,off", 1, "2027-01-01,off"),
    ] {
        let fault = Calendar::parse(csv).unwrap_err();
        assert_eq!((fault.line, fault.value.as_str()), (line, value));
    }
}

#[test]
fn the_nth_workday_and_the_count_are_inverse() {
    for start in date(2019, 1, 1).series(17.days()).take_while(|day| day.year() < 2026) {
        for n in [1, 7, 15, 20, 40] {
            let reckoned = published().workday_after(start, n);
            assert!(published().is_workday(reckoned.date));
            assert_eq!(published().workdays_between(start, reckoned.date), n, "{start} + {n}");
        }
        assert_eq!(published().workday_after(start, 0).date, start);
    }
}

#[test]
fn a_day_of_rest_rolls_to_the_next_workday() {
    for (day, rolled) in [
        (date(2024, 10, 6), date(2024, 10, 8)),
        (date(2024, 2, 10), date(2024, 2, 18)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2024, 10, 12), date(2024, 10, 12)),
    ] {
        assert_eq!(published().rolled(day).date, rolled, "{day}");
    }
}

#[test]
fn the_end_of_time_is_no_panic() {
    let reckoned = published().workday_after(Date::MAX, 5);
    assert_eq!(reckoned.date, Date::MAX);
    assert_eq!(published().workdays_between(date(9999, 12, 30), Date::MAX), 1);
}

#[test]
fn counting_at_once_is_counting_day_by_day() {
    let calendar = published();
    for (after, until) in [
        (date(2018, 1, 1), date(2018, 1, 1)),
        (date(2018, 1, 1), date(2026, 12, 31)),
        (date(2017, 12, 25), date(2018, 1, 5)),
        (date(2026, 9, 30), date(2027, 2, 28)),
        (date(2024, 2, 9), date(2024, 2, 20)),
        (date(2024, 2, 20), date(2024, 2, 9)),
    ] {
        let days = after.series(jiff::ToSpan::day(1)).skip(1).take_while(|day| *day <= until);
        let counted = days.filter(|day| calendar.is_workday(*day)).count();
        assert_eq!(calendar.workdays_between(after, until) as usize, counted, "({after}, {until}]");
    }
}

#[test]
fn lines_are_the_calendar_again() {
    let lines = published().lines();
    assert_eq!(&Calendar::parse(&lines).expect("they are read"), published());
    assert!(lines.starts_with("2018-12-29,work,元旦\n"), "{}", &lines[..lines.find('\n').unwrap_or(0)]);
    let mut later = published().clone();
    later.extend("2026-03-17,off,临时放假\n").expect("a line");
    assert_ne!(later.lines(), lines);
}
