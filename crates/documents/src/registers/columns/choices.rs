//! The words that cells may hold, with the spellings offices use for them.

use statute::applicant::Applicant;
use statute::registers::{
    Channel, ConsultationKind, DecisionKind, DocumentKind, ProposalKind, RemedyKind, RemedyResult,
};

use super::Choice;

const fn choice(word: &'static str, also: &'static [&'static str]) -> Choice {
    Choice { word, also }
}

/// 申请渠道, in the order of [`Channel::ALL`].
pub(super) const CHANNELS: &[Choice] = &[
    choice(
        Channel::Internet.zh(),
        &[
            "网络",
            "网站",
            "网上",
            "在线",
            "线上",
            "网络申请",
            "网上申请",
            "在线申请",
            "互联网申请",
            "门户网站",
            "政府网站",
            "网站申请",
            "网络平台",
            "网上平台",
            "通过互联网",
        ],
    ),
    choice(
        Channel::SignedLetter.zh(),
        &[
            "信函",
            "信件",
            "邮寄",
            "挂号信",
            "挂号",
            "快递",
            "特快专递",
            "邮政特快专递",
            "EMS",
            "邮政快递",
            "信函申请",
            "信件申请",
            "书信",
            "邮寄申请",
            "来信",
            "信函邮寄",
        ],
    ),
    choice(Channel::OrdinaryLetter.zh(), &["平信", "平常信件", "普通信函", "普通信件", "普通邮件", "平邮"]),
    choice(
        Channel::Counter.zh(),
        &[
            "现场",
            "当面提交",
            "当面申请",
            "现场申请",
            "现场提交",
            "窗口",
            "窗口申请",
            "上门",
            "来访",
            "直接提交",
        ],
    ),
    choice(Channel::Oral.zh(), &["口头申请", "口述"]),
    choice(Channel::Fax.zh(), &["传真申请"]),
    choice(Channel::Email.zh(), &["电子邮箱", "邮箱", "电邮", "email", "e-mail", "mail", "电子邮件申请"]),
    choice(Channel::Other.zh(), &["其它", "其他渠道", "其他方式", "其它渠道", "其它方式"]),
];

/// 申请人类型, in the order of [`Applicant::ALL`].
pub(super) const APPLICANTS: &[Choice] = &[
    choice(Applicant::NaturalPerson.zh(), &["公民", "个人", "公民个人"]),
    choice(Applicant::Company.zh(), &["企业", "公司", "商业组织"]),
    choice(Applicant::ResearchBody.zh(), &["科研单位", "科研院所"]),
    choice(Applicant::PublicInterestBody.zh(), &["公益组织", "社会公益性组织", "社会组织"]),
    choice(Applicant::LegalServiceBody.zh(), &["律师事务所", "律所", "法律服务组织"]),
    choice(Applicant::OtherBody.zh(), &["其它", "其他组织", "其它组织"]),
];

/// 征求意见类型, in the order of [`ConsultationKind::ALL`].
pub(super) const CONSULTATIONS: &[Choice] = &[
    choice(ConsultationKind::ThirdParty.zh(), &["第三方意见", "征求第三方意见"]),
    choice(ConsultationKind::CoMaker.zh(), &["共同制作", "联合制作机关", "联合发文机关"]),
    choice(ConsultationKind::OtherAgency.zh(), &["其他行政机关", "其它机关", "其他单位"]),
];

/// 文件类型, in the order of [`DocumentKind::ALL`].
pub(super) const DOCUMENTS: &[Choice] = &[
    choice(DocumentKind::Policy.zh(), &["政策", "政策性文件"]),
    choice(DocumentKind::Meeting.zh(), &["会议活动", "局长办公会议", "常务会议"]),
    choice(DocumentKind::Normative.zh(), &["行政规范性文件"]),
    choice(DocumentKind::Rule.zh(), &["政府规章", "部门规章"]),
    choice(DocumentKind::Other.zh(), &["其它"]),
];

/// 决定类别, in the order of [`DecisionKind::ALL`].
pub(super) const DECISIONS: &[Choice] = &[
    choice(DecisionKind::Licence.zh(), &["许可"]),
    choice(DecisionKind::Punishment.zh(), &["处罚"]),
    choice(DecisionKind::Coercion.zh(), &["强制"]),
];

/// 复议诉讼类别, in the order of [`RemedyKind::ALL`].
pub(super) const REMEDIES: &[Choice] = &[
    choice(RemedyKind::Review.zh(), &["复议"]),
    choice(RemedyKind::DirectSuit.zh(), &["直接起诉", "行政诉讼（未经复议直接起诉）", "未经复议起诉"]),
    choice(RemedyKind::SuitAfterReview.zh(), &["经复议起诉", "行政诉讼（复议后起诉）", "复议后诉讼"]),
];

/// 复议诉讼结果, in the order of [`RemedyResult::ALL`].
pub(super) const RESULTS: &[Choice] = &[
    choice(RemedyResult::Upheld.zh(), &["维持"]),
    choice(RemedyResult::Corrected.zh(), &["纠正"]),
    choice(RemedyResult::Other.zh(), &["其他", "其它结果", "其它"]),
];

/// 建议提案类别, in the order of [`ProposalKind::ALL`].
pub(super) const PROPOSALS: &[Choice] = &[
    choice(
        ProposalKind::Deputies.zh(),
        &["建议", "人大建议", "代表建议", "市人大代表建议", "人大代表意见建议"],
    ),
    choice(ProposalKind::Cppcc.zh(), &["提案", "政协委员提案", "委员提案", "市政协委员提案", "市政协提案"]),
];

/// 满意度, as the words the ledger keeps.
pub(super) const SATISFACTION: &[Choice] = &[
    choice("满意", &["表示满意", "非常满意", "很满意"]),
    choice("基本满意", &["较满意", "比较满意"]),
    choice("不满意", &[]),
];
