//! What the text says of applications against table three: received, carried, answered (申请数量). 《条例》第50条

use rust_decimal::Decimal;

use super::claims::{agreement, disagree};
use super::codes;
use super::scope::{Scope, scope_in};
use super::tables::named;
use super::text::{Mention, Sentence, Text, has, trimmed};
use crate::leaf::{Group, Leaf};
use crate::report::rows::Row;
use crate::report::{AnnualReport, Finding, Part3};

/// What a sentence says of the year's applications as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// 收到, 受理
    Received,
    /// 新收
    New,
    /// 答复, 办结
    Answered,
    /// 上年结转
    CarriedIn,
    /// 结转下年度
    CarriedOut,
}

/// What is received, by the names it goes by; longer ones first.
const NOUNS: [&str; 12] = [
    "依申请公开政府信息申请",
    "依申请公开政府信息",
    "政府信息依申请公开申请",
    "政府信息公开申请",
    "政府信息公开的申请",
    "依申请公开申请",
    "依申请公开事项",
    "依申请公开信息",
    "信息公开申请",
    "依申请公开",
    "依申请",
    "申请",
];

/// What may stand between the verb and the noun without narrowing what is counted.
const WIDE: [&str; 16] = [
    "",
    "到",
    "各类",
    "的",
    "了",
    "公民",
    "群众",
    "公众",
    "社会公众",
    "有关",
    "群众提交的",
    "公民、法人和其他组织",
    "公民、法人或其他组织",
    "公民、法人及其他组织",
    "公民、法人或者其他组织",
    "公民、法人和其他组织提交的",
];

/// Words before the verb that narrow what is counted.
const NARROW: [&str; 14] = [
    "通过",
    "其中",
    "网上",
    "线上",
    "线下",
    "现场",
    "信函",
    "邮寄",
    "自然人",
    "法人",
    "涉及",
    "关于",
    "企业",
    "平台",
];

/// The noun at the end of the words, taken off.
fn without_noun(words: &str) -> Option<&str> {
    NOUNS.iter().find_map(|noun| words.strip_suffix(noun))
}

/// The verb at the end of the words, what is left before it, and whether it is one of answering.
fn verb(words: &str) -> Option<(Said, &str)> {
    const VERBS: [(&str, Said); 17] = [
        ("新收到", Said::New),
        ("新收", Said::New),
        ("新受理", Said::New),
        ("收到并受理", Said::Received),
        ("收到", Said::Received),
        ("受理", Said::Received),
        ("接收", Said::Received),
        ("接到", Said::Received),
        ("收悉", Said::Received),
        ("办理答复", Said::Answered),
        ("办结答复", Said::Answered),
        ("按时答复", Said::Answered),
        ("依法答复", Said::Answered),
        ("予以答复", Said::Answered),
        ("已答复", Said::Answered),
        ("答复", Said::Answered),
        ("办结", Said::Answered),
    ];
    WIDE.iter().find_map(|wide| {
        let words = trimmed(words.strip_suffix(wide)?);
        VERBS.iter().find_map(|(verb, said)| Some((*said, words.strip_suffix(verb)?)))
    })
}

/// What the number counts, if it is plainly one of the year's applications as a whole.
pub(super) fn said(sentence: &Sentence, mention: &Mention) -> Option<Said> {
    let clause = trimmed(sentence.clause(mention));
    let tail = sentence.tail(mention);
    let carried = ["结转", "顺延", "转入", "转下", "延续", "转至"];
    let next = ["下年", "下一年", "次年", "明年", "下年度"];
    let last = ["上年", "上一年", "去年"];
    for words in [clause, tail] {
        if has(words, &next) && has(words, &carried) && !has(words, &NARROW) {
            return Some(Said::CarriedOut);
        }
    }
    if has(clause, &last) && has(clause, &["结转", "转入"]) && !has(clause, &NARROW) {
        return Some(Said::CarriedIn);
    }
    let before_noun = without_noun(clause);
    let (found, rest, noun) = if let Some((found, rest)) = before_noun.and_then(verb) {
        (found, rest, true)
    } else {
        let (found, rest) = verb(clause)?;
        // 收到10件政府信息公开申请; 答复3050件 in a sentence on applications.
        let noun = NOUNS.iter().any(|noun| tail.starts_with(noun) || tail.strip_prefix('的') == Some(*noun));
        let answered = found == Said::Answered
            && has(sentence.lead(mention), &["信息公开申请", "依申请", "公开申请"])
            && tail.is_empty();
        if !noun && !answered {
            return None;
        }
        (found, rest, noun)
    };
    let lead = sentence.lead(mention);
    let of_part = lead.get(..lead.len().saturating_sub(sentence.clause(mention).len()));
    // 不予公开答复2件 counts an outcome.
    let outcome = found == Said::Answered && has(rest, &["公开", "提供", "处理"]);
    let narrowed = outcome || has(rest, &NARROW) || of_part.is_some_and(|before| before.ends_with("其中，"));
    // 申请 alone may be an application for anything.
    let plain = noun && before_noun.is_some_and(|words| clause.len() == words.len() + "申请".len());
    let other = plain && !has(&sentence.text, &["信息公开", "依申请"]);
    (!narrowed && !other).then_some(found)
}

