//! Entries of the register of applications and of consultations. 《条例》第29条、第31条、第32条、第34条、第45条

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::applicant::Applicant;
use crate::leaf::Leaf;

/// How an application came in (申请渠道). 《条例》第28条、第31条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 互联网
    Internet,
    /// 挂号信函: registered letters, 特快专递 and other post that is signed for on receipt. 《条例》第31条
    SignedLetter,
    /// 平常信函: post that nobody signs for. 《条例》第31条
    OrdinaryLetter,
    /// 当面
    Counter,
    /// 口头
    Oral,
    /// 传真
    Fax,
    /// 电子邮件
    Email,
    /// 其他
    Other,
}

impl Channel {
    /// All channels, in the order they are documented.
    pub const ALL: [Self; 8] = [
        Self::Internet,
        Self::SignedLetter,
        Self::OrdinaryLetter,
        Self::Counter,
        Self::Oral,
        Self::Fax,
        Self::Email,
        Self::Other,
    ];

    /// The code in events, tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Internet => "internet",
            Self::SignedLetter => "signed_letter",
            Self::OrdinaryLetter => "ordinary_letter",
            Self::Counter => "counter",
            Self::Oral => "oral",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Other => "other",
        }
    }

    /// The channel with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }

    /// How an application came by it, as the opening of a letter says: 当面提交.
    pub const fn handed_in(self) -> &'static str {
        match self {
            Self::Internet => "通过互联网提交",
            Self::SignedLetter => "以挂号信或者特快专递邮寄",
            Self::OrdinaryLetter => "以平常信函邮寄",
            Self::Counter => "当面提交",
            Self::Oral => "口头提出、由本机关代为填写",
            Self::Fax => "以传真提交",
            Self::Email => "以电子邮件提交",
            Self::Other => "提交",
        }
    }

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Internet => "互联网",
            Self::SignedLetter => "挂号信函",
            Self::OrdinaryLetter => "平常信函",
            Self::Counter => "当面",
            Self::Oral => "口头",
            Self::Fax => "传真",
            Self::Email => "电子邮件",
            Self::Other => "其他",
        }
    }
}

/// One application (政府信息公开申请) as the register holds it. Dates are those the law counts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationEntry {
    /// 申请编号, unique within the agency.
    pub number: String,
    /// 收到日期, the receipt date of 第31条.
    pub received_on: Date,
    /// 申请渠道
    pub channel: Channel,
    /// 申请人类型
    pub applicant: Applicant,
    /// 办理结果; none while the application is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaf: Option<Leaf>,
    /// 答复日期; there exactly when an outcome is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Date>,
    /// 主题
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// 申请内容: the applicant's own words, personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// 原因: the ground of the outcome, in the office's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// 补正通知日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_asked_on: Option<Date>,
    /// 补正收到日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_received_on: Option<Date>,
    /// 延长工作日
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_workdays: Option<u32>,
    /// 延迟答复期限: the last day of the reasonable period that was told to the applicant. 《条例》第35条
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delayed_until: Option<Date>,
    /// 收费通知日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_notice_on: Option<Date>,
    /// 缴费日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_paid_on: Option<Date>,
}

/// Whom a consultation asks (征求意见类型). 《条例》第32条、第33条、第34条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultationKind {
    /// 第三方: silence is not consent.
    ThirdParty,
    /// 共同制作机关: silence is consent.
    CoMaker,
    /// 其他机关
    OtherAgency,
}

impl ConsultationKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::ThirdParty, Self::CoMaker, Self::OtherAgency];

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ThirdParty => "第三方",
            Self::CoMaker => "共同制作机关",
            Self::OtherAgency => "其他机关",
        }
    }
}

/// One consultation (征求意见) within an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationEntry {
    /// 申请编号
    pub application: String,
    /// 类型
    pub kind: ConsultationKind,
    /// 发出日期
    pub sent_on: Date,
    /// 送达日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_on: Option<Date>,
    /// 收回日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
}
