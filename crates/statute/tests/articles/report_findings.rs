//! One sound report of our own and, for every code, a change that calls it forth; what is no error stays silent.

use rust_decimal::Decimal;
use statute::leaf::Leaf;
use statute::report::checks::{self, codes};
use statute::report::{
    AnnualReport, Cell, Finding, PARTS, Part2, Part3, Part4, Row, Section, Severity, Stock, Tables,
};

const TEXT: [&[&str]; 6] = [
    &[
        "2024年，示例市测试局认真贯彻《中华人民共和国政府信息公开条例》，按照国办公开办函〔2021〕30号要求编制本报告。",
        "（一）主动公开方面。2024年，公开政策文件12件、局长办公会议4次。全年制发行政规范性文件2件，废止规范性文件1件，到期自动失效1件，现行有效规范性文件8件。",
        "（二）依申请公开方面。全年共收到政府信息公开申请20件，较2023年增长33.3%，上年结转2件，答复19件，结转下年度继续办理3件。其中，自然人申请18件、商业企业申请2件；通过互联网申请15件、信函申请5件；涉及社保方面12件、其他方面8件。予以公开10件，占52.63%，部分公开2件，占10.53%，不予公开3件，占15.79%，无法提供3件，不予处理1件。",
        "政府信息公开行政复议3件，其中结果维持2件，尚未审结1件；政府信息公开行政诉讼2件，均获维持。",
        "（三）政府信息管理方面。完善保密审查制度。",
        "（四）平台建设方面。政务新媒体发布信息1223条。",
        "（五）监督保障方面。召开培训会议2次。",
    ],
    &[],
    &[],
    &[],
    &["政策解读形式较为单一，部分栏目更新不够及时。2025年，将进一步丰富解读形式，完善审核流程。"],
    &[
        "2024年，未收取政府信息公开信息处理费。",
        "承办人大代表建议17件、政协委员提案41件，共计58件。其中，涉及就业方面20件、社保方面38件。",
    ],
];

fn row(cells: [u64; 6]) -> [Cell; 7] {
    let total = cells.iter().sum::<u64>();
    let mut all = cells.into_iter().chain([total]);
    std::array::from_fn(|_| Cell::count(all.next().unwrap()))
}

fn zeros() -> [Cell; 5] {
    std::array::from_fn(|_| Cell::count(0))
}

/// The report for 2024 of an invented bureau; text and tables agree.
fn sound() -> AnnualReport {
    let mut part3 = Part3::blank_2021();
    for (which, cells) in &mut part3.rows {
        *cells = row(match which {
            Row::Received => [18, 2, 0, 0, 0, 0],
            Row::CarriedIn | Row::Outcome(Leaf::PartlyGranted | Leaf::InternalAffairs) => [2, 0, 0, 0, 0, 0],
            Row::Outcome(Leaf::Granted) => [9, 1, 0, 0, 0, 0],
            Row::Outcome(Leaf::ProcessInformation) => [1, 0, 0, 0, 0, 0],
            Row::Outcome(Leaf::NotHeld) | Row::CarriedOut => [3, 0, 0, 0, 0, 0],
            Row::Outcome(Leaf::Repeated) => [0, 1, 0, 0, 0, 0],
            Row::Total => [17, 2, 0, 0, 0, 0],
            _ => [0; 6],
        });
    }
    let count = Cell::count;
    let sections = PARTS.iter().enumerate().map(|(part, name)| Section {
        part: Some(part),
        heading: format!("{}、{name}", ["一", "二", "三", "四", "五", "六"][part]),
        paragraphs: TEXT[part].iter().map(|text| (*text).into()).collect(),
    });
    AnnualReport {
        agency: Some("示例市测试局".into()),
        year: Some(2024),
        title: Some("示例市测试局2024年政府信息公开工作年度报告".into()),
        published_on: Some(jiff::civil::date(2025, 1, 20)),
        preamble: vec!["本报告所列数据的统计期限自2024年1月1日起，至2024年12月31日止。".into()],
        sections: sections.collect(),
        tables: Tables {
            part2: Some(Part2 {
                rules: Stock { made: count(0), repealed: count(0), in_force: count(0) },
                normative_documents: Stock { made: count(2), repealed: count(1), in_force: count(8) },
                licences: count(120),
                punishments: count(3),
                coercions: count(0),
                fees: Cell::Number(Decimal::new(6315, 1)),
            }),
            part2_2019: None,
            part3: Some(part3),
            part4: Some(Part4 {
                reviews: [2, 0, 0, 1, 3].map(count),
                direct_suits: [2, 0, 0, 0, 2].map(count),
                suits_after_review: zeros(),
            }),
        },
    }
}

