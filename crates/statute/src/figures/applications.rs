//! Figures of applications and their outcomes. 《条例》第50条第1款第（二）项

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::definition::{Definition, Measured, grouped, shares};
use super::{Year, records};
use crate::applicant::Applicant;
use crate::leaf::{Group, Leaf};
use crate::registers::{ApplicationEntry, Channel, ConsultationKind, Register};
use crate::tally::applications::{is_carried_in, is_carried_out, is_received, outcome};
use crate::tally::late::{answered_late, overdue};

const SOURCES: &[Register] = &[Register::Applications];

const fn define(
    name: &'static str,
    definition: &'static str,
    unit: &'static str,
    measure: fn(&Year<'_>) -> Vec<Measured>,
) -> Definition {
    Definition { name, definition, unit, sources: SOURCES, measure }
}

pub(super) const DEFINITIONS: &[Definition] = &[
    define(
        "applications.received",
        "本年新收政府信息公开申请：收到日期在本年",
        "件",
        |year| count(year, |a| is_received(a, year.year)).alone(),
    ),
    define(
        "applications.carried_in",
        "上年结转：本年以前收到，1月1日尚未办结",
        "件",
        |year| count(year, |a| is_carried_in(a, year.year)).alone(),
    ),
    define("applications.closed", "本年度办理结果总计：答复日期在本年", "件", |year| {
        count(year, |a| outcome(a, year.year).is_some()).alone()
    }),
    define(
        "applications.carried_out",
        "结转下年度继续办理：12月31日以前收到，当日尚未办结",
        "件",
        |year| count(year, |a| is_carried_out(a, year.year)).alone(),
    ),
    define("applications.received_in_month.*", "本年新收中，收到日期在*", "件", |year| {
        by_month(year, |a| is_received(a, year.year).then_some(a.received_on))
    }),
    define("applications.closed_in_month.*", "本年办结中，答复日期在*", "件", |year| {
        by_month(year, |a| outcome(a, year.year).and(a.answered_on))
    }),
    define("applications.by_channel.*", "本年新收中，申请渠道为*", "件", by_channel),
    define(
        "applications.channel_share.*",
        "本年新收中，申请渠道为*的占比，四舍五入到整数",
        "%",
        |year| shares(by_channel(year)),
    ),
    define("applications.by_applicant.*", "本年新收中，申请人类型为*", "件", by_applicant),
    define(
        "applications.applicant_share.*",
        "本年新收中，申请人类型为*的占比，四舍五入到整数",
        "%",
        |year| shares(by_applicant(year)),
    ),
    define("applications.by_topic.*", "本年新收中，主题为*", "件", by_topic),
    define(
        "applications.topic_share.*",
        "本年新收中，主题为*的占比（在填了主题的申请中），四舍五入到整数",
        "%",
        |year| shares(by_topic(year)),
    ),
    define("applications.by_result.*", "本年办结中，办理结果属于*", "件", by_result),
    define(
        "applications.result_share.*",
        "本年办结中，办理结果属于*的占比，四舍五入到整数",
        "%",
        |year| shares(by_result(year)),
    ),
    define("applications.by_reason.*", "本年办结中，登记的原因为*", "件", |year| {
        let entries = year.registers.applications.iter();
        grouped(entries.filter_map(|a| {
            let counted = outcome(a, year.year).map(|_| (Decimal::ONE, records::application(a)));
            Some((a.reason.clone()?, counted))
        }))
    }),
    define(
        "applications.supplement_asked",
        "本年发出补正通知（补正通知日期在本年）",
        "件",
        |year| count(year, |a| year.has_some(a.supplement_asked_on)).alone(),
    ),
    define("applications.extended", "本年新收中，延长过答复期限", "件", |year| {
        count(year, |a| is_received(a, year.year) && a.extended_workdays.is_some_and(|n| n > 0)).alone()
    }),
    define(
        "applications.fee_notices",
        "本年发出信息处理费收费通知（收费通知日期在本年）",
        "件",
        |year| count(year, |a| year.has_some(a.fee_notice_on)).alone(),
    ),
    define(
        "applications.fees_paid",
        "本年收到信息处理费的申请（缴费日期在本年）",
        "件",
        |year| count(year, |a| year.has_some(a.fee_paid_on)).alone(),
    ),
    define(
        "applications.answered_late",
        "本年答复中，超过法定期限（按台账中的补正、延长、延迟答复、征求意见、缴费日期计算）",
        "件",
        |year| {
            let late = answered_late(year.registers, year.year);
            Measured::count(late.into_iter().map(|(application, _)| records::application(application)))
                .alone()
        },
    ),
    define("applications.overdue", "12月31日已超过法定期限尚未答复", "件", |year| {
        let late = overdue(year.registers, year.year);
        Measured::count(late.into_iter().map(|(application, _)| records::application(application))).alone()
    }),
    define("outcome.*", "本年办结，办理结果代码为*", "件", by_outcome),
    define("outcome.3", "本年办结，（三）不予公开各项合计", "件", |year| {
        group(year, Group::Refused)
    }),
    define("outcome.4", "本年办结，（四）无法提供各项合计", "件", |year| {
        group(year, Group::CannotProvide)
    }),
    define("outcome.5", "本年办结，（五）不予处理各项合计", "件", |year| {
        group(year, Group::NotProcessed)
    }),
    define("outcome.6", "本年办结，（六）其他处理各项合计", "件", |year| {
        group(year, Group::OtherHandling)
    }),
    Definition {
        name: "consultations.sent",
        definition: "本年发出的征求意见（发出日期在本年）",
        unit: "件",
        sources: &[Register::Consultations],
        measure: |year| {
            let entries = year.registers.consultations.iter().enumerate();
            let sent = entries.filter(|(_, entry)| year.has(entry.sent_on));
            Measured::count(sent.map(records::consultation)).alone()
        },
    },
    Definition {
        name: "consultations.by_kind.*",
        definition: "本年发出的征求意见中，对象为*",
        unit: "件",
        sources: &[Register::Consultations],
        measure: |year| {
            let of = |kind| {
                let entries = year.registers.consultations.iter().enumerate();
                let sent = entries.filter(move |(_, entry)| entry.kind == kind && year.has(entry.sent_on));
                Measured::count(sent.map(records::consultation))
            };
            ConsultationKind::ALL.into_iter().map(|kind| of(kind).named(kind.zh())).collect()
        },
    },
];

fn count(year: &Year<'_>, keep: impl Fn(&ApplicationEntry) -> bool) -> Measured {
    let kept = year.registers.applications.iter().filter(|application| keep(application));
    Measured::count(kept.map(records::application))
}

fn by_month(year: &Year<'_>, day: impl Fn(&ApplicationEntry) -> Option<Date>) -> Vec<Measured> {
    let of = |month: i8| count(year, |a| day(a).is_some_and(|day| day.month() == month));
    (1..=12).map(|month| of(month).named(format!("{month}月"))).collect()
}

fn by_channel(year: &Year<'_>) -> Vec<Measured> {
    let of = |channel| count(year, |a| a.channel == channel && is_received(a, year.year));
    Channel::ALL.into_iter().map(|channel| of(channel).named(channel.zh())).collect()
}

fn by_applicant(year: &Year<'_>) -> Vec<Measured> {
    let of = |kind| count(year, |a| a.applicant == kind && is_received(a, year.year));
    Applicant::ALL.into_iter().map(|kind| of(kind).named(kind.zh())).collect()
}

fn by_topic(year: &Year<'_>) -> Vec<Measured> {
    grouped(year.registers.applications.iter().filter_map(|a| {
        let counted = is_received(a, year.year).then(|| (Decimal::ONE, records::application(a)));
        Some((a.topic.clone()?, counted))
    }))
}

fn by_result(year: &Year<'_>) -> Vec<Measured> {
    let of = |group| count(year, |a| outcome(a, year.year).is_some_and(|leaf| leaf.group() == group));
    Group::ALL.into_iter().map(|group| of(group).named(group.zh())).collect()
}

fn by_outcome(year: &Year<'_>) -> Vec<Measured> {
    let of = |leaf: Leaf| Measured {
        definition: Some(format!("本年办结，{}", crate::report::Row::Outcome(leaf).key())),
        ..count(year, |a| outcome(a, year.year) == Some(leaf)).named(leaf.code())
    };
    Leaf::ALL.into_iter().map(of).collect()
}

fn group(year: &Year<'_>, group: Group) -> Vec<Measured> {
    count(year, |a| outcome(a, year.year).is_some_and(|leaf| leaf.group() == group)).alone()
}
