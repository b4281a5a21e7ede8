//! The acts the program applies, with their names and dates in force.

/// An act that is cited by article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// 政府信息公开条例 (国务院令第711号), in force 2019-05-15.
    Regulation,
    /// 政府信息公开信息处理费管理办法 (国办函〔2020〕109号), in force 2021-01-01.
    FeeMeasure,
    /// 行政复议法, as revised in 2023, in force 2024-01-01.
    ReviewLaw,
    /// 行政复议法, the text of 2017, until 2023-12-31.
    ReviewLaw2017,
    /// 行政诉讼法, as amended in 2017.
    LitigationLaw,
    /// 最高人民法院关于适用《行政诉讼法》的解释 (法释〔2018〕1号).
    LitigationReading,
    /// 民事诉讼法, whose rules on periods the others refer to.
    CivilProcedure,
    /// 全国年节及纪念日放假办法.
    HolidayMeasure,
    /// 国务院关于职工工作时间的规定.
    WorkingTime,
    /// 立法法, as amended in 2023.
    LegislationLaw,
    /// 保守国家秘密法, as revised in 2024, in force 2024-05-01.
    SecrecyLaw,
    /// 个人信息保护法, in force 2021-11-01.
    PersonalInformationLaw,
}

impl Act {
    /// All acts.
    pub const ALL: [Self; 12] = [
        Self::Regulation,
        Self::FeeMeasure,
        Self::ReviewLaw,
        Self::ReviewLaw2017,
        Self::LitigationLaw,
        Self::LitigationReading,
        Self::CivilProcedure,
        Self::HolidayMeasure,
        Self::WorkingTime,
        Self::LegislationLaw,
        Self::SecrecyLaw,
        Self::PersonalInformationLaw,
    ];

    /// The name the program and its sources write between 《 and 》.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Regulation => "条例",
            Self::FeeMeasure => "信息处理费管理办法",
            Self::ReviewLaw => "行政复议法",
            Self::ReviewLaw2017 => "行政复议法（2017）",
            Self::LitigationLaw => "行政诉讼法",
            Self::LitigationReading => "行诉解释",
            Self::CivilProcedure => "民事诉讼法",
            Self::HolidayMeasure => "放假办法",
            Self::WorkingTime => "职工工作时间规定",
            Self::LegislationLaw => "立法法",
            Self::SecrecyLaw => "保守国家秘密法",
            Self::PersonalInformationLaw => "个人信息保护法",
        }
    }

    /// The name a letter prints between 《 and 》.
    pub const fn full_name(self) -> &'static str {
        match self {
            Self::Regulation => "中华人民共和国政府信息公开条例",
            Self::FeeMeasure => "政府信息公开信息处理费管理办法",
            Self::ReviewLaw | Self::ReviewLaw2017 => "中华人民共和国行政复议法",
            Self::LitigationLaw => "中华人民共和国行政诉讼法",
            Self::LitigationReading => "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释",
            Self::CivilProcedure => "中华人民共和国民事诉讼法",
            Self::HolidayMeasure => "全国年节及纪念日放假办法",
            Self::WorkingTime => "国务院关于职工工作时间的规定",
            Self::LegislationLaw => "中华人民共和国立法法",
            Self::SecrecyLaw => "中华人民共和国保守国家秘密法",
            Self::PersonalInformationLaw => "中华人民共和国个人信息保护法",
        }
    }

    /// The act written with this name, short or full; a full name that two versions share means the one in force.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| {
            act.short_name() == name
                || act.full_name() == name
                || act.full_name().strip_prefix("中华人民共和国") == Some(name)
        })
    }
}
