//! Whether something may be done now, and why not (准许). A refusal names the provision.

use jiff::Span;
use jiff::civil::Date;

use super::act::Act;
use super::application::Application;
use super::condition::Condition;
use super::decision::Decision;
use super::limit::period_by;
use super::role::Role;
use super::service_way::Service;
use super::stage::Stage;
use super::verb::Verb;
use crate::calendar::Calendar;
use crate::citation::Citation;
use crate::clock::EXTENSION_WORKDAYS;
use crate::leaf::Leaf;
use crate::letters::LetterForm;
use crate::readings::Readings;

/// The day something is done on, and what days and open questions are read by.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// The day.
    pub date: Date,
    /// The workdays.
    pub calendar: &'a Calendar,
    /// What the law leaves open.
    pub readings: &'a Readings,
}

/// A person signed in, in one agency; the applicant is one with the role of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// The account; 申请人 for the applicant.
    pub account: String,
    /// The roles held.
    pub roles: Vec<Role>,
}

impl Officer {
    /// The applicant, who came with number and query code.
    pub fn applicant() -> Self {
        Self { account: Role::Applicant.zh().to_owned(), roles: vec![Role::Applicant] }
    }

    /// What speaks against this person doing it in this way: applicants confirm what they get on the web, and cannot
    /// say for the office that something was posted.
    fn objection(&self, act: &Act) -> Option<String> {
        let is_download = matches!(act, Act::Served { way: Service::Download });
        let is_service = matches!(act, Act::Served { .. });
        (is_service && !is_download && !self.has(&[Role::Clerk, Role::Handler]))
            .then(|| format!("申请人确认收到的，送达方式应为{}", Service::Download.zh()))
    }

    /// A case whose result corrects the answer, recorded by an account: nobody reopens an application but for it.
    /// 《条例》第51条
    pub fn of_remedy_case(account: &str) -> Self {
        Self { account: account.to_owned(), roles: vec![Role::RemedyCase] }
    }

    fn has(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }

    /// Whether one of the roles is held; if not, who has to do it, as every kind of case says it.
    pub(crate) fn need(&self, roles: &[Role]) -> Result<(), String> {
        if self.has(roles) { Ok(()) } else { Err(format!("由{}办理", Role::names(roles))) }
    }
}

/// Something the procedure does not permit now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}：{why}{}", what.zh(), basis.map(|basis| format!("（{basis}）")).unwrap_or_default())]
pub struct NotPermitted {
    /// What was to be done.
    pub what: Verb,
    /// Why not, in Chinese.
    pub why: String,
    /// The provision, where there is one.
    pub basis: Option<Citation>,
}

impl Application {
    /// Whether the officer may do this now, whatever it says.
    ///
    /// # Errors
    /// [`NotPermitted`] with the first reason: role, stage, conditions, in this order.
    pub fn permit(&self, verb: Verb, officer: &Officer, today: &Today<'_>) -> Result<(), NotPermitted> {
        let rule = verb.rule();
        let no = |why: String, basis| Err(NotPermitted { what: verb, why, basis });
        if let Err(why) = officer.need(rule.roles) {
            return no(why, None);
        }
        if !rule.from.contains(&self.stage) {
            let names: Vec<_> = rule.from.iter().map(|stage| stage.zh()).collect();
            return no(format!("申请现为{}，应为{}", self.stage.zh(), names.join("、")), None);
        }
        match rule.conditions.iter().find(|condition| !condition.holds(self, officer, today)) {
            Some(condition) => no(format!("现在不符合这一条件：{}", condition.zh()), rule.basis),
            None => Ok(()),
        }
    }

