//! The law's own words in letters: terms, consequences, grounds.
//! 《条例》第30条、第32条、第33条、第34条、第42条

use crate::clock::{CONSULTATION_WORKDAYS, PAYMENT_WORKDAYS};
use crate::remedy::{REVIEW_DAYS, SUIT_AFTER_REVIEW_DAYS, SUIT_MONTHS};

use super::{Fact, LetterForm, Notice};

/// The words of a fact that the law settles, or that an officer only confirms; none for other facts and for those
/// that depend on the case.
pub fn law_words(fact: Fact) -> Option<String> {
    Some(match fact {
        Fact::SupplementLapse => {
            "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请".into()
        }
        Fact::ConsultationTerm => format!("自收到本征求意见书之日起{CONSULTATION_WORKDAYS}个工作日内"),
        Fact::ThirdPartySilence => {
            "逾期未提出意见的，由本机关依照《中华人民共和国政府信息公开条例》的规定决定是否公开".into()
        }
        Fact::CoMakerSilence => "逾期未提出意见的，视为同意公开".into(),
        Fact::ReplyForm => "请填写所附意见回复表，签名或者盖章后送交本机关".into(),
        Fact::TimeExcluded => "征求意见所需时间不计算在答复期限内".into(),
        Fact::FeeTerm => format!("自收到本通知书的次日起{PAYMENT_WORKDAYS}个工作日内"),
        Fact::FeeLapse => "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请".into(),
        Fact::NoRuleRequires => "法律、法规、规章未规定该信息应当公开".into(),
        Fact::CorrectionTransferred => "本机关已将申请转送有权更正的机关处理".into(),
        Fact::RightAgencyUnknown => "本机关无法确定负责公开该信息的行政机关".into(),
        Fact::RemedyBasis => Notice::REVIEW_FIRST.formal(),
        Fact::RemedyReviewDays => REVIEW_DAYS.to_string(),
        Fact::RemedySuitMonths => SUIT_MONTHS.to_string(),
        Fact::RemedySuitAfterReviewDays => SUIT_AFTER_REVIEW_DAYS.to_string(),
        _ => return None,
    })
}

impl LetterForm {
    /// Why a part is withheld or a further reason, in the words of a letter; none where it is no such reason.
    /// 《条例》第14条、第15条、第16条、第36条、第38条、第39条
    pub const fn ground(self) -> Option<&'static str> {
        Some(match self {
            Self::StateSecret => "属于依法确定的国家秘密",
            Self::ForbiddenByLaw => "属于法律、行政法规禁止公开的政府信息",
            Self::Security => "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
            Self::ThirdPartyRights => "公开会对第三方合法权益造成损害",
            Self::InternalAffairs => "属于行政机关的内部事务信息",
            Self::ProcessInformation => "属于过程性信息",
            Self::EnforcementFile => "属于行政执法案卷信息",
            Self::AdministrativeQuery => "有关法律、行政法规对其获取有特别规定",
            Self::NotHeld => "经检索不存在",
            Self::OtherAgency => "不属本机关负责公开",
            Self::NotReadyMade => "没有现成信息，需要对现有政府信息进行加工、分析",
            Self::StillUnclear => "申请内容不明确",
            Self::Petition => "属于信访、投诉、举报等活动",
            Self::Repeated => "属于重复申请",
            Self::PublishedWork => "属于要求提供公开出版物",
            Self::Reissue => "属于要求确认或者重新出具已经获取的信息",
            _ => return None,
        })
    }

    /// Whether a ground beside this answer says which part of what was asked it is about: every part that is withheld
    /// does, and what leads to something else than the answer itself.
    pub fn names_passage(self, ground: Self) -> bool {
        self == Self::PartlyGranted || self.effect() != ground.effect()
    }

    /// What follows for the part: 不予公开.
    pub const fn effect(self) -> &'static str {
        match self {
            Self::AdministrativeQuery => "请依照该规定办理查询",
            Self::NotHeld | Self::OtherAgency | Self::NotReadyMade | Self::StillUnclear => "本机关无法提供",
            Self::Petition | Self::Repeated | Self::PublishedWork | Self::Excessive | Self::Reissue => {
                "本机关不予处理"
            }
            _ => "不予公开",
        }
    }
}
