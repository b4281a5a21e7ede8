//! Percentages of the text recomputed to the printed precision: shares and growth (占比、增减). 《条例》第50条

use rust_decimal::{Decimal, RoundingStrategy};

use super::applications::{Said, said};
use super::codes;
use super::scope::{Scope, scope_in};
use super::splits::received;
use super::tables::named;
use super::text::{Mention, Sentence, Text, Unit, has};
use crate::report::rows::Row;
use crate::report::{AnnualReport, CellPlace, Finding};

/// Checks shares and growth.
pub(super) fn check(
    report: &AnnualReport,
    previous: Option<&AnnualReport>,
    text: &Text,
    findings: &mut Vec<Finding>,
) {
    for (index, sentence) in text.sentences.iter().enumerate() {
        if sentence.mentions.is_empty() {
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| text.sentences.get(index));
        let before = before.filter(|before| before.paragraph == sentence.paragraph);
        growth(report, previous, text, sentence, findings);
        if sentence.mentions.iter().any(|mention| mention.unit == Unit::Percent) {
            let received = received(text, index);
            shares(report, text, sentence, before, received, findings);
        }
    }
}

/// Whether a printed percentage is this share: rounded or cut off to the printed places.
fn is_share(printed: Decimal, part: Decimal, whole: Decimal) -> bool {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(whole));
    exact.is_some_and(|exact| as_printed(printed, exact))
}

fn as_printed(printed: Decimal, exact: Decimal) -> bool {
    let places = printed.scale();
    let to = |strategy| exact.round_dp_with_strategy(places, strategy) == printed;
    to(RoundingStrategy::MidpointAwayFromZero) || to(RoundingStrategy::ToZero)
}

/// The exact value to one place more than printed.
fn shown(part: Decimal, whole: Decimal, printed: Decimal) -> Option<Decimal> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(exact.round_dp(printed.scale() + 2).normalize())
}

fn shares(
    report: &AnnualReport,
    text: &Text,
    sentence: &Sentence,
    before: Option<&Sentence>,
    received: Option<Decimal>,
    findings: &mut Vec<Finding>,
) {
    let mut sum = Decimal::ZERO;
    let mut count = 0_u32;
    let wholes = wholes(report, sentence, before, received);
    for (index, mention) in sentence.mentions.iter().enumerate() {
        let clause = sentence.clause(mention);
        if mention.unit != Unit::Percent || !clause.contains('占') {
            continue;
        }
        sum = sum.checked_add(mention.value).unwrap_or(sum);
        count += 1;
        let part = index.checked_sub(1).and_then(|index| sentence.mentions.get(index));
        let direct = part.filter(|part| {
            part.unit == Unit::Case && clause.starts_with(['，', '、', '（']) | clause.starts_with('占')
        });
        if let Some(part) = direct {
            let near = scope_in(report, text, sentence, sentence.lead(mention)) != Scope::OtherPeriod;
            if near
                && !wholes.is_empty()
                && !wholes.iter().any(|whole| is_share(mention.value, part.value, *whole))
            {
                share(part.value, mention.value, &wholes, findings);
            }
        } else if index > 0 || before.is_some() {
            indirect(sentence, before, mention, findings);
        }
    }
    // Each printed share may be rounded up by half its last place.
    let slack = sentence.mentions.iter().map(|mention| mention.value.scale()).max().unwrap_or(0);
    let tolerance = Decimal::new(i64::from(count) * 5, slack.min(20) + 1);
    if count > 2 && sum > Decimal::ONE_HUNDRED.checked_add(tolerance).unwrap_or(Decimal::MAX) {
        findings.push(codes::SHARES_SUM.finding(
            "正文 占比",
            vec![named("占比之和", sum)],
            format!("{count}项占比之和为{sum}%，超过100%"),
            vec![],
        ));
    }
}

/// Numbers that a share may be a share of.
fn wholes(
    report: &AnnualReport,
    sentence: &Sentence,
    before: Option<&Sentence>,
    received: Option<Decimal>,
) -> Vec<Decimal> {
    let mut all: Vec<Decimal> = received.into_iter().collect();
    for sentence in [Some(sentence), before].into_iter().flatten() {
        for mention in sentence.cases() {
            let of_all = matches!(said(sentence, mention), Some(Said::Received | Said::New | Said::Answered));
            if of_all || has(sentence.clause(mention), &["共"]) || sentence.clause(mention).ends_with("总数")
            {
                all.push(mention.value);
            }
        }
    }
    let on_applications = received.is_some()
        || [Some(sentence), before].into_iter().flatten().any(|sentence| sentence.has(&["申请"]));
    if let Some(part3) = report.tables.part3.as_ref().filter(|_| on_applications) {
        let (new, carried) = (part3.row_count(Row::Received), part3.row_count(Row::CarriedIn));
        all.extend(new.zip(carried).and_then(|(a, b)| a.checked_add(b)));
        all.extend([new, part3.row_count(Row::Total)].into_iter().flatten());
    }
    all.retain(|whole| *whole > Decimal::ZERO);
    all.sort();
    all.dedup();
    all
}

