//! Figures of proposals, training, tasks, the leading group and the catalogue. 《条例》第12条、第46条、第48条

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::definition::{Definition, Measured, define, grouped, percent, shares};
use super::{Year, records};
use crate::registers::{ProposalEntry, ProposalKind, Register, TaskEntry};
use crate::tally::last_day;

const PROPOSALS: &[Register] = &[Register::Proposals];
const TRAININGS: &[Register] = &[Register::Trainings];
const TASKS: &[Register] = &[Register::Tasks];
const MEMBERS: &[Register] = &[Register::Members];
const CATALOGUE: &[Register] = &[Register::Catalogue];
/// The words of 满意度, in order.
const SATISFACTION: [&str; 3] = ["满意", "基本满意", "不满意"];

pub(super) const DEFINITIONS: &[Definition] = &[
    define("proposals.total", "承办的建议提案：交办日期在本年", "件", PROPOSALS, |year| {
        proposals(year, |_| true).alone()
    }),
    define("proposals.by_kind.*", "承办的*", "件", PROPOSALS, |year| {
        let of = |kind: ProposalKind| proposals(year, |p| p.kind == kind).named(kind.zh());
        ProposalKind::ALL.into_iter().map(of).collect()
    }),
    define("proposals.by_topic.*", "承办的建议提案中，主题为*", "件", PROPOSALS, by_topic),
    define(
        "proposals.topic_share.*",
        "承办的建议提案中，主题为*的占比（在填了主题的建议提案中），四舍五入到整数",
        "%",
        PROPOSALS,
        |year| shares(by_topic(year)),
    ),
    define(
        "proposals.answered",
        "承办的建议提案中，12月31日以前答复",
        "件",
        PROPOSALS,
        |year| proposals(year, |p| is_answered(p, year.year)).alone(),
    ),
    define(
        "proposals.unanswered",
        "承办的建议提案中，12月31日尚未答复",
        "件",
        PROPOSALS,
        |year| proposals(year, |p| !is_answered(p, year.year)).alone(),
    ),
    define(
        "proposals.by_satisfaction.*",
        "承办的建议提案中，满意度为*",
        "件",
        PROPOSALS,
        |year| {
            let of =
                |word: &'static str| proposals(year, |p| p.satisfaction.as_deref() == Some(word)).named(word);
            SATISFACTION.into_iter().map(of).collect()
        },
    ),
    define(
        "proposals.satisfied_percent",
        "承办的建议提案中，满意的占比，四舍五入到整数",
        "%",
        PROPOSALS,
        |year| {
            let all = proposals(year, |_| true).value;
            let satisfied = proposals(year, |p| p.satisfaction.as_deref() == Some(SATISFACTION[0]));
            let value = percent(satisfied.value, all);
            value.map(|value| Measured { value, ..satisfied }).into_iter().collect()
        },
    ),
    define("trainings.total", "本年举办的培训", "次", TRAININGS, |year| {
        let entries = year.registers.trainings.iter().enumerate();
        Measured::count(entries.filter(|(_, t)| year.has(t.on)).map(records::training)).alone()
    }),
    define("trainings.attendees", "本年培训人次合计", "人次", TRAININGS, |year| {
        let entries = year.registers.trainings.iter().enumerate();
        let counted = entries.filter(|(_, t)| year.has(t.on));
        let counted = counted.filter_map(|entry| Some((entry.1.attendees?.into(), records::training(entry))));
        Measured::sum(counted).alone()
    }),
    define("trainings.by_form.*", "本年举办的培训中，形式为*", "次", TRAININGS, |year| {
        grouped(year.registers.trainings.iter().enumerate().filter_map(|(index, t)| {
            let counted = year.has(t.on).then(|| (Decimal::ONE, records::training((index, t))));
            Some((t.form.clone()?, counted))
        }))
    }),
    define(
        "tasks.total",
        "本年工作要点任务：完成时限在本年，未填时限的按完成日期",
        "项",
        TASKS,
        |year| tasks(year, |_| true),
    ),
    define("tasks.done", "本年工作要点任务中，12月31日以前完成", "项", TASKS, |year| {
        tasks(year, |t| is_done(t, year.year))
    }),
    define("tasks.open", "本年工作要点任务中，12月31日尚未完成", "项", TASKS, |year| {
        tasks(year, |t| !is_done(t, year.year))
    }),
    define("tasks.by_section.*", "本年工作要点任务中，责任科室为*", "项", TASKS, |year| {
        grouped(year.registers.tasks.iter().filter_map(|t| {
            let counted = is_of_year(t, year).then(|| (Decimal::ONE, records::task(t)));
            Some((t.section.clone()?, counted))
        }))
    }),
    define(
        "members.changes",
        "政务公开领导小组和办公室本年调整：任职和离任合计",
        "人次",
        MEMBERS,
        |year| {
            let entries = year.registers.members.iter().enumerate();
            let changes = entries.filter_map(|(index, member)| {
                let n = usize::from(year.has(member.from)) + usize::from(year.has_some(member.until));
                (n > 0).then(|| (Decimal::from(n), records::member((index, member))))
            });
            Measured::sum(changes).alone()
        },
    ),
    define("members.joined", "本年任职", "人次", MEMBERS, |year| {
        let entries = year.registers.members.iter().enumerate();
        Measured::count(entries.filter(|(_, m)| year.has(m.from)).map(records::member)).alone()
    }),
    define("members.left", "本年离任", "人次", MEMBERS, |year| {
        let entries = year.registers.members.iter().enumerate();
        Measured::count(entries.filter(|(_, m)| year.has_some(m.until)).map(records::member)).alone()
    }),
    define("members.serving", "12月31日在任", "人", MEMBERS, |year| {
        let day = last_day(year.year);
        let serving = year.registers.members.iter().enumerate();
        let serving = serving.filter(|(_, m)| m.from <= day && m.until.is_none_or(|until| until > day));
        Measured::count(serving.map(records::member)).alone()
    }),
    define("catalogue.changes", "本年调整目录、更新指南", "次", CATALOGUE, |year| {
        let entries = year.registers.catalogue.iter().enumerate();
        Measured::count(entries.filter(|(_, c)| year.has(c.on)).map(records::catalogue)).alone()
    }),
    define("catalogue.by_subject.*", "本年调整*", "次", CATALOGUE, |year| {
        grouped(year.registers.catalogue.iter().enumerate().map(|(index, c)| {
            let counted = year.has(c.on).then(|| (Decimal::ONE, records::catalogue((index, c))));
            (c.subject.clone(), counted)
        }))
    }),
];