/// Whether the words say that nothing was received: 未收到政府信息公开申请.
fn says_none(sentence: &Sentence) -> Option<usize> {
    ["未收到", "没有收到", "未接到", "未受理", "无政府信息公开申请", "无依申请公开"].iter().find_map(
        |words| {
            let at = sentence.text.find(words)?;
            let rest = sentence.text.get(at + words.len()..)?;
            if words.starts_with('无') {
                return (rest.is_empty()
                    || rest.starts_with(['，', '、'])
                    || rest.starts_with("件")
                    || rest.starts_with("情况")
                    || rest.starts_with("事项")
                    || rest.starts_with("申请"))
                .then_some(at);
            }
            let rest = ["任何", "过", "公民", "有关", "相关", "书面"]
                .iter()
                .find_map(|wide| rest.strip_prefix(wide))
                .unwrap_or(rest);
            NOUNS.iter().any(|noun| *noun != "申请" && rest.starts_with(noun)).then_some(at)
        },
    )
}

/// What the text says in one paragraph, to be added up by itself.
#[derive(Default)]
struct Account {
    paragraph: usize,
    received: Option<Decimal>,
    carried_in: Option<Decimal>,
    answered: Option<Decimal>,
    carried_out: Option<Decimal>,
    /// Some are told as withdrawn or still in hand, which no figure above counts.
    open_ended: bool,
}

/// Checks what the text says of the year's applications; tells whether it counts the same as the table.
pub(super) fn check(report: &AnnualReport, text: &Text, findings: &mut Vec<Finding>) -> Option<bool> {
    let mut agreed = None;
    let mut account = Account::default();
    let mut accounts = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| sentence.part.is_none_or(|part| part < 4)) {
        if sentence.paragraph != account.paragraph {
            accounts.push(std::mem::replace(
                &mut account,
                Account { paragraph: sentence.paragraph, ..Account::default() },
            ));
        }
        let aside = ["撤回", "撤销", "终止", "其他处理", "不再处理", "正在办理", "办理中", "补正"];
        account.open_ended |= sentence.has(&aside);
        for mention in sentence.cases() {
            let Some(said) = said(sentence, mention) else { continue };
            let scope = scope_in(report, text, sentence, sentence.lead(mention));
            if scope == Scope::OtherPeriod && said != Said::CarriedIn {
                continue;
            }
            let slot = match said {
                Said::Received | Said::New => &mut account.received,
                Said::Answered => &mut account.answered,
                Said::CarriedIn => &mut account.carried_in,
                Said::CarriedOut => &mut account.carried_out,
            };
            slot.get_or_insert(mention.value);
            if let Some(part3) = &report.tables.part3 {
                compare(part3, said, mention.value, scope, &mut agreed, findings);
            }
        }
        if let (Some(at), Some(part3)) = (says_none(sentence), &report.tables.part3) {
            let lead = sentence.text.get(..at).unwrap_or_default();
            let scope = scope_in(report, text, sentence, lead);
            if scope != Scope::OtherPeriod && !has(lead, &NARROW) {
                compare(part3, Said::New, Decimal::ZERO, scope, &mut agreed, findings);
            }
        }
    }
    accounts.push(account);
    for account in &accounts {
        adds_up(report, account, findings);
    }
    agreed
}

