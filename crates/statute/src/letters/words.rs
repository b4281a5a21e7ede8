//! The law's own words in letters: terms, consequences, grounds.
//! 《条例》第30条、第32条、第33条、第34条、第42条

use crate::clock::{CONSULTATION_WORKDAYS, PAYMENT_WORKDAYS};
use crate::leaf::Leaf;
use crate::remedy::{REVIEW_DAYS, SUIT_AFTER_REVIEW_DAYS, SUIT_MONTHS};

use super::{Fact, Notice};

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
        Fact::RightAgencyUnknown => "本机关无法确定负责公开该信息的行政机关".into(),
        Fact::RemedyBasis => Notice::REVIEW_FIRST.formal(),
        Fact::RemedyReviewDays => REVIEW_DAYS.to_string(),
        Fact::RemedySuitMonths => SUIT_MONTHS.to_string(),
        Fact::RemedySuitAfterReviewDays => SUIT_AFTER_REVIEW_DAYS.to_string(),
        _ => return None,
    })
}

/// Why a part is withheld, in the words of a letter: 属于国家秘密. 《条例》第14条、第15条、第16条、第36条、第38条
pub const fn ground(leaf: Leaf) -> &'static str {
    match leaf {
        Leaf::Granted | Leaf::PartlyGranted => "可以公开",
        Leaf::StateSecret => "属于依法确定为国家秘密的政府信息",
        Leaf::ForbiddenByLaw => "属于法律、行政法规禁止公开的政府信息",
        Leaf::Security => "公开后可能危及国家安全、公共安全、经济安全或者社会稳定",
        Leaf::ThirdPartyRights => "公开会对第三方合法权益造成损害",
        Leaf::InternalAffairs => "属于行政机关的内部事务信息",
        Leaf::ProcessInformation => "属于行政机关在履行行政管理职能过程中形成的过程性信息",
        Leaf::EnforcementFile => "属于行政执法案卷信息",
        Leaf::AdministrativeQuery => "法律、行政法规对其获取有特别规定",
        Leaf::NotHeld => "本机关不掌握",
        Leaf::NotReadyMade => "没有现成信息，需要对现有政府信息进行加工、分析",
        Leaf::StillUnclear => "经补正后仍不明确",
        Leaf::Petition => "属于信访、投诉、举报等活动",
        Leaf::Repeated => "属于重复申请",
        Leaf::PublishedWork => "属于要求提供公开出版物",
        Leaf::Excessive => "属于无正当理由大量反复申请",
        Leaf::Reissue => "属于要求确认或者重新出具已经获取的信息",
        Leaf::SupplementLapsed => "逾期未补正",
        Leaf::FeeLapsed => "逾期未缴费",
        Leaf::OtherHandling => "属于其他情形",
    }
}
