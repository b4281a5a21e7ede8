//! A report as a whole: what is read from a published file, built from registers, checked and rendered.

use jiff::civil::Date;

use super::tables::Tables;

/// The headings of the six parts, exactly as the form has them, without their numbers.
pub const PARTS: [&str; 6] = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
];

/// An annual report (政府信息公开工作年度报告). 《条例》第49条、第50条
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnualReport {
    /// The agency's full name, from title, signature or text.
    pub agency: Option<String>,
    /// The year reported on.
    pub year: Option<i16>,
    /// The title as printed, line breaks removed.
    pub title: Option<String>,
    /// The day of publication, where the file tells it.
    pub published_on: Option<Date>,
    /// The text before the first heading.
    pub preamble: Vec<String>,
    /// Headings and text in the order of the file. Tables are not repeated here.
    pub sections: Vec<Section>,
    /// Tables two, three and four.
    pub tables: Tables,
}

/// A part of the report's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Which of [`PARTS`] this is (0 to 5), if it is one of them.
    pub part: Option<usize>,
    /// The heading as printed: `一、总体情况`.
    pub heading: String,
    /// Paragraphs as printed, lines of one paragraph joined.
    pub paragraphs: Vec<String>,
}

impl AnnualReport {
    /// The first section that is this part (0 to 5).
    pub fn part(&self, part: usize) -> Option<&Section> {
        self.sections.iter().find(|section| section.part == Some(part))
    }
}
