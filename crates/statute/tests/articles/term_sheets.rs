//! A term as a calendar: every day once, in its week and under its weekday, and no last day while it stands still.

use jiff::civil::{Date, date};
use statute::calendar::Calendar;
use statute::clock::{Case, Cause, Cell, Deadline, Event, Happening, Mark, Sheet};
use statute::readings::Readings;
use statute::registers::ConsultationKind;

fn deadline(events: &[(Date, Happening)], today: Date) -> (Deadline, Sheet) {
    let events = events.iter().map(|(on, what)| Event { on: *on, what: what.clone() }).collect();
    let deadline =
        Case::new(events, Some(today)).unwrap().deadline(Calendar::published(), &Readings::default());
    let sheet = deadline.sheet(today, Calendar::published());
    (deadline, sheet)
}

fn cell(sheet: &Sheet, on: Date) -> &Cell {
    sheet.cells().find(|cell| cell.date == on).unwrap_or_else(|| panic!("{on}"))
}

fn sent() -> Happening {
    Happening::ConsultationSent { id: "1".into(), kind: ConsultationKind::ThirdParty }
}

#[test]
fn every_day_stands_in_its_week_under_its_weekday() {
    let (received, today) = (date(2023, 9, 25), date(2023, 10, 10));
    let extended = Happening::Extended { workdays: 5 };
    let (deadline, sheet) = deadline(&[(received, Happening::Received), (today, extended)], today);
    let due = deadline.due.unwrap();
    let days: Vec<Date> = sheet.cells().map(|cell| cell.date).collect();
    assert_eq!((days[0], days[days.len() - 1]), (received, due));
    assert!(days.windows(2).all(|pair| pair[0].tomorrow().unwrap() == pair[1]), "none is left out");
    for week in &sheet.weeks {
        for (place, cell) in week.iter().enumerate() {
            let is_there =
                |cell: &Cell| usize::from(cell.date.weekday().to_monday_zero_offset() as u8) == place;
            assert!(cell.as_ref().is_none_or(is_there));
        }
    }
    assert_eq!(cell(&sheet, received).mark, Mark::Start);
    assert_eq!(cell(&sheet, date(2023, 10, 2)).holiday.as_deref(), Some("中秋节、国庆节"));
    let make_up = cell(&sheet, date(2023, 10, 7));
    assert!(make_up.is_make_up && make_up.mark == Mark::Counted && make_up.n.is_some());
    let longer = sheet.cells().filter(|cell| cell.mark == Mark::Extension).count();
    assert_eq!((longer, cell(&sheet, due).n, cell(&sheet, due).is_last), (5, Some(25), true));
}

#[test]
fn a_delayed_term_is_told_apart_from_an_extension() {
    let (received, until) = (date(2026, 3, 2), date(2026, 4, 30));
    let told = Happening::DelayFixed { until };
    let (_, sheet) =
        deadline(&[(received, Happening::Received), (date(2026, 3, 10), told)], date(2026, 3, 11));
    assert_eq!(cell(&sheet, until).mark, Mark::Delay);
    assert!(sheet.cells().all(|cell| cell.mark != Mark::Extension));
}

#[test]
fn a_term_that_stands_still_ends_today_and_says_what_is_left() {
    let (received, asked, today) = (date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 13));
    let (found, sheet) = deadline(&[(received, Happening::Received), (asked, sent())], today);
    let still = found.standstill.as_ref().unwrap();
    assert_eq!((still.since, still.counted, still.left), (asked, 4, Some(16)));
    assert_eq!(still.cause, Cause::Consultations(vec![ConsultationKind::ThirdParty]));
    assert_eq!(sheet.cells().last().unwrap().date, today);
    assert!(sheet.cells().all(|cell| !cell.is_last), "no last day is certain");
    assert_eq!(cell(&sheet, today).mark, Mark::Consulting);

    // The term goes on when the opinion is back; one that was over before had nothing left to stand still.
    let closed = Happening::ConsultationClosed { id: "1".into() };
    let (back, _) = deadline(&[(received, Happening::Received), (asked, sent()), (today, closed)], today);
    assert_eq!(back.standstill, None);
    let (late, sheet) =
        deadline(&[(received, Happening::Received), (date(2026, 4, 6), sent())], date(2026, 4, 10));
    assert_eq!(late.standstill, None);
    assert!(cell(&sheet, late.due.unwrap()).is_last);
}

#[test]
fn while_the_applicant_is_awaited_days_are_shown_and_not_counted() {
    let (received, asked, today) = (date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 13));
    for (happening, cause) in [
        (Happening::SupplementAsked { reply_by: None }, Cause::Supplement),
        (Happening::FeeNoticeServed, Cause::Payment),
    ] {
        let (found, sheet) = deadline(&[(received, Happening::Received), (asked, happening)], today);
        let still = found.standstill.unwrap();
        assert_eq!((still.since, still.cause, still.counted, still.left), (asked, cause, 4, None));
        assert_eq!(cell(&sheet, asked).mark, Mark::Counted);
        assert_eq!(cell(&sheet, date(2026, 3, 7)).mark, Mark::Rest);
        assert_eq!(sheet.cells().last().map(|cell| (cell.date, cell.mark)), Some((today, Mark::Waiting)));
    }
}
