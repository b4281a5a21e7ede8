//! The columns of the site (栏目): one list; tree, addresses, meta tags and clocks of freshness come from it. 《条例》第20条
//!
//! Blocks and slugs as government sites use them (国办公开办函〔2019〕61号, details UNVERIFIED).

/// How often a column must have something new (更新类别). 政府网站与政务新媒体检查指标, 2019; UNVERIFIED in part
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// 动态、要闻类: two weeks.
    Weeks2,
    /// 通知公告、政策文件类: six months.
    Months6,
    /// 人事、规划计划类: one year.
    Year,
    /// What changes when the thing itself changes.
    Static,
}

impl Freshness {
    /// The longest a column may go without anything new, in days; none where nothing is asked.
    pub const fn days(self) -> Option<u32> {
        match self {
            Self::Weeks2 => Some(14),
            Self::Months6 => Some(182),
            Self::Year => Some(365),
            Self::Static => None,
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Weeks2 => "两周内更新",
            Self::Months6 => "六个月内更新",
            Self::Year => "一年内更新",
            Self::Static => "随变更更新",
        }
    }
}

/// A column of the site.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The last part of its address.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The column above it; none for those of the first level.
    pub parent: Option<&'static str>,
    /// `ColumnType` of the meta tags. 国办发〔2017〕47号
    pub column_type: &'static str,
    /// `ColumnDescription` of the meta tags, and the line under the heading.
    pub description: &'static str,
    /// How often it must have something new.
    pub freshness: Freshness,
}

const fn column(
    code: &'static str,
    name: &'static str,
    parent: Option<&'static str>,
    column_type: &'static str,
    freshness: Freshness,
    description: &'static str,
) -> Column {
    Column { code, name, parent, column_type, description, freshness }
}

/// The column that shows what was repealed or has expired (废止和失效文件).
pub const ENDED: &str = "fzsx";

/// The column that everything else of the disclosure platform lies under.
const PLATFORM: Option<&str> = Some("zfxxgk");
/// 法定主动公开内容
const STATUTORY: Option<&str> = Some("fdzdgknr");

use Freshness::{Months6, Static, Weeks2, Year};

