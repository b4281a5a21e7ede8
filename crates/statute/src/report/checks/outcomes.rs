//! What the text says of outcomes and applicants against table three (办理结果、申请人情况). 《条例》第50条

use rust_decimal::Decimal;

use super::claims::{agreement, disagree};
use super::codes;
use super::scope::{Scope, scope_in};
use super::text::{Mention, Sentence, Text, has, trimmed};
use crate::applicant::Applicant;
use crate::leaf::{Group, Leaf};
use crate::report::identities::{addend, sum};
use crate::report::rows::{Row, TOTAL};
use crate::report::{AnnualReport, Finding, Part3};

/// Words that show that a sentence counts something else than applications.
const OTHER_SUBJECT: [&str; 10] =
    ["建议", "提案", "规范性文件", "复文", "目录", "政策文件", "行政复议案", "权责清单", "留言", "信访件"];

/// Short names of single outcomes, longer ones first; only such as no other sentence uses.
const LEAVES: [(&str, Leaf); 20] = [
    ("属于国家秘密", Leaf::StateSecret),
    ("其他法律行政法规禁止公开", Leaf::ForbiddenByLaw),
    ("法律、行政法规禁止公开", Leaf::ForbiddenByLaw),
    ("危及“三安全一稳定”", Leaf::Security),
    ("保护第三方合法权益", Leaf::ThirdPartyRights),
    ("属于三类内部事务信息", Leaf::InternalAffairs),
    ("内部事务信息", Leaf::InternalAffairs),
    ("属于四类过程性信息", Leaf::ProcessInformation),
    ("过程性信息", Leaf::ProcessInformation),
    ("行政执法案卷", Leaf::EnforcementFile),
    ("行政查询事项", Leaf::AdministrativeQuery),
    ("不掌握相关政府信息", Leaf::NotHeld),
    ("没有现成信息需要另行制作", Leaf::NotReadyMade),
    ("补正后申请内容仍不明确", Leaf::StillUnclear),
    ("信访举报投诉类申请", Leaf::Petition),
    ("重复申请", Leaf::Repeated),
    ("要求提供公开出版物", Leaf::PublishedWork),
    ("无正当理由大量反复申请", Leaf::Excessive),
    ("无正当理由逾期不补正", Leaf::SupplementLapsed),
    ("逾期未按收费通知要求缴纳费用", Leaf::FeeLapsed),
];

/// Checks outcomes and applicants; `agreed` tells whether text and table count the same applications.
pub(super) fn check(report: &AnnualReport, text: &Text, agreed: Option<bool>, findings: &mut Vec<Finding>) {
    let Some(part3) = &report.tables.part3 else { return };
    for sentence in text.sentences.iter().filter(|sentence| sentence.part.is_none_or(|part| part < 4)) {
        if sentence.cases().next().is_none() || sentence.has(&OTHER_SUBJECT) {
            continue;
        }
        let on_applications = text.paragraph_of(sentence).any(|other| other.has(&["申请"]));
        if !on_applications {
            continue;
        }
        let mut told = Vec::new();
        for mention in sentence.cases() {
            let scope = scope_in(report, text, sentence, sentence.lead(mention));
            if scope == Scope::OtherPeriod {
                continue;
            }
            let same = agreement(scope, agreed);
            if let Some(rows) = rows_of(sentence, mention) {
                outcome(part3, &rows, mention.value, same, &mut told, findings);
            } else if let Some((what, columns)) = applicants_of(sentence, mention) {
                let answered = sentence.has(&["答复", "办结"]);
                applicants(part3, what, &columns, mention.value, same, answered, findings);
            }
        }
        all_of_one_kind(part3, sentence, findings);
    }
}

/// The outcomes that a number counts.
struct Outcomes {
    what: String,
    groups: Vec<Group>,
    leaf: Option<Leaf>,
    /// The words after the number say that another group is counted with it.
    with_partly: bool,
}

fn rows_of(sentence: &Sentence, mention: &Mention) -> Option<Outcomes> {
    let item = trimmed(sentence.item(mention));
    let item = ["答复", "告知", "申请", "情形", "决定", "处理决定"]
        .iter()
        .find_map(|word| item.strip_suffix(word))
        .map_or(item, trimmed);
    let clause = trimmed(sentence.clause(mention));
    if let Some((_, leaf)) = LEAVES.iter().find(|(name, _)| {
        let own = trimmed(sentence.clause(mention));
        own.ends_with(name) || item.ends_with(name)
    }) {
        return Some(Outcomes {
            what: leaf.zh().into(),
            groups: vec![],
            leaf: Some(*leaf),
            with_partly: false,
        });
    }
    let rest = sentence.rest(mention);
    let ends = |words: &str| {
        Group::ALL.into_iter().find(|group| {
            let name = words.strip_suffix(group.zh());
            // 主动公开 ends like 公开, 不予以公开 like 予以公开.
            name.is_some_and(|before| !before.ends_with(['不', '未', '主']))
        })
    };
    if let Some(last) = ends(item) {
        // 予以公开和部分公开6件, 不予公开、无法提供、不予处理9件: all that is joined right before the number.
        let mut groups = vec![last];
        let mut words = clause_before(clause, item, last);
        while let Some(before) =
            ["、", "和", "及", "或", "以及", "与"].iter().find_map(|join| words.strip_suffix(join))
        {
            let Some(group) = ends(before) else { break };
            groups.push(group);
            words = before.strip_suffix(group.zh()).unwrap_or_default();
        }
        // 其中不予公开、无法提供的原因: another list than one of groups.
        groups.sort();
        let what = groups.iter().map(|group| group.zh()).collect::<Vec<_>>().join("、");
        let with_partly = rest.starts_with("（含部分公开")
            || rest.starts_with("（包括部分公开")
            || rest.starts_with("（其中部分公开");
        return Some(Outcomes { what, groups, leaf: None, with_partly });
    }
    // 5件予以公开: only where nothing else is counted before the number.
    let tail = sentence.tail(mention);
    let bare = item.is_empty() || matches!(item, "其中" | "另" | "另有");
    let group = Group::ALL.into_iter().find(|group| tail == group.zh()).filter(|_| bare)?;
    Some(Outcomes { what: group.zh().into(), groups: vec![group], leaf: None, with_partly: false })
}

