//! What is looked for, and how grave it is.

use serde::{Deserialize, Serialize};

use crate::citation::{Act, Citation};

/// What is done about a hit (处置).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 提示: shown to whoever writes and reviews.
    Note,
    /// 确认: goes on only when a named person has confirmed it.
    Confirm,
    /// 阻断: is not published.
    Block,
}

impl Severity {
    /// The word shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Block => "阻断",
            Self::Confirm => "确认",
            Self::Note => "提示",
        }
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 国家秘密标志: level, ★ and term, or a level that stands where a mark stands.
    SecrecyMark,
    /// 内部资料, 内部文件, 注意保存, 此件不公开 and kin.
    InternalMark,
    /// A citizen's identity number of 18 digits whose check digit is right.
    IdentityNumber,
    /// One of the first generation (15 digits), or one of 18 whose check digit is wrong behind the words 身份证.
    DoubtfulIdentityNumber,
    /// A mobile telephone number.
    MobilePhone,
    /// A telephone number with area code that is not the office's own.
    FixedPhone,
    /// A bank card number whose check digit is right.
    BankCard,
    /// A unified social credit code (统一社会信用代码) whose check character is right.
    CreditCode,
    /// The number of a passport or travel permit, behind these words.
    TravelDocument,
    /// An e-mail address that is neither the office's own nor one of a government domain.
    Email,
    /// A home address with the number of a house, behind the words 家庭住址 and kin.
    HomeAddress,
    /// A word of the office's own list.
    ListedWord,
}

impl Kind {
    /// All kinds, the gravest first.
    pub const ALL: [Self; 12] = [
        Self::SecrecyMark,
        Self::InternalMark,
        Self::IdentityNumber,
        Self::DoubtfulIdentityNumber,
        Self::BankCard,
        Self::MobilePhone,
        Self::TravelDocument,
        Self::HomeAddress,
        Self::FixedPhone,
        Self::Email,
        Self::CreditCode,
        Self::ListedWord,
    ];

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::SecrecyMark => "国家秘密标志",
            Self::InternalMark => "内部标志",
            Self::IdentityNumber => "身份证号",
            Self::DoubtfulIdentityNumber => "疑似身份证号",
            Self::MobilePhone => "手机号",
            Self::FixedPhone => "固定电话",
            Self::BankCard => "银行卡号",
            Self::CreditCode => "统一社会信用代码",
            Self::TravelDocument => "护照或者通行证号",
            Self::Email => "电子邮箱",
            Self::HomeAddress => "家庭住址",
            Self::ListedWord => "词库用词",
        }
    }

    /// The severity where the office has set no other. A [`Self::ListedWord`] has that of its entry.
    pub const fn usual_severity(self) -> Severity {
        match self {
            Self::SecrecyMark | Self::IdentityNumber | Self::BankCard => Severity::Block,
            Self::InternalMark
            | Self::DoubtfulIdentityNumber
            | Self::MobilePhone
            | Self::TravelDocument
            | Self::HomeAddress
            | Self::ListedWord => Severity::Confirm,
            Self::FixedPhone | Self::CreditCode | Self::Email => Severity::Note,
        }
    }

    /// Whether it may belong to the office itself, so that it can stand in its list of what is its own.
    pub(super) const fn can_be_own(self) -> bool {
        matches!(self, Self::MobilePhone | Self::FixedPhone | Self::BankCard | Self::CreditCode | Self::Email)
    }

    /// Whether what was found is a number or address of somebody, which no log and no event may hold in clear.
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::SecrecyMark | Self::InternalMark | Self::CreditCode | Self::ListedWord)
    }

    /// What is wrong with publishing it.
    pub(super) const fn why(self) -> &'static str {
        match self {
            Self::SecrecyMark => "国家秘密标志，带有此标志的信息不得公开",
            Self::InternalMark => "标明属内部使用或者不公开，公开前应当确认公开属性",
            Self::IdentityNumber => "完整的公民身份号码，校验码正确",
            Self::DoubtfulIdentityNumber => "可能是公民身份号码：15位旧号码，或者校验码不符的18位号码",
            Self::MobilePhone => "完整的手机号码",
            Self::FixedPhone => "本机关登记的电话以外的固定电话",
            Self::BankCard => "完整的银行卡号，校验码正确",
            Self::CreditCode => "统一社会信用代码，校验码正确；个体工商户的代码与个人相关",
            Self::TravelDocument => "护照或者通行证号码",
            Self::Email => "不属于政府域名的电子邮箱",
            Self::HomeAddress => "写到门牌号的住址",
            Self::ListedWord => "属于本机关词库的用词",
        }
    }

    /// What to do about it.
    pub(super) const fn suggestion(self) -> &'static str {
        match self {
            Self::SecrecyMark => "不得公开；已经解密的，附解密依据并使用去除标志的文本",
            Self::InternalMark => "核对公开属性；可以公开的，去除标志后再提交",
            Self::IdentityNumber | Self::DoubtfulIdentityNumber => {
                "保留前6位和后4位，中间8位以*代替；没有必要的，整项删除"
            }
            Self::MobilePhone => "保留前3位和后4位，中间4位以*代替；确属对外公布的，登记为本机关号码",
            Self::FixedPhone => "确属对外公布的，登记为本机关号码；属于个人的，删除",
            Self::CreditCode => "属于法人的可以公开；属于个体工商户的，核对是否有必要",
            Self::BankCard | Self::TravelDocument => "只保留后4位，或者整项删除",
            Self::Email => "属于个人的，删除；确属对外公布的，登记为本机关邮箱",
            Self::HomeAddress => "写到街道或者村为止",
            Self::ListedWord => "按词库的建议修改",
        }
    }

    /// The provisions behind it; an office's own words have none.
    pub fn basis(self) -> &'static [Citation] {
        match self {
            Self::SecrecyMark => {
                const {
                    &[
                        Citation::regulation(14),
                        Citation::regulation(17),
                        Citation::of(Act::SecrecyLaw, 14),
                        Citation::of(Act::SecrecyLaw, 35),
                    ]
                }
            }
            Self::InternalMark => const { &[Citation::regulation(16), Citation::regulation(17)] },
            Self::CreditCode => const { &[Citation::regulation(15)] },
            Self::ListedWord => &[],
            _ => {
                const {
                    &[
                        Citation::regulation(15),
                        Citation::of(Act::PersonalInformationLaw, 25),
                        Citation::of(Act::PersonalInformationLaw, 28),
                    ]
                }
            }
        }
    }
}
