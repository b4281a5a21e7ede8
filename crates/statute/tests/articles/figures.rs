//! Tables and figures against an independent tally of random registers. 《条例》第45条、第50条

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;
use statute::applicant::Applicant;
use statute::figures::{self, Year};
use statute::leaf::Leaf;
use statute::registers::{ApplicationEntry, Channel, Registers, RemedyEntry, RemedyKind, RemedyResult};
use statute::report::{AnnualReport, COLUMNS, Cell, Part3, Part4, Row, TOTAL, Tables};

const YEARS: std::ops::RangeInclusive<i16> = 2021..=2024;
const APPLICATIONS: usize = 5_000;

/// Receipt as days from 2021, channel, applicant, and the answer's outcome and days after.
type Draw = (i64, usize, usize, Option<(usize, i64)>);

/// Receipt, kind, and the result with the days after.
type Case = (i64, usize, Option<(usize, i64)>);

fn day(offset: i64) -> Date {
    date(2021, 1, 1).checked_add(Span::new().days(offset)).unwrap()
}

/// Four years and a bit before and after; one in five is open, answers may fall years later.
fn application() -> impl Strategy<Value = Draw> {
    (-60_i64..1500, 0_usize..8, 0_usize..6, proptest::option::weighted(0.8, (0_usize..21, 0_i64..500)))
}

fn registers(applications: Vec<Draw>, remedies: Vec<Case>) -> Registers {
    let mut registers = Registers::default();
    registers.agency.name = "测试市示例局".into();
    for (n, (received, channel, applicant, answer)) in applications.into_iter().enumerate() {
        registers.applications.push(ApplicationEntry {
            number: n.to_string(),
            received_on: day(received),
            channel: Channel::ALL[channel],
            applicant: Applicant::ALL[applicant],
            leaf: answer.map(|(leaf, _)| Leaf::ALL[leaf]),
            answered_on: answer.map(|(_, after)| day(received + after)),
            topic: Some(["社保", "就业", "其他"][n % 3].into()),
            content: None,
            reason: None,
            supplement_asked_on: None,
            supplement_received_on: None,
            extended_workdays: None,
            delayed_until: None,
            fee_notice_on: None,
            fee_paid_on: None,
        });
    }
    for (received, kind, result) in remedies {
        registers.remedies.push(RemedyEntry {
            kind: RemedyKind::ALL[kind],
            received_on: day(received),
            result: result.map(|(result, _)| RemedyResult::ALL[result]),
            decided_on: result.map(|(_, after)| day(received + after)),
        });
    }
    registers
}

/// The tally as a person would make it: year by year through a list of ISO dates, by text.
fn naive_part3(registers: &Registers, year: i16) -> Vec<(Row, [u64; 7])> {
    let first = format!("{year}-01-01");
    let last = format!("{year}-12-31");
    let mut rows: Vec<(Row, [u64; 7])> = Row::form_2021().map(|row| (row, [0; 7])).collect();
    for a in &registers.applications {
        let received = a.received_on.to_string();
        let answered = a.answered_on.map(|on| on.to_string());
        let mut hit = |row: Row| {
            let cells = &mut rows.iter_mut().find(|(r, _)| *r == row).unwrap().1;
            cells[COLUMNS.iter().position(|name| *name == a.applicant.zh()).unwrap()] += 1;
            cells[TOTAL] += 1;
        };
        if received > last {
            continue;
        }
        let closed_before = answered.as_ref().is_some_and(|on| *on < first);
        if closed_before {
            continue;
        }
        hit(if received >= first { Row::Received } else { Row::CarriedIn });
        match &answered {
            Some(on) if *on <= last => {
                hit(Row::Outcome(a.leaf.unwrap()));
                hit(Row::Total);
            }
            _ => hit(Row::CarriedOut),
        }
    }
    rows
}

fn naive_part4(registers: &Registers, year: i16) -> [[u64; 5]; 3] {
    let mut blocks = [[0; 5]; 3];
    for r in &registers.remedies {
        let closed_before = r.decided_on.is_some_and(|on| on.year() < year);
        if r.received_on.year() > year || closed_before {
            continue;
        }
        let block = RemedyKind::ALL.iter().position(|kind| *kind == r.kind).unwrap();
        let column = match (r.result, r.decided_on) {
            (Some(result), Some(on)) if on.year() == year => {
                RemedyResult::ALL.iter().position(|other| *other == result).unwrap()
            }
            _ => 3,
        };
        blocks[block][column] += 1;
        blocks[block][4] += 1;
    }
    blocks
}

fn holds(part3: &Part3, part4: &Part4) {
    for identity in part3.identities().into_iter().chain(part4.identities()) {
        assert_eq!(identity.holds(), Some(true), "{identity:?}");
    }
}

