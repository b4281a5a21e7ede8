//! What is written in the demo's applications, so that each of their letters can be composed.

/// What is written with an act, by field.
pub(super) type Texts = &'static [(&'static str, &'static str)];

pub(super) const NONE: Texts = &[];
pub(super) const CONFIRMED: Texts = &[("note", "电话确认")];
pub(super) const SUPPLEMENT: Texts = &[
    ("defects", "没有写明所需文件的年度\n没有写明险种"),
    ("guidance", "请写明起止年度\n请写明养老、失业、工伤中的哪一种，也可以写文件名称或者文号"),
];
pub(super) const CONSULTATION: Texts = &[
    ("party", "示例职业培训学校"),
    ("question", "该校2025年度职业技能培训补贴申报材料中的培训方案和报价明细"),
    ("interest", "商业秘密"),
];
pub(super) const EXTENSION: Texts = &[("reason", "所涉文件分散在多个年度的档案中，查找和审查需要时间")];
pub(super) const EXCESS: Texts = &[("excess", "您自今年以来已提出申请46件，其中31件内容相同或者相似")];
pub(super) const REASONS: Texts = &[("reason", "参加过其中多个项目，需要核对本人的材料")];
pub(super) const JUDGEMENT: Texts = &[("reasons.judgement", "申请内容涉及您参加的多个项目，理由合理")];
pub(super) const FEE: Texts = &[
    ("fee.excess", "您申请的资料数量较大，明显超过合理范围"),
    ("fee.payment", "凭本通知书向示例市财政非税收入专户缴纳，本机关开具财政票据"),
];
pub(super) const SEARCH: Texts = &[
    ("searcher", "承办甲"),
    ("places", "公文管理系统、业务档案室纸质目录"),
    ("words", "会议纪要 2019"),
    ("searched_on", "2019年1月至12月的全部目录"),
    ("result", "找到名称相近的会议纪要三份"),
];
/// The draft of an answer that grants, with what the reviewer is told.
pub(super) const GRANTED: Texts = &[
    ("supplied.what", "所申请的文件全文"),
    ("supplied.form", "纸质复印件，随本告知书邮寄"),
    ("supplied.pages", "6页"),
    ("facts", "所申请的文件由本机关制作，没有不应公开的内容。"),
];
/// The draft of an answer that withholds what is not finished.
pub(super) const PROCESS: Texts = &[
    ("process_record", "讨论记录、过程稿"),
    ("reason", "该信息是评分细则起草过程中的会议讨论记录和未定稿，招聘公告已经公布评分办法"),
    ("no_rule_requires", "yes"),
    ("facts", "细则没有印发，案卷中只有讨论稿。"),
];
/// The same for the minutes of a discussion, with another ground for what is enclosed.
pub(super) const MINUTES: Texts = &[
    ("process_record", "讨论记录"),
    ("reason", "该信息是评审委员会讨论过程的记录，评审结果已经公布"),
    ("no_rule_requires", "yes"),
    ("ground_1", "r3_5"),
    ("passage_1", "所附评审会会务安排"),
    ("internal_affair_1", "后勤管理、内部工作流程"),
    ("reason_1", "只用于会务分工和材料交接，不对外产生影响"),
    ("facts", "讨论记录只供评审使用，评审结果已在网站公布。"),
];
pub(super) const SENT: Texts = &[("evidence", "挂号信XA00000000011")];
pub(super) const WITHDRAWN: Texts = &[("reason", "申请人来电，已在网站上查到")];
