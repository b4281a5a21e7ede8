//! The 21 outcomes an application can have in table three (办理结果). 《条例》第36条、第37条、第38条、第39条

use serde::{Deserialize, Serialize};

/// One outcome row of table three: an application closes with exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Leaf {
    /// 予以公开
    #[serde(rename = "1")]
    Granted,
    /// 部分公开; swallows every other outcome of the same application.
    #[serde(rename = "2")]
    PartlyGranted,
    /// 属于国家秘密
    #[serde(rename = "3.1")]
    StateSecret,
    /// 其他法律行政法规禁止公开
    #[serde(rename = "3.2")]
    ForbiddenByLaw,
    /// 危及“三安全一稳定”
    #[serde(rename = "3.3")]
    Security,
    /// 保护第三方合法权益
    #[serde(rename = "3.4")]
    ThirdPartyRights,
    /// 属于三类内部事务信息
    #[serde(rename = "3.5")]
    InternalAffairs,
    /// 属于四类过程性信息
    #[serde(rename = "3.6")]
    ProcessInformation,
    /// 属于行政执法案卷
    #[serde(rename = "3.7")]
    EnforcementFile,
    /// 属于行政查询事项
    #[serde(rename = "3.8")]
    AdministrativeQuery,
    /// 本机关不掌握相关政府信息
    #[serde(rename = "4.1")]
    NotHeld,
    /// 没有现成信息需要另行制作
    #[serde(rename = "4.2")]
    NotReadyMade,
    /// 补正后申请内容仍不明确
    #[serde(rename = "4.3")]
    StillUnclear,
    /// 信访举报投诉类申请
    #[serde(rename = "5.1")]
    Petition,
    /// 重复申请
    #[serde(rename = "5.2")]
    Repeated,
    /// 要求提供公开出版物
    #[serde(rename = "5.3")]
    PublishedWork,
    /// 无正当理由大量反复申请
    #[serde(rename = "5.4")]
    Excessive,
    /// 要求行政机关确认或重新出具已获取信息
    #[serde(rename = "5.5")]
    Reissue,
    /// 申请人无正当理由逾期不补正
    #[serde(rename = "6.1")]
    SupplementLapsed,
    /// 申请人逾期未按收费通知要求缴纳费用
    #[serde(rename = "6.2")]
    FeeLapsed,
    /// 其他
    #[serde(rename = "6.3")]
    OtherHandling,
}

/// The six groups of outcomes, （一） to （六）.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// （一）予以公开
    Granted,
    /// （二）部分公开
    PartlyGranted,
    /// （三）不予公开
    Refused,
    /// （四）无法提供
    CannotProvide,
    /// （五）不予处理
    NotProcessed,
    /// （六）其他处理
    OtherHandling,
}

impl Group {
    /// The groups in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Granted,
        Self::PartlyGranted,
        Self::Refused,
        Self::CannotProvide,
        Self::NotProcessed,
        Self::OtherHandling,
    ];

    /// The form's label, without its mark: 不予公开.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Granted => "予以公开",
            Self::PartlyGranted => "部分公开",
            Self::Refused => "不予公开",
            Self::CannotProvide => "无法提供",
            Self::NotProcessed => "不予处理",
            Self::OtherHandling => "其他处理",
        }
    }

    /// The form's mark: （三）.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Granted => "（一）",
            Self::PartlyGranted => "（二）",
            Self::Refused => "（三）",
            Self::CannotProvide => "（四）",
            Self::NotProcessed => "（五）",
            Self::OtherHandling => "（六）",
        }
    }

    /// The outcomes of the group, in the order of the form.
    pub fn leaves(self) -> impl Iterator<Item = Leaf> {
        Leaf::ALL.into_iter().filter(move |leaf| leaf.group() == self)
    }
}

impl Leaf {
    /// All outcomes in the order of the form.
    pub const ALL: [Self; 21] = [
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

    /// The short code used in registers: `1`, `3.4`, `6.3`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "1",
            Self::PartlyGranted => "2",
            Self::StateSecret => "3.1",
            Self::ForbiddenByLaw => "3.2",
            Self::Security => "3.3",
            Self::ThirdPartyRights => "3.4",
            Self::InternalAffairs => "3.5",
            Self::ProcessInformation => "3.6",
            Self::EnforcementFile => "3.7",
            Self::AdministrativeQuery => "3.8",
            Self::NotHeld => "4.1",
            Self::NotReadyMade => "4.2",
            Self::StillUnclear => "4.3",
            Self::Petition => "5.1",
            Self::Repeated => "5.2",
            Self::PublishedWork => "5.3",
            Self::Excessive => "5.4",
            Self::Reissue => "5.5",
            Self::SupplementLapsed => "6.1",
            Self::FeeLapsed => "6.2",
            Self::OtherHandling => "6.3",
        }
    }

    /// The outcome with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|leaf| leaf.code() == code)
    }

    /// The group the outcome stands in.
    pub const fn group(self) -> Group {
        match self {
            Self::Granted => Group::Granted,
            Self::PartlyGranted => Group::PartlyGranted,
            Self::StateSecret
            | Self::ForbiddenByLaw
            | Self::Security
            | Self::ThirdPartyRights
            | Self::InternalAffairs
            | Self::ProcessInformation
            | Self::EnforcementFile
            | Self::AdministrativeQuery => Group::Refused,
            Self::NotHeld | Self::NotReadyMade | Self::StillUnclear => Group::CannotProvide,
            Self::Petition | Self::Repeated | Self::PublishedWork | Self::Excessive | Self::Reissue => {
                Group::NotProcessed
            }
            Self::SupplementLapsed | Self::FeeLapsed | Self::OtherHandling => Group::OtherHandling,
        }
    }

    /// Whether an answer with this outcome can rest on further grounds: it gives nothing, for a reason in what was asked.
    pub const fn takes_further_grounds(self) -> bool {
        matches!(self.group(), Group::Refused | Group::CannotProvide | Group::NotProcessed)
    }

    /// The outcome's own label in the form of 2021, without group and number: 属于国家秘密.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Granted => "予以公开",
            Self::PartlyGranted => "部分公开",
            Self::StateSecret => "属于国家秘密",
            Self::ForbiddenByLaw => "其他法律行政法规禁止公开",
            Self::Security => "危及“三安全一稳定”",
            Self::ThirdPartyRights => "保护第三方合法权益",
            Self::InternalAffairs => "属于三类内部事务信息",
            Self::ProcessInformation => "属于四类过程性信息",
            Self::EnforcementFile => "属于行政执法案卷",
            Self::AdministrativeQuery => "属于行政查询事项",
            Self::NotHeld => "本机关不掌握相关政府信息",
            Self::NotReadyMade => "没有现成信息需要另行制作",
            Self::StillUnclear => "补正后申请内容仍不明确",
            Self::Petition => "信访举报投诉类申请",
            Self::Repeated => "重复申请",
            Self::PublishedWork => "要求提供公开出版物",
            Self::Excessive => "无正当理由大量反复申请",
            Self::Reissue => "要求行政机关确认或重新出具已获取信息",
            Self::SupplementLapsed => "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            Self::FeeLapsed => "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            Self::OtherHandling => "其他",
        }
    }
}
