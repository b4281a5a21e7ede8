//! Whether information is published of itself (公开属性). 国办发〔2016〕80号

use serde::{Deserialize, Serialize};

/// Whether the information is published of itself (公开属性), decided when the document is drafted. 国办发〔2016〕80号
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// 主动公开
    Proactive,
    /// 依申请公开
    OnApplication,
    /// 不予公开
    Withheld,
}

impl Attribute {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Proactive, Self::OnApplication, Self::Withheld];

    /// The code in events and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proactive => "proactive",
            Self::OnApplication => "on_application",
            Self::Withheld => "withheld",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Proactive => "主动公开",
            Self::OnApplication => "依申请公开",
            Self::Withheld => "不予公开",
        }
    }

    /// The attribute with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
