//! The site as an inspector sees it: limits by class, what comes near, what vetoes.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use statute::inspection::{
    Check, ColumnState, Finding, Rules, Severity, SiteState, examine, missing_elements,
};
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
    SiteState {
        columns,
        updated_on: Some(TODAY),
        site_code: "3703000001".into(),
        consulted_on: vec![TODAY; 6],
        ..SiteState::default()
    }
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
    assert!(late.findings[0].said.contains("已有15天没有更新，应在14天内更新"), "{:?}", late.findings[0]);
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
    let mut old = SiteState { updated_on: Some(days_ago(15)), ..fresh() };
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
}

#[test]
fn five_stale_columns_of_news_notices_and_policies_veto_the_site() {
    let mut site = fresh();
    let news = ["gzdt", "tzgg", "zcwj", "zcjd", "msxx"];
    for (count, code) in (1..).zip(news) {
        let state = site.columns.iter_mut().find(|one| one.column.code == code).unwrap();
        state.newest = Some(days_ago(183));
        assert_eq!(of(&site, Check::NewsStale).len(), usize::from(count == 5), "{count}");
    }
    assert_eq!(examine(&site, Rules::built_in(), TODAY).score, None);
    // What may wait a year is not among them.
    let mut slow = fresh();
    for state in slow.columns.iter_mut().filter(|state| state.column.freshness == Freshness::Year).take(6) {
        state.newest = Some(days_ago(400));
    }
    assert!(of(&slow, Check::NewsStale).is_empty());
}

#[test]
fn consultations_of_a_year_and_elements_of_guides_are_counted() {
    let asked =
        |days: &[i32]| SiteState { consulted_on: days.iter().map(|one| days_ago(*one)).collect(), ..fresh() };
    assert!(of(&asked(&[0, 1, 2, 3, 4, 364]), Check::ConsultationsFew).is_empty());
    let few = of(&asked(&[0, 1, 2, 3, 4, 365]), Check::ConsultationsFew);
    assert!(few[0].said.contains("365天内公开征求意见5次"), "{few:?}");

    let whole =
        "一、法律依据　二、受理条件　三、申请材料　四、办理 地点　五、工作时间　六、咨询电话　七、办理流程";
    assert!(missing_elements(whole).is_empty());
    assert_eq!(missing_elements(&whole.replace("受理条件", "")), ["申请条件"]);
    let place = || ("指南".to_owned(), "/p/P2026-1".to_owned());
    let mut site = SiteState { guides: vec![(vec!["办理时间"], place())], ..fresh() };
    assert!(of(&site, Check::GuideIncomplete)[0].said.contains("没有写明办理时间"));
    site.guides = vec![(missing_elements("联系电话　办理流程　申请条件"), place()); 4];
    assert!(of(&site, Check::GuidesIncomplete).is_empty());
    site.guides.push(site.guides[0].clone());
    assert_eq!(of(&site, Check::GuidesIncomplete).len(), 1);
    assert_eq!(examine(&site, Rules::built_in(), TODAY).score, None);
}

#[test]
fn what_is_public_and_should_not_be_vetoes_the_site_unless_it_is_only_doubtful() {
    let list = vec![("正文第1行".to_owned(), ("标题".to_owned(), "/p/P2026-1".to_owned()))];
    let doubtful = SiteState { doubtful: list.clone(), ..fresh() };
    assert_eq!(examine(&doubtful, Rules::built_in(), TODAY).score, Some(Decimal::from(100)));
    assert_eq!(of(&doubtful, Check::DoubtfulPublic).len(), 1);
    for site in [SiteState { words: list.clone(), ..fresh() }, SiteState { secrets: list.clone(), ..fresh() }]
    {
        assert_eq!(examine(&site, Rules::built_in(), TODAY).score, None);
    }
}

#[test]
fn a_wrong_file_of_rules_says_where_what_stands_there_and_what_was_expected() {
    const GOOD: &str = "[[rule]]\nid = \"x\"\nzh = \"甲\"\ncheck = \"columns_blank\"\ncount = 5\nseverity = \"veto\"\n\
                        source = \"乙\"\nvalid_from = \"2019-04-01\"\nis_certain = true\n";
    assert_eq!(Rules::read(GOOD).unwrap().on(TODAY).count(), 1);
    let refused = |text: &str| Rules::read(text).unwrap_err().to_string();
    for (from, to, said) in [
        ("count = 5", "size = 5", "第5行“size = 5”，应为 id、zh、check"),
        ("count = 5", "count = \"五\"", "第5行“count = \"五\"”，应为正整数"),
        ("\"veto\"", "\"fatal\"", "第6行“severity = \"fatal\"”，应为\"veto\"、\"deduct\"或者\"advice\""),
        ("columns_blank", "columns_empty", "第4行“check = \"columns_empty\"”，应为\"home_stale\"、"),
        ("2019-04-01", "2019-02-30", "第8行“valid_from = \"2019-02-30\"”，应为日期"),
        ("zh = \"甲\"\n", "", "第1行“[[rule]]”，规则缺少字段，应有 id、zh"),
        ("count = 5\n", "", "规则“x”没有 count，columns_blank 的规则应填写正整数"),
        ("count = 5", "count = 0", "规则“x”的 count 为0，应为正整数"),
        (
            "is_certain",
            "valid_until = \"2019-03-31\"\nis_certain",
            "valid_until 2019-03-31 早于 valid_from 2019-04-01",
        ),
    ] {
        let told = refused(&GOOD.replace(from, to));
        assert!(told.starts_with("检查规则不能识别：") && told.contains(said), "{said}: {told}");
    }
    assert!(refused(&format!("{GOOD}{GOOD}")).contains("规则“x”重复"));
    assert!(refused("rule = []").contains("没有一条规则"));
    assert!(refused("什么").contains("第1行"));
}

#[test]
fn every_check_has_its_word_and_a_rule_that_is_built_in() {
    for check in Check::ALL {
        let rule = Rules::built_in().on(TODAY).find(|rule| rule.check == check);
        assert!(rule.is_some(), "{}", check.code());
    }
}

#[test]
fn a_site_without_its_code_is_told_where_to_set_it() {
    let of_code = |code: &str| of(&SiteState { site_code: code.into(), ..fresh() }, Check::SiteCode);
    assert!(
        of_code("")[0].said.contains("没有设置网站标识码") && of_code("")[0].said.contains("--site-code")
    );
    assert!(of_code("370300")[0].said.contains("标识码“370300”应为"));
}
