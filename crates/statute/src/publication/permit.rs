//! Whether something may be done with a publication now, and why not (准许).

use jiff::civil::Date;

use super::act::Act;
use super::basis::Basis;
use super::cleaning::Cleaning;
use super::gate::Companion;
use super::item::Publication;
use super::rule::{Stage, Verb};
use crate::procedure::Officer;

/// Something that is not permitted now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}：{why}（{basis}）", what.zh())]
pub struct NotPermitted {
    /// What was to be done.
    pub what: Verb,
    /// Why not, in Chinese.
    pub why: String,
    /// What it rests on.
    pub basis: Basis,
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

impl Publication {
    /// Whether the officer may do this now, gates aside: role, stage, and that nobody reviews what they wrote.
    ///
    /// # Errors
    /// [`NotPermitted`] with the first reason.
    pub fn permit(&self, verb: Verb, officer: &Officer) -> Result<(), NotPermitted> {
        verb.permit(officer)?;
        let rule = verb.rule();
        let no = |why: &str| Err(NotPermitted { what: verb, why: why.to_owned(), basis: rule.basis });
        if !rule.from.contains(&self.stage) {
            let names: Vec<_> = rule.from.iter().copied().map(Stage::zh).collect();
            let expected = if names.is_empty() {
                "只用于新的信息".to_owned()
            } else {
                format!("应为{}", names.join("、"))
            };
            return no(&format!("信息现为{}，{expected}", self.stage.zh()));
        }
        let is_author = self.authors.contains(&officer.account);
        let is_normative = self.draft.card.kind.is_normative();
        match verb {
            Verb::Review | Verb::ReviewLegality | Verb::Override if is_author => no("审查人不能是起草人"),
            Verb::RecordComments | Verb::ReviewLegality | Verb::Deliberate | Verb::Number
                if !is_normative =>
            {
                no("只用于行政规范性文件")
            }
            // 公开征求意见、合法性审核、集体审议, then the number: 国办发〔2018〕37号
            Verb::ReviewLegality if self.heard.is_none() => no("应当先公开征求意见，登记或者公布结果"),
            Verb::Deliberate if self.legality.is_none() => no("应当先通过合法性审核"),
            Verb::Number if self.deliberation.is_none() => no("应当先集体审议"),
            Verb::RecordComments if self.heard.is_some() => no("征求意见情况已经登记"),
            Verb::CloseComments if self.commentary().is_none() => no("只用于征求意见"),
            Verb::CloseComments if self.comment_result.is_some() => no("结果已经公布"),
            Verb::Exempt if !self.draft.card.kind.needs_interpretation() => no("这类信息不要求解读"),
            Verb::Exempt if self.exemption.is_some() => no("已经批准免于解读"),
            Verb::Clean if !self.card().kind.is_document() => no("只用于文件"),
            Verb::Withdraw | Verb::Drop if self.public.is_none() => no("没有公开过，可以作废草稿"),
            Verb::Discard if self.public.is_some() => no("已经公开，可以放弃修改或者撤下"),
            _ => Ok(()),
        }
    }

    /// Whether every gate before the verb is passed.
    ///
    /// # Errors
    /// [`NotPermitted`] with every gate that is not.
    pub fn pass(&self, verb: Verb, companions: &[Companion], today: Date) -> Result<(), NotPermitted> {
        let closed: Vec<_> = self
            .gates(verb, companions, today)
            .into_iter()
            .filter(|gate| !gate.is_met)
            .map(|gate| format!("{}——{}（{}）", gate.zh, gate.said, gate.basis))
            .collect();
        if closed.is_empty() {
            return Ok(());
        }
        Err(NotPermitted { what: verb, why: closed.join("；"), basis: verb.rule().basis })
    }

    /// What speaks against the days an act names.
    pub fn day_fault(&self, act: &Act, today: Date) -> Option<(&'static str, String)> {
        match act {
            Act::CommentsRecorded(heard) if heard.until < heard.from => {
                Some(("until", format!("截止日期 {} 早于开始日期 {}", heard.until, heard.from)))
            }
            Act::CommentsRecorded(heard) if heard.until >= today => {
                Some(("until", format!("截止日期 {} 应早于今天（{today}）", heard.until)))
            }
            Act::CommentsClosed { .. } => {
                let until = self.commentary().and_then(|one| one.until).filter(|until| *until >= today);
                until.map(|until| ("said", format!("征求意见到 {until} 为止，应在该日之后公布结果")))
            }
            Act::Deliberated(one) if one.held_on > today => {
                Some(("held_on", format!("审议日期 {} 晚于今天（{today}）", one.held_on)))
            }
            Act::Deliberated(one) => {
                let reviewed = self.legality.as_ref().map(|(_, on)| *on).filter(|on| one.held_on < *on);
                let said = |on| format!("审议日期 {} 早于通过合法性审核的日期 {on}", one.held_on);
                reviewed.map(|on| ("held_on", said(on)))
            }
            Act::Cleaned(cleaning) => cleaning.day_fault().or_else(|| self.cleaned_too_early(cleaning)),
            _ => None,
        }
    }

    /// A decision to end a document does not hold before the document was there.
    fn cleaned_too_early(&self, cleaning: &Cleaning) -> Option<(&'static str, String)> {
        let (card, from) = (self.card(), cleaning.holds_from);
        let (what, day) = [("成文日期", card.made_on), ("有效期起", card.valid_from)]
            .into_iter()
            .find_map(|(what, day)| Some((what, day?)))?;
        (from < day).then(|| ("holds_from", format!("清理结果施行的日期 {from} 早于文件的{what} {day}")))
    }

    /// What the officer may do now, in the order of the table: the menu.
    pub fn menu(&self, officer: &Officer) -> impl Iterator<Item = Verb> {
        Verb::ALL.into_iter().filter(|&verb| self.permit(verb, officer).is_ok())
    }
}
