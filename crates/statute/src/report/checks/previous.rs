//! A report against last year's (跨年核对): carry-over, stocks, amounts, cases not yet decided. 《条例》第50条

use rust_decimal::Decimal;

use super::codes;
use super::tables::named;
use crate::report::identities::addend;
use crate::report::rows::{COLUMNS, Row};
use crate::report::{AnnualReport, Cell, CellPlace, Finding, Stock};

/// Last year's report, if it is the one of the year before.
pub(super) fn comparable<'a>(
    report: &AnnualReport,
    previous: Option<&'a AnnualReport>,
) -> Option<&'a AnnualReport> {
    previous.filter(|previous| match (report.year, previous.year) {
        (Some(year), Some(before)) => before.checked_add(1) == Some(year),
        _ => true,
    })
}

/// Checks the report against last year's, or notes that there is none. `expired` is the number of normative
/// documents that the text says expired by themselves.
pub(super) fn check(
    report: &AnnualReport,
    previous: Option<&AnnualReport>,
    expired: Option<Decimal>,
    findings: &mut Vec<Finding>,
) {
    let comparable = comparable(report, previous);
    after_review(report, comparable, findings);
    let Some(previous) = comparable else {
        let message = match (previous.and_then(|report| report.year), report.year) {
            (Some(before), Some(year)) => {
                format!("提供的是{before}年度报告，不是{year}年的上一年度，未作跨年核对")
            }
            _ => "没有提供上年度报告，未作跨年核对".into(),
        };
        findings.push(codes::NO_PREVIOUS.finding("跨年", vec![], message, vec![]));
        return;
    };
    missing(report, previous, findings);
    carry(report, previous, findings);
    stocks(report, previous, expired, findings);
    unit(report, previous, findings);
    pending(report, previous, findings);
}

/// Says which comparisons lack a table in one of the years.
fn missing(report: &AnnualReport, previous: &AnnualReport, findings: &mut Vec<Finding>) {
    let (now, before) = (&report.tables, &previous.tables);
    let mut list = Vec::new();
    if now.part2.is_none() || before.part2.is_none() {
        list.push("表二（两年格式不同或者缺少，现行有效件数和收费金额不能衔接）");
    }
    if now.part3.is_none() || before.part3.is_none() {
        list.push("表三");
    }
    if now.part4.is_none() || before.part4.is_none() {
        list.push("表四");
    }
    if !list.is_empty() {
        let message = format!("以下表格未作跨年核对：{}", list.join("、"));
        findings.push(codes::NOT_MADE.finding("跨年", vec![], message, vec![]));
    }
}

fn carry(report: &AnnualReport, previous: &AnnualReport, findings: &mut Vec<Finding>) {
    let (Some(now), Some(before)) = (&report.tables.part3, &previous.tables.part3) else { return };
    for (column, heading) in COLUMNS.iter().enumerate() {
        let place = format!("表三 上年结转·{heading}");
        let cells = vec![CellPlace { table: 3, row: Row::CarriedIn.key(), column }];
        match (before.value(Row::CarriedOut, column), now.value(Row::CarriedIn, column)) {
            (Some(out), Some(carried)) if out != carried => findings.push(codes::CARRY.finding(
                place,
                vec![named("上年度结转下年", out), named("本年度上年结转", carried)],
                format!("上年度报告结转下年{out}件，本年度报告上年结转{carried}件"),
                cells,
            )),
            (Some(_), Some(_)) => {}
            _ => findings.push(codes::NOT_MADE.finding(
                place,
                vec![],
                "两年的结转数有空白的总计或者无法读取的单元格，未作核对",
                cells,
            )),
        }
    }
}

fn stocks(
    report: &AnnualReport,
    previous: &AnnualReport,
    expired: Option<Decimal>,
    findings: &mut Vec<Finding>,
) {
    let (Some(now), Some(before)) = (&report.tables.part2, &previous.tables.part2) else { return };
    stock("规章", &now.rules, &before.rules, None, findings);
    stock("行政规范性文件", &now.normative_documents, &before.normative_documents, expired, findings);
}