fn share(part: Decimal, printed: Decimal, wholes: &[Decimal], findings: &mut Vec<Finding>) {
    let list: Vec<String> = wholes
        .iter()
        .filter_map(|whole| Some(format!("{part}/{whole}为{}%", shown(part, *whole, printed)?)))
        .collect();
    findings.push(codes::SHARE.finding(
        "正文 占比",
        vec![named("件数", part), named("正文占比", format!("{printed}%"))],
        format!("正文{part}件占{printed}%，重新计算：{}", list.join("，")),
        vec![],
    ));
}

/// 占比达55% of a list told before: one part or two together must give it.
fn indirect(sentence: &Sentence, before: Option<&Sentence>, mention: &Mention, findings: &mut Vec<Finding>) {
    if !has(sentence.clause(mention), &["占比", "占总"]) {
        return;
    }
    let Some(list) = before else { return };
    let parts: Vec<Decimal> = list.cases().map(|part| part.value).collect();
    if parts.len() < 3 {
        return;
    }
    let Some(whole) = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part)) else {
        return;
    };
    if whole.is_zero() {
        return;
    }
    let single = parts.iter().any(|part| is_share(mention.value, *part, whole));
    let pair = parts.iter().enumerate().any(|(index, one)| {
        parts
            .iter()
            .skip(index + 1)
            .any(|other| one.checked_add(*other).is_some_and(|both| is_share(mention.value, both, whole)))
    });
    if !single && !pair {
        findings.push(codes::SHARE.finding(
            "正文 占比",
            vec![named("总数", whole), named("正文占比", format!("{}%", mention.value))],
            format!("正文占比{}%，前文所列各项占总数{whole}件的比例都不是这个数", mention.value),
            vec![],
        ));
    }
}

/// Words of growth, with the sign.
const UP: [&str; 6] = ["增长", "增加", "上升", "提高", "增幅", "上涨"];
const DOWN: [&str; 7] = ["下降", "减少", "回落", "降低", "降幅", "下滑", "减幅"];

/// 受理10件，较2022年下降33%: from both years' tables.
fn growth(
    report: &AnnualReport,
    previous: Option<&AnnualReport>,
    text: &Text,
    sentence: &Sentence,
    findings: &mut Vec<Finding>,
) {
    let mut base = None;
    for mention in &sentence.mentions {
        if let Some(found) = said(sentence, mention) {
            base = Some((found, mention.value));
            continue;
        }
        let Some((found, value)) = base else { continue };
        let clause = sentence.clause(mention);
        let compared = has(clause, &["较", "比", "相比"]) || clause.contains("同比");
        let up = UP.iter().any(|word| clause.contains(word));
        let down = DOWN.iter().any(|word| clause.contains(word));
        if !compared || up == down || !matches!(mention.unit, Unit::Percent | Unit::Case) {
            // Another count in between is what a later comparison speaks of.
            if mention.unit == Unit::Case {
                base = None;
            }
            continue;
        }
        base = None;
        let row = match found {
            Said::Received | Said::New => Row::Received,
            Said::Answered => Row::Total,
            Said::CarriedIn | Said::CarriedOut => continue,
        };
        let two_years = clause.contains("前年")
            || report.year.is_some_and(|year| clause.contains(&format!("{}年", year.saturating_sub(2))));
        let before = previous.and_then(|previous| previous.tables.part3.as_ref()?.row_count(row));
        let Some(before) = before.filter(|_| !two_years) else {
            findings.push(codes::GROWTH_ALONE.finding(
                "正文 增减",
                vec![named("正文", words(mention, up))],
                format!("没有所比年度的报告，未核对“{}”", words(mention, up)),
                vec![],
            ));
            continue;
        };
        let same = scope_in(report, text, sentence, sentence.lead(mention)) == Scope::Same
            && report.tables.part3.as_ref().and_then(|part3| part3.row_count(row)) == Some(value);
        let change = if up { value.checked_sub(before) } else { before.checked_sub(value) };
        let Some(change) = change else { continue };
        let holds = match mention.unit {
            Unit::Percent => !before.is_zero() && is_share(mention.value, change, before),
            _ => change == mention.value,
        };
        if holds {
            continue;
        }
        let actual = actual(mention, value, before);
        let code = if same { codes::GROWTH } else { codes::SCOPE };
        findings.push(code.finding(
            "正文 增减",
            vec![named("上年", before), named("本年", value), named("正文", words(mention, up))],
            format!("上年{before}件，本年{value}件，{actual}；正文为{}", words(mention, up)),
            vec![CellPlace { table: 3, row: row.key(), column: 6 }],
        ));
    }
}

fn words(mention: &Mention, up: bool) -> String {
    let unit = if mention.unit == Unit::Percent { "%" } else { "件" };
    format!("{}{}{unit}", if up { "增长" } else { "下降" }, mention.value)
}

fn actual(mention: &Mention, value: Decimal, before: Decimal) -> String {
    let word = if value >= before { "增长" } else { "下降" };
    let change = value.saturating_sub(before).abs();
    if mention.unit == Unit::Percent {
        shown(change, before, mention.value)
            .filter(|_| !before.is_zero())
            .map_or_else(|| "上年为0，不能计算比例".into(), |exact| format!("应为{word}{exact}%"))
    } else {
        format!("应为{word}{change}件")
    }
}
