//! What each register's columns are: the one table behind reader, template and `docs/registers.md`. 《条例》第45条

mod choices;
mod table;

pub use table::columns;

use statute::leaf::Leaf;

/// A column of a register.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The header, as it stands in the first row.
    pub name: &'static str,
    /// Whether it must be there and filled.
    pub need: Need,
    /// What its cells hold.
    pub kind: Kind,
    /// What is entered, in one line for the page and the sheet; empty where the header says it.
    pub about: &'static str,
}

/// Whether a column must be there, and its cells filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The column is there and every cell of it filled.
    Filled,
    /// The column is there; a cell may be empty.
    Present,
    /// The column may be left out.
    Optional,
    /// 日期 or 月份: one of the two columns is there, one of the two cells filled.
    Period,
    /// 备注: for the office's own use, not read.
    Remark,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// A civil date.
    Date,
    /// A month of a year.
    Month,
    /// A whole number, 0 or more.
    Count,
    /// An amount in 万元, 0 or more.
    Amount,
    /// An outcome of an application, by code or label.
    Outcome,
    /// One of these words.
    Choice(&'static [Choice]),
}

/// A word a cell may hold, and the spellings that mean the same.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The word itself.
    pub word: &'static str,
    /// Other spellings of it.
    pub also: &'static [&'static str],
}

impl Kind {
    /// What a cell should hold, for messages: 应为….
    pub fn expected(self) -> String {
        match self {
            Self::Text => "文字".into(),
            Self::Date => "存在的日期，如 2023-01-05、2023/1/5 或者 2023年1月5日".into(),
            Self::Month => "年和月，如 2023-03 或者 2023年3月".into(),
            Self::Count => "不小于0的整数".into(),
            Self::Amount => "不小于0的数，单位万元，不带单位".into(),
            Self::Outcome => {
                let codes: Vec<_> = Leaf::ALL.iter().map(|leaf| leaf.code()).collect();
                format!("办理结果代码（{}）或者表三的行名", codes.join("、"))
            }
            Self::Choice(choices) => {
                let words: Vec<_> = choices.iter().map(|choice| choice.word).collect();
                words.join("、") + "之一"
            }
        }
    }

    /// The kind's name on the page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Date => "日期",
            Self::Month => "月份",
            Self::Count => "整数",
            Self::Amount => "万元",
            Self::Outcome => "办理结果",
            Self::Choice(_) => "选项",
        }
    }
}

impl Need {
    /// The need's name on the page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Filled => "必填",
            Self::Present => "须有此列，可空",
            Self::Optional => "可选",
            Self::Period => "日期、月份二者必有其一",
            Self::Remark => "不读入",
        }
    }
}
