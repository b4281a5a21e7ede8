//! What the registers themselves have to say about the year: checks 8, 10, 20 and 21 of our own report.
//! 《条例》第30条、第32条、第33条、第42条、第45条

use jiff::civil::Date;

use super::codes;
use crate::figures::Year;
use crate::leaf::Leaf;
use crate::normative::expired_in;
use crate::registers::{ApplicationEntry, ConsultationKind, DocumentKind, Register};
use crate::report::{COLUMNS, CellPlace, Finding, Part3, Row, TOTAL};
use crate::tally::applications::{outcome, part3};
use crate::tally::last_day;
use crate::tally::late::{answered_late, overdue_on};

/// Findings that only the one who holds the registers can make.
pub fn of_registers(year: &Year<'_>) -> Vec<Finding> {
    found(year, last_day(year.year))
}

/// The same while the year is still running: what is overdue today, not what would be on its last day. Whatever is an
/// error here blocks the report until it is mended, long before January.
pub fn of_running_year(year: &Year<'_>, today: Date) -> Vec<Finding> {
    found(year, today.min(last_day(year.year)))
}

fn found(year: &Year<'_>, until: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    absent(year, &mut findings);
    carried_in(year, &mut findings);
    unended(year, &mut findings);
    grounds(year, &mut findings);
    expired(year, &mut findings);
    late(year, until, &mut findings);
    findings
}

/// An outcome goes with the day of the answer: one without the other counts nowhere.
fn unended(year: &Year<'_>, findings: &mut Vec<Finding>) {
    let halves = [
        ("有答复日期而没有办理结果", registers_with(year, |a| a.answered_on.is_some() && a.leaf.is_none())),
        ("有办理结果而没有答复日期", registers_with(year, |a| a.leaf.is_some() && a.answered_on.is_none())),
    ];
    for (what, numbers) in halves.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
        findings.push(codes::UNENDED.finding(
            Register::Applications.zh(),
            vec![("申请编号".into(), listed(&numbers))],
            format!("{}件申请{what}：{}", numbers.len(), listed(&numbers)),
            vec![],
        ));
    }
}

/// The numbers of applications received by the end of the year that are so.
fn registers_with<'a>(year: &Year<'a>, is_so: impl Fn(&ApplicationEntry) -> bool) -> Vec<&'a str> {
    let applications = year.registers.applications.iter();
    applications
        .filter(|a| a.received_on.year() <= year.year && is_so(a))
        .map(|a| a.number.as_str())
        .collect()
}

/// Registers that were not given count as empty.
fn absent(year: &Year<'_>, findings: &mut Vec<Finding>) {
    let absent = &year.registers.absent;
    if absent.is_empty() {
        return;
    }
    let names: Vec<_> = absent.iter().map(|register| register.zh()).collect();
    let message = format!("未提供的台账按空台账计：{}", names.join("、"));
    findings.push(codes::ABSENT.finding("台账", vec![], message, vec![]));
}

/// Last year's 结转下年 against the 上年结转 of the registers, column by column. Neither is changed.
fn carried_in(year: &Year<'_>, findings: &mut Vec<Finding>) {
    let Some(before) = year.previous.and_then(|report| report.tables.part3.as_ref()) else { return };
    let now: Part3 = part3(&year.registers.applications, year.year);
    for column in (0..=TOTAL).rev() {
        let (Some(out), Some(carried_in)) =
            (before.value(Row::CarriedOut, column), now.value(Row::CarriedIn, column))
        else {
            continue;
        };
        if out == carried_in {
            continue;
        }
        let name = COLUMNS[column];
        findings.push(codes::REGISTER_CARRY.finding(
            format!("表三，二、上年结转政府信息公开申请数量，{name}"),
            vec![
                ("上年度报告的结转下年".into(), out.to_string()),
                ("台账推出的上年结转".into(), carried_in.to_string()),
            ],
            format!(
                "previous.json 结转下年度继续办理（{name}）{out}件，台账中{}年以前收到、1月1日尚未办结的{carried_in}件；\
                 报告按台账填写，请核对台账和上年度报告",
                year.year
            ),
            vec![CellPlace { table: 3, row: Row::CarriedIn.key(), column }],
        ));
    }
}

/// Whether the register shows a step for an application.
type Shows<'a> = &'a dyn Fn(&ApplicationEntry) -> bool;