/// The year before: 15 received, 2 carried on, 8 documents in force, nothing undecided.
fn previous() -> AnnualReport {
    let mut report = sound();
    report.year = Some(2023);
    report.sections.clear();
    let tables = &mut report.tables;
    tables.part2.as_mut().unwrap().normative_documents.in_force = Cell::count(8);
    let part3 = tables.part3.as_mut().unwrap();
    *part3.row_mut(Row::Received).unwrap() = row([15, 0, 0, 0, 0, 0]);
    *part3.row_mut(Row::CarriedOut).unwrap() = row([2, 0, 0, 0, 0, 0]);
    let part4 = tables.part4.as_mut().unwrap();
    (part4.reviews, part4.direct_suits) = (zeros(), zeros());
    report
}

/// The sound report with words of the text replaced.
fn with(from: &str, to: &str) -> AnnualReport {
    let mut report = sound();
    let mut found = false;
    let paragraphs = report.sections.iter_mut().flat_map(|section| &mut section.paragraphs);
    for paragraph in report.preamble.iter_mut().chain(paragraphs) {
        found |= paragraph.contains(from);
        *paragraph = paragraph.replace(from, to);
    }
    assert!(found, "{from} stands in the text");
    report
}

fn check(report: &AnnualReport) -> Vec<Finding> {
    checks::check(report, Some(&previous()))
}

fn graver_than_notes(findings: &[Finding]) -> Vec<String> {
    let grave = findings.iter().filter(|finding| finding.severity != Severity::Note);
    grave.map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}

