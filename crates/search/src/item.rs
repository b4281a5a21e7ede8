//! What is indexed: items as plain values. Whoever gives one has decided that everybody may see all of it.

use jiff::civil::DateTime;

/// Something published (主动公开的信息), as the index takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its key: an item put again under the same key takes the place of the one before.
    pub id: u64,
    /// Its number, by which the site addresses it.
    pub number: String,
    /// What of it was indexed: a hit tells it, so that whoever looks sees whether it is still so.
    pub state: String,
    /// Who published it.
    pub agency: String,
    /// Its title.
    pub title: String,
    /// 发文字号; empty where there is none.
    pub document_number: String,
    /// 索引号; empty where there is none.
    pub index_number: String,
    /// Its column: the codes from the top of the tree down, separated by `/`.
    pub column: String,
    /// What kind of publication it is.
    pub kind: String,
    /// 主题分类: one or two levels, separated by `/`; empty where there is none.
    pub theme: String,
    /// 体裁; empty where there is none.
    pub genre: String,
    /// 有效性 as a code; empty where it has none.
    pub validity: String,
    /// When it was published, by Beijing time.
    pub published_at: DateTime,
    /// 摘要; empty where there is none.
    pub summary: String,
    /// Its text, without markup.
    pub text: String,
    /// The names and texts of its attachments.
    pub attachments: Vec<(String, String)>,
}
