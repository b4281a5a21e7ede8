//! What each register's columns are: the one table behind reader, template and `docs/registers.md`. 《条例》第45条

use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{
    Channel, ConsultationKind, DecisionKind, DocumentKind, ProposalKind, Register, RemedyKind, RemedyResult,
};

/// A column of a register.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The header, as it stands in the first row.
    pub name: &'static str,
    /// Whether it must be there and filled.
    pub need: Need,
    /// What its cells hold.
    pub kind: Kind,
    /// What is entered, in one line for the page and the sheet; empty where the header says it.
    pub about: &'static str,
}

/// Whether a column must be there, and its cells filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The column is there and every cell of it filled.
    Filled,
    /// The column is there; a cell may be empty.
    Present,
    /// The column may be left out.
    Optional,
    /// 日期 or 月份: one of the two columns is there, one of the two cells filled.
    Period,
    /// 备注: for the office's own use, not read.
    Remark,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// A civil date.
    Date,
    /// A month of a year.
    Month,
    /// A whole number, 0 or more.
    Count,
    /// An amount in 万元, 0 or more.
    Amount,
    /// An outcome of an application, by code or label.
    Outcome,
    /// One of these words.
    Choice(&'static [Choice]),
}

/// A word a cell may hold, and the spellings that mean the same.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The word itself.
    pub word: &'static str,
    /// Other spellings of it.
    pub also: &'static [&'static str],
}

