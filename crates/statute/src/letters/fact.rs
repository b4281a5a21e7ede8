//! The facts a letter states, by name: the placeholders of the templates.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactSource {
    /// The record of the application and the settings of the agency.
    Record,
    /// The officer's own words.
    Words,
    /// One or more of a closed list, [`Fact::choices`].
    Choice,
    /// The officer confirms that it is so; the words are the law's.
    Confirmed,
    /// The law's own words, always there.
    Law,
}

impl FactSource {
    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Record => "案卷",
            Self::Words => "承办人填写",
            Self::Choice => "选择",
            Self::Confirmed => "承办人确认",
            Self::Law => "法定文字",
        }
    }
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $zh:literal $source:ident $hint:literal;)*) => {
        /// A fact a letter states (载明事项).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fact {
            $($(#[doc = $doc])* #[doc = $zh] $variant,)*
        }

        impl Fact {
            /// All facts, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The placeholder: `search.log`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it is called: 检索情况.
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)* }
            }

            /// Where it comes from.
            pub const fn source(self) -> FactSource {
                match self { $(Self::$variant => FactSource::$source,)* }
            }

            /// What to write there, for the person who writes it; empty where the record says it.
            pub const fn hint(self) -> &'static str {
                match self { $(Self::$variant => $hint,)* }
            }
        }
    };
}