fn proposals(year: &Year<'_>, keep: impl Fn(&ProposalEntry) -> bool) -> Measured {
    let of_year = year.registers.proposals.iter().filter(|p| year.has(p.assigned_on) && keep(p));
    Measured::count(of_year.map(records::proposal))
}

fn by_topic(year: &Year<'_>) -> Vec<Measured> {
    grouped(year.registers.proposals.iter().filter_map(|p| {
        let counted = year.has(p.assigned_on).then(|| (Decimal::ONE, records::proposal(p)));
        Some((p.topic.clone()?, counted))
    }))
}

fn is_answered(proposal: &ProposalEntry, year: i16) -> bool {
    proposal.answered_on.is_some_and(|day| day <= last_day(year))
}

fn is_of_year(task: &TaskEntry, year: &Year<'_>) -> bool {
    task.due_on.or(task.done_on).map(Date::year) == Some(year.year)
}

fn is_done(task: &TaskEntry, year: i16) -> bool {
    task.done_on.is_some_and(|day| day <= last_day(year))
}

fn tasks(year: &Year<'_>, keep: impl Fn(&TaskEntry) -> bool) -> Vec<Measured> {
    let of_year = year.registers.tasks.iter().filter(|t| is_of_year(t, year) && keep(t));
    Measured::count(of_year.map(records::task)).alone()
}
