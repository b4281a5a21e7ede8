//! What a letter is called, in lists and under the agency's name.

use super::LetterForm;

impl LetterForm {
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
}
