//! The columns of a catalogue, as agencies publish it.

use super::entry::{Entry, parts};

/// 公开渠道和载体: the fixed list of the forms. 国办发〔2019〕54号, read in catalogues that were published.
const CHANNELS: &[&str] = &[
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
];
const AUDIENCES: &[&str] = &["全社会", "特定群体"];
const WAYS: &[&str] = &["主动", "依申请"];
const LEVELS: &[&str] = &["市级", "县级", "乡（村）级"];
/// As [`Freshness`](crate::publication::Freshness) calls them.
const UPDATES: &[&str] = &["两周内更新", "六个月内更新", "一年内更新", "随变更更新"];

/// Whether a cell must say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// 必填
    Required,
    /// 选填
    Optional,
}

/// What a cell takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line.
    Line,
    /// A text.
    Text,
    /// One of these.
    One(&'static [&'static str]),
    /// Some of these, parted by 、.
    Many(&'static [&'static str]),
    /// A column of the site, by its code or name.
    SiteColumn,
    /// A theme of the State Council's list.
    Theme,
    /// Numbers of publications, parted by 、.
    Publications,
}

/// A column of a catalogue.
pub struct Column {
    /// Its name in forms and in the ledger.
    pub code: &'static str,
    /// Its header.
    pub zh: &'static str,
    /// Whether it must say something.
    pub need: Need,
    /// What it takes.
    pub shape: Shape,
    /// Whether citizens see it.
    pub is_public: bool,
    /// What to write there; may be empty.
    pub about: &'static str,
    cell: fn(&Entry) -> &String,
    place: fn(&mut Entry) -> &mut String,
}

impl Column {
    /// What an entry says there.
    pub fn get<'a>(&self, entry: &'a Entry) -> &'a str {
        (self.cell)(entry)
    }

    /// The same value by value, where a cell takes several; whatever parts them.
    pub fn values<'a>(&self, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
        parts(self.get(entry))
    }

    /// Puts what an entry says there, without blanks around it; several values parted by 、, whatever parted them before.
    pub fn put(&self, entry: &mut Entry, value: &str) {
        *(self.place)(entry) = match self.shape {
            Shape::Many(_) | Shape::Publications => parts(value).collect::<Vec<_>>().join("、"),
            _ => value.trim().to_owned(),
        };
    }

    /// The most characters.
    pub const fn longest(&self) -> usize {
        match self.shape {
            Shape::Text => 2000,
            _ => 200,
        }
    }
}

macro_rules! columns {
    ($($code:ident $zh:literal $need:ident $shape:expr, $is_public:literal $about:literal;)*) => {
        /// Every column, in the order of the file.
        pub const COLUMNS: &[Column] = &[$(Column {
            code: stringify!($code),
            zh: $zh,
            need: Need::$need,
            shape: $shape,
            is_public: $is_public,
            about: $about,
            cell: |entry| &entry.$code,
            place: |entry| &mut entry.$code,
        },)*];
    };
}

columns! {
    field "领域" Optional Shape::Line, true "如 就业、社会保险；不分领域的，不填。";
    serial "序号" Required Shape::Line, true "在领域内不重复，如 1.2。";
    first "一级事项" Required Shape::Line, true "";
    second "二级事项" Optional Shape::Line, true "";
    content "公开内容（要素）" Required Shape::Text, true "";
    basis "公开依据" Optional Shape::Text, true "";
    term "公开时限" Required Shape::Line, true "如 信息形成或者变更之日起20个工作日内。";
    subject "公开主体" Required Shape::Line, true "";
    channels "公开渠道和载体" Optional Shape::Many(CHANNELS), true "";
    audience "公开对象" Optional Shape::One(AUDIENCES), true "";
    way "公开方式" Required Shape::One(WAYS), true "";
    level "公开层级" Optional Shape::Many(LEVELS), true "";
    update "更新" Optional Shape::One(UPDATES), false "超过这个时间没有新的信息，列表和网站自查会提示。";
    column "对应栏目" Optional Shape::SiteColumn, false "栏目名称或者代码；栏目里最新的信息算作这一项的信息。";
    theme "对应主题" Optional Shape::Theme, false "只算对应栏目中属于这个主题分类的信息。";
    publications "对应信息" Optional Shape::Publications, false "信息编号，用顿号分开；填写的，不再看栏目。";
    source "来源" Optional Shape::Line, false "这一项的出处；没有核对原文的写明。";
}