/// Outcomes that rest on a step of the procedure which the register does not show.
fn grounds(year: &Year<'_>, findings: &mut Vec<Finding>) {
    let registers = year.registers;
    let consulted = |application: &ApplicationEntry| {
        registers
            .consultations
            .iter()
            .any(|c| c.application == application.number && c.kind == ConsultationKind::ThirdParty)
    };
    let steps: [(Leaf, &str, &str, Shows<'_>); 4] = [
        (Leaf::ThirdPartyRights, "征求第三方意见", "《条例》第32条", &consulted),
        (Leaf::StillUnclear, "补正通知日期", "《条例》第30条", &|a| {
            a.supplement_asked_on.is_some()
        }),
        (Leaf::SupplementLapsed, "补正通知日期", "《条例》第30条", &|a| {
            a.supplement_asked_on.is_some()
        }),
        (Leaf::FeeLapsed, "收费通知日期", "《条例》第42条", &|a| a.fee_notice_on.is_some()),
    ];
    for (leaf, step, basis, shows) in steps {
        let without: Vec<_> = registers
            .applications
            .iter()
            .filter(|a| outcome(a, year.year) == Some(leaf) && !shows(a))
            .map(|a| a.number.as_str())
            .collect();
        if without.is_empty() {
            continue;
        }
        let row = Row::Outcome(leaf).key();
        let mut finding = codes::GROUND.finding(
            Register::Applications.zh(),
            vec![("申请编号".into(), listed(&without))],
            format!("办理结果为“{row}”的{}件，台账中没有{step}", without.len()),
            vec![CellPlace { table: 3, row, column: TOTAL }],
        );
        finding.basis = basis.into();
        findings.push(finding);
    }
}

/// Answers after the last day, and applications open past it on a day, the year's last one or an earlier one: listed,
/// never hidden.
fn late(year: &Year<'_>, until: Date, findings: &mut Vec<Finding>) {
    let told = |late: Vec<(&ApplicationEntry, Date)>| -> Vec<String> {
        late.iter()
            .map(|(a, due)| match a.answered_on.filter(|on| on.year() == year.year) {
                Some(on) => format!("{}（期限{due}，{on}答复）", a.number),
                None => format!("{}（期限{due}）", a.number),
            })
            .collect()
    };
    let day = format!("{}月{}日已超过法定期限尚未答复", until.month(), until.day());
    for (name, numbers, what) in [
        ("超期答复", told(answered_late(year.registers, year.year)), "答复超过法定期限"),
        ("超期未答复", told(overdue_on(year.registers, until)), day.as_str()),
    ] {
        if numbers.is_empty() {
            continue;
        }
        let listed: Vec<&str> = numbers.iter().map(String::as_str).collect();
        findings.push(codes::LATE.finding(
            Register::Applications.zh(),
            vec![(name.into(), listed.join("、"))],
            format!("{}件申请{what}：{}", numbers.len(), self::listed(&listed)),
            vec![],
        ));
    }
}

/// Expiry is told, since the law does not say whether it counts as 废止.
fn expired(year: &Year<'_>, findings: &mut Vec<Finding>) {
    let counts = year.registers.agency.expiry_counts_as_repeal;
    for (kind, row) in [(DocumentKind::Rule, "规章"), (DocumentKind::Normative, "行政规范性文件")] {
        let documents = year.registers.documents.iter();
        let expired: Vec<_> = documents
            .filter(|d| d.kind == kind && expired_in(d, year.year))
            .map(|d| d.number.as_deref().unwrap_or(&d.title))
            .collect();
        if expired.is_empty() {
            continue;
        }
        let treated = if counts { "已计入" } else { "没有计入" };
        findings.push(codes::EXPIRED.finding(
            format!("表二，{row}，本年废止件数"),
            vec![("到期自动失效".into(), listed(&expired))],
            format!(
                "{row}本年到期自动失效{}件，{treated}本年废止件数；法律没有规定是否计入，\
                 是否计入按机关信息中的设置（导入台账时由 agency.toml 的 expiry_counts_as_repeal 给出）",
                expired.len()
            ),
            vec![CellPlace { table: 2, row: row.into(), column: 1 }],
        ));
    }
}

/// The first few, and how many there are.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 20;
    let mut text = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join("、");
    if names.len() > SHOWN {
        text.push('等');
        text.push_str(&names.len().to_string());
        text.push('件');
    }
    text
}
