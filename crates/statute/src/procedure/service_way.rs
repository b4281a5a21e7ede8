//! How an answer reached the applicant (送达方式). 国办公开办函〔2016〕235号

use serde::{Deserialize, Serialize};

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