/// What expired by itself is in no column. More in force than made is a broken identity; less is one only where
/// the text tells how many expired and the difference is another.
fn stock(name: &str, now: &Stock, before: &Stock, expired: Option<Decimal>, findings: &mut Vec<Finding>) {
    let figures = [&before.in_force, &now.made, &now.repealed, &now.in_force].map(Cell::number);
    let [Some(start), Some(made), Some(repealed), Some(end)] = figures else { return };
    let Some(expected) = start.checked_add(made).and_then(|sum| sum.checked_sub(repealed)) else { return };
    if expected == end || expired.is_some_and(|expired| expected.checked_sub(expired) == Some(end)) {
        return;
    }
    let (code, hint) = match expired {
        _ if end > expected => (codes::STOCK_OVER, String::new()),
        Some(expired) => (codes::STOCK, format!("，正文说明自动失效{expired}件，仍不能解释差额")),
        None => (codes::STOCK, "，差额可能是有效期届满自动失效，请说明".into()),
    };
    let mut values = vec![
        named("上年现行有效", start),
        named("本年制发", made),
        named("本年废止", repealed),
        named("本年现行有效", end),
    ];
    values.extend(expired.map(|expired| named("正文自动失效", expired)));
    findings.push(code.finding(
        format!("表二 {name}现行有效"),
        values,
        format!("{start}加{made}减{repealed}应为{expected}件，填报{end}件{hint}"),
        vec![CellPlace { table: 2, row: name.into(), column: 2 }],
    ));
}

fn unit(report: &AnnualReport, previous: &AnnualReport, findings: &mut Vec<Finding>) {
    let (Some(now), Some(before)) = (&report.tables.part2, &previous.tables.part2) else { return };
    let (Some(now), Some(before)) = (now.fees.number(), before.fees.number()) else { return };
    if now <= Decimal::ZERO || before <= Decimal::ZERO {
        return;
    }
    let (large, small) = if now > before { (now, before) } else { (before, now) };
    if small.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|limit| large >= limit) {
        findings.push(codes::UNIT.finding(
            "表二 行政事业性收费",
            vec![named("上年（万元）", before), named("本年（万元）", now)],
            format!("上年{before}万元，本年{now}万元，相差百倍以上，请核对单位是否为万元"),
            vec![CellPlace { table: 2, row: "行政事业性收费".into(), column: 0 }],
        ));
    }
}

fn pending(report: &AnnualReport, previous: &AnnualReport, findings: &mut Vec<Finding>) {
    let (Some(now), Some(before)) = (&report.tables.part4, &previous.tables.part4) else { return };
    for ((name, now), (_, before)) in now.blocks().into_iter().zip(before.blocks()) {
        let (Some(total), Some(open)) = (now[4].number(), addend(&before[3])) else { continue };
        if open > total {
            findings.push(codes::PENDING.finding(
                format!("表四 {name}·总计"),
                vec![named("上年尚未审结", open), named("本年总计", total)],
                format!("上年尚未审结{open}件，本年总计只有{total}件"),
                vec![CellPlace { table: 4, row: name.into(), column: 4 }],
            ));
        }
    }
}

/// 复议后起诉 needs a review, this year or before.
fn after_review(report: &AnnualReport, previous: Option<&AnnualReport>, findings: &mut Vec<Finding>) {
    let Some(now) = &report.tables.part4 else { return };
    let (Some(suits), Some(reviews)) = (addend(&now.suits_after_review[4]), addend(&now.reviews[4])) else {
        return;
    };
    if suits <= Decimal::ZERO || !reviews.is_zero() {
        return;
    }
    let before =
        previous.and_then(|report| report.tables.part4.as_ref()).and_then(|part4| addend(&part4.reviews[4]));
    let code = match before {
        Some(n) if n.is_zero() => codes::AFTER_REVIEW,
        Some(_) => return,
        None => codes::AFTER_REVIEW_ALONE,
    };
    findings.push(code.finding(
        "表四 复议后起诉·总计",
        vec![named("复议后起诉", suits), named("行政复议", reviews)],
        format!("{}（复议后起诉{suits}件）", code.title),
        vec![CellPlace { table: 4, row: "复议后起诉".into(), column: 4 }],
    ));
}
