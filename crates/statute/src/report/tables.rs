//! Tables two, three and four of an annual report, with the values as printed. 《条例》第50条

use super::cell::Cell;
use super::rows::Row;

/// What a report's tables say. A table that is not there is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Table two in the form of 2021.
    pub part2: Option<Part2>,
    /// Table two in the form of 2019.
    pub part2_2019: Option<Part2Trial>,
    /// Table three.
    pub part3: Option<Part3>,
    /// Table four.
    pub part4: Option<Part4>,
}

/// Table two, form of 2021 (主动公开政府信息情况).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part2 {
    /// 规章
    pub rules: Stock,
    /// 行政规范性文件
    pub normative_documents: Stock,
    /// 行政许可, 本年处理决定数量.
    pub licences: Cell,
    /// 行政处罚, 本年处理决定数量.
    pub punishments: Cell,
    /// 行政强制, 本年处理决定数量.
    pub coercions: Cell,
    /// 行政事业性收费, 万元.
    pub fees: Cell,
}

/// 本年制发件数, 本年废止件数, 现行有效件数.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// 本年制发件数
    pub made: Cell,
    /// 本年废止件数
    pub repealed: Cell,
    /// 现行有效件数, on 31 December.
    pub in_force: Cell,
}

/// Table two, trial form of 2019.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part2Trial {
    /// 规章
    pub rules: TrialStock,
    /// 规范性文件
    pub normative_documents: TrialStock,
    /// 行政许可
    pub licences: TrialItems,
    /// 其他对外管理服务事项
    pub other_services: TrialItems,
    /// 行政处罚
    pub punishments: TrialItems,
    /// 行政强制
    pub coercions: TrialItems,
    /// 行政事业性收费: 上一年项目数量, 本年增/减.
    pub fees: (Cell, Cell),
    /// 政府集中采购: 采购项目数量, 采购总金额.
    pub procurement: (Cell, Cell),
}

/// 本年新制作数量, 本年新公开数量, 对外公开总数量.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrialStock {
    /// 本年新制作数量
    pub made: Cell,
    /// 本年新公开数量
    pub published: Cell,
    /// 对外公开总数量
    pub total_published: Cell,
}

/// 上一年项目数量, 本年增/减, 处理决定数量.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrialItems {
    /// 上一年项目数量
    pub items_last_year: Cell,
    /// 本年增/减
    pub change: Cell,
    /// 处理决定数量
    pub decisions: Cell,
}

/// Table three (收到和处理政府信息公开申请情况): rows in the order of the form, seven cells each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part3 {
    /// Each row once.
    pub rows: Vec<(Row, [Cell; 7])>,
}

impl Part3 {
    /// The form of 2021 with every cell blank.
    pub fn blank_2021() -> Self {
        Self { rows: Row::form_2021().map(|row| (row, Default::default())).collect() }
    }

    /// The form of 2019 with every cell blank.
    pub fn blank_2019() -> Self {
        Self { rows: Row::form_2019().map(|row| (row, Default::default())).collect() }
    }

    /// The cells of a row.
    pub fn row(&self, row: Row) -> Option<&[Cell; 7]> {
        self.rows.iter().find(|(r, _)| *r == row).map(|(_, cells)| cells)
    }

    /// The cells of a row, to be filled.
    pub fn row_mut(&mut self, row: Row) -> Option<&mut [Cell; 7]> {
        self.rows.iter_mut().find(|(r, _)| *r == row).map(|(_, cells)| cells)
    }

    /// Whether （六）其他处理 is one row.
    pub fn is_merged(&self) -> bool {
        self.row(Row::OtherHandlingMerged).is_some()
    }
}

/// The headings of each block of table four.
pub const REMEDY_COLUMNS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];

/// The names of the blocks of table four, in order.
pub const REMEDY_BLOCKS: [&str; 3] = ["复议", "未经复议直接起诉", "复议后起诉"];

/// Table four (政府信息公开行政复议、行政诉讼情况): each block in the order of [`REMEDY_COLUMNS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part4 {
    /// 行政复议
    pub reviews: [Cell; 5],
    /// 行政诉讼, 未经复议直接起诉
    pub direct_suits: [Cell; 5],
    /// 行政诉讼, 复议后起诉
    pub suits_after_review: [Cell; 5],
}

impl Part4 {
    /// The three blocks with their names.
    pub fn blocks(&self) -> [(&'static str, &[Cell; 5]); 3] {
        let [reviews, direct_suits, suits_after_review] = REMEDY_BLOCKS;
        [
            (reviews, &self.reviews),
            (direct_suits, &self.direct_suits),
            (suits_after_review, &self.suits_after_review),
        ]
    }
}
