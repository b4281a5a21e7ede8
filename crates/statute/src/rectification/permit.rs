//! Whether something may be done with a request now, and why not (准许).

use jiff::civil::Date;

use super::act::Act;
use super::case::Rectification;
use super::rule::{Stage, Verb};
use crate::citation::Citation;
use crate::procedure::Officer;

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

impl Act {
    /// What speaks against the day a request is said to have come on.
    pub fn day_fault(&self, today: Date) -> Option<String> {
        match self {
            Self::Registered { received_on, .. } if *received_on > today => {
                Some(format!("收到日期 {received_on} 晚于今天（{today}），应不晚于今天"))
            }
            _ => None,
        }
    }
}

impl Rectification {
    /// Whether the officer may do this now: role, stage, and that nobody reviews what they drafted.
    ///
    /// # Errors
    /// [`NotPermitted`] with the first reason.
    pub fn permit(&self, verb: Verb, officer: &Officer) -> Result<(), NotPermitted> {
        verb.permit(officer)?;
        let rule = verb.rule();
        let no = |why: String| Err(NotPermitted { what: verb, why, basis: rule.basis });
        if !rule.from.contains(&self.stage) {
            let names: Vec<_> = rule.from.iter().copied().map(Stage::zh).collect();
            let expected = if names.is_empty() {
                "只用于新的申请".to_owned()
            } else {
                format!("应为{}", names.join("、"))
            };
            return no(format!("更正申请现为{}，{expected}", self.stage.zh()));
        }
        if verb == Verb::Approve && self.drafter.as_deref() == Some(&officer.account) {
            return no("审核人不能是拟稿人".to_owned());
        }
        Ok(())
    }

    /// What the officer may do now, in the order of the table: the menu.
    pub fn menu(&self, officer: &Officer) -> impl Iterator<Item = Verb> {
        Verb::ALL.into_iter().filter(|&verb| self.permit(verb, officer).is_ok())
    }
}
