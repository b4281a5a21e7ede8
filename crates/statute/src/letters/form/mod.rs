//! The closed list of letters, with what each answers and rests on.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::citation::{Act, Citation};
use crate::fee::Tariff;
use crate::leaf::{Group, Leaf};

use super::remedy_notice::Recourse;

/// A kind of letter (文书种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterForm {
    /// 登记回执
    Receipt,
    /// 补正告知书
    SupplementAsked,
    /// 延期答复告知书
    Extension,
    /// 征求第三方意见书
    ThirdPartyAsked,
    /// 告知第三方决定公开书
    ThirdPartyTold,
    /// 征求共同制作机关意见书
    CoMakerAsked,
    /// 协办函, to another agency that is asked for its opinion.
    OtherAgencyAsked,
    /// 要求说明理由通知书
    ReasonsAsked,
    /// 延迟答复通知书
    Delay,
    /// 收费通知书
    FeeNotice,
    /// 征求意见情况告知书, to the applicant.
    ConsultationTold,
    /// 更正告知书
    Corrected,
    /// 不予更正告知书
    CorrectionRefused,
    /// 更正申请转送告知书
    CorrectionForwarded,
    /// 已主动公开
    AlreadyPublished,
    /// 予以公开
    Granted,
    /// 部分公开
    PartlyGranted,
    /// 国家秘密
    StateSecret,
    /// 法律、行政法规禁止公开
    ForbiddenByLaw,
    /// 三安全一稳定
    Security,
    /// 第三方合法权益
    ThirdPartyRights,
    /// 内部事务信息
    InternalAffairs,
    /// 过程性信息
    ProcessInformation,
    /// 行政执法案卷
    EnforcementFile,
    /// 行政查询事项
    AdministrativeQuery,
    /// 信息不存在
    NotHeld,
    /// 不属本机关负责公开
    OtherAgency,
    /// 没有现成信息
    NotReadyMade,
    /// 补正后仍不明确
    StillUnclear,
    /// 信访、投诉、举报
    Petition,
    /// 重复申请
    Repeated,
    /// 公开出版物
    PublishedWork,
    /// 大量反复申请
    Excessive,
    /// 确认或者重新出具
    Reissue,
    /// 逾期不补正
    SupplementLapsed,
    /// 逾期不缴费
    FeeLapsed,
    /// 其他处理
    OtherHandling,
}

const fn answer(item: u8) -> Citation {
    Citation::regulation(36).item(item)
}

impl LetterForm {
    /// All forms: the procedural ones, then the answers in the order of table three.
    pub const ALL: [Self; 37] = [
        Self::Receipt,
        Self::SupplementAsked,
        Self::Extension,
        Self::ThirdPartyAsked,
        Self::ThirdPartyTold,
        Self::CoMakerAsked,
        Self::OtherAgencyAsked,
        Self::ReasonsAsked,
        Self::Delay,
        Self::FeeNotice,
        Self::ConsultationTold,
        Self::Corrected,
        Self::CorrectionRefused,
        Self::CorrectionForwarded,
        Self::AlreadyPublished,
        Self::Granted,
        Self::PartlyGranted,
        Self::StateSecret,
        Self::ForbiddenByLaw,
        Self::Security,
        Self::ThirdPartyRights,
        Self::InternalAffairs,
        Self::ProcessInformation,
        Self::EnforcementFile,
        Self::AdministrativeQuery,
        Self::NotHeld,
        Self::OtherAgency,
        Self::NotReadyMade,
        Self::StillUnclear,
        Self::Petition,
        Self::Repeated,
        Self::PublishedWork,
        Self::Excessive,
        Self::Reissue,
        Self::SupplementLapsed,
        Self::FeeLapsed,
        Self::OtherHandling,
    ];

