//! What was done, as the ledger records it (办理记录): no personal data, which goes sealed beside it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::verb::Verb;
use crate::applicant::Applicant;
use crate::clock::Event;
use crate::fee::Tariff;
use crate::letters::{LetterForm, LetterNumber};
use crate::registers::{Channel, ConsultationKind};

/// An act and the day it was done on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day it counts on: that of recording, but for arrival and for the verbs that have a day of their own, which may
    /// have been done before ([`Verb::day_zh`]).
    pub on: Date,
    /// The account of the officer; 申请人 where the applicant did it.
    pub by: String,
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
    /// Numbers of the letters that go out with it, in the order of [`Application::sends`], but for the one that the act
    /// itself names. None at steps of the time when only answers were numbered.
    ///
    /// [`Application::sends`]: super::Application::sends
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Numbered>,
}

/// The number of a letter that goes out with a step, by its form: a form that a later program sends with the same act
/// takes no number from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Numbered {
    /// Of a letter of this form.
    Of {
        /// Its form.
        form: LetterForm,
        /// Its number.
        number: String,
    },
    /// As steps have it from before forms were kept: in the order in which the letters go out.
    InOrder(String),
}

impl Numbered {
    /// The number.
    pub fn number(&self) -> &str {
        match self {
            Self::Of { number, .. } | Self::InOrder(number) => number,
        }
    }

    fn fits(&self, wanted: LetterForm) -> bool {
        match self {
            Self::Of { form, .. } => *form == wanted,
            Self::InOrder(_) => true,
        }
    }
}

impl Step {
    /// A step whose letters have no numbers yet.
    pub const fn new(on: Date, by: String, act: Act) -> Self {
        Self { on, by, act, letters: Vec::new() }
    }

    /// The numbers of its letters that bear one, in the order they go out.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.act.letter().into_iter().chain(self.letters.iter().map(Numbered::number))
    }

    /// Gives its letters their numbers, in the order they go out.
    pub fn set_numbers(&mut self, numbers: impl IntoIterator<Item = (LetterForm, LetterNumber)>) {
        let mut numbers = numbers.into_iter();
        if self.act.letter().is_some()
            && let Some((_, number)) = numbers.next()
        {
            self.act.set_letter(&number);
        }
        let numbered = |(form, number): (_, LetterNumber)| Numbered::Of { form, number: number.to_string() };
        self.letters = numbers.map(numbered).collect();
    }

    /// Whether its numbers say which letters went out with it: then no others did.
    pub fn names_letters(&self) -> bool {
        self.letters.iter().any(|letter| matches!(letter, Numbered::Of { .. }))
    }

    /// The number of each of its letters, which go out in this order; none for one that has none.
    pub fn numbers_of(&self, forms: &[LetterForm]) -> Vec<Option<&str>> {
        let mut answer = self.act.letter();
        let mut left: Vec<&Numbered> = self.letters.iter().collect();
        let number = |form: &LetterForm| {
            if !form.is_numbered() {
                return None;
            }
            answer.take().or_else(|| {
                let place = left.iter().position(|letter| letter.fits(*form))?;
                Some(left.remove(place).number())
            })
        };
        forms.iter().map(number).collect()
    }
}

