//! What the text says of normative documents and of fees against table two (规范性文件、收费). 《条例》第20条、第42条
//!
//! 政策文件 is another notion than 行政规范性文件 and never compared.

use rust_decimal::Decimal;

use super::claims::disagree;
use super::codes;
use super::scope::{Scope, scope_in};
use super::tables::named;
use super::text::{Mention, Sentence, Text, Unit, has, trimmed};
use crate::leaf::Leaf;
use crate::report::identities::addend;
use crate::report::rows::Row;
use crate::report::{AnnualReport, Cell, CellPlace, Finding, Stock};

/// What a number of documents counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Made,
    Repealed,
    Expired,
    /// 废止、失效 told together.
    Ended,
    InForce,
}

/// Words that narrow or change what is counted.
const OTHER: [&str; 12] = [
    "政策文件",
    "政策性文件",
    "解读",
    "备案",
    "审核",
    "审查",
    "征求意见",
    "清理",
    "修改",
    "公开",
    "发布",
    "代市",
];

/// What the number counts, in a sentence on normative documents.
fn flow(sentence: &Sentence, mention: &Mention) -> Option<Flow> {
    let clause = trimmed(sentence.clause(mention));
    let item = trimmed(sentence.item(mention));
    let named = ["行政规范性文件", "规范性文件"].iter().find_map(|noun| item.strip_suffix(noun));
    let words = named.unwrap_or(item);
    let words = words.strip_suffix('的').unwrap_or(words);
    let ends = |list: &[&str]| list.iter().any(|end| words.ends_with(end));
    let other = has(clause, &OTHER);
    if ends(&["现行有效", "继续有效", "现有有效"]) {
        return Some(Flow::InForce);
    }
    let ended =
        ["废止、失效", "废止和失效", "废止及失效", "废止或失效", "失效、废止", "废止失效", "废止（失效"];
    if has(clause, &ended) && ends(&["失效", "废止"]) {
        return Some(Flow::Ended);
    }
    if ends(&["自动失效", "失效", "到期失效"]) {
        return Some(Flow::Expired);
    }
    if ends(&["废止", "宣布废止", "已废止"]) {
        return Some(Flow::Repealed);
    }
    let made = ["制发", "制定", "出台", "印发", "制定印发", "制定出台", "新制定", "新出台", "新增制发"];
    (named.is_some() && !other && ends(&made)).then_some(Flow::Made)
}

/// The documents that the text says expired by themselves in the year.
pub(super) fn expired(report: &AnnualReport, text: &Text) -> Option<Decimal> {
    let repealed = report.tables.part2.as_ref().and_then(|part2| part2.normative_documents.repealed.number());
    let told =
        text.sentences.iter().filter(|sentence| sentence.has(&["失效"]) && sentence.has(&["规范性文件"]));
    told.flat_map(|sentence| sentence.cases().map(move |mention| (sentence, mention))).find_map(
        |(sentence, mention)| {
            if scope_in(report, text, sentence, sentence.lead(mention)) == Scope::OtherPeriod {
                return None;
            }
            match flow(sentence, mention)? {
                Flow::Expired => Some(mention.value),
                Flow::Ended => mention.value.checked_sub(repealed?).filter(|rest| !rest.is_sign_negative()),
                _ => None,
            }
        },
    )
}

/// Checks normative documents and fees.
pub(super) fn check(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) {
    if let Some(part2) = &report.tables.part2 {
        for sentence in text.sentences.iter().filter(|sentence| sentence.text.contains("规范性文件")) {
            documents(report, &part2.normative_documents, text, sentence, findings);
        }
    }
    fees(report, text, findings);
}

fn documents(
    report: &AnnualReport,
    stock: &Stock,
    text: &Text,
    sentence: &Sentence,
    findings: &mut Vec<Finding>,
) {
    for mention in sentence.cases() {
        let Some(flow) = flow(sentence, mention) else { continue };
        let scope = scope_in(report, text, sentence, sentence.lead(mention));
        let (what, cell, column) = match flow {
            Flow::Made => ("制发规范性文件", &stock.made, 0),
            Flow::Repealed => ("废止规范性文件", &stock.repealed, 1),
            Flow::InForce => ("现行有效规范性文件", &stock.in_force, 2),
            // The form has no column for it; the stock across years needs it.
            Flow::Expired | Flow::Ended => continue,
        };
        let Cell::Number(table) = cell else { continue };
        // 废止和失效 may be told and filled in together.
        let with_expired = flow == Flow::Repealed
            && expired(report, text).and_then(|n| n.checked_add(mention.value)) == Some(*table);
        if scope == Scope::OtherPeriod || *table == mention.value || with_expired {
            continue;
        }
        let same = scope == Scope::Same;
        findings.push(disagree(
            codes::SAID_DOCUMENTS,
            same,
            what,
            mention.value,
            *table,
            2,
            "行政规范性文件",
            column,
        ));
    }
}

/// Yuan in 万元.
const TEN_THOUSAND: u32 = 10_000;

fn fees(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) {
    let mut told = false;
    let mut collected = Decimal::ZERO;
    let mut notice = false;
    for sentence in &text.sentences {
        if sentence.has(&["收费通知", "缴费通知"]) {
            notice = true;
        }
        if !sentence.has(&["处理费", "收费", "收取", "费用"]) {
            continue;
        }
        told |= sentence.part == Some(5) || sentence.has(&["处理费"]);
        if !sentence.has(&["信息处理费", "信息公开处理费"]) {
            continue;
        }
        for mention in &sentence.mentions {
            let amount = match mention.unit {
                Unit::Yuan => mention.value.checked_div(TEN_THOUSAND.into()),
                Unit::TenThousandYuan => Some(mention.value),
                _ => None,
            };
            let paid = has(sentence.clause(mention), &["收取", "收费", "共收", "收到", "缴纳", "处理费"]);
            let scope = scope_in(report, text, sentence, sentence.lead(mention));
            if let Some(amount) = amount.filter(|_| paid && scope != Scope::OtherPeriod) {
                collected = collected.max(amount);
            }
        }
    }
    let has_text = text.part(5).next().is_some();
    if has_text && !told {
        let message = "第六部分没有说明收取信息处理费的情况，没有收取的也应当说明";
        findings.push(codes::FEE_SILENT.finding("第六部分", vec![], message, vec![]));
    }
    let fees = report.tables.part2.as_ref().and_then(|part2| addend(&part2.fees));
    if let Some(fees) = fees
        && collected > fees
    {
        findings.push(codes::FEE_COLLECTED.finding(
            "表二 行政事业性收费",
            vec![
                named("正文收取信息处理费（万元）", collected.normalize()),
                named("行政事业性收费（万元）", fees),
            ],
            format!("正文收取信息处理费{}万元，表二行政事业性收费只有{fees}万元", collected.normalize()),
            vec![CellPlace { table: 2, row: "行政事业性收费".into(), column: 0 }],
        ));
    }
    let row = Row::Outcome(Leaf::FeeLapsed);
    let lapsed = report.tables.part3.as_ref().and_then(|part3| part3.row_count(row));
    if let Some(lapsed) = lapsed.filter(|n| *n > Decimal::ZERO)
        && has_text
        && !told
        && !notice
    {
        findings.push(codes::FEE_NOTICE.finding(
            "第六部分",
            vec![named("逾期不缴费不再处理", lapsed)],
            format!("表三有{lapsed}件因逾期未缴费不再处理，第六部分没有说明收费通知和收费情况"),
            vec![CellPlace { table: 3, row: row.key(), column: 6 }],
        ));
    }
}
