//! What is noteworthy about a case (提示标记): a closed list.

use serde::{Serialize, Serializer};

/// Something the law does not allow, or that needs attention; it never changes the date by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The extensions add up to more than 20 workdays; only 20 count. 《条例》第33条第2款
    ExtensionOver20,
    /// An extension is dated after the date due at that time; it does not count. 《条例》第33条第2款
    ExtensionLate,
    /// An open consultation is past its 15 workdays; nothing lapses by itself. 《条例》第32条、第34条
    ConsultationOverdue,
    /// An open consultation was sent 15 workdays ago and is not served. 《条例》第32条
    ConsultationUnserved,
    /// The supplement was asked after 7 workdays. 《条例》第30条
    SupplementLate,
    /// A supplement was asked more than once. 《条例》第30条
    SupplementRepeated,
    /// The fee notice was served after the date due at that time. 《信息处理费管理办法》第6条
    FeeNoticeLate,
    /// The answer came after the date due. 《条例》第33条第2款
    Late,
    /// Events are dated after the end of the application and do not count.
    AfterClosing,
}

impl Flag {
    /// All flags, in the order they are reported.
    pub const ALL: [Self; 9] = [
        Self::ExtensionOver20,
        Self::ExtensionLate,
        Self::ConsultationOverdue,
        Self::ConsultationUnserved,
        Self::SupplementLate,
        Self::SupplementRepeated,
        Self::FeeNoticeLate,
        Self::Late,
        Self::AfterClosing,
    ];

    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExtensionOver20 => "extension_over_20",
            Self::ExtensionLate => "extension_late",
            Self::ConsultationOverdue => "consultation_overdue",
            Self::ConsultationUnserved => "consultation_unserved",
            Self::SupplementLate => "supplement_late",
            Self::SupplementRepeated => "supplement_repeated",
            Self::FeeNoticeLate => "fee_notice_late",
            Self::Late => "late",
            Self::AfterClosing => "after_closing",
        }
    }

    /// What it says to people, with its provision.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ExtensionOver20 => "延长合计超过20个工作日，只计20个（《条例》第33条第2款）",
            Self::ExtensionLate => "延长告知晚于当时的答复期限，不计入（《条例》第33条第2款）",
            Self::ConsultationOverdue => {
                "征求意见已满15个工作日仍未结束；逾期不自动结束，应当及时作出处理（《条例》第32条、第34条）"
            }
            Self::ConsultationUnserved => {
                "征求意见书发出已满15个工作日仍未送达（《条例》第32条自收到之日起算）"
            }
            Self::SupplementLate => "告知补正晚于收到申请后7个工作日（《条例》第30条）",
            Self::SupplementRepeated => "告知补正不止一次；《条例》第30条要求一次性告知",
            Self::FeeNoticeLate => "收费通知晚于当时的答复期限（《信息处理费管理办法》第6条）",
            Self::Late => "答复晚于答复期限（《条例》第33条第2款）",
            Self::AfterClosing => "有晚于办结之日的事件，不影响期限",
        }
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