#[test]
fn the_sound_report_raises_nothing_at_all() {
    let findings = check(&sound());
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn every_slip_in_the_text_calls_forth_its_code() {
    for (from, to, code) in [
        ("申请20件", "申请21件", codes::SAID_RECEIVED),
        ("申请20件", "申请 件", codes::LEFT_OUT),
        ("增长33.3%", "增长33.4%", codes::GROWTH),
        ("增长33.3%", "下降33.3%", codes::GROWTH),
        ("增长33.3%", "增加6件", codes::GROWTH),
        ("上年结转2件", "上年结转3件", codes::SAID_CARRIED),
        ("答复19件", "答复18件", codes::SAID_ANSWERED),
        ("答复19件", "答复18件", codes::ADDS_UP),
        ("继续办理3件", "继续办理5件", codes::SAID_CARRIED),
        ("自然人申请18件", "自然人申请17件", codes::SAID_APPLICANTS),
        ("商业企业申请2件", "法人和其他组织申请3件", codes::SAID_APPLICANTS),
        ("信函申请5件", "信函申请4件", codes::SPLIT),
        ("其他方面8件", "其他方面9件", codes::SPLIT),
        ("社保方面38件", "社保方面37件", codes::SPLIT_REST),
        ("共计58件", "共计59件", codes::SPLIT),
        ("予以公开10件", "予以公开9件", codes::SAID_OUTCOME),
        ("不予公开3件", "不予公开2件", codes::SAID_OUTCOME),
        ("无法提供3件", "本机关不掌握相关政府信息2件", codes::SAID_OUTCOME),
        ("占52.63%", "占53.63%", codes::SHARE),
        ("占10.53%，", "占70.53%，", codes::SHARES_SUM),
        ("行政复议3件", "行政复议4件", codes::SAID_REMEDY),
        ("结果维持2件", "结果维持3件", codes::SAID_REMEDY),
        ("尚未审结1件", "尚未审结0件", codes::SAID_REMEDY),
        ("行政诉讼2件", "行政诉讼1件", codes::SAID_REMEDY),
        ("政府信息公开行政诉讼2件，均获维持", "无政府信息公开行政诉讼", codes::SAID_REMEDY),
        (
            "政府信息公开行政复议3件，其中结果维持2件，尚未审结1件；",
            "未发生行政复议、行政诉讼。",
            codes::SAID_REMEDY,
        ),
        ("制发行政规范性文件2件", "制发行政规范性文件3件", codes::SAID_DOCUMENTS),
        ("废止规范性文件1件", "废止规范性文件2件", codes::SAID_DOCUMENTS),
        ("规范性文件8件", "规范性文件 件", codes::LEFT_OUT),
        ("自动失效1件，现行有效规范性文件8件", "自动失效1件，现行有效9件", codes::SAID_DOCUMENTS),
        ("自动失效1件", "自动失效2件", codes::STOCK),
        ("未收取政府信息公开信息处理费", "收取政府信息公开信息处理费6320000元", codes::FEE_COLLECTED),
        ("未收取政府信息公开信息处理费", "没有其他事项", codes::FEE_SILENT),
        ("2024年1月1日", "2023年1月1日", codes::PERIOD),
        ("12月31日", "11月30日", codes::PERIOD),
        ("2024年，示例市", "2023年，示例市", codes::OLD_YEAR),
        ("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号", codes::BASIS),
        ("〔2021〕30号", "（2021）30号", codes::TERM),
        ("公开信息处理费", "公开处理费", codes::TERM),
        ("《中华人民共和国政府信息公开条例》", "《政府信息公开条例》", codes::TERM),
        ("平台建设方面", "宣传方面", codes::SUBJECTS),
    ] {
        let findings = check(&with(from, to));
        assert!(findings.iter().any(|finding| finding.code == code.code), "{from} → {to}: {findings:#?}");
    }
}

#[test]
fn other_ways_to_say_the_same_are_no_slips() {
    for (from, to) in [
        ("共收到政府信息公开申请20件", "共受理22件政府信息公开申请"),
        ("共收到政府信息公开申请20件", "收到公民、法人和其他组织政府信息公开申请共计20件"),
        ("全年共收到政府信息公开申请20件", "2024年度我局新收依申请公开20件"),
        ("答复19件", "已全部按时答复"),
        ("答复19件", "其中本年新收申请办结17件"),
        ("增长33.3%", "增长33%"),
        ("增长33.3%", "增加5件"),
        ("增长33.3%", "增长三成"),
        ("自然人申请18件、商业企业申请2件", "自然人申请20件"),
        ("予以公开10件，占52.63%，部分公开2件，占10.53%，", "予以公开及部分公开12件，占63.16%，"),
        ("占15.79%", "占15.8%"),
        ("占15.79%", "占15.78%"),
        ("无法提供3件，不予处理1件", "无法提供、不予处理4件"),
        ("结果维持2件", "维持原行政行为2件"),
        ("政府信息公开行政诉讼2件", "信息公开类行政诉讼案件共2件"),
        ("公开政策文件12件", "公开规范性文件12件"),
        ("废止规范性文件1件，到期自动失效1件", "废止、失效规范性文件2件"),
        ("信函申请5件", "信函等其他方式申请5件"),
        ("涉及社保方面12件、其他方面8件", "涉及社保方面12件等"),
        ("未收取政府信息公开信息处理费", "全年收取政府信息公开信息处理费3940元"),
        ("完善保密审查制度", "2023年收到政府信息公开申请15件"),
        ("完善保密审查制度", "上半年收到政府信息公开申请7件"),
        ("完善保密审查制度", "网站收到群众留言300件，答复留言299件"),
        ("完善保密审查制度", "办理行政复议答复案件40件，审理行政复议案件12件"),
        ("完善保密审查制度", "2024年没有发生行政复议被纠错情况"),
        ("完善保密审查制度", "向全市印发规范性文件清单3份"),
        ("完善保密审查制度", "审核政策文件5件、备案规范性文件4件"),
        ("完善保密审查制度", "梳理依申请件的办理流程，上传附件、信件"),
        ("完善保密审查制度", "2023年度部门决算、2024年预算已公开"),
        ("完善保密审查制度", "制定《示例市2023—2025年行动方案》"),
        ("召开培训会议2次", "考核占年度绩效5%，合格率100%"),
    ] {
        let findings = graver_than_notes(&check(&with(from, to)));
        assert!(findings.is_empty(), "{from} → {to}: {findings:#?}");
    }
}

#[test]
fn a_government_may_tell_its_own_office_in_the_text() {
    let government = |text: &str| {
        let mut report = with("全年共收到政府信息公开申请20件", text);
        report.agency = Some("示例县人民政府".into());
        graver_than_notes(&check(&report))
    };
    let claims = "答复19件，结转下年度继续办理3件";
    assert!(government("县政府办公室共收到政府信息公开申请5件").iter().all(|f| !f.starts_with("N-RECEIVED")));
    assert!(government("县本级收到政府信息公开申请5件").iter().all(|f| !f.starts_with("N-RECEIVED")));
    assert!(government("全县共收到政府信息公开申请5件").iter().any(|f| f.starts_with("N-RECEIVED")));
    assert!(
        government("全年共收到政府信息公开申请5件").iter().any(|f| f.starts_with("N-RECEIVED")),
        "{claims}"
    );
}

#[test]
fn cases_carried_in_explain_fewer_reviews_in_the_text() {
    let report = with("政府信息公开行政复议3件，其中结果维持2件，尚未审结1件", "今年政府信息公开行政复议2件");
    assert!(graver_than_notes(&check(&report)).is_empty());
    let plain = with("政府信息公开行政复议3件，其中结果维持2件，尚未审结1件", "政府信息公开行政复议2件");
    assert!(!graver_than_notes(&check(&plain)).is_empty());
    let mut before = previous();
    before.tables.part4.as_mut().unwrap().reviews = [0, 0, 0, 1, 1].map(Cell::count);
    assert!(graver_than_notes(&checks::check(&plain, Some(&before))).is_empty());
}

#[test]
fn the_text_may_add_both_kinds_of_suits() {
    let mut report = with("政府信息公开行政诉讼2件，均获维持", "政府信息公开行政诉讼3件");
    report.tables.part4.as_mut().unwrap().suits_after_review = [0, 0, 1, 0, 1].map(Cell::count);
    assert!(graver_than_notes(&check(&report)).is_empty());
}

/// A change of the report and the code it calls forth.
type Change = (fn(&mut AnnualReport), codes::Code);

#[test]
fn every_slip_in_the_tables_and_the_frame_calls_forth_its_code() {
    let changes: [Change; 27] = [
        (|r| three(r, Row::Received)[6] = Cell::count(21), codes::ITEMS),
        (|r| three(r, Row::Total)[0] = Cell::count(16), codes::OUTCOMES),
        (|r| three(r, Row::CarriedIn)[1] = Cell::count(1), codes::ROW_SUM),
        (|r| four(r).reviews[4] = Cell::count(0), codes::REMEDY_SUM),
        (|r| three(r, Row::Total)[3] = Cell::Number(Decimal::NEGATIVE_ONE), codes::COUNT),
        (|r| two(r).licences = Cell::Number(Decimal::new(15, 1)), codes::COUNT),
        (|r| two(r).fees = Cell::Number(Decimal::NEGATIVE_ONE), codes::FEE_AMOUNT),
        (|r| two(r).fees = Cell::Number(Decimal::new(12_345_678, 7)), codes::FEE_DIGITS),
        (|r| two(r).rules.in_force = Cell::count(1), codes::RULES),
        (|r| two(r).normative_documents.in_force = Cell::count(0), codes::IN_FORCE),
        (|r| two(r).normative_documents.in_force = Cell::count(10), codes::STOCK_OVER),
        (|r| two(r).fees = Cell::count(6_315_000), codes::UNIT),
        (|r| two(r).fees = Cell::Text("631.5万元".into()), codes::TEXT_CELL),
        (|r| two(r).coercions = Cell::Blank, codes::EMPTY_CELLS),
        (|r| two(r).coercions = Cell::Unread, codes::UNREAD),
        (|r| r.tables.part4 = None, codes::NO_TABLE),
        (|r| r.tables.part3 = Some(Part3::blank_2021()), codes::BLANK_TABLE),
        (|r| three(r, Row::CarriedIn)[6] = Cell::Blank, codes::NOT_MADE),
        (|r| three(r, Row::CarriedIn)[0] = Cell::count(1), codes::CARRY),
        (|r| three(r, Row::Outcome(Leaf::ThirdPartyRights))[6] = Cell::count(1), codes::RECORDS),
        (|r| three(r, Row::Outcome(Leaf::FeeLapsed))[6] = Cell::count(1), codes::RECORDS),
        (|r| drop(r.sections.remove(5)), codes::HEADING_MISSING),
        (|r| r.sections.swap(4, 5), codes::HEADING_ORDER),
        (|r| r.sections[4].heading = "五、整改措施".into(), codes::HEADING_LABEL),
        (|r| r.sections[4].paragraphs.clear(), codes::PART_EMPTY),
        (|r| r.sections[4].paragraphs = vec!["无。".into()], codes::PROBLEMS_NONE),
        (|r| r.published_on = Some(jiff::civil::date(2025, 2, 1)), codes::PUBLISHED_LATE),
    ];
    for (index, (change, code)) in changes.into_iter().enumerate() {
        let mut report = sound();
        change(&mut report);
        let findings = check(&report);
        assert!(findings.iter().any(|f| f.code == code.code), "change {index}, {}: {findings:#?}", code.code);
    }
}

fn two(report: &mut AnnualReport) -> &mut Part2 {
    report.tables.part2.as_mut().unwrap()
}

fn three(report: &mut AnnualReport, row: Row) -> &mut [Cell; 7] {
    report.tables.part3.as_mut().unwrap().row_mut(row).unwrap()
}

fn four(report: &mut AnnualReport) -> &mut Part4 {
    report.tables.part4.as_mut().unwrap()
}

#[test]
fn what_needs_last_year_is_noted_without_it() {
    let codes_of = |report: &AnnualReport| -> Vec<&str> {
        checks::check(report, None).iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes_of(&sound()), [codes::GROWTH_ALONE.code, codes::NO_PREVIOUS.code]);
    let mut suits = sound();
    four(&mut suits).reviews = zeros();
    four(&mut suits).suits_after_review = [1, 0, 0, 0, 1].map(Cell::count);
    assert!(codes_of(&suits).contains(&codes::AFTER_REVIEW_ALONE.code));
    let with_last_year: Vec<&str> = check(&suits).iter().map(|finding| finding.code).collect();
    assert!(with_last_year.contains(&codes::AFTER_REVIEW.code));
}

#[test]
fn undecided_cases_of_last_year_come_back() {
    let mut before = previous();
    four(&mut before).direct_suits = [0, 0, 0, 3, 3].map(Cell::count);
    let findings = checks::check(&sound(), Some(&before));
    assert!(findings.iter().any(|finding| finding.code == codes::PENDING.code));
}

#[test]
fn tables_alone_are_checked_for_tables_only() {
    let mut report = sound();
    report.sections.clear();
    report.preamble.clear();
    // What expired is told in the text only.
    let mut before = previous();
    two(&mut before).normative_documents.in_force = Cell::count(7);
    let findings = checks::check(&report, Some(&before));
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [codes::NO_TEXT.code]);
}