fn compile(registers: &Registers, year: i16) -> (Vec<statute::report::Figure>, Tables) {
    let figures = figures::figures(&Year { registers, year, previous: None });
    let (tables, cells) = figures::tables(&figures);
    assert_eq!(cells.len(), 10 + 25 * 7 + 15);
    for (place, name) in &cells {
        let figure = figures.iter().find(|figure| figure.name == *name);
        let figure = figure.unwrap_or_else(|| panic!("{place:?} names {name}"));
        if place.table != 2 {
            assert_eq!(figure.value, Decimal::from(figure.records.len()), "{name} is as many as its records");
        }
    }
    (figures, tables)
}

#[test]
fn tables_of_five_thousand_applications_equal_an_independent_tally_and_chain() {
    let strategy = (
        proptest::collection::vec(application(), APPLICATIONS),
        proptest::collection::vec(
            (-60_i64..1500, 0_usize..3, proptest::option::of((0_usize..3, 0_i64..700))),
            300,
        ),
    );
    let mut runner = TestRunner::new(Config { cases: 2, max_shrink_iters: 20, ..Config::default() });
    runner
        .run(&strategy, |(applications, remedies)| {
            let registers = registers(applications, remedies);
            let mut before: Option<Part3> = None;
            for year in YEARS {
                let (figures, tables) = compile(&registers, year);
                let part3 = tables.part3.clone().unwrap();
                let part4 = tables.part4.clone().unwrap();
                for (row, cells) in naive_part3(&registers, year) {
                    assert_eq!(part3.row(row).unwrap(), &cells.map(Cell::count), "{year} {}", row.key());
                }
                let blocks = part4.blocks().map(|(_, cells)| cells.clone());
                assert_eq!(
                    blocks,
                    naive_part4(&registers, year).map(|cells| cells.map(Cell::count)),
                    "{year}"
                );
                assert_eq!(statute::tally::applications::part3(&registers.applications, year), part3);
                assert_eq!(statute::tally::remedies::part4(&registers.remedies, year), part4);
                holds(&part3, &part4);
                if let Some(before) = &before {
                    assert_eq!(before.row(Row::CarriedOut), part3.row(Row::CarriedIn), "{year}");
                }
                let value = |name: &str| figures.iter().find(|figure| figure.name == name).unwrap().value;
                let sum = |stem: &str| -> Decimal {
                    figures.iter().filter(|f| f.name.starts_with(stem)).map(|f| f.value).sum()
                };
                assert_eq!(sum("applications.by_channel."), value("applications.received"));
                assert_eq!(sum("applications.by_topic."), value("applications.received"));
                assert_eq!(sum("applications.by_result."), value("applications.closed"));
                let previous = before.map(|part3| AnnualReport {
                    tables: Tables { part3: Some(part3), ..Tables::default() },
                    ..AnnualReport::default()
                });
                before = Some(part3);
                // What chains gives no finding of the carry-over.
                let of_year = Year { registers: &registers, year, previous: previous.as_ref() };
                let found = statute::report::checks::of_registers(&of_year);
                assert!(found.iter().all(|finding| finding.code != "L-CARRY"), "{found:?}");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_answer_after_the_year_means_open_at_its_end_on_the_days_around_it() {
    let entry = |received: Date, answered: Option<Date>| {
        let mut all = registers(vec![(0, 0, 0, Some((0, 0)))], vec![]);
        all.applications[0].received_on = received;
        all.applications[0].answered_on = answered;
        all.applications[0].leaf = answered.map(|_| Leaf::Granted);
        all
    };
    let rows = |registers: &Registers, year| -> Vec<&'static str> {
        let names = [
            (Row::Received, "new"),
            (Row::CarriedIn, "in"),
            (Row::Total, "closed"),
            (Row::CarriedOut, "out"),
        ];
        let part3 = statute::tally::applications::part3(&registers.applications, year);
        names
            .into_iter()
            .filter(|(row, _)| part3.row(*row).unwrap()[TOTAL] != Cell::count(0))
            .map(|(_, n)| n)
            .collect()
    };
    let new_year = entry(date(2023, 12, 31), Some(date(2024, 1, 1)));
    assert_eq!(rows(&new_year, 2022), [""; 0]);
    assert_eq!(rows(&new_year, 2023), ["new", "out"]);
    assert_eq!(rows(&new_year, 2024), ["in", "closed"]);
    assert_eq!(rows(&new_year, 2025), [""; 0]);
    let same_day = entry(date(2023, 12, 31), Some(date(2023, 12, 31)));
    assert_eq!(rows(&same_day, 2023), ["new", "closed"]);
    assert_eq!(rows(&same_day, 2024), [""; 0]);
    let open = entry(date(2023, 1, 1), None);
    assert_eq!(rows(&open, 2023), ["new", "out"]);
    assert_eq!(rows(&open, 2025), ["in", "out"]);
}

#[test]
fn a_previous_report_that_disagrees_is_a_finding_and_changes_nothing() {
    let registers = registers(vec![(-10, 0, 0, None), (5, 0, 0, None)], vec![]);
    let mut part3 = Part3::blank_2021();
    part3.row_mut(Row::CarriedOut).unwrap()[0] = Cell::count(3);
    part3.row_mut(Row::CarriedOut).unwrap()[TOTAL] = Cell::count(3);
    let previous = AnnualReport {
        tables: Tables { part3: Some(part3), ..Tables::default() },
        ..AnnualReport::default()
    };
    let year = Year { registers: &registers, year: 2021, previous: Some(&previous) };
    let found = statute::report::checks::of_registers(&year);
    let carry: Vec<_> = found.iter().filter(|finding| finding.code == "L-CARRY").collect();
    assert_eq!(carry.len(), 2, "total and 自然人");
    assert!(carry[0].message.contains("3件") && carry[0].message.contains("1件"), "{:?}", carry[0]);
    let figures = figures::figures(&year);
    let value = |name: &str| figures.iter().find(|figure| figure.name == name).unwrap().value;
    assert_eq!(value("applications.carried_in"), Decimal::ONE);
}

#[test]
fn late_answers_are_listed() {
    let mut registers = registers(vec![(0, 0, 0, Some((0, 0))), (0, 0, 0, Some((0, 0)))], vec![]);
    // 20 workdays after 2023-03-01 end on 2023-03-29.
    for (index, answered) in [date(2023, 3, 29), date(2023, 3, 30)].into_iter().enumerate() {
        registers.applications[index].received_on = date(2023, 3, 1);
        registers.applications[index].answered_on = Some(answered);
    }
    let late = statute::tally::late::answered_late(&registers, 2023);
    assert_eq!(late.len(), 1);
    assert_eq!((late[0].0.number.as_str(), late[0].1), ("1", date(2023, 3, 29)));
    registers.applications[1].extended_workdays = Some(10);
    assert!(statute::tally::late::answered_late(&registers, 2023).is_empty());
    let year = Year { registers: &registers, year: 2023, previous: None };
    assert!(statute::report::checks::of_registers(&year).iter().all(|finding| finding.code != "L-LATE"));
}

/// 《条例》第35条: the delayed term takes the place of the due date, in answers as in what is open.
#[test]
fn a_delayed_term_of_the_register_takes_the_place_of_the_due_date() {
    use statute::tally::late::{answered_late, overdue, overdue_on};
    let mut registers = registers(vec![(0, 0, 0, None)], vec![]);
    registers.applications[0].received_on = date(2023, 3, 1);
    assert_eq!(overdue_on(&registers, date(2023, 4, 3)).len(), 1);
    registers.applications[0].delayed_until = Some(date(2023, 6, 30));
    assert!(overdue_on(&registers, date(2023, 6, 30)).is_empty());
    let late = overdue_on(&registers, date(2023, 7, 3));
    assert_eq!(late.iter().map(|(_, due)| *due).collect::<Vec<_>>(), [date(2023, 6, 30)]);
    assert_eq!(overdue(&registers, 2023).len(), 1);
    registers.applications[0].leaf = Some(Leaf::Granted);
    registers.applications[0].answered_on = Some(date(2023, 6, 30));
    assert!(answered_late(&registers, 2023).is_empty());
    registers.applications[0].answered_on = Some(date(2023, 7, 3));
    assert_eq!(answered_late(&registers, 2023)[0].1, date(2023, 6, 30));
    // A supplement that comes after it starts the term anew.
    registers.applications[0].delayed_until = Some(date(2023, 3, 20));
    registers.applications[0].supplement_asked_on = Some(date(2023, 3, 6));
    registers.applications[0].supplement_received_on = Some(date(2023, 6, 20));
    assert!(answered_late(&registers, 2023).is_empty());
}

#[test]
fn every_open_family_is_defined_and_names_are_unique() {
    let mut names: Vec<_> = figures::all().map(|definition| definition.name).collect();
    assert!(names.iter().filter(|name| name.ends_with('*')).count() > 10);
    assert!(figures::all().filter(|definition| definition.is_open()).all(figures::Definition::is_family));
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn docs_of_figures_are_current() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/figures.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(page, figures::documentation()).unwrap();
    }
    let current = std::fs::read_to_string(page).unwrap_or_default();
    assert!(current == figures::documentation(), "UPDATE_DOCS=1 cargo test -p statute");
}