/// What was done with an application. Everything a person wrote stands in the sealed record of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 登记: the application reached the office. 《条例》第29条、第45条
    Registered {
        /// By which channel.
        channel: Channel,
        /// Who applies.
        applicant: Applicant,
        /// Hash of the query code that opens the status page; none where none was given out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        query_code: Option<String>,
        /// Hash of the form's own key, by which a repeated submission is recognized.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        submission: Option<String>,
        /// The application it was split from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        split_from: Option<String>,
        /// What the clock had counted of that application: the term of the part is its term.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        happened: Vec<Event>,
    },
    /// 确认收到. 《条例》第31条
    Confirmed,
    /// 分办
    Assigned {
        /// The account of the officer who is to work on it.
        to: String,
    },
    /// 接办
    Accepted,
    /// 退回分办
    Returned,
    /// 告知补正. 《条例》第30条
    SupplementAsked {
        /// Last day of the period given to the applicant.
        reply_by: Date,
    },
    /// 收到补正
    SupplementReceived,
    /// 逾期不补正. 《条例》第30条
    SupplementLapsed {
        /// The number of the letter that says so.
        letter: String,
    },
    /// 征求意见书发出. 《条例》第32条、第34条
    ConsultationSent {
        /// Names the consultation within the application.
        id: String,
        /// Whom it asks.
        kind: ConsultationKind,
    },
    /// 征求意见书送达
    ConsultationServed {
        /// Of which consultation.
        id: String,
    },
    /// 征求意见结束
    ConsultationClosed {
        /// Of which consultation.
        id: String,
        /// What came of it.
        opinion: Opinion,
    },
    /// 提请延长
    ExtensionAsked {
        /// By how many workdays.
        workdays: u32,
    },
    /// 批准延长, told to the applicant on the same day. 《条例》第33条第2款
    ExtensionApproved {
        /// By how many workdays.
        workdays: u32,
    },
    /// 不予延长
    ExtensionRefused,
    /// 要求说明理由. 《条例》第35条
    ReasonsAsked {
        /// Last day of the period given to the applicant.
        reply_by: Date,
    },
    /// 收到说明
    ReasonsGiven,
    /// 确定延迟答复的合理期限. 《条例》第35条
    DelayFixed {
        /// The last day told to the applicant.
        until: Date,
    },
    /// 收费通知送达. 《信息处理费管理办法》第6条
    FeeNotified(FeeNotice),
    /// 缴费
    FeePaid,
    /// 逾期不缴费. 《信息处理费管理办法》第6条
    FeeLapsed {
        /// The number of the letter that says so.
        letter: String,
    },
    /// 检索: who looked where, by which words; the record itself is sealed.
    Searched,
    /// 告知转送
    Transferred,
    /// 拆分: it goes on as its parts and counts no more.
    Split {
        /// The numbers of the parts.
        into: Vec<String>,
        /// Whether the parts take its place. Earlier the first matter stayed with it, and it went on beside them.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        closes: bool,
    },
    /// 合并: closed, because it is answered with another.
    Joined {
        /// The number of the application it is answered with.
        into: String,
    },
    /// 拟稿
    Drafted(Decision),
    /// 审核通过
    Approved,
    /// 退回修改
    SentBack,
    /// 签发
    Signed {
        /// The number of the letter: `示测公开〔2026〕5号`.
        letter: String,
    },
    /// 送达
    Served {
        /// How.
        way: Service,
    },
    /// 未能送达: what was sent came back, so that it is no service; the answer waits to be served again.
    ServiceFailed,
    /// 换发查询码: the code given out before opens nothing any more.
    QueryCodeIssued {
        /// Hash of the new code.
        query_code: String,
    },
    /// 撤回申请
    Withdrawn,
    /// 重新答复: a review or a judgment corrected the answer. 《条例》第51条
    Reopened {
        /// The last day the decision sets for the new answer, if it sets one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redo_by: Option<Date>,
    },
}

/// A fee that the applicant was told (收费通知). 《条例》第42条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotice {
    /// By which tariff.
    pub mode: Tariff,
    /// Items of the month or pages of the application.
    pub n: u64,
    /// Items of the month before this application.
    #[serde(default)]
    pub after: u64,
    /// Whole yuan.
    pub total: u64,
}

/// What came of a consultation (征求意见结果). 《条例》第32条、第34条
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意公开
    Agrees,
    /// 不同意公开
    Objects,
    /// 逾期未提出意见: consent of a co-maker, not of a third party.
    Silent,
    /// 无法送达
    Undeliverable,
}

impl Opinion {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Agrees, Self::Objects, Self::Silent, Self::Undeliverable];

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Objects => "objects",
            Self::Silent => "silent",
            Self::Undeliverable => "undeliverable",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Agrees => "同意公开",
            Self::Objects => "不同意公开",
            Self::Silent => "逾期未提出意见",
            Self::Undeliverable => "无法送达",
        }
    }
}

