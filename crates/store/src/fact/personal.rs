//! The free texts of an application of the register, which are kept sealed.

use serde::{Deserialize, Serialize};
use statute::registers::ApplicationEntry;

/// The free texts of an application: an applicant's own words and what an officer wrote about them. Stored sealed only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// 主题
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// 申请内容
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// 原因
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Personal {
    /// Takes the free texts out of an application.
    pub fn take(row: &mut ApplicationEntry) -> Self {
        Self { topic: row.topic.take(), content: row.content.take(), reason: row.reason.take() }
    }

    /// Puts them back.
    pub fn put(self, row: &mut ApplicationEntry) {
        row.topic = self.topic;
        row.content = self.content;
        row.reason = self.reason;
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
