//! The rows of table three, one list for builder, reader, checker, renderer and documentation. 《条例》第50条

use crate::leaf::{Group, Leaf};

/// The headings of the six columns of applicants and of 总计, in order.
pub const COLUMNS: [&str; 7] =
    ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];

/// The column of 总计.
pub const TOTAL: usize = 6;

/// A row of table three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// 一、本年新收政府信息公开申请数量
    Received,
    /// 二、上年结转政府信息公开申请数量
    CarriedIn,
    /// One of the outcomes under 三、本年度办理结果.
    Outcome(Leaf),
    /// （六）其他处理 as one row, in the form of 2019 and in mixed forms.
    OtherHandlingMerged,
    /// （七）总计
    Total,
    /// 四、结转下年度继续办理
    CarriedOut,
}

impl Row {
    /// The 25 rows of the form of 2021, in order.
    pub fn form_2021() -> impl Iterator<Item = Self> + Clone {
        [Self::Received, Self::CarriedIn]
            .into_iter()
            .chain(Leaf::ALL.into_iter().map(Self::Outcome))
            .chain([Self::Total, Self::CarriedOut])
    }

    /// The 23 rows of the form of 2019, in order.
    pub fn form_2019() -> impl Iterator<Item = Self> + Clone {
        [Self::Received, Self::CarriedIn]
            .into_iter()
            .chain(
                Leaf::ALL.into_iter().filter(|leaf| leaf.group() != Group::OtherHandling).map(Self::Outcome),
            )
            .chain([Self::OtherHandlingMerged, Self::Total, Self::CarriedOut])
    }

    /// The label of the row's own cell, exactly as the form has it.
    pub fn label(self) -> String {
        match self {
            Self::Received => "一、本年新收政府信息公开申请数量".into(),
            Self::CarriedIn => "二、上年结转政府信息公开申请数量".into(),
            Self::Outcome(Leaf::Granted) => "（一）予以公开".into(),
            Self::Outcome(Leaf::PartlyGranted) => {
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）".into()
            }
            Self::Outcome(leaf) => format!("{}.{}", leaf.number_in_group(), leaf.zh()),
            Self::OtherHandlingMerged => "（六）其他处理".into(),
            Self::Total => "（七）总计".into(),
            Self::CarriedOut => "四、结转下年度继续办理".into(),
        }
    }

    /// The row's name where it stands alone, with the group's mark: `（三）1.属于国家秘密`, `（二）部分公开`.
    pub fn key(self) -> String {
        match self {
            Self::Outcome(leaf @ (Leaf::Granted | Leaf::PartlyGranted)) => {
                format!("{}{}", leaf.group().mark(), leaf.zh())
            }
            Self::Outcome(leaf) => format!("{}{}", leaf.group().mark(), self.label()),
            other => other.label(),
        }
    }

    /// The row with this [`Row::key`], if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::form_2021().chain([Self::OtherHandlingMerged]).find(|row| row.key() == key)
    }
}

impl Leaf {
    /// The number of the outcome within its group, from 1.
    pub fn number_in_group(self) -> usize {
        self.group().leaves().position(|leaf| leaf == self).map_or(1, |index| index + 1)
    }
}