const fn choice(word: &'static str, also: &'static [&'static str]) -> Choice {
    Choice { word, also }
}

/// 申请渠道, in the order of [`Channel::ALL`].
const CHANNELS: &[Choice] = &[
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
const APPLICANTS: &[Choice] = &[
    choice(Applicant::NaturalPerson.zh(), &["公民", "个人", "公民个人"]),
    choice(Applicant::Company.zh(), &["企业", "公司", "商业组织"]),
    choice(Applicant::ResearchBody.zh(), &["科研单位", "科研院所"]),
    choice(Applicant::PublicInterestBody.zh(), &["公益组织", "社会公益性组织", "社会组织"]),
    choice(Applicant::LegalServiceBody.zh(), &["律师事务所", "律所", "法律服务组织"]),
    choice(Applicant::OtherBody.zh(), &["其它", "其他组织", "其它组织"]),
];

/// 征求意见类型, in the order of [`ConsultationKind::ALL`].
const CONSULTATIONS: &[Choice] = &[
    choice(ConsultationKind::ThirdParty.zh(), &["第三方意见", "征求第三方意见"]),
    choice(ConsultationKind::CoMaker.zh(), &["共同制作", "联合制作机关", "联合发文机关"]),
    choice(ConsultationKind::OtherAgency.zh(), &["其他行政机关", "其它机关", "其他单位"]),
];

/// 文件类型, in the order of [`DocumentKind::ALL`].
const DOCUMENTS: &[Choice] = &[
    choice(DocumentKind::Policy.zh(), &["政策", "政策性文件"]),
    choice(DocumentKind::Meeting.zh(), &["会议活动", "局长办公会议", "常务会议"]),
    choice(DocumentKind::Normative.zh(), &["行政规范性文件"]),
    choice(DocumentKind::Rule.zh(), &["政府规章", "部门规章"]),
    choice(DocumentKind::Other.zh(), &["其它"]),
];

/// 决定类别, in the order of [`DecisionKind::ALL`].
const DECISIONS: &[Choice] = &[
    choice(DecisionKind::Licence.zh(), &["许可"]),
    choice(DecisionKind::Punishment.zh(), &["处罚"]),
    choice(DecisionKind::Coercion.zh(), &["强制"]),
];

/// 复议诉讼类别, in the order of [`RemedyKind::ALL`].
const REMEDIES: &[Choice] = &[
    choice(RemedyKind::Review.zh(), &["复议"]),
    choice(RemedyKind::DirectSuit.zh(), &["直接起诉", "行政诉讼（未经复议直接起诉）", "未经复议起诉"]),
    choice(RemedyKind::SuitAfterReview.zh(), &["经复议起诉", "行政诉讼（复议后起诉）", "复议后诉讼"]),
];

/// 复议诉讼结果, in the order of [`RemedyResult::ALL`].
const RESULTS: &[Choice] = &[
    choice(RemedyResult::Upheld.zh(), &["维持"]),
    choice(RemedyResult::Corrected.zh(), &["纠正"]),
    choice(RemedyResult::Other.zh(), &["其他", "其它结果", "其它"]),
];

/// 建议提案类别, in the order of [`ProposalKind::ALL`].
const PROPOSALS: &[Choice] = &[
    choice(
        ProposalKind::Deputies.zh(),
        &["建议", "人大建议", "代表建议", "市人大代表建议", "人大代表意见建议"],
    ),
    choice(ProposalKind::Cppcc.zh(), &["提案", "政协委员提案", "委员提案", "市政协委员提案", "市政协提案"]),
];

/// 满意度, as the words the ledger keeps.
const SATISFACTION: &[Choice] = &[
    choice("满意", &["表示满意", "非常满意", "很满意"]),
    choice("基本满意", &["较满意", "比较满意"]),
    choice("不满意", &[]),
];

const fn column(name: &'static str, need: Need, kind: Kind, about: &'static str) -> Column {
    Column { name, need, kind, about }
}

const REMARK: Column = column("备注", Need::Remark, Kind::Text, "自用，不读入");
const DAY: Column = column("日期", Need::Period, Kind::Date, "与「月份」填一个");
const MONTH: Column = column("月份", Need::Period, Kind::Month, "只有当月合计时填写");

/// The columns of a register, in the order of the template.
pub fn columns(register: Register) -> &'static [Column] {
    use Kind::{Amount, Choice, Count, Date, Outcome, Text};
    use Need::{Filled, Optional, Present};
    match register {
        Register::Applications => {
            const {
                &[
                    column("申请编号", Filled, Text, "本机关内不重复"),
                    column("收到日期", Filled, Date, "《条例》第31条的收到申请之日；决定计入哪一年的新收"),
                    column(
                        "申请渠道",
                        Filled,
                        Choice(CHANNELS),
                        "挂号信函为签收的邮寄，含特快专递；信函、信件按挂号信函",
                    ),
                    column("申请人类型", Filled, Choice(APPLICANTS), ""),
                    column("办理结果", Present, Outcome, "代码或者表三的行名；空白为尚未办结"),
                    column("答复日期", Present, Date, "与办理结果同时填写；决定计入哪一年的办理结果"),
                    column("主题", Optional, Text, "如 社保、就业"),
                    column("申请内容", Optional, Text, "含个人信息，不进入年报"),
                    column("原因", Optional, Text, "作出该办理结果的理由"),
                    column("补正通知日期", Optional, Date, "《条例》第30条"),
                    column("补正收到日期", Optional, Date, "《条例》第30条"),
                    column("延长工作日", Optional, Count, "《条例》第33条第2款"),
                    column(
                        "延迟答复期限",
                        Optional,
                        Date,
                        "《条例》第35条；告知申请人的最后一日，代替答复期限",
                    ),
                    column("收费通知日期", Optional, Date, "《条例》第42条"),
                    column("缴费日期", Optional, Date, ""),
                    REMARK,
                ]
            }
        }
        Register::Consultations => {
            const {
                &[
                    column("申请编号", Filled, Text, "依申请公开台账中的编号"),
                    column("类型", Filled, Choice(CONSULTATIONS), "《条例》第32条、第34条"),
                    column("发出日期", Filled, Date, ""),
                    column("送达日期", Optional, Date, ""),
                    column("收回日期", Optional, Date, "空白为尚未收回"),
                    REMARK,
                ]
            }
        }
        Register::Documents => {
            const {
                &[
                    column("类型", Filled, Choice(DOCUMENTS), "政策文件不等于行政规范性文件"),
                    column("标题", Filled, Text, ""),
                    column("发文字号", Optional, Text, ""),
                    column(
                        "成文日期",
                        Optional,
                        Date,
                        "决定计入哪一年的制发；规章和规范性文件须有成文日期或者有效期起",
                    ),
                    column("公开日期", Optional, Date, "决定计入哪一年的公开；空白为未公开"),
                    column("有效期起", Optional, Date, "空白时按成文日期"),
                    column("有效期止", Optional, Date, "有效的最后一天"),
                    column("废止日期", Optional, Date, "不再有效的第一天"),
                    REMARK,
                ]
            }
        }
        Register::Interpretations => {
            const {
                &[
                    column("标题", Filled, Text, ""),
                    column("形式", Filled, Text, "如 文字、图表、新闻发布会"),
                    column("日期", Filled, Date, ""),
                    column("解读文件", Optional, Text, "被解读文件的标题或者文号"),
                    REMARK,
                ]
            }
        }
        Register::Decisions => {
            const {
                &[
                    column("类别", Filled, Choice(DECISIONS), ""),
                    DAY,
                    MONTH,
                    column("件数", Filled, Count, "本日或者本月作出的决定数量"),
                    REMARK,
                ]
            }
        }
        Register::Fees => {
            const {
                &[DAY, MONTH, column("金额万元", Filled, Amount, "行政事业性收费，单位：万元"), REMARK]
            }
        }
        Register::Remedies => {
            const {
                &[
                    column("类别", Filled, Choice(REMEDIES), "表四的三栏"),
                    column("收到日期", Filled, Date, ""),
                    column("结果", Present, Choice(RESULTS), "空白为尚未审结"),
                    column("结果日期", Present, Date, "与结果同时填写"),
                    REMARK,
                ]
            }
        }
        Register::Posts => {
            const {
                &[
                    column("渠道", Filled, Text, "如 微信公众号、官网工作动态"),
                    DAY,
                    MONTH,
                    column("条数", Filled, Count, ""),
                    REMARK,
                ]
            }
        }
        Register::Proposals => {
            const {
                &[
                    column("编号", Filled, Text, "同一类别同一年内不重复"),
                    column("类别", Filled, Choice(PROPOSALS), ""),
                    column("主题", Optional, Text, ""),
                    column("交办日期", Filled, Date, "决定计入哪一年"),
                    column("答复日期", Optional, Date, ""),
                    column("满意度", Optional, Choice(SATISFACTION), ""),
                    REMARK,
                ]
            }
        }
        Register::Trainings => {
            const {
                &[
                    column("日期", Filled, Date, ""),
                    column("主题", Filled, Text, ""),
                    column("形式", Optional, Text, "如 日常培训、集中培训、会议培训"),
                    column("人数", Optional, Count, ""),
                    REMARK,
                ]
            }
        }
        Register::Tasks => {
            const {
                &[
                    column("编号", Filled, Text, "同一年内不重复"),
                    column("任务", Filled, Text, ""),
                    column("来源", Optional, Text, "文件和条目"),
                    column("责任科室", Optional, Text, ""),
                    column("完成时限", Optional, Date, "决定计入哪一年；空白时按完成日期"),
                    column("完成日期", Optional, Date, ""),
                    REMARK,
                ]
            }
        }
        Register::Members => {
            const {
                &[
                    column("职务", Filled, Text, "只填职务，不填姓名"),
                    column("任职日期", Filled, Date, ""),
                    column("离任日期", Optional, Date, ""),
                    REMARK,
                ]
            }
        }
        Register::Catalogue => {
            const {
                &[
                    column("日期", Filled, Date, ""),
                    column("对象", Filled, Text, "如 主动公开基本目录、政府信息公开指南"),
                    column("说明", Optional, Text, ""),
                    REMARK,
                ]
            }
        }
    }
}

impl Kind {
    /// What a cell should hold, for messages: 应为….
    pub fn expected(self) -> String {
        match self {
            Self::Text => "文字".into(),
            Self::Date => "存在的日期，如 2023-01-05、2023/1/5 或者 2023年1月5日".into(),
            Self::Month => "年和月，如 2023-03 或者 2023年3月".into(),
            Self::Count => "不小于0的整数".into(),
            Self::Amount => "不小于0的数，单位万元，不带单位".into(),
            Self::Outcome => {
                let codes: Vec<_> = Leaf::ALL.iter().map(|leaf| leaf.code()).collect();
                format!("办理结果代码（{}）或者表三的行名", codes.join("、"))
            }
            Self::Choice(choices) => {
                let words: Vec<_> = choices.iter().map(|choice| choice.word).collect();
                words.join("、") + "之一"
            }
        }
    }

    /// The kind's name on the page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Date => "日期",
            Self::Month => "月份",
            Self::Count => "整数",
            Self::Amount => "万元",
            Self::Outcome => "办理结果",
            Self::Choice(_) => "选项",
        }
    }
}

impl Need {
    /// The need's name on the page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Filled => "必填",
            Self::Present => "须有此列，可空",
            Self::Optional => "可选",
            Self::Period => "日期、月份二者必有其一",
            Self::Remark => "不读入",
        }
    }
}