/// Every column, in the order of the navigation; a parent stands before its children.
pub const COLUMNS: [Column; 33] = [
    column("zfxxgk", "政府信息公开", None, "信息公开目录", Static, "本机关政府信息公开工作的专门栏目"),
    column(
        "zfxxgkzn",
        "政府信息公开指南",
        PLATFORM,
        "信息公开指南",
        Static,
        "如何查找和获取本机关的政府信息",
    ),
    column(
        "zfxxgkzd",
        "政府信息公开制度",
        PLATFORM,
        "政策文件",
        Static,
        "关于政府信息公开工作的法规、规章和文件",
    ),
    column(
        "fdzdgknr",
        "法定主动公开内容",
        PLATFORM,
        "信息公开目录",
        Static,
        "依照《条例》第20条主动公开的内容",
    ),
    column("zcwj", "政策文件", STATUTORY, "政策文件", Months6, "本机关印发的政策文件"),
    column("gfxwj", "行政规范性文件", STATUTORY, "政策文件", Year, "现行有效的行政规范性文件"),
    column(ENDED, "废止和失效文件", STATUTORY, "政策文件", Static, "已经废止或者失效的文件，仅供查阅"),
    column("gz", "规章", STATUTORY, "政策文件", Static, "规章的标准文本"),
    column(
        "jgzn",
        "机构职能",
        STATUTORY,
        "机构职能",
        Static,
        "职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    ),
    column("ghjh", "规划计划", STATUTORY, "政策文件", Year, "规划、计划及其执行情况"),
    column("tjxx", "统计信息", STATUTORY, "数据发布", Year, "统计数据和公报"),
    column("xzxk", "行政许可", STATUTORY, "信息公开目录", Year, "依据、条件、程序和办理结果"),
    column(
        "xzcf",
        "行政处罚和行政强制",
        STATUTORY,
        "信息公开目录",
        Year,
        "依据、条件、程序和有一定社会影响的处罚决定",
    ),
    column("yjs", "预算决算", STATUTORY, "信息公开目录", Year, "本机关的预算、决算"),
    column("sfxm", "行政事业性收费", STATUTORY, "信息公开目录", Static, "收费项目及其依据、标准"),
    column("zfcg", "政府采购", STATUTORY, "信息公开目录", Year, "集中采购项目的目录、标准和实施情况"),
    column("zdxm", "重大建设项目", STATUTORY, "信息公开目录", Static, "批准和实施情况"),
    column(
        "msxx",
        "民生信息",
        STATUTORY,
        "信息公开目录",
        Months6,
        "社会保障、促进就业等方面的政策、措施及其实施情况",
    ),
    column(
        "yjgl",
        "应急管理",
        STATUTORY,
        "信息公开目录",
        Static,
        "突发公共事件的应急预案、预警信息和应对情况",
    ),
    column("jdjc", "监督检查", STATUTORY, "信息公开目录", Year, "监督检查情况"),
    column("gkzl", "公务员招考", STATUTORY, "信息公开目录", Year, "职位、名额、报考条件等事项和录用结果"),
    column("hy", "会议", STATUTORY, "信息公开目录", Year, "本机关办公会议"),
    column(
        "qtxx",
        "其他法定信息",
        STATUTORY,
        "信息公开目录",
        Static,
        "法律、法规、规章规定应当主动公开的其他信息",
    ),
    column(
        "gkml",
        "主动公开基本目录",
        PLATFORM,
        "信息公开目录",
        Static,
        "应当主动公开的事项、内容、依据和时限",
    ),
    column("zfxxgknb", "政府信息公开年报", PLATFORM, "信息公开年报", Static, "历年政府信息公开工作年度报告"),
    column(
        "ysqgk",
        "依申请公开",
        PLATFORM,
        "依申请公开",
        Static,
        "向本机关申请公开政府信息的说明、申请表和办理情况查询",
    ),
    column("gzdt", "工作动态", None, "工作动态", Weeks2, "本机关的工作动态"),
    column("tzgg", "通知公告", None, "工作动态", Months6, "本机关的通知和公告"),
    column("zcjd", "政策解读", None, "政策解读", Months6, "政策文件的解读材料"),
    column("zqyj", "征求意见", None, "征集调查", Year, "规范性文件草案公开征求意见及其结果"),
    column("fwzn", "服务指南", None, "办事服务", Static, "办事事项的指南"),
    column("rdwd", "热点问答", None, "回应关切", Months6, "群众关心的问题和答复"),
    column("kddsdq", "看得懂算得清", None, "政策解读", Static, "一项政策一张明白卡，附算例"),
];

impl Column {
    /// The column with this code, if it is one.
    pub fn from_code(code: &str) -> Option<&'static Self> {
        COLUMNS.iter().find(|column| column.code == code)
    }

    /// The column with this name or code, if it is one.
    pub fn named(name: &str) -> Option<&'static Self> {
        COLUMNS.iter().find(|column| column.name == name || column.code == name)
    }

    /// The column that an address lies in, the lowest there is; none outside of all columns.
    pub fn at(address: &str) -> Option<&'static Self> {
        let within = COLUMNS.iter().filter(|column| address.starts_with(&column.address()));
        within.max_by_key(|column| column.address().len())
    }

    /// The columns of the first level, in the order of the navigation.
    pub fn first_level() -> impl Iterator<Item = &'static Self> {
        COLUMNS.iter().filter(|column| column.parent.is_none())
    }

    /// `ColumnKeywords` of the meta tags: the names from the top of the tree down to its own.
    pub fn keywords(&self) -> String {
        let above: String = self.above().iter().map(|column| format!("{},", column.name)).collect();
        format!("{above}{}", self.name)
    }

    /// Whether publications are put into it. Those above others show what lies below them; annual reports, applications
    /// and what has ended come of themselves.
    pub fn takes_publications(&self) -> bool {
        self.children().next().is_none() && !matches!(self.code, ENDED | "zfxxgknb" | "ysqgk")
    }

    /// The columns right below it.
    pub fn children(&self) -> impl Iterator<Item = &'static Self> {
        let code = self.code;
        COLUMNS.iter().filter(move |column| column.parent == Some(code))
    }

    /// The columns above it, the highest first.
    pub fn above(&self) -> Vec<&'static Self> {
        let mut above = Vec::new();
        let mut next = self.parent;
        while let Some(column) = next.and_then(Self::from_code) {
            above.insert(0, column);
            next = column.parent;
        }
        above
    }

    /// Its address on the site: `/zfxxgk/fdzdgknr/zcwj/`.
    pub fn address(&self) -> String {
        let above: String = self.above().iter().map(|column| format!("{}/", column.code)).collect();
        format!("/{above}{}/", self.code)
    }
}
