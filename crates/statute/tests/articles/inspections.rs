//! The site as an inspector sees it: limits by class, what comes near, what vetoes.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use statute::inspection::{Check, ColumnState, Finding, Rules, Severity, SiteState, examine};
use statute::publication::{COLUMNS, Column, Freshness};

const TODAY: Date = Date::constant(2026, 3, 31);

fn days_ago(days: i32) -> Date {
    TODAY.checked_sub(jiff::Span::new().days(days)).unwrap()
}

fn state(code: &str, newest: Option<Date>) -> ColumnState {
    ColumnState { column: Column::from_code(code).unwrap(), newest }
}

/// A site whose columns are all fresh.
fn fresh() -> SiteState {
    let columns = COLUMNS.iter().map(|column| state(column.code, Some(TODAY))).collect();
    SiteState { columns, site_code: "3703000001".into(), ..SiteState::default() }
}

fn with(code: &str, newest: Option<Date>) -> SiteState {
    let mut site = fresh();
    site.columns.iter_mut().find(|one| one.column.code == code).unwrap().newest = newest;
    site
}

fn of(site: &SiteState, check: Check) -> Vec<Finding> {
    examine(site, Rules::built_in(), TODAY)
        .findings
        .into_iter()
        .filter(|one| one.rule.check == check)
        .collect()
}

#[test]
fn a_site_in_order_has_all_its_points() {
    let inspection = examine(&fresh(), Rules::built_in(), TODAY);
    assert!(inspection.findings.is_empty(), "{:?}", inspection.findings);
    assert_eq!(inspection.score, Some(Decimal::from(100)));
}

#[test]
fn a_column_is_stale_the_day_after_its_limit_and_is_warned_of_three_days_ahead() {
    for (code, days) in [("gzdt", 14), ("tzgg", 182), ("ghjh", 365)] {
        assert_eq!(Column::from_code(code).unwrap().freshness.days(), Some(days as u32));
        for (age, expected) in
            [(days - 4, None), (days - 3, Some(true)), (days, Some(true)), (days + 1, Some(false))]
        {
            let found = of(&with(code, Some(days_ago(age))), Check::ColumnStale);
            assert_eq!(found.first().map(|one| one.is_ahead), expected, "{code} {age}: {found:?}");
        }
    }
    assert!(of(&with("jgzn", Some(days_ago(3000))), Check::ColumnStale).is_empty());
    let late = examine(&with("gzdt", Some(days_ago(15))), Rules::built_in(), TODAY);
    assert_eq!(late.score, Some(Decimal::from(95)));
    assert!(late.findings[0].said.contains("已超过1天"), "{:?}", late.findings[0]);
    let near = examine(&with("gzdt", Some(days_ago(14))), Rules::built_in(), TODAY);
    assert_eq!(near.score, Some(Decimal::from(100)), "a warning costs nothing");
}

#[test]
fn five_blank_columns_or_a_stale_home_page_veto_the_site() {
    let mut site = fresh();
    for state in site.columns.iter_mut().take(4) {
        state.newest = None;
    }
    assert_eq!(examine(&site, Rules::built_in(), TODAY).score, Some(Decimal::from(92)));
    site.columns[4].newest = None;
    let vetoed = examine(&site, Rules::built_in(), TODAY);
    assert_eq!(vetoed.score, None);
    assert_eq!(vetoed.findings[0].rule.severity, Severity::Veto);
    let mut old = fresh();
    for state in &mut old.columns {
        state.newest = Some(days_ago(15));
    }
    assert_eq!(of(&old, Check::HomeStale).len(), 1);
    for state in old.columns.iter_mut().filter(|state| state.column.freshness == Freshness::Year).take(10) {
        state.newest = Some(days_ago(400));
    }
    assert_eq!(of(&old, Check::ColumnsStale).len(), 1);
}

#[test]
fn what_is_broken_late_or_unexplained_is_told_with_its_place() {
    let place = ("标题".to_owned(), "/p/P2026-1".to_owned());
    let list = vec![place.clone()];
    let site = SiteState {
        broken: list.clone(),
        unexplained: list.clone(),
        late: list.clone(),
        expiring: list,
        site_code: "370300".into(),
        ..fresh()
    };
    let inspection = examine(&site, Rules::built_in(), TODAY);
    assert_eq!(inspection.findings.len(), 5);
    assert_eq!(inspection.findings.iter().filter(|one| one.place.as_ref() == Some(&place)).count(), 4);
    assert_eq!(inspection.score, Some("92.9".parse().unwrap()));
    for code in ["bm01000001", "3213000018"] {
        assert!(of(&SiteState { site_code: code.into(), ..fresh() }, Check::SiteCode).is_empty());
    }
}

#[test]
fn links_to_other_sites_count_as_those_inside_and_say_why() {
    let place = ("标题：https://example.com/a".to_owned(), "/p/P2026-1".to_owned());
    let why = "链接的其他网站打不开：404（网页不存在）";
    let site = SiteState {
        broken: vec![("标题：/nowhere".to_owned(), "/p/P2026-1".to_owned())],
        broken_outside: vec![(why.to_owned(), place.clone()); 3],
        ..fresh()
    };
    let found = of(&site, Check::LinkBroken);
    let said: Vec<_> = found.iter().map(|one| one.said.as_str()).collect();
    assert_eq!(said, ["打不开", why, why, why]);
    assert_eq!(found[3].place.as_ref(), Some(&place));
    let score = examine(&site, Rules::built_in(), TODAY).score;
    assert_eq!(score, Some("99.6".parse().unwrap()));
}

#[test]
fn how_long_a_link_may_take_is_a_rule_with_its_day() {
    assert_eq!(Rules::built_in().link_seconds(TODAY), Some(15));
    assert_eq!(Rules::built_in().link_seconds(date(2016, 1, 1)), None);
}

#[test]
fn rules_hold_from_their_day_and_a_wrong_file_says_where() {
    let before = examine(&with("gzdt", None), Rules::built_in(), date(2016, 1, 1));
    assert!(before.findings.is_empty());
    let wrong = Rules::read("[[rule]]\nid = \"x\"\nsize = 3\n").unwrap_err().to_string();
    assert!(wrong.contains("检查规则不能识别") && wrong.contains("size"), "{wrong}");
}
