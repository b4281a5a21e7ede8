//! What an interpretation must offer (解读材料): its forms and its checklist. 国办发〔2016〕80号; 鲁政办字〔2021〕115号

use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($item:ident $code:literal $zh:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $zh] $item,)+ }

        impl $name {
            /// All of them, in the order forms list them.
            pub const ALL: &[Self] = &[$(Self::$item,)+];

            /// The code in events and forms.
            pub const fn code(self) -> &'static str { match self { $(Self::$item => $code,)+ } }

            /// What it is called.
            pub const fn zh(self) -> &'static str { match self { $(Self::$item => $zh,)+ } }

            /// The one with this code, if it is one.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

coded! {
    /// How a policy is interpreted (解读形式).
    Form {
        Text "text" "文字",
        Chart "chart" "图表",
        Audio "audio" "音频",
        Video "video" "视频",
        PressConference "press_conference" "新闻发布会",
        Interview "interview" "在线访谈",
        Expert "expert" "专家解读",
        Media "media" "媒体报刊",
        Head "head" "负责人解读",
        Questions "questions" "问答",
    }
}

coded! {
    /// A point of the checklist (解读要素). Which of them apply is the interpreter's to say; [`POINTS`] are always asked for.
    Point {
        Background "background" "背景和依据",
        Aim "aim" "目的",
        Contents "contents" "主要内容",
        Scope "scope" "适用对象和范围",
        Standard "standard" "执行标准",
        Time "time" "执行时间",
        Terms "terms" "关键词和专业术语的解释",
        Differences "differences" "与原政策的差异",
        Benefits "benefits" "惠民利企举措",
        Applying "applying" "办理方式和流程",
        Contact "contact" "解读机关和联系方式",
        OwnWords "own_words" "不是文件的摘录或者压缩",
    }
}

/// What every interpretation must have to be up to standard (不达标不运转). A choice of this program, UNVERIFIED as a list.
pub const POINTS: [Point; 5] =
    [Point::Background, Point::Contents, Point::Scope, Point::Contact, Point::OwnWords];