/// How an answer reached the applicant (送达方式). 国办公开办函〔2016〕235号
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 网上下载
    Download,
    /// 电子邮件
    Email,
    /// 邮寄: the day of posting counts.
    Post,
    /// 当面领取: the day of signature counts.
    HandOver,
    /// 公告
    PublicNotice,
}

impl Service {
    /// All ways.
    pub const ALL: [Self; 5] = [Self::Download, Self::Email, Self::Post, Self::HandOver, Self::PublicNotice];

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Email => "email",
            Self::Post => "post",
            Self::HandOver => "hand_over",
            Self::PublicNotice => "public_notice",
        }
    }

    /// What it is called, and which day counts.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Download => "网上下载（以发出之日为准）",
            Self::Email => "电子邮件（以发出之日为准）",
            Self::Post => "邮寄（以交邮之日为准）",
            Self::HandOver => "当面领取（以签收之日为准）",
            Self::PublicNotice => "公告送达（以发布之日为准）",
        }
    }
}

impl Service {
    /// Whether it may turn out later that nothing arrived: what was handed over, fetched or announced cannot come back.
    pub const fn may_come_back(self) -> bool {
        matches!(self, Self::Post | Self::Email)
    }
}

impl Act {
    /// The number of the answer that goes out with the act; none where none does.
    pub fn letter(&self) -> Option<&str> {
        match self {
            Self::Signed { letter } | Self::SupplementLapsed { letter } | Self::FeeLapsed { letter } => {
                Some(letter)
            }
            _ => None,
        }
    }

    /// Gives the answer that goes out with the act its number; an act without one stays as it is.
    fn set_letter(&mut self, number: &LetterNumber) {
        if let Self::Signed { letter } | Self::SupplementLapsed { letter } | Self::FeeLapsed { letter } = self
        {
            *letter = number.to_string();
        }
    }

    /// The verb that does it; none for the registration, which begins an application.
    pub const fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Registered { .. } => return None,
            Self::Confirmed => Verb::Confirm,
            Self::Assigned { .. } => Verb::Assign,
            Self::Accepted => Verb::Accept,
            Self::Returned => Verb::Return,
            Self::SupplementAsked { .. } => Verb::AskSupplement,
            Self::SupplementReceived => Verb::Supplement,
            Self::SupplementLapsed { .. } => Verb::LapseSupplement,
            Self::ConsultationSent { .. } => Verb::SendConsultation,
            Self::ConsultationServed { .. } => Verb::ServeConsultation,
            Self::ConsultationClosed { .. } => Verb::CloseConsultation,
            Self::ExtensionAsked { .. } => Verb::AskExtension,
            Self::ExtensionApproved { .. } => Verb::ApproveExtension,
            Self::ExtensionRefused => Verb::RefuseExtension,
            Self::ReasonsAsked { .. } => Verb::AskReasons,
            Self::ReasonsGiven => Verb::GiveReasons,
            Self::DelayFixed { .. } => Verb::FixDelay,
            Self::FeeNotified(_) => Verb::NotifyFee,
            Self::FeePaid => Verb::PayFee,
            Self::FeeLapsed { .. } => Verb::LapseFee,
            Self::Searched => Verb::RecordSearch,
            Self::Transferred => Verb::RecordTransfer,
            Self::Split { .. } => Verb::Split,
            Self::Joined { .. } => Verb::Join,
            Self::Drafted(_) => Verb::Draft,
            Self::Approved => Verb::Approve,
            Self::SentBack => Verb::SendBack,
            Self::Signed { .. } => Verb::Sign,
            Self::Served { .. } => Verb::Serve,
            Self::ServiceFailed => Verb::FailService,
            Self::QueryCodeIssued { .. } => Verb::IssueQueryCode,
            Self::Withdrawn => Verb::Withdraw,
            Self::Reopened { .. } => Verb::Reopen,
        })
    }
}
