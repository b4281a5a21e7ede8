//! The genres of official documents (公文种类). 《党政机关公文处理工作条例》, wording UNVERIFIED

use serde::{Deserialize, Serialize};

macro_rules! genres {
    ($($genre:ident $code:literal $zh:literal,)+) => {
        /// 体裁: one of the fifteen genres of official documents, or another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Genre { $(#[doc = $zh] $genre,)+ }

        impl Genre {
            /// All genres, in the order forms list them.
            pub const ALL: &[Self] = &[$(Self::$genre,)+];

            /// The code in events, forms and addresses.
            pub const fn code(self) -> &'static str { match self { $(Self::$genre => $code,)+ } }

            /// What it is called.
            pub const fn zh(self) -> &'static str { match self { $(Self::$genre => $zh,)+ } }
        }
    };
}

genres! {
    Resolution "resolution" "决议",
    Decision "decision" "决定",
    Order "order" "命令（令）",
    Communique "communique" "公报",
    Proclamation "proclamation" "公告",
    PublicNotice "public_notice" "通告",
    Opinion "opinion" "意见",
    Notice "notice" "通知",
    Circular "circular" "通报",
    Report "report" "报告",
    Request "request" "请示",
    Reply "reply" "批复",
    Motion "motion" "议案",
    Letter "letter" "函",
    Minutes "minutes" "纪要",
    Other "other" "其他",
}

impl Genre {
    /// The genre with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|genre| genre.code() == code)
    }

    /// The genre that a title ends with: 关于……的通知.
    pub fn of_title(title: &str) -> Option<Self> {
        let title = title.trim().trim_end_matches(['）', ')']);
        let title = title.split_once(['（', '(']).map_or(title, |(before, _)| before);
        if title.ends_with('令') {
            return Some(Self::Order);
        }
        // 通报 and 公报 before 报告 alone: the longest ending that fits is the genre.
        Self::ALL
            .iter()
            .copied()
            .filter(|genre| *genre != Self::Other && title.ends_with(genre.zh()))
            .max_by_key(|genre| genre.zh().chars().count())
    }
}