#[test]
fn a_lapsed_fee_needs_a_word_on_fees_in_the_last_part() {
    let mut report = with("未收取政府信息公开信息处理费", "没有其他事项");
    three(&mut report, Row::Outcome(Leaf::FeeLapsed))[0] = Cell::count(1);
    three(&mut report, Row::Outcome(Leaf::FeeLapsed))[6] = Cell::count(1);
    assert!(check(&report).iter().any(|finding| finding.code == codes::FEE_NOTICE.code));
}

#[test]
fn every_code_is_documented_once() {
    let mut all: Vec<&str> = codes::ALL.iter().map(|code| code.code).collect();
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
}

/// Words, numbers and marks that the checks look for, in any order.
const PIECES: [&str; 44] = [
    "全年",
    "共收到",
    "受理",
    "政府信息公开申请",
    "上年结转",
    "结转下年度",
    "答复",
    "较2023年",
    "下降",
    "占",
    "占比达",
    "予以公开",
    "部分公开",
    "不予公开",
    "自然人",
    "通过互联网",
    "其中，",
    "涉及社保方面",
    "其他方面",
    "共计",
    "行政复议",
    "行政诉讼",
    "结果维持",
    "未发生",
    "均获维持",
    "规范性文件",
    "制发",
    "废止",
    "自动失效",
    "现行有效",
    "信息处理费",
    "统计期限",
    "2024年1月1日",
    "2023年，",
    "10件",
    "0件",
    "79228162514264337593543950335件",
    "99.9999999999999999999999999%",
    "33%",
    "3940元",
    "，",
    "。",
    "（",
    "）",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_stops_the_checks(picks in proptest::collection::vec(0..PIECES.len(), 0..60), year in proptest::prelude::any::<i16>()) {
        let mut report = sound();
        report.year = Some(year);
        report.sections[0].paragraphs = vec![picks.into_iter().map(|at| PIECES[at]).collect()];
        let mut before = previous();
        before.year = year.checked_sub(1);
        three(&mut before, Row::Received)[6] = Cell::Number(Decimal::MAX);
        two(&mut report).normative_documents.made = Cell::Number(Decimal::MAX);
        checks::check(&report, Some(&before));
        checks::check(&before, Some(&report));
    }
}
