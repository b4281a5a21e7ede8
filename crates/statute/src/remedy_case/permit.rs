//! Whether something may be done in a case now, and why not (准许).

use super::act::{Act, Filing, Outcome};
use super::case::RemedyCase;
use super::rule::Verb;
use super::ruling::Ruling;
use crate::citation::Citation;
use crate::procedure::{Officer, Today};
use crate::registers::{RemedyKind, RemedyResult};

/// Something that is not permitted now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}：{why}（{basis}）", what.zh())]
pub struct NotPermitted {
    /// What was to be done.
    pub what: Verb,
    /// Why not, in Chinese.
    pub why: String,
    /// The provision.
    pub basis: Citation,
}

/// A field that cannot stand as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's name in forms.
    pub field: &'static str,
    /// Place, value and what was expected, in Chinese.
    pub message: String,
}

fn fault(field: &'static str, message: String) -> Fault {
    Fault { field, message }
}

impl Verb {
    /// Whether the officer's roles allow it at all.
    ///
    /// # Errors
    /// [`NotPermitted`] with the roles that are needed.
    pub fn permit(self, officer: &Officer) -> Result<(), NotPermitted> {
        let rule = self.rule();
        officer.need(rule.roles).map_err(|why| NotPermitted { what: self, why, basis: rule.basis })
    }
}

impl Filing {
    /// What speaks against beginning a case so: the day of receipt lies in the future.
    pub fn faults(&self, today: &Today<'_>) -> Vec<Fault> {
        let (on, today) = (self.received_on, today.date);
        let is_ahead = on > today;
        let message = || format!("收到日期 {on} 晚于今天（{today}），应不晚于今天");
        is_ahead.then(|| fault("received_on", message())).into_iter().collect()
    }
}

impl RemedyCase {
    /// Whether the officer may do this now, whatever it says.
    ///
    /// # Errors
    /// [`NotPermitted`] with the first reason: role, stage, kind of case, in this order.
    pub fn permit(&self, verb: Verb, officer: &Officer) -> Result<(), NotPermitted> {
        verb.permit(officer)?;
        let rule = verb.rule();
        let no = |why: String| Err(NotPermitted { what: verb, why, basis: rule.basis });
        if !rule.from.contains(&self.stage) {
            let names: Vec<_> = rule.from.iter().map(|stage| stage.zh()).collect();
            let expected = if names.is_empty() {
                "只用于新的案件".to_owned()
            } else {
                format!("应为{}", names.join("、"))
            };
            return no(format!("案件现为{}，{expected}", self.stage.zh()));
        }
        if rule.is_appeal && self.kind == RemedyKind::Review {
            return no("不服复议决定的，另行登记复议后起诉的案件".to_owned());
        }
        if rule.is_appeal && self.is_appealed() {
            return no("二审裁判为终审裁判，不能再上诉".to_owned());
        }
        Ok(())
    }

    /// What the officer may do now, in the order of the table: the menu.
    pub fn menu(&self, officer: &Officer) -> impl Iterator<Item = Verb> {
        Verb::ALL.into_iter().filter(|&verb| self.permit(verb, officer).is_ok())
    }

    /// What speaks against the content of an act, by field.
    pub fn faults(&self, act: &Act, today: &Today<'_>) -> Vec<Fault> {
        act.outcome().map(|outcome| self.outcome_faults(outcome, today)).unwrap_or_default()
    }

    fn outcome_faults(&self, outcome: &Outcome, today: &Today<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let Outcome { ruling, decided_on, reopens, redo_by } = *outcome;
        if !Ruling::of(self.kind).any(|known| known == ruling) {
            faults.push(fault("ruling", format!("“{}”不是{}的结果", ruling.zh(), self.kind.zh())));
        }
        let received_on = self.received_on;
        if decided_on < received_on || decided_on > today.date {
            let message = format!(
                "结果日期 {decided_on} 应不早于收案之日（{received_on}），不晚于今天（{}）",
                today.date
            );
            faults.push(fault("decided_on", message));
        }
        if reopens && ruling.result() != RemedyResult::Corrected {
            faults.push(fault("redo", format!("“{}”不纠正原答复，不需要重新答复", ruling.zh())));
        }
        if reopens && self.application.is_none() {
            faults.push(fault("redo", "案件没有关联申请，没有可以重新答复的申请".to_owned()));
        }
        if let Some(by) = redo_by {
            if !reopens {
                faults.push(fault("redo_by", "不重新答复的，不填写重新答复的期限".to_owned()));
            } else if by < decided_on {
                faults.push(fault("redo_by", format!("重新答复的期限 {by} 早于结果日期 {decided_on}")));
            }
        }
        faults
    }
}