    /// What the officer may do now, in the order of the table: the menu.
    pub fn menu<'a>(
        &'a self,
        officer: &'a Officer,
        today: &'a Today<'a>,
    ) -> impl Iterator<Item = Verb> + use<'a> {
        Verb::ALL.into_iter().filter(|&verb| self.permit(verb, officer, today).is_ok())
    }

    /// Whether the officer may record this act today.
    ///
    /// # Errors
    /// [`NotPermitted`]: what [`Application::permit`] refuses, a day out of bounds, a consultation that is not there,
    /// a decision that does not fit what is on record.
    pub fn check(&self, act: &Act, officer: &Officer, today: &Today<'_>) -> Result<(), NotPermitted> {
        let Some(verb) = act.verb() else { return Ok(()) };
        self.permit(verb, officer, today)?;
        let basis = verb.rule().basis;
        let objection = self.objection(act, today).or_else(|| officer.objection(act));
        match objection {
            Some(why) => Err(NotPermitted { what: verb, why, basis }),
            None => Ok(()),
        }
    }

    /// What speaks against the content of an act.
    fn objection(&self, act: &Act, today: &Today<'_>) -> Option<String> {
        match act {
            Act::SupplementAsked { reply_by } | Act::ReasonsAsked { reply_by } => {
                period_objection(*reply_by, today)
            }
            Act::DelayFixed { until } => {
                (*until <= today.date).then(|| format!("延迟答复的期限 {until} 应晚于今天（{}）", today.date))
            }
            Act::ConsultationSent { id, .. } => self
                .inquiries
                .iter()
                .any(|inquiry| inquiry.id == *id)
                .then(|| format!("征求意见编号 {id} 已经用过")),
            Act::ConsultationServed { id } => match self.open_inquiries().find(|inquiry| inquiry.id == *id) {
                None => Some(format!("没有未结束的征求意见 {id}")),
                Some(inquiry) => inquiry.served_on.map(|on| format!("征求意见 {id} 已于 {on} 送达")),
            },
            Act::ConsultationClosed { id, .. } => (!self.open_inquiries().any(|inquiry| inquiry.id == *id))
                .then(|| format!("没有未结束的征求意见 {id}")),
            Act::ExtensionAsked { workdays } | Act::ExtensionApproved { workdays } => {
                if *workdays == 0 || *workdays > EXTENSION_WORKDAYS {
                    return Some(format!("延长 {workdays} 个工作日，应为1至{EXTENSION_WORKDAYS}"));
                }
                let due = self.deadline(today).and_then(|deadline| deadline.due)?;
                (due < today.date).then(|| format!("答复期限 {due} 已过，不能再延长"))
            }
            Act::FeeNotified(notice) => (notice.total == 0).then(|| "金额为0，不应收费".to_owned()),
            Act::Drafted(decision) => self.decision_objection(decision),
            _ => None,
        }
    }

    fn decision_objection(&self, decision: &Decision) -> Option<String> {
        let has_supplement = self.is_supplement_asked;
        if let Some(form) = decision.form.filter(|form| form.leaf() != Some(decision.leaf)) {
            return Some(format!("“{}”不是“{}”的文书", form.zh(), decision.leaf.zh()));
        }
        match decision.leaf {
            Leaf::SupplementLapsed | Leaf::FeeLapsed => {
                Some("逾期不补正、逾期不缴费由签发人登记，不另拟稿".to_owned())
            }
            Leaf::StillUnclear if !has_supplement => {
                Some("没有告知过补正，不能以“补正后申请内容仍不明确”答复".to_owned())
            }
            Leaf::Excessive if self.reasons_by.is_none() => {
                Some("没有要求过说明理由，不能以“无正当理由大量反复申请”答复".to_owned())
            }
            // What another agency holds needs no search.
            Leaf::NotHeld if !self.is_searched && decision.form != Some(LetterForm::OtherAgency) => {
                Some("没有检索记录，不能答复信息不存在".to_owned())
            }
            Leaf::PartlyGranted if decision.withheld.is_empty() => {
                Some("部分公开应当写明不予提供的部分及其办理结果".to_owned())
            }
            Leaf::PartlyGranted if !decision.further.is_empty() => {
                Some("部分公开的各项依据写在不予提供的部分".to_owned())
            }
            Leaf::PartlyGranted => decision.withheld.iter().find_map(|part| self.ground_objection(*part)),
            _ if !decision.withheld.is_empty() => Some("只有部分公开才有不予提供的部分".to_owned()),
            _ if decision.further.is_empty() => None,
            leaf if !leaf.takes_further_grounds() => Some(format!("“{}”没有其他依据", leaf.zh())),
            _ => decision.further.iter().find_map(|ground| self.ground_objection(*ground)),
        }
    }

    /// What speaks against a ground beside the outcome: what its own letter asks for is asked here as well. 《条例》第37条
    fn ground_objection(&self, ground: LetterForm) -> Option<String> {
        match ground {
            _ if ground.ground().is_none() => Some(format!("“{}”不是不予提供的理由", ground.zh())),
            LetterForm::NotHeld if !self.is_searched => {
                Some("没有检索记录，不能以信息不存在为由不予提供".to_owned())
            }
            LetterForm::StillUnclear if !self.is_supplement_asked => {
                Some("没有告知过补正，不能以“补正后申请内容仍不明确”为由不予提供".to_owned())
            }
            _ => None,
        }
    }

    /// The last day of the period that runs for the applicant.
    pub(super) fn period_by(&self, today: &Today<'_>) -> Option<Date> {
        period_by(self, today)
    }

    /// Whether anybody can still do something about it.
    pub fn is_open(&self) -> bool {
        self.stage != Stage::Closed
    }
}

/// What speaks against the last day of a period given to the applicant: the law asks for a reasonable one and names no
/// number of days, so only what nobody can mean is refused. 《条例》第30条
fn period_objection(reply_by: Date, today: &Today<'_>) -> Option<String> {
    let months = today.readings.longest_period_months;
    let latest = today.date.saturating_add(Span::new().months(months));
    if reply_by <= today.date {
        Some(format!("给申请人的期限 {reply_by} 应晚于今天（{}）", today.date))
    } else if reply_by > latest {
        Some(format!(
            "给申请人的期限 {reply_by} 应不晚于 {latest}（{months}个月，本系统的设定；《条例》没有规定日数）"
        ))
    } else {
        None
    }
}

impl Condition {
    /// Whether any verb asks for it.
    pub fn is_used(self) -> bool {
        super::RULES.iter().any(|rule| rule.conditions.contains(&self))
    }
}