/// Every value of the table that the words can mean.
fn meant(part3: &Part3, said: Said) -> Vec<Decimal> {
    let count = |row| part3.row_count(row);
    let plus = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
    let minus = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_sub(b));
    let (new, carried, total) = (count(Row::Received), count(Row::CarriedIn), count(Row::Total));
    match said {
        Said::New => [new].into_iter().flatten().collect(),
        Said::Received => [new, plus(new, carried)].into_iter().flatten().collect(),
        Said::CarriedIn => carried.into_iter().collect(),
        Said::CarriedOut => count(Row::CarriedOut).into_iter().collect(),
        Said::Answered => {
            // What lapsed or was withdrawn has no answer; what was carried in may be told apart.
            let other = part3.group_count(Group::OtherHandling);
            let lapsed =
                plus(count(Row::Outcome(Leaf::SupplementLapsed)), count(Row::Outcome(Leaf::FeeLapsed)));
            let rest = count(Row::Outcome(Leaf::OtherHandling));
            let answered = [total, minus(total, other), minus(total, lapsed), minus(total, rest)];
            answered.into_iter().chain(answered.map(|n| minus(n, carried))).flatten().collect()
        }
    }
}

fn compare(
    part3: &Part3,
    said: Said,
    value: Decimal,
    scope: Scope,
    agreed: &mut Option<bool>,
    findings: &mut Vec<Finding>,
) {
    let meant = meant(part3, said);
    let Some(table) = meant.first().copied() else { return };
    let holds = meant.contains(&value);
    if matches!(said, Said::Received | Said::New) {
        *agreed = Some(agreed.unwrap_or(false) || holds);
    }
    if holds {
        return;
    }
    let (code, what, row) = match said {
        Said::Received | Said::New => (codes::SAID_RECEIVED, "收到申请", Row::Received),
        Said::CarriedIn => (codes::SAID_CARRIED, "上年结转", Row::CarriedIn),
        Said::CarriedOut => (codes::SAID_CARRIED, "结转下年度", Row::CarriedOut),
        Said::Answered => (codes::SAID_ANSWERED, "答复申请", Row::Total),
    };
    let same = agreement(scope, (said != Said::Received && said != Said::New).then_some(*agreed).flatten());
    findings.push(disagree(code, same, what, value, table, 3, &row.key(), 6));
}

/// Received and carried in against answered and carried on, as the text itself tells them.
fn adds_up(report: &AnnualReport, account: &Account, findings: &mut Vec<Finding>) {
    let (Some(received), Some(answered)) = (account.received, account.answered) else { return };
    let explicit = account.carried_in.is_some() && account.carried_out.is_some();
    let as_table = report.tables.part3.as_ref().is_some_and(|part3| {
        meant(part3, Said::Received).contains(&received) && meant(part3, Said::Answered).contains(&answered)
    });
    if !explicit && (account.open_ended || as_table) {
        return;
    }
    let none_in = report.tables.part3.as_ref().and_then(|part3| part3.row_count(Row::CarriedIn));
    let none_out = report.tables.part3.as_ref().and_then(|part3| part3.row_count(Row::CarriedOut));
    // What the text does not tell is nothing only where the table says so too.
    let told = |said: Option<Decimal>, table: Option<Decimal>| said.or(table.filter(Decimal::is_zero));
    let (Some(carried_in), Some(carried_out)) =
        (told(account.carried_in, none_in), told(account.carried_out, none_out))
    else {
        return;
    };
    let (Some(left), Some(right)) = (received.checked_add(carried_in), answered.checked_add(carried_out))
    else {
        return;
    };
    // 受理 may count those carried in already.
    if left == right || received == right {
        return;
    }
    findings.push(codes::ADDS_UP.finding(
        "正文 依申请公开",
        vec![
            named("收到", received),
            named("上年结转", carried_in),
            named("答复", answered),
            named("结转下年度", carried_out),
        ],
        format!(
            "正文自身不平：收到{received}件加上年结转{carried_in}件为{left}件，答复{answered}件加结转下年度{carried_out}件为{right}件，相差{}件",
            left.saturating_sub(right).abs()
        ),
        vec![],
    ));
}
