//! Who acts (岗位). 《条例》第45条

use serde::{Deserialize, Serialize};

/// What a person may be in an agency's disclosure office (岗位); one person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 登记员: takes applications in and sends answers out.
    Clerk,
    /// 承办人: works on an application and drafts the answer.
    Handler,
    /// 审核人: reviews drafts, never one of their own.
    Reviewer,
    /// 签发人: the head of the disclosure office; signs answers and approves extensions. 《条例》第33条第2款
    Signer,
    /// 保密审查员: reviews what is to be published. 《条例》第17条
    SecrecyReviewer,
    /// 监督人员: reads the applications of subordinate agencies. 《条例》第47条
    Supervisor,
    /// 系统管理员: accounts, agencies and settings; sees no application.
    SystemAdministrator,
    /// 安全管理员: gives and takes roles.
    SecurityAdministrator,
    /// 审计管理员: reads what was done by whom.
    AuditAdministrator,
    /// 申请人, by number and query code.
    Applicant,
    /// 复议诉讼案件: no person, but the result that a case records. 《条例》第51条
    RemedyCase,
}

impl Role {
    /// All roles, in the order of the documentation.
    pub const ALL: [Self; 11] = [
        Self::Clerk,
        Self::Handler,
        Self::Reviewer,
        Self::Signer,
        Self::SecrecyReviewer,
        Self::Supervisor,
        Self::SystemAdministrator,
        Self::SecurityAdministrator,
        Self::AuditAdministrator,
        Self::Applicant,
        Self::RemedyCase,
    ];

    /// Whether it is one of the three that keep the system and handle nothing (三员). GB/T 22239-2019
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdministrator | Self::SecurityAdministrator | Self::AuditAdministrator)
    }

    /// The code in events and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Handler => "handler",
            Self::Reviewer => "reviewer",
            Self::Signer => "signer",
            Self::SecrecyReviewer => "secrecy_reviewer",
            Self::Supervisor => "supervisor",
            Self::SystemAdministrator => "system_administrator",
            Self::SecurityAdministrator => "security_administrator",
            Self::AuditAdministrator => "audit_administrator",
            Self::Applicant => "applicant",
            Self::RemedyCase => "remedy_case",
        }
    }

    /// The role with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The roles an officer may hold: all but the applicant's and that of a case.
    pub fn officers() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|role| !matches!(role, Self::Applicant | Self::RemedyCase))
    }

    /// What several are called together: 登记员、承办人.
    pub fn names(roles: &[Self]) -> String {
        roles.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、")
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Clerk => "登记员",
            Self::Handler => "承办人",
            Self::Reviewer => "审核人",
            Self::Signer => "签发人",
            Self::SecrecyReviewer => "保密审查员",
            Self::Supervisor => "监督人员",
            Self::SystemAdministrator => "系统管理员",
            Self::SecurityAdministrator => "安全管理员",
            Self::AuditAdministrator => "审计管理员",
            Self::Applicant => "申请人",
            Self::RemedyCase => "复议诉讼案件",
        }
    }

    /// Whether the role reads what its own agency is about to publish; applicants are no part of that.
    pub const fn reads_publications(self) -> bool {
        matches!(self, Self::SecrecyReviewer) || self.reads_applications()
    }

    /// Whether the role reads the applications of its own agency.
    pub const fn reads_applications(self) -> bool {
        match self {
            Self::Clerk | Self::Handler | Self::Reviewer | Self::Signer | Self::Supervisor => true,
            Self::SecrecyReviewer
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::AuditAdministrator
            | Self::Applicant
            | Self::RemedyCase => false,
        }
    }
}
