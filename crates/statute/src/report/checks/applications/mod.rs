//! What the text says of applications against table three: received, carried, answered (申请数量). 《条例》第50条

mod said;

pub(super) use said::{Said, said};

use rust_decimal::Decimal;

use crate::leaf::{Group, Leaf};
use crate::report::checks::claims::{agreement, disagree};
use crate::report::checks::codes;
use crate::report::checks::scope::{Scope, scope_in};
use crate::report::checks::tables::named;
use crate::report::checks::text::{Text, has};
use crate::report::rows::Row;
use crate::report::{AnnualReport, Finding, Part3};
use said::{NARROW, says_none};

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
