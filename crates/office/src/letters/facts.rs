//! What is known of a case when a letter is written.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use statute::fee::Fee;
use statute::letters::{Fact, LetterForm, LetterNumber};
use statute::registers::{Channel, ConsultationKind};

/// Everything a letter may state; what its form does not need may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterFacts {
    /// The settings of the agency on the day of the letter.
    pub agency: LetterAgency,
    /// Whom the letter goes to.
    pub addressee: Addressee,
    /// The application; none in letters on the correction of records.
    pub application: Option<ApplicationFacts>,
    /// 补正. 《条例》第30条
    pub supplement: Option<SupplementFacts>,
    /// 征求意见, every one that was sent. 《条例》第32条、第34条
    pub consultations: Vec<ConsultationFacts>,
    /// 延长答复期限. 《条例》第33条第2款
    pub extension: Option<ExtensionFacts>,
    /// 信息处理费. 《条例》第42条
    pub fee: Option<FeeFacts>,
    /// When reasons were asked for. 《条例》第35条
    pub reasons_asked_on: Option<Date>,
    /// The last day for giving reasons. 《条例》第35条
    pub reasons_by: Option<Date>,
    /// The delayed term. 《条例》第35条
    pub delay_until: Option<Date>,
    /// The search log: required before 信息不存在. 《条例》第36条第（四）项
    pub searches: Vec<Search>,
    /// The withheld parts of a partly granted application, each with its ground. 《条例》第37条
    pub withheld: Vec<Ground>,
    /// Further grounds of an answer that gives nothing, beside the one that decides.
    pub further_grounds: Vec<Ground>,
    /// The answer given before, where the application repeats one. 《条例》第36条第（六）项
    pub earlier: Option<Earlier>,
    /// What the officer wrote or chose, by fact.
    pub stated: BTreeMap<Fact, String>,
    /// What the officer confirmed to be so.
    pub confirmed: BTreeSet<Fact>,
    /// What is enclosed, by name.
    pub attachments: Vec<String>,
    /// Whether the letter is delivered over the internet. 《行政复议法》第22条第2款
    pub is_delivered_online: bool,
    /// The document number; none for a draft.
    pub number: Option<LetterNumber>,
    /// Whether it went out, with a number or without: letters on the course of a case go out with their step, and bore
    /// none when only answers were numbered.
    pub is_sent: bool,
    /// The day of signature; for a draft the day it is written, which decides on the remedies it shows.
    pub signed_on: Date,
}

/// The settings of an agency that letters print, as they stand on the day of the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterAgency {
    /// 全称
    pub name: String,
    /// 政府信息公开工作机构
    pub office: String,
    /// 联系地址
    pub address: String,
    /// 邮政编码
    pub postcode: String,
    /// 联系电话
    pub telephone: String,
    /// 传真
    pub fax: String,
    /// 电子邮箱
    pub email: String,
    /// 办公时间
    pub hours: String,
    /// 复议机关; before 2024 there may be a choice of two. 《行政复议法》第24条
    pub review_bodies: Vec<String>,
    /// 管辖法院. 《行政诉讼法》第14条、第15条、第18条
    pub courts: Vec<String>,
    /// Courts for a suit after a review. 《行政诉讼法》第18条
    pub courts_after_review: Vec<String>,
    /// Where applications for review are taken over the internet. 《行政复议法》第22条第2款
    pub online_review: String,
}

/// Whom a letter goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// 姓名或者名称
    pub name: String,
    /// Whether it is a natural person (您) or a body (贵单位).
    pub is_person: bool,
}

/// The application a letter is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationFacts {
    /// 申请编号
    pub number: String,
    /// 申请内容, as it was asked.
    pub subject: String,
    /// 申请渠道
    pub channel: Channel,
    /// 收到申请之日. 《条例》第31条
    pub received_on: Date,
    /// 答复期限
    pub due: Option<Date>,
}

/// A supplement that is asked for or was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementFacts {
    /// Every point that is unclear.
    pub points: Vec<Point>,
    /// Last day of the period.
    pub by: Date,
    /// When it was asked; none in the notice itself.
    pub asked_on: Option<Date>,
    /// 收到补正之日
    pub received_on: Option<Date>,
}

/// One point that is unclear, with how to mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What is unclear.
    pub defect: String,
    /// How to mend it.
    pub guidance: String,
}

/// A consultation that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationFacts {
    /// Whom it asks; letters name the kind only.
    pub kind: ConsultationKind,
    /// 发出日期
    pub sent_on: Date,
}

/// An extension of the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionFacts {
    /// When the head of the disclosure office approved it.
    pub approved_on: Date,
    /// The new last day.
    pub until: Date,
}

/// A fee that is charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeFacts {
    /// By which tariff, band by band.
    pub fee: Fee,
    /// A day of the calendar month whose items are counted (按件计收); none where the notice says 本月.
    #[serde(default)]
    pub month: Option<Date>,
    /// When the applicant was told; none in the notice itself.
    pub noticed_on: Option<Date>,
    /// Last day for payment.
    pub pay_by: Option<Date>,
    /// When it was paid.
    pub paid_on: Option<Date>,
}

/// One entry of the search log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Who searched: section or officer.
    pub by: String,
    /// Where: registry, system, archive.
    pub place: String,
    /// By which words.
    pub words: String,
    /// When.
    pub on: Date,
}

/// Why something is withheld: a part, or the whole for one reason more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The answer the part would get alone; it says ground and provisions.
    pub form: LetterForm,
    /// Which passage; may be empty for a further ground of the whole.
    #[serde(default)]
    pub passage: String,
    /// Why.
    pub reason: String,
    /// What else the officer wrote or chose of it, by fact.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stated: BTreeMap<Fact, String>,
    /// What the officer confirmed to be so of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub confirmed: BTreeSet<Fact>,
    /// The answer given before, where it repeats an application. 《条例》第36条第（六）项
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
}

impl Ground {
    /// A ground with passage and reason, and nothing else stated yet.
    pub fn new(form: LetterForm, passage: impl Into<String>, reason: impl Into<String>) -> Self {
        let (passage, reason) = (passage.into(), reason.into());
        Self { form, passage, reason, stated: BTreeMap::new(), confirmed: BTreeSet::new(), earlier: None }
    }
}

/// An answer given before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// 文号
    pub number: String,
    /// 答复日期
    pub answered_on: Date,
}
