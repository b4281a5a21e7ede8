//! The checks of tables three and four: every change by one is found, no sound report is flagged. 《条例》第50条

use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;
use statute::leaf::Leaf;
use statute::report::checks::{self, RulePower, codes, rule_power};
use statute::report::{
    AnnualReport, Cell, Part2, Part2Trial, Part3, Part4, Row, Section, Severity, Stock, Tables,
};

/// A sound report from leaves, cases carried in and out, and the outcomes of remedies; totals are derived.
fn report(
    leaves: &[[u32; 6]],
    carried_in: [u32; 6],
    carried_out: [u32; 6],
    remedies: [[u32; 4]; 3],
) -> AnnualReport {
    let with_total = |cells: [u32; 6]| -> [Cell; 7] {
        let sum: u32 = cells.iter().sum();
        let mut row: [Cell; 7] = std::array::from_fn(|_| Cell::Blank);
        for (cell, n) in row.iter_mut().zip(cells.into_iter().chain([sum])) {
            *cell = Cell::count(n.into());
        }
        row
    };
    let total: [u32; 6] = std::array::from_fn(|column| leaves.iter().map(|leaf| leaf[column]).sum());
    // What was not carried in was received; cases carried in beyond what left the year are taken back.
    let all: [u32; 6] = std::array::from_fn(|column| total[column] + carried_out[column]);
    let carried: [u32; 6] = std::array::from_fn(|column| carried_in[column].min(all[column]));
    let received: [u32; 6] = std::array::from_fn(|column| all[column] - carried[column]);
    let mut part3 = Part3::blank_2021();
    for (row, cells) in &mut part3.rows {
        *cells = with_total(match row {
            Row::Received => received,
            Row::CarriedIn => carried,
            Row::Outcome(leaf) => leaves[Leaf::ALL.iter().position(|l| l == leaf).unwrap()],
            Row::Total => total,
            Row::CarriedOut => carried_out,
            Row::OtherHandlingMerged => unreachable!("not in the form of 2021"),
        });
    }
    let block = |cells: [u32; 4]| -> [Cell; 5] {
        let sum: u32 = cells.iter().sum();
        [cells[0], cells[1], cells[2], cells[3], sum].map(|n| Cell::count(n.into()))
    };
    let zero = || Cell::count(0);
    let stock = || Stock { made: zero(), repealed: zero(), in_force: zero() };
    AnnualReport {
        agency: Some("测试市示例局".into()),
        year: Some(2024),
        tables: Tables {
            part2: Some(Part2 {
                rules: stock(),
                normative_documents: stock(),
                licences: zero(),
                punishments: zero(),
                coercions: zero(),
                fees: zero(),
            }),
            part2_2019: None,
            part3: Some(part3),
            part4: Some(Part4 {
                reviews: block(remedies[0]),
                direct_suits: block(remedies[1]),
                suits_after_review: block(remedies[2]),
            }),
        },
        ..AnnualReport::default()
    }
}

fn has_error(report: &AnnualReport) -> bool {
    checks::check(report, None).iter().any(|finding| finding.severity == Severity::Error)
}

fn columns() -> impl Strategy<Value = [u32; 6]> {
    prop_oneof![
        Just([0; 6]),
        proptest::array::uniform6(0_u32..5),
        proptest::array::uniform6(0_u32..2_000_000),
    ]
}

fn sound() -> impl Strategy<Value = AnnualReport> {
    let remedies = proptest::array::uniform3(proptest::array::uniform4(0_u32..500));
    (vec(columns(), 21), columns(), columns(), remedies).prop_map(
        |(leaves, carried_in, carried_out, remedies)| report(&leaves, carried_in, carried_out, remedies),
    )
}

fn cells(report: &mut AnnualReport) -> Vec<&mut Cell> {
    let part3 = report.tables.part3.as_mut().unwrap();
    let part4 = report.tables.part4.as_mut().unwrap();
    let three = part3.rows.iter_mut().flat_map(|(_, cells)| cells.iter_mut());
    let blocks = [&mut part4.reviews, &mut part4.direct_suits, &mut part4.suits_after_review];
    three.chain(blocks.into_iter().flat_map(|block| block.iter_mut())).collect()
}

/// The report with （六）其他处理 as one row, as the form of 2019 and mixed forms have it.
fn merged(report: &AnnualReport) -> AnnualReport {
    let full = report.tables.part3.as_ref().unwrap();
    let others = [Leaf::SupplementLapsed, Leaf::FeeLapsed, Leaf::OtherHandling];
    let mut part3 = Part3::blank_2019();
    for (row, cells) in &mut part3.rows {
        *cells = full.row(*row).cloned().unwrap_or_else(|| {
            std::array::from_fn(|column| {
                let counts =
                    others.map(|leaf| full.row(Row::Outcome(leaf)).unwrap()[column].number().unwrap());
                Cell::Number(counts.into_iter().sum())
            })
        });
    }
    let tables = Tables { part3: Some(part3), ..report.tables.clone() };
    AnnualReport { tables, ..report.clone() }
}

