//! What a letter says of what happened to the application.

use statute::letters::{Fact, LetterForm};

use super::words::{lines, mark, some, words};
use super::{Case, day};
use crate::letters::facts::{FeeFacts, LetterFacts};

impl Case<'_> {
    /// What happened to the application.
    pub(super) fn of_course(&self, fact: Fact) -> Option<String> {
        let LetterFacts { application, supplement, extension, consultations, fee, .. } = self.facts;
        let application = application.as_ref();
        let supplement = supplement.as_ref();
        let fee = fee.as_ref();
        match fact {
            Fact::Opening => self.opening.clone(),
            Fact::ApplicationNumber => application.and_then(|it| some(&it.number)),
            Fact::ApplicationSubject => application.and_then(|it| some(&it.subject)),
            Fact::ApplicationChannel => application.map(|it| it.channel.zh().to_owned()),
            Fact::HandedIn => application.map(|it| it.channel.handed_in().to_owned()),
            Fact::ReceivedOn => application.map(|it| day(it.received_on)),
            Fact::Due => application.and_then(|it| it.due).map(day),
            Fact::SupplementAskedOn => supplement.and_then(|it| it.asked_on).map(day),
            Fact::SupplementBy => supplement.map(|it| day(it.by)),
            Fact::SupplementReceivedOn => supplement.and_then(|it| it.received_on).map(day),
            Fact::SupplementPoints => {
                let points = supplement.map(|it| it.points.as_slice()).unwrap_or_default();
                if points.iter().any(|point| some(&point.defect).is_none() || some(&point.guidance).is_none())
                {
                    return None;
                }
                lines(points.iter().enumerate().map(|(index, point)| {
                    format!("{}{}。{}。", mark(index), words(&point.defect), words(&point.guidance))
                }))
            }
            Fact::ExtensionApproval => extension.map(|_| "经本机关政府信息公开工作机构负责人同意".to_owned()),
            Fact::ExtensionTold => {
                extension.filter(|_| self.form != LetterForm::Extension).map(|it| day(it.approved_on))
            }
            Fact::ExtensionUntil => extension.map(|it| day(it.until)),
            Fact::ConsultationHistory | Fact::ConsultationTold => {
                if fact == Fact::ConsultationTold && self.form == LetterForm::ConsultationTold {
                    return None;
                }
                let sent = consultations
                    .iter()
                    .map(|it| format!("于{}向{}征求意见", day(it.sent_on), it.kind.zh()))
                    .collect::<Vec<_>>();
                some(&sent.join("，"))
            }
            Fact::OtherAgencyTerm => {
                Some(format!("自收到本函之日起{}个工作日内", self.other_agency_workdays))
            }
            Fact::ReasonsAskedOn => self.facts.reasons_asked_on.map(day),
            Fact::ReasonsBy => self.facts.reasons_by.map(day),
            Fact::DelayUntil => self.facts.delay_until.map(day),
            Fact::FeeCalculation => fee.and_then(calculation),
            Fact::FeeAmount => fee.map(|it| format!("{}元", it.fee.total)),
            Fact::FeeNoticedOn => fee.and_then(|it| it.noticed_on).map(day),
            Fact::FeePayBy => fee.and_then(|it| it.pay_by).map(day),
            Fact::FeePaidOn => fee.and_then(|it| it.paid_on).map(day),
            _ => None,
        }
    }
}

/// The bands of a fee, a line each, and the sum.
fn calculation(facts: &FeeFacts) -> Option<String> {
    let fee = &facts.fee;
    let month = facts.month.map_or("本月".to_owned(), |day| format!("{}年{}月", day.year(), day.month()));
    let unit = fee.mode.unit();
    let bands = fee.bands.iter().map(|band| {
        let range = if band.from == band.to {
            format!("第{}{unit}", band.from)
        } else {
            format!("第{}至{}{unit}", band.from, band.to)
        };
        format!("{range}，共{}{unit}，每{unit}{}元，计{}元；", band.n, band.rate, band.amount)
    });
    let counted = match fee.after {
        0 => format!("合计{}元（{}，计{}{unit}）。", fee.total, fee.mode.zh(), fee.n),
        after => format!(
            "合计{}元（{}，{month}累计{}{unit}，其中此前已提出{after}{unit}）。",
            fee.total,
            fee.mode.zh(),
            fee.n
        ),
    };
    (fee.total > 0).then(|| bands.chain([counted]).collect::<Vec<_>>().join("\n"))
}
