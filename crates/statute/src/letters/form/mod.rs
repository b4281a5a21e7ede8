//! The closed list of letters, with the codes they are known by.

mod basis;
mod name;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