    /// The code: name of the template, word in addresses and events; `r` and the outcome's row for answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::SupplementAsked => "supplement",
            Self::Extension => "extension",
            Self::ThirdPartyAsked => "third_party_consultation",
            Self::ThirdPartyTold => "third_party_decision",
            Self::CoMakerAsked => "co_maker_consultation",
            Self::OtherAgencyAsked => "other_agency_consultation",
            Self::ReasonsAsked => "reasons",
            Self::Delay => "delay",
            Self::FeeNotice => "fee_notice",
            Self::ConsultationTold => "consultation_told",
            Self::Corrected => "corrected",
            Self::CorrectionRefused => "correction_refused",
            Self::CorrectionForwarded => "correction_forwarded",
            Self::AlreadyPublished => "r1a",
            Self::Granted => "r1b",
            Self::PartlyGranted => "r2",
            Self::StateSecret => "r3_1",
            Self::ForbiddenByLaw => "r3_2",
            Self::Security => "r3_3",
            Self::ThirdPartyRights => "r3_4",
            Self::InternalAffairs => "r3_5",
            Self::ProcessInformation => "r3_6",
            Self::EnforcementFile => "r3_7",
            Self::AdministrativeQuery => "r3_8",
            Self::NotHeld => "r4_1a",
            Self::OtherAgency => "r4_1b",
            Self::NotReadyMade => "r4_2",
            Self::StillUnclear => "r4_3",
            Self::Petition => "r5_1",
            Self::Repeated => "r5_2",
            Self::PublishedWork => "r5_3",
            Self::Excessive => "r5_4",
            Self::Reissue => "r5_5",
            Self::SupplementLapsed => "r6_1",
            Self::FeeLapsed => "r6_2",
            Self::OtherHandling => "r6_3",
        }
    }

    /// The form with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The short name in lists: 信息不存在告知书.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Receipt => "登记回执",
            Self::SupplementAsked => "补正告知书",
            Self::Extension => "延期答复告知书",
            Self::ThirdPartyAsked => "征求第三方意见书",
            Self::ThirdPartyTold => "决定公开告知书（第三方）",
            Self::CoMakerAsked => "征求共同制作机关意见书",
            Self::OtherAgencyAsked => "协办函（征求其他机关意见）",
            Self::ReasonsAsked => "要求说明理由通知书",
            Self::Delay => "延迟答复通知书",
            Self::FeeNotice => "收费通知书",
            Self::ConsultationTold => "征求意见情况告知书",
            Self::Corrected => "更正告知书",
            Self::CorrectionRefused => "不予更正告知书",
            Self::CorrectionForwarded => "更正申请转送告知书",
            Self::AlreadyPublished => "已主动公开告知书",
            Self::Granted => "予以公开告知书",
            Self::PartlyGranted => "部分公开告知书",
            Self::StateSecret => "不予公开告知书（国家秘密）",
            Self::ForbiddenByLaw => "不予公开告知书（法律、行政法规禁止）",
            Self::Security => "不予公开告知书（三安全一稳定）",
            Self::ThirdPartyRights => "不予公开告知书（第三方合法权益）",
            Self::InternalAffairs => "不予公开告知书（内部事务信息）",
            Self::ProcessInformation => "不予公开告知书（过程性信息）",
            Self::EnforcementFile => "不予公开告知书（行政执法案卷）",
            Self::AdministrativeQuery => "行政查询事项告知书",
            Self::NotHeld => "信息不存在告知书",
            Self::OtherAgency => "不属本机关负责公开告知书",
            Self::NotReadyMade => "无法提供告知书（没有现成信息）",
            Self::StillUnclear => "无法提供告知书（补正后仍不明确）",
            Self::Petition => "不予处理告知书（信访、投诉、举报）",
            Self::Repeated => "不予重复处理告知书",
            Self::PublishedWork => "不予处理告知书（公开出版物）",
            Self::Excessive => "不予处理告知书（大量反复申请）",
            Self::Reissue => "不予处理告知书（确认或者重新出具）",
            Self::SupplementLapsed => "不再处理告知书（逾期不补正）",
            Self::FeeLapsed => "不再处理告知书（逾期不缴费）",
            Self::OtherHandling => "办结告知书（其他）",
        }
    }

    /// The outcome the letter tells; none for the procedural ones. 《条例》第50条
    pub const fn leaf(self) -> Option<Leaf> {
        Some(match self {
            Self::AlreadyPublished | Self::Granted => Leaf::Granted,
            Self::PartlyGranted => Leaf::PartlyGranted,
            Self::StateSecret => Leaf::StateSecret,
            Self::ForbiddenByLaw => Leaf::ForbiddenByLaw,
            Self::Security => Leaf::Security,
            Self::ThirdPartyRights => Leaf::ThirdPartyRights,
            Self::InternalAffairs => Leaf::InternalAffairs,
            Self::ProcessInformation => Leaf::ProcessInformation,
            Self::EnforcementFile => Leaf::EnforcementFile,
            Self::AdministrativeQuery => Leaf::AdministrativeQuery,
            Self::NotHeld | Self::OtherAgency => Leaf::NotHeld,
            Self::NotReadyMade => Leaf::NotReadyMade,
            Self::StillUnclear => Leaf::StillUnclear,
            Self::Petition => Leaf::Petition,
            Self::Repeated => Leaf::Repeated,
            Self::PublishedWork => Leaf::PublishedWork,
            Self::Excessive => Leaf::Excessive,
            Self::Reissue => Leaf::Reissue,
            Self::SupplementLapsed => Leaf::SupplementLapsed,
            Self::FeeLapsed => Leaf::FeeLapsed,
            Self::OtherHandling => Leaf::OtherHandling,
            Self::Receipt
            | Self::SupplementAsked
            | Self::Extension
            | Self::ThirdPartyAsked
            | Self::ThirdPartyTold
            | Self::CoMakerAsked
            | Self::OtherAgencyAsked
            | Self::ReasonsAsked
            | Self::Delay
            | Self::FeeNotice
            | Self::ConsultationTold
            | Self::Corrected
            | Self::CorrectionRefused
            | Self::CorrectionForwarded => return None,
        })
    }

    /// The forms that tell an outcome; where there are two, the facts decide between them.
    pub fn for_leaf(leaf: Leaf) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |form| form.leaf() == Some(leaf))
    }

    /// The provisions the letter cites (法律依据), the one that decides first.
    ///
    /// 部分公开 cites beside them those of each withheld part, and `《条例》第37条` where a part is refused; the fee
    /// notice also the article of the tariff.
    pub fn basis(self) -> &'static [Citation] {
        match self {
            Self::Receipt => const { &[Citation::regulation(31), Citation::regulation(45)] },
            Self::SupplementAsked => const { &[Citation::regulation(30)] },
            Self::Extension => const { &[Citation::regulation(33).paragraph(2)] },
            Self::ThirdPartyAsked => const { &[Citation::regulation(15), Citation::regulation(32)] },
            Self::ThirdPartyTold => const { &[Citation::regulation(32)] },
            Self::CoMakerAsked => const { &[Citation::regulation(34)] },
            Self::OtherAgencyAsked => {
                const { &[Citation::regulation(11).paragraph(1), Citation::regulation(33).paragraph(3)] }
            }
            Self::ReasonsAsked | Self::Delay => const { &[Citation::regulation(35)] },
            Self::FeeNotice => {
                const {
                    &[
                        Citation::regulation(42).paragraph(1),
                        Citation::of(Act::FeeMeasure, 3),
                        Citation::of(Act::FeeMeasure, 6),
                    ]
                }
            }
            Self::ConsultationTold => const { &[Citation::regulation(33).paragraph(3)] },
            Self::Corrected | Self::CorrectionRefused | Self::CorrectionForwarded => {
                const { &[Citation::regulation(41)] }
            }
            Self::AlreadyPublished => const { &[answer(1)] },
            Self::Granted | Self::PartlyGranted => const { &[answer(2)] },
            Self::NotHeld => const { &[answer(4)] },
            Self::OtherAgency => const { &[answer(5)] },
            other => other.leaf().map_or(&[], Leaf::basis),
        }
    }

    /// The provisions a letter cites where it is decided: those of its form, of further grounds, and of the tariff.
    /// A partly granted application cites `《条例》第37条` where a part is refused. Each ground names its own provisions
    /// where it is stated; those that lead to the same are cited with the decision as well.
    pub fn cited(self, grounds: &[Self], tariff: Option<Tariff>) -> Vec<Citation> {
        let mut cited = self.basis().to_vec();
        if self == Self::PartlyGranted {
            let is_refusal = |part: &Self| part.leaf().is_some_and(|leaf| leaf.group() == Group::Refused);
            if grounds.iter().any(is_refusal) {
                cited.push(Citation::regulation(37));
            }
        } else {
            let alike = grounds.iter().filter(|ground| ground.effect() == self.effect());
            let more: Vec<_> = alike.flat_map(|ground| ground.basis()).copied().collect();
            if !more.is_empty() {
                cited.extend(more);
                cited.sort_unstable();
            }
        }
        if self == Self::FeeNotice {
            cited.extend(tariff.map(Tariff::basis));
            cited.sort_unstable();
        }
        cited.dedup();
        cited
    }

    /// The title under the agency's name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Receipt => "政府信息公开申请登记回执",
            Self::SupplementAsked => "政府信息公开申请补正告知书",
            Self::Extension => "政府信息公开申请延期答复告知书",
            Self::ThirdPartyAsked => "政府信息公开征求第三方意见书",
            Self::ThirdPartyTold => "决定公开政府信息告知书",
            Self::CoMakerAsked => "政府信息公开征求共同制作机关意见书",
            Self::OtherAgencyAsked => "政府信息公开协办函",
            Self::ReasonsAsked => "政府信息公开申请说明理由通知书",
            Self::Delay => "政府信息公开申请延迟答复通知书",
            Self::FeeNotice => "政府信息公开信息处理费收费通知书",
            Self::ConsultationTold => "政府信息公开征求意见情况告知书",
            Self::Corrected => "政府信息更正告知书",
            Self::CorrectionRefused => "政府信息不予更正告知书",
            Self::CorrectionForwarded => "政府信息更正申请转送告知书",
            Self::AlreadyPublished => "政府信息已主动公开告知书",
            Self::Granted => "政府信息予以公开告知书",
            Self::PartlyGranted => "政府信息部分公开告知书",
            Self::StateSecret
            | Self::ForbiddenByLaw
            | Self::Security
            | Self::ThirdPartyRights
            | Self::InternalAffairs
            | Self::ProcessInformation
            | Self::EnforcementFile => "政府信息不予公开告知书",
            Self::AdministrativeQuery => "行政查询事项告知书",
            Self::NotHeld => "政府信息不存在告知书",
            Self::OtherAgency => "政府信息不属本机关负责公开告知书",
            Self::NotReadyMade | Self::StillUnclear => "政府信息无法提供告知书",
            Self::Repeated => "政府信息公开申请不予重复处理告知书",
            Self::Petition | Self::PublishedWork | Self::Excessive | Self::Reissue => {
                "政府信息公开申请不予处理告知书"
            }
            Self::SupplementLapsed | Self::FeeLapsed => "政府信息公开申请不再处理告知书",
            Self::OtherHandling => "政府信息公开申请办结告知书",
        }
    }

    /// What can be done against it.
    pub const fn recourse(self) -> Recourse {
        match self {
            Self::ThirdPartyTold | Self::CorrectionRefused => Recourse::Either,
            _ if self.leaf().is_some() => Recourse::OfOutcome,
            _ => Recourse::None,
        }
    }

    /// Whether the letter bears a document number; the receipt bears the application's own.
    pub const fn is_numbered(self) -> bool {
        !matches!(self, Self::Receipt)
    }

    /// Whether it goes to the applicant; the others go to a third party or an agency and do not name the applicant.
    pub const fn is_to_applicant(self) -> bool {
        !matches!(
            self,
            Self::ThirdPartyAsked | Self::ThirdPartyTold | Self::CoMakerAsked | Self::OtherAgencyAsked
        )
    }
}

impl Serialize for LetterForm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for LetterForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("没有代码为“{code}”的文书")))
    }
}
