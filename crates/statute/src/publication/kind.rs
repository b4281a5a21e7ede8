//! What a publication is (类别): it decides the column, the metadata box and the gates. 《条例》第20条

use serde::{Deserialize, Serialize};

use crate::registers::DocumentKind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $code:literal $zh:literal $column:literal,)+) => {
        /// What a publication is (类别).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])* $kind,)+ }

        impl Kind {
            /// All kinds, in the order forms list them.
            pub const ALL: &[Self] = &[$(Self::$kind,)+];

            /// The code in events, forms and addresses.
            pub const fn code(self) -> &'static str { match self { $(Self::$kind => $code,)+ } }

            /// What it is called.
            pub const fn zh(self) -> &'static str { match self { $(Self::$kind => $zh,)+ } }

            /// The code of the column it goes into unless its card says another.
            pub const fn column(self) -> &'static str { match self { $(Self::$kind => $column,)+ } }
        }
    };
}

kinds! {
    /// 政策文件
    Policy "policy" "政策文件" "zcwj",
    /// 行政规范性文件
    Normative "normative" "行政规范性文件" "gfxwj",
    /// 规章
    Rule "rule" "规章" "gz",
    /// 政策解读
    Interpretation "interpretation" "政策解读" "zcjd",
    /// 征求意见: the notice of a draft on which the public is asked for comments. 国办发〔2018〕37号
    Commentary "commentary" "征求意见" "zqyj",
    /// 会议
    Meeting "meeting" "会议" "hy",
    /// 机构职能
    Organization "organization" "机构职能" "jgzn",
    /// 规划计划
    Plan "plan" "规划计划" "ghjh",
    /// 统计信息
    Statistics "statistics" "统计信息" "tjxx",
    /// 行政许可
    Licence "licence" "行政许可" "xzxk",
    /// 行政处罚、行政强制
    Punishment "punishment" "行政处罚和行政强制" "xzcf",
    /// 预算决算
    Budget "budget" "预算决算" "yjs",
    /// 行政事业性收费
    Fee "fee" "行政事业性收费" "sfxm",
    /// 政府采购
    Procurement "procurement" "政府采购" "zfcg",
    /// 重大建设项目
    Project "project" "重大建设项目" "zdxm",
    /// 民生政策措施及其实施情况
    Livelihood "livelihood" "民生信息" "msxx",
    /// 应急管理
    Emergency "emergency" "应急管理" "yjgl",
    /// 监督检查
    Inspection "inspection" "监督检查" "jdjc",
    /// 公务员招考
    Recruitment "recruitment" "公务员招考" "gkzl",
    /// 通知公告
    Notice "notice" "通知公告" "tzgg",
    /// 工作动态
    News "news" "工作动态" "gzdt",
    /// 服务指南
    ServiceGuide "service_guide" "服务指南" "fwzn",
    /// 热点问答
    Answer "answer" "热点问答" "rdwd",
    /// 看得懂算得清: a plain card of one policy with a worked example.
    Worked "worked" "看得懂算得清" "kddsdq",
    /// 政府信息公开指南. 《条例》第12条
    Guide "guide" "政府信息公开指南" "zfxxgkzn",
    /// 政府信息公开制度
    DisclosureRule "disclosure_rule" "政府信息公开制度" "zfxxgkzd",
    /// 主动公开基本目录. 《条例》第12条、第22条
    Catalogue "catalogue" "主动公开基本目录" "gkml",
    /// 其他法定信息
    Other "other" "其他法定信息" "qtxx",
}

impl Kind {
    /// The kind with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// Whether it is an official document: it has issuer, number, genre, theme and validity (公文).
    pub const fn is_document(self) -> bool {
        matches!(self, Self::Policy | Self::Normative | Self::Rule | Self::DisclosureRule)
    }

    /// Whether it is not issued without its interpretation (不解读不运转). 国办发〔2016〕80号
    pub const fn needs_interpretation(self) -> bool {
        matches!(self, Self::Policy | Self::Normative | Self::Rule)
    }

    /// Whether comments of the public, legality review, deliberation and registration come before it. 国办发〔2018〕37号
    pub const fn is_normative(self) -> bool {
        matches!(self, Self::Normative)
    }

    /// Whether the public may be asked about its draft on this site.
    pub const fn may_be_commented(self) -> bool {
        self.needs_interpretation()
    }

    /// What it counts as in the register 公开文件, which table two is counted from; none where that register has no
    /// such row.
    pub const fn register_kind(self) -> Option<DocumentKind> {
        match self {
            Self::Policy => Some(DocumentKind::Policy),
            Self::Normative => Some(DocumentKind::Normative),
            Self::Rule => Some(DocumentKind::Rule),
            Self::Meeting => Some(DocumentKind::Meeting),
            _ => None,
        }
    }
}
