//! What can be done with an application (办理动作).

use serde::{Deserialize, Serialize};

/// Something an officer or the applicant does (办理动作): one button, one address, one row of [`super::RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// 确认收到
    Confirm,
    /// 分办
    Assign,
    /// 接办
    Accept,
    /// 退回分办
    Return,
    /// 告知补正
    AskSupplement,
    /// 收到补正
    Supplement,
    /// 逾期不补正
    LapseSupplement,
    /// 征求意见
    SendConsultation,
    /// 征求意见书送达
    ServeConsultation,
    /// 征求意见结束
    CloseConsultation,
    /// 提请延长
    AskExtension,
    /// 批准延长
    ApproveExtension,
    /// 不予延长
    RefuseExtension,
    /// 要求说明理由
    AskReasons,
    /// 收到说明
    GiveReasons,
    /// 确定延迟答复期限
    FixDelay,
    /// 收费通知
    NotifyFee,
    /// 缴费
    PayFee,
    /// 逾期不缴费
    LapseFee,
    /// 记录检索
    RecordSearch,
    /// 告知转送
    RecordTransfer,
    /// 拆分
    Split,
    /// 合并
    Join,
    /// 拟稿
    Draft,
    /// 审核通过
    Approve,
    /// 退回修改
    SendBack,
    /// 签发
    Sign,
    /// 送达
    Serve,
    /// 未能送达
    FailService,
    /// 换发查询码
    IssueQueryCode,
    /// 撤回申请
    Withdraw,
    /// 重新答复
    Reopen,
}

impl Verb {
    /// All verbs, in the order of the documentation.
    pub const ALL: [Self; 32] = [
        Self::Confirm,
        Self::Assign,
        Self::Accept,
        Self::Return,
        Self::AskSupplement,
        Self::Supplement,
        Self::LapseSupplement,
        Self::SendConsultation,
        Self::ServeConsultation,
        Self::CloseConsultation,
        Self::AskExtension,
        Self::ApproveExtension,
        Self::RefuseExtension,
        Self::AskReasons,
        Self::GiveReasons,
        Self::FixDelay,
        Self::NotifyFee,
        Self::PayFee,
        Self::LapseFee,
        Self::RecordSearch,
        Self::RecordTransfer,
        Self::Split,
        Self::Join,
        Self::Draft,
        Self::Approve,
        Self::SendBack,
        Self::Sign,
        Self::Serve,
        Self::FailService,
        Self::IssueQueryCode,
        Self::Withdraw,
        Self::Reopen,
    ];

    /// The code in addresses and events.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Assign => "assign",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::AskSupplement => "ask_supplement",
            Self::Supplement => "supplement",
            Self::LapseSupplement => "lapse_supplement",
            Self::SendConsultation => "send_consultation",
            Self::ServeConsultation => "serve_consultation",
            Self::CloseConsultation => "close_consultation",
            Self::AskExtension => "ask_extension",
            Self::ApproveExtension => "approve_extension",
            Self::RefuseExtension => "refuse_extension",
            Self::AskReasons => "ask_reasons",
            Self::GiveReasons => "give_reasons",
            Self::FixDelay => "fix_delay",
            Self::NotifyFee => "notify_fee",
            Self::PayFee => "pay_fee",
            Self::LapseFee => "lapse_fee",
            Self::RecordSearch => "record_search",
            Self::RecordTransfer => "record_transfer",
            Self::Split => "split",
            Self::Join => "join",
            Self::Draft => "draft",
            Self::Approve => "approve",
            Self::SendBack => "send_back",
            Self::Sign => "sign",
            Self::Serve => "serve",
            Self::FailService => "fail_service",
            Self::IssueQueryCode => "issue_query_code",
            Self::Withdraw => "withdraw",
            Self::Reopen => "reopen",
        }
    }

    /// The verb with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }

    /// What the button says.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Confirm => "确认收到",
            Self::Assign => "分办",
            Self::Accept => "接办",
            Self::Return => "退回分办",
            Self::AskSupplement => "告知补正",
            Self::Supplement => "收到补正",
            Self::LapseSupplement => "逾期不补正",
            Self::SendConsultation => "征求意见",
            Self::ServeConsultation => "征求意见书送达",
            Self::CloseConsultation => "征求意见结束",
            Self::AskExtension => "提请延长",
            Self::ApproveExtension => "批准延长",
            Self::RefuseExtension => "不予延长",
            Self::AskReasons => "要求说明理由",
            Self::GiveReasons => "收到说明",
            Self::FixDelay => "确定延迟答复期限",
            Self::NotifyFee => "收费通知",
            Self::PayFee => "缴费",
            Self::LapseFee => "逾期不缴费",
            Self::RecordSearch => "记录检索",
            Self::RecordTransfer => "告知转送",
            Self::Split => "拆分",
            Self::Join => "合并",
            Self::Draft => "拟稿",
            Self::Approve => "审核通过",
            Self::SendBack => "退回修改",
            Self::Sign => "签发",
            Self::Serve => "送达",
            Self::FailService => "未能送达",
            Self::IssueQueryCode => "换发查询码",
            Self::Withdraw => "撤回申请",
            Self::Reopen => "重新答复",
        }
    }

    /// The row of the table.
    pub fn rule(self) -> &'static super::Rule {
        super::RULES.iter().find(|rule| rule.verb == self).expect("a test holds that every verb has its rule")
    }
}