/// The report with every zero left blank but those of totals.
fn without_zeros(report: &AnnualReport) -> AnnualReport {
    let mut report = report.clone();
    let blank = |cells: &mut [Cell]| {
        for cell in cells.iter_mut().filter(|cell| **cell == Cell::count(0)) {
            *cell = Cell::Blank;
        }
    };
    for (_, cells) in &mut report.tables.part3.as_mut().unwrap().rows {
        blank(&mut cells[..6]);
    }
    let part4 = report.tables.part4.as_mut().unwrap();
    for block in [&mut part4.reviews, &mut part4.direct_suits, &mut part4.suits_after_review] {
        blank(&mut block[..4]);
    }
    report
}

/// Every printed number changed by one, up and down; the place of a change that is not found.
fn first_missed(sound: &AnnualReport) -> Option<(usize, Decimal)> {
    let count = cells(&mut sound.clone()).len();
    (0..count).find_map(|index| {
        [Decimal::ONE, Decimal::NEGATIVE_ONE].into_iter().find_map(|step| {
            let mut changed = sound.clone();
            let Cell::Number(n) = *cells(&mut changed)[index] else { return None };
            *cells(&mut changed)[index] = Cell::Number(n + step);
            (!has_error(&changed)).then_some((index, step))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_change_by_one_is_found_and_no_sound_report_is_flagged(sound in sound()) {
        prop_assert_eq!(cells(&mut sound.clone()).len(), 190);
        prop_assert!(!has_error(&sound));
        prop_assert_eq!(first_missed(&sound), None);
    }

    #[test]
    fn every_change_is_found_in_the_form_of_2019_and_in_mixed_forms(sound in sound()) {
        let mut mixed = merged(&sound);
        prop_assert_eq!(cells(&mut mixed.clone()).len(), 176);
        prop_assert!(!has_error(&mixed));
        prop_assert_eq!(first_missed(&mixed), None);
        mixed.tables.part2 = None;
        mixed.tables.part2_2019 = Some(Part2Trial::default());
        prop_assert!(!has_error(&mixed));
    }

    #[test]
    fn every_change_is_found_where_zeros_are_left_blank(sound in sound(), one_row in any::<bool>()) {
        let report = without_zeros(&if one_row { merged(&sound) } else { sound });
        prop_assert!(!has_error(&report));
        prop_assert_eq!(first_missed(&report), None);
    }
}

fn plain() -> AnnualReport {
    let mut leaves = [[0; 6]; 21];
    leaves[0] = [5, 1, 0, 0, 0, 0];
    leaves[10] = [4, 0, 0, 0, 0, 0];
    report(&leaves, [1, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0], [[1, 0, 0, 0], [0; 4], [0; 4]])
}

fn codes_of(report: &AnnualReport) -> Vec<&'static str> {
    checks::check(report, None).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn blank_applicant_cells_count_as_zero() {
    let mut report = plain();
    for cell in cells(&mut report) {
        if *cell == Cell::count(0) {
            *cell = Cell::Blank;
        }
    }
    assert!(!has_error(&report));
    assert!(codes_of(&report).contains(&codes::EMPTY_CELLS.code));
}

#[test]
fn a_blank_total_is_not_taken_for_zero() {
    let mut report = plain();
    report.tables.part3.as_mut().unwrap().row_mut(Row::Outcome(Leaf::Granted)).unwrap()[6] = Cell::Blank;
    assert!(!has_error(&report));
    assert!(codes_of(&report).contains(&codes::NOT_MADE.code));
}

#[test]
fn only_the_total_column_filled_in_is_no_contradiction() {
    let mut report = plain();
    for (_, row) in &mut report.tables.part3.as_mut().unwrap().rows {
        row[..6].fill(Cell::Blank);
    }
    assert!(!has_error(&report));
}

#[test]
fn a_table_without_any_figure_is_not_taken_for_zeros() {
    let mut report = plain();
    report.tables.part3 = Some(Part3::blank_2021());
    assert!(!has_error(&report));
    assert!(codes_of(&report).contains(&codes::BLANK_TABLE.code));
}

#[test]
fn a_cell_that_cannot_be_read_is_never_an_error_of_the_report() {
    let mut report = plain();
    report.tables.part3.as_mut().unwrap().row_mut(Row::Total).unwrap()[0] = Cell::Unread;
    assert!(!has_error(&report));
    assert!(codes_of(&report).contains(&codes::UNREAD.code));
}

#[test]
fn a_township_makes_no_rules() {
    let mut report = plain();
    report.agency = Some("示例县测试镇人民政府".into());
    report.tables.part2.as_mut().unwrap().rules.made = Cell::count(3);
    assert!(codes_of(&report).contains(&codes::RULES.code));
    for (name, power) in [
        ("示例省人民政府", RulePower::Has),
        ("测试自治州人民政府", RulePower::Has),
        ("示例省人民政府办公厅", RulePower::Has),
        ("国家测试总局", RulePower::Has),
        ("测试市", RulePower::Unknown),
        ("甲市乙市人民政府", RulePower::Lacks),
        ("测试市示例区人民政府", RulePower::Lacks),
        ("测试市示例局", RulePower::Lacks),
        ("国家税务总局测试市税务局", RulePower::Lacks),
    ] {
        assert_eq!(rule_power(name), power, "{name}");
    }
}

#[test]
fn carry_stock_and_unit_are_compared_with_last_year() {
    let before = {
        let mut report = plain();
        report.year = Some(2023);
        report
    };
    let now = plain();
    let found = |now: &AnnualReport, before: &AnnualReport| -> Vec<&'static str> {
        checks::check(now, Some(before)).into_iter().map(|finding| finding.code).collect()
    };
    // The year before carried 2 out, this year took 1 in: in the natural persons' column and in the total.
    assert_eq!(found(&now, &before).iter().filter(|code| **code == codes::CARRY.code).count(), 2);
    assert!(found(&now, &now).contains(&codes::NO_PREVIOUS.code));

    let mut changed = now.clone();
    changed.tables.part2.as_mut().unwrap().normative_documents.in_force = Cell::count(1);
    assert!(found(&changed, &before).contains(&codes::STOCK_OVER.code));

    let with_fee = |report: &AnnualReport, fee: u64| {
        let mut report = report.clone();
        report.tables.part2.as_mut().unwrap().fees = Cell::count(fee);
        report
    };
    assert!(found(&with_fee(&now, 6_310_000), &with_fee(&before, 631)).contains(&codes::UNIT.code));
    assert!(!found(&with_fee(&now, 700), &with_fee(&before, 631)).contains(&codes::UNIT.code));
}

fn with_text(agency: &str, text: &str) -> AnnualReport {
    let section =
        Section { part: Some(0), heading: "一、总体情况".into(), paragraphs: vec![text.into()] };
    AnnualReport { agency: Some(agency.into()), sections: vec![section], ..plain() }
}

#[test]
fn text_and_table_are_compared_where_they_speak_of_the_same() {
    let bureau = "测试市示例局";
    // The table: 11 received, 1 carried in, 6 granted, 4 not held, 1 review.
    let right = "2024年全年共受理政府信息公开申请 11 件，予以公开的6件、无法提供的 4件。";
    assert!(!has_error(&with_text(bureau, right)));
    let received = with_text(bureau, "全年共受理政府信息公开申请12件。全年共收到政府信息公开申请9件。");
    assert_eq!(codes_of(&received).iter().filter(|code| **code == codes::SAID_RECEIVED.code).count(), 1);
    let outcome = with_text(bureau, "全年受理政府信息公开申请11件；予以公开及部分公开5件，无法提供4件。");
    assert_eq!(codes_of(&outcome).iter().filter(|code| **code == codes::SAID_OUTCOME.code).count(), 1);
    let none = with_text(bureau, "全部依法予以办理，无行政复议和诉讼情况。");
    assert!(codes_of(&none).contains(&codes::SAID_REMEDY.code));
    let mut upheld = with_text(bureau, "信息公开类行政复议1件，均获维持。");
    assert!(!has_error(&upheld));
    upheld.tables.part4.as_mut().unwrap().reviews = [0, 0, 0, 1, 1].map(Cell::count);
    assert!(codes_of(&upheld).contains(&codes::SAID_REMEDY.code));
}

#[test]
fn another_subject_is_noted_and_is_no_error() {
    let office = with_text("测试区人民政府", "区政府办代表区政府受理政府信息公开申请7件，不予公开3件。");
    assert!(!has_error(&office));
    assert!(codes_of(&office).contains(&codes::SCOPE.code));
}

#[test]
fn an_old_year_basis_or_term_is_seen() {
    let old = "所列数据的统计期限自2023年 1月1日至2024年12月31日，按国办公开办函〔2019〕60号编制，收取政府信息公开处理费。";
    let found = codes_of(&with_text("测试市示例局", old));
    for code in [codes::PERIOD, codes::BASIS, codes::TERM] {
        assert!(found.contains(&code.code), "{}", code.code);
    }
}

#[test]
fn the_page_of_checks_is_current() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/checks.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(page, codes::documentation()).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(page).unwrap(),
        codes::documentation(),
        "UPDATE_DOCS=1 cargo test -p statute"
    );
}