facts! {
    AgencyName "agency.name" "机关名称" Record "";
    AgencyOffice "agency.office" "政府信息公开工作机构" Record "";
    AgencyAddress "agency.address" "机关地址" Record "";
    AgencyPostcode "agency.postcode" "邮政编码" Record "";
    AgencyTelephone "agency.telephone" "联系电话" Record "";
    AgencyFax "agency.fax" "传真" Record "";
    AgencyEmail "agency.email" "电子邮箱" Record "";
    AgencyHours "agency.hours" "办公时间" Record "";
    Addressee "addressee" "收件人" Record "";
    You "you" "对收件人的称呼" Record "";
    ThisLetter "letter" "文书的自称" Record "";
    SignedOn "signed_on" "签发日期" Record "";
    Basis "basis" "法律依据" Law "";
    Opening "opening" "申请与办理经过" Record "";
    ApplicationNumber "application.number" "申请编号" Record "";
    ApplicationSubject "application.subject" "申请内容" Record "";
    ApplicationChannel "application.channel" "申请渠道" Record "";
    HandedIn "application.handed_in" "提出申请的方式" Record "";
    ReceivedOn "application.received_on" "收到申请之日" Record "";
    Due "due" "答复期限" Record "";
    SupplementAskedOn "supplement.asked_on" "告知补正日期" Record "";
    SupplementPoints "supplement.points" "需要补正的事项" Record "逐项写明不明确之处和如何补正";
    SupplementBy "supplement.by" "补正期限" Record "";
    SupplementReceivedOn "supplement.received_on" "收到补正之日" Record "";
    SupplementLapse "supplement.lapse" "逾期不补正的后果" Law "";
    ExtensionReason "extension.reason" "延长理由" Words "为什么不能在原期限内答复";
    ExtensionApproval "extension.approval" "批准情况" Record "";
    ExtensionTold "extension.told" "此前已延期" Record "";
    ExtensionUntil "extension.until" "延长后的答复期限" Record "";
    ConsultationHistory "consultation.history" "征求意见经过" Record "";
    ConsultationTold "consultation.told" "此前已征求意见" Record "";
    ConsultationInformation "consultation.information" "征求意见的信息" Words "信息名称、文号和要点，不写申请人";
    Interest "interest" "涉及的第三方权益" Choice "";
    ConsultationTerm "consultation.term" "提出意见的期限" Law "";
    OtherAgencyTerm "consultation.other_agency_term" "其他机关提出意见的期限" Record "解释口径，条例没有规定期限";
    ThirdPartySilence "consultation.third_party_silence" "第三方逾期未提出意见的后果" Law "";
    CoMakerSilence "consultation.co_maker_silence" "共同制作机关逾期未提出意见的后果" Law "";
    ReplyForm "consultation.reply_form" "意见回复表" Law "";
    TimeExcluded "consultation.time_excluded" "征求意见时间不计" Law "";
    ConsultationResult "consultation.result" "征求意见结果" Words "第三方是否同意及其理由，或者逾期未提出意见";
    PublicInterest "public_interest" "公共利益衡量" Words "公开或者不公开对公共利益的影响";
    ReasonsFacts "reasons.facts" "数量频次情况" Words "何时起、多少件、相同或者相似到什么程度";
    ReasonsBy "reasons.by" "说明理由的期限" Record "";
    ReasonsAskedOn "reasons.asked_on" "要求说明理由日期" Record "";
    ReasonsJudgement "reasons.judgement" "对理由的判断" Words "申请人说明了什么，为什么合理或者不合理";
    DelayUntil "delay.until" "延迟答复的期限" Record "";
    FeeStandard "fee.standard" "收费标准" Law "";
    FeeCalculation "fee.calculation" "收费计算" Record "";
    FeeAmount "fee.amount" "收费金额" Record "";
    FeeExcess "fee.excess" "数量、频次明显超过合理范围的事实" Words "申请了多少件、多少页，何时起，为什么明显超过合理范围";
    FeePayment "fee.payment" "缴费方式" Words "收款单位、账号或者缴款码、票据";
    FeeTerm "fee.term" "缴费期限" Law "";
    FeeLapse "fee.lapse" "逾期不缴费的后果" Law "";
    FeeNoticedOn "fee.noticed_on" "收费通知日期" Record "";
    FeePayBy "fee.pay_by" "缴费截止日期" Record "";
    FeePaidOn "fee.paid_on" "缴费日期" Record "";
    CorrectionRecord "correction.record" "要求更正的信息记录" Words "记录名称、所在系统或者文号";
    CorrectionResult "correction.result" "更正结果" Words "更正前后的内容";
    CorrectionRefusal "correction.refusal" "不予更正的理由" Words "核实情况";
    CorrectionForwardedTo "correction.forwarded_to" "有权更正的机关" Words "名称、联系方式";
    CorrectionTransferred "correction.transferred" "已转送有权更正的机关" Confirmed "";
    PublishedAt "published.at" "公开位置" Words "网址、公报期号或者查阅场所";
    PublishedHow "published.how" "查找方法" Words "栏目、标题、文号，使申请人能够找到";
    Supplied "supplied.what" "提供的信息" Words "名称、文号";
    SuppliedForm "supplied.form" "提供形式" Words "纸质、电子文件等，如何交付";
    SuppliedPages "supplied.pages" "页数或者份数" Words "";
    SuppliedWhere "supplied.where" "获取地点和途径" Words "";
    SuppliedWhen "supplied.when" "获取时间" Words "";
    Withheld "withheld" "不予提供的部分" Record "每一部分、其理由和依据";
    FurtherGrounds "further_grounds" "其他理由" Record "";
    Reason "reason" "具体理由" Words "为什么属于该情形";
    SecrecyLevel "secrecy.level" "密级" Choice "";
    ClassifiedBy "secrecy.classified_by" "定密机关" Words "不写涉密内容";
    ForbiddingProvision "forbidding_provision" "禁止公开的规定" Words "法律或者行政法规的名称和条款";
    SecurityInterest "security.interest" "危及的安全或者稳定" Choice "";
    SecurityHarm "security.harm" "危害如何产生" Words "公开后可能发生什么";
    InternalAffair "internal_affair" "内部事务类别" Choice "";
    ProcessRecord "process_record" "过程性信息类别" Choice "";
    EnforcementCase "enforcement_case" "所属执法案卷" Words "案件名称或者案号";
    NoRuleRequires "no_rule_requires" "无应当公开的规定" Confirmed "";
    GoverningLaw "query.law" "查询适用的规定" Words "法律、行政法规的名称和条款";
    QueryChannel "query.channel" "办理查询的途径" Words "机构、地点、网址";
    SearchLog "search.log" "检索情况" Record "谁、在哪里、用什么词、何时检索，结果如何";
    WhyNotHeld "search.why" "不存在的原因" Words "为什么没有制作、获取或者保存";
    WhyOtherAgency "other_agency.why" "不属本机关负责公开的理由" Words "";
    RightAgency "other_agency.name" "负责公开的机关" Words "";
    RightAgencyContact "other_agency.contact" "该机关的联系方式" Words "地址、电话";
    RightAgencyUnknown "other_agency.unknown" "不能确定负责公开的机关" Confirmed "";
    WhyNotReadyMade "not_ready_made" "没有现成信息的理由" Words "需要怎样加工、分析";
    WhyStillUnclear "still_unclear" "仍不明确之处" Words "补正后哪一点仍不能确定";
    WhyPetition "petition.why" "属于信访投诉举报的理由" Words "";
    PetitionChannel "petition.channel" "信访投诉举报渠道" Words "机构、电话、网址";
    EarlierNumber "earlier.number" "此前答复的文号" Record "";
    EarlierAnsweredOn "earlier.answered_on" "此前答复的日期" Record "";
    WorkSource "published_work" "公开出版物的获取途径" Words "书刊名称、出版单位、购买或者借阅处";
    ObtainedHow "obtained" "此前获取的时间和方式" Words "何时、以何种方式已经获取";
    ClosingFacts "closing" "办结事由" Words "如何时撤回申请";
    RemedyReviewFirst "remedy.review_first" "复议前置" Law "";
    RemedyMixed "remedy.mixed" "部分复议前置" Law "";
    RemedyFirstParts "remedy.first_parts" "复议前置的部分" Record "";
    RemedyBasis "remedy.basis" "复议前置的依据" Law "";
    RemedyReviewBody "remedy.review_body" "复议机关" Record "机关设置";
    RemedyCourt "remedy.court" "管辖法院" Record "机关设置";
    RemedyCourtAfterReview "remedy.court_after_review" "复议后起诉的法院" Record "机关设置；没有另填的，与管辖法院相同";
    RemedyOnline "remedy.online" "网上复议渠道" Record "机关设置";
    RemedyReviewDays "remedy.review_days" "申请复议的日数" Law "";
    RemedySuitMonths "remedy.suit_months" "直接起诉的月数" Law "";
    RemedySuitAfterReviewDays "remedy.suit_after_review_days" "复议后起诉的日数" Law "";
}

impl Fact {
    /// The fact with this placeholder, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.name() == name)
    }

    /// What a [`FactSource::Choice`] may be; several are joined by `、`. 《条例》第14条、第15条、第16条
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::Interest => &["商业秘密", "个人隐私", "其他合法权益"],
            Self::SecrecyLevel => &["绝密", "机密", "秘密"],
            Self::SecurityInterest => &["国家安全", "公共安全", "经济安全", "社会稳定"],
            Self::InternalAffair => &["人事管理", "后勤管理", "内部工作流程"],
            Self::ProcessRecord => &["讨论记录", "过程稿", "磋商信函", "请示报告"],
            _ => &[],
        }
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom(format!("没有名为“{name}”的事项")))
    }
}
