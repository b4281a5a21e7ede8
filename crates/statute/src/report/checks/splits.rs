//! Parts told in the text against their sum: channels, topics, 共计 (分项与合计). 《条例》第50条
//!
//! These figures stand in no table; the text is held against itself.

use rust_decimal::Decimal;

use super::applications::{Said, said};
use super::codes;
use super::tables::named;
use super::text::{Mention, Sentence, Text, Unit, has};
use crate::report::rows::Row;
use crate::report::{AnnualReport, Finding};

/// Words of a channel.
const CHANNELS: [&str; 19] = [
    "互联网",
    "网络",
    "网上",
    "网站",
    "在线",
    "线上",
    "平台",
    "信函",
    "信件",
    "邮寄",
    "邮件",
    "当面",
    "现场",
    "窗口",
    "口头",
    "传真",
    "来信",
    "来人",
    "线下",
];

/// Words that say that a list does not tell everything.
const INCOMPLETE: [&str; 6] = ["等", "主要", "较多", "集中在", "多为", "占比较"];

/// Checks lists of parts.
pub(super) fn check(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) {
    for (index, sentence) in text.sentences.iter().enumerate() {
        if sentence.cases().count() < 2 && !sentence.text.starts_with("其中") {
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| text.sentences.get(index));
        let before = before.filter(|before| before.paragraph == sentence.paragraph);
        let whole = received(text, index);
        channels(report, sentence, whole, findings);
        topics(report, sentence, before, whole, findings);
        together(sentence, findings);
    }
}

/// The applications received that a list in this sentence divides: told in it or before it in the paragraph.
pub(super) fn received(text: &Text, index: usize) -> Option<Decimal> {
    let paragraph = text.sentences.get(index)?.paragraph;
    let earlier = text.sentences.iter().take(index + 1).rev();
    earlier.take_while(|sentence| sentence.paragraph == paragraph).find_map(|sentence| {
        let told = |mention: &&Mention| matches!(said(sentence, mention), Some(Said::Received | Said::New));
        sentence.cases().find(told).map(|mention| mention.value)
    })
}

fn is_channel(sentence: &Sentence, mention: &Mention) -> bool {
    let item = sentence.item(mention);
    let tail = sentence.tail(mention);
    let by_words = has(item, &CHANNELS)
        || item.ends_with("其他渠道")
        || item.ends_with("其他方式")
        || item.ends_with("其他形式");
    let other = has(item, &["发布", "公开", "回复", "建议", "提案", "留言"]) || has(tail, &["留言"]);
    by_words && !other
}

fn channels(report: &AnnualReport, sentence: &Sentence, whole: Option<Decimal>, findings: &mut Vec<Finding>) {
    let parts: Vec<&Mention> = sentence.cases().filter(|mention| is_channel(sentence, mention)).collect();
    if parts.len() < 2 || has(&sentence.text, &INCOMPLETE) {
        return;
    }
    let Some(whole) = whole else { return };
    let sum = total(&parts);
    if sum == whole || is_received(report, sum) {
        return;
    }
    findings.push(split("申请渠道", &parts, sentence, sum, whole, codes::SPLIT));
}

/// Whether a sum is what the table has as received, with or without what was carried in.
fn is_received(report: &AnnualReport, sum: Decimal) -> bool {
    let table = report.tables.part3.as_ref();
    let new = table.and_then(|part3| part3.row_count(Row::Received));
    let carried = table.and_then(|part3| part3.row_count(Row::CarriedIn));
    Some(sum) == new || Some(sum) == new.zip(carried).and_then(|(a, b)| a.checked_add(b))
}

fn total(parts: &[&Mention]) -> Decimal {
    parts.iter().fold(Decimal::ZERO, |all, part| all.checked_add(part.value).unwrap_or(all))
}

fn split(
    what: &str,
    parts: &[&Mention],
    sentence: &Sentence,
    sum: Decimal,
    whole: Decimal,
    code: codes::Code,
) -> Finding {
    let list: Vec<String> =
        parts.iter().map(|part| format!("{}{}件", sentence.item(part), part.value)).collect();
    code.finding(
        format!("正文 {what}"),
        vec![named("分项之和", sum), named("总数", whole)],
        format!("{}合计{sum}件，正文总数{whole}件", list.join("、")),
        vec![],
    )
}

fn is_topic(sentence: &Sentence, mention: &Mention) -> bool {
    let item = sentence.item(mention);
    let ends = ["方面", "领域", "类", "方面的", "类申请", "方面申请", "其他", "事项"]
        .iter()
        .any(|end| item.ends_with(end));
    (ends || item.contains("涉及")) && !has(item, &CHANNELS)
}

/// 其中，涉及社保方面4件、其他方面6件: against the number before.
fn topics(
    report: &AnnualReport,
    sentence: &Sentence,
    before: Option<&Sentence>,
    received: Option<Decimal>,
    findings: &mut Vec<Finding>,
) {
    // A run of items one after the other; the whole stands before it, in this sentence or the one before.
    let all: Vec<&Mention> = sentence.mentions.iter().collect();
    let Some(start) =
        all.iter().position(|mention| mention.unit == Unit::Case && is_topic(sentence, mention))
    else {
        return;
    };
    let parts: Vec<&Mention> = all
        .iter()
        .skip(start)
        .take_while(|mention| mention.unit == Unit::Case && is_topic(sentence, mention))
        .copied()
        .collect();
    if parts.len() < 2 || has(&sentence.text, &INCOMPLETE) {
        return;
    }
    let on_applications =
        !sentence.has(&["建议", "提案"]) && !before.is_some_and(|before| before.has(&["建议", "提案"]));
    let whole = received.filter(|_| on_applications).or_else(|| {
        let own = start.checked_sub(1).and_then(|index| all.get(index)).copied();
        let own = own.filter(|mention| mention.unit == Unit::Case && sentence.clause(mention).contains("共"));
        own.or_else(|| {
            if start > 0 || !sentence.text.starts_with("其中") { None } else { before?.cases().last() }
        })
        .map(|mention| mention.value)
    });
    let Some(whole) = whole else { return };
    let sum = total(&parts);
    if on_applications && received.is_some() && is_received(report, sum) {
        return;
    }
    let rest = parts.last().is_some_and(|part| has(sentence.item(part), &["其他", "其它", "其余"]));
    if sum > whole || sum < whole && rest {
        findings.push(split("分类", &parts, sentence, sum, whole, codes::SPLIT));
    } else if sum < whole {
        findings.push(split("分类", &parts, sentence, sum, whole, codes::SPLIT_REST));
    }
}

/// 建议17件、提案41件，共计58件.
fn together(sentence: &Sentence, findings: &mut Vec<Finding>) {
    for (index, mention) in sentence.mentions.iter().enumerate() {
        let clause = sentence.clause(mention);
        if mention.unit != Unit::Case || !matches!(clause, "共计" | "合计" | "总计" | "共") || index < 2
        {
            continue;
        }
        let parts: Vec<&Mention> = sentence.mentions[..index].iter().collect();
        if parts.iter().any(|part| part.unit != Unit::Case) || has(sentence.lead(mention), &["其中", "含"])
        {
            continue;
        }
        let sum = total(&parts);
        if sum != mention.value {
            findings.push(split("合计", &parts, sentence, sum, mention.value, codes::SPLIT));
        }
    }
}