/// The clause without the last group's name.
fn clause_before<'a>(clause: &'a str, item: &str, last: Group) -> &'a str {
    let clause = ["答复", "告知", "申请", "情形", "决定", "处理决定"]
        .iter()
        .find_map(|word| clause.strip_suffix(word))
        .filter(|shorter| shorter.ends_with(item))
        .map_or(clause, trimmed);
    clause.strip_suffix(last.zh()).unwrap_or_default()
}

fn outcome(
    part3: &Part3,
    claim: &Outcomes,
    said: Decimal,
    same: bool,
    told: &mut Vec<String>,
    findings: &mut Vec<Finding>,
) {
    let groups = |groups: &[Group]| {
        groups.iter().try_fold(Decimal::ZERO, |all, group| all.checked_add(part3.group_count(*group)?))
    };
    let (table, row) = if let Some(leaf) = claim.leaf {
        (part3.row_count(Row::Outcome(leaf)), Row::Outcome(leaf))
    } else {
        let first = claim.groups.first().and_then(|group| group.leaves().next());
        (groups(&claim.groups), first.map_or(Row::Total, Row::Outcome))
    };
    let Some(table) = table else { return };
    let with_partly = claim.with_partly && groups(&[Group::Granted, Group::PartlyGranted]) == Some(said);
    if table == said || with_partly || told.contains(&claim.what) {
        return;
    }
    told.push(claim.what.clone());
    findings.push(disagree(codes::SAID_OUTCOME, same, &claim.what, said, table, 3, &row.key(), TOTAL));
}

/// The kinds of applicants that a number counts, as columns of table three.
fn applicants_of(sentence: &Sentence, mention: &Mention) -> Option<(&'static str, Vec<usize>)> {
    let item = trimmed(sentence.item(mention));
    let item = ["提出的申请", "提交的申请", "的申请", "申请", "提出", "提交", "申请人"]
        .iter()
        .find_map(|word| item.strip_suffix(word))
        .map_or(item, trimmed);
    let organizations =
        ["法人和其他组织", "法人或其他组织", "法人及其他组织", "法人或者其他组织", "法人、其他组织"];
    if organizations
        .iter()
        .any(|name| trimmed(sentence.clause(mention)).trim_end_matches("申请").ends_with(name))
    {
        return Some(("法人或其他组织申请", (1..TOTAL).collect()));
    }
    let kinds = Applicant::ALL.into_iter().filter(|kind| *kind != Applicant::OtherBody);
    let kind = kinds.into_iter().find(|kind| item.ends_with(kind.zh()))?;
    Some((kind.zh(), vec![kind.column()]))
}

fn applicants(
    part3: &Part3,
    what: &str,
    columns: &[usize],
    said: Decimal,
    same: bool,
    answered: bool,
    findings: &mut Vec<Finding>,
) {
    let count = |row: Row| {
        let cells = part3.row(row)?;
        // Where only the totals are filled in, the table does not tell who applied.
        cells[..TOTAL].iter().any(|cell| cell.number().is_some()).then_some(())?;
        sum(columns.iter().map(|column| &cells[*column]))
    };
    let (Some(new), carried, total) = (count(Row::Received), count(Row::CarriedIn), count(Row::Total)) else {
        return;
    };
    let both = carried.and_then(|carried| new.checked_add(carried));
    if said == new || Some(said) == both || answered && Some(said) == total {
        return;
    }
    let column = columns.first().copied().unwrap_or(TOTAL);
    findings.push(disagree(codes::SAID_APPLICANTS, same, what, said, new, 3, &Row::Received.key(), column));
}

/// 均为自然人申请: the table has no other applicants.
fn all_of_one_kind(part3: &Part3, sentence: &Sentence, findings: &mut Vec<Finding>) {
    let Some(at) = sentence.text.find("均为").or_else(|| sentence.text.find("全部为")) else { return };
    let rest = sentence.text.get(at..).unwrap_or_default();
    let rest = rest.trim_start_matches("均为").trim_start_matches("全部为");
    let Some(kind) = Applicant::ALL.into_iter().find(|kind| rest.starts_with(kind.zh())) else { return };
    let lead = sentence.text.get(..at).unwrap_or_default();
    if kind == Applicant::OtherBody || !has(lead, &["收到", "受理", "新收", "接到"]) {
        return;
    }
    let Some(cells) = part3.row(Row::Received) else { return };
    let others =
        (0..TOTAL).filter(|column| *column != kind.column()).filter_map(|column| addend(&cells[column]));
    let others = others.fold(Decimal::ZERO, |all, n| all.checked_add(n).unwrap_or(all));
    if others > Decimal::ZERO {
        let what = format!("{}以外的申请", kind.zh());
        findings.push(disagree(
            codes::SAID_APPLICANTS,
            true,
            &what,
            Decimal::ZERO,
            others,
            3,
            &Row::Received.key(),
            kind.column(),
        ));
    }
}
