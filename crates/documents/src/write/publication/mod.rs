//! A publication as Word file and PDF: title, number, text, pictures, and its metadata as a table at the end.
//! GB/T 9704-2012

mod docx;
mod parts;
mod pdf;

use std::collections::BTreeMap;

pub use docx::docx;
use jiff::civil::Date;
pub use pdf::pdf;

use super::xml::clean;
use crate::page::Body;
pub(crate) use crate::page::METADATA;

/// What is printed of a publication.
#[derive(Clone, Debug)]
pub struct Printed<'a> {
    /// 标题
    pub title: &'a str,
    /// What a reader should know first of a document that is not simply in force (有效性提示), printed above all else.
    pub notice: Option<&'a str>,
    /// 发文字号
    pub document_number: Option<&'a str>,
    /// 发文机关, printed in red over the number of a numbered document.
    pub issuer: &'a str,
    /// 成文日期: the day the files themselves bear.
    pub made_on: Option<Date>,
    /// The rows of the metadata, label and value, as the page shows them.
    pub metadata: &'a [(String, String)],
    /// 正文
    pub body: &'a Body,
    /// The pictures of the body by the addresses it shows them by; one that is not here is told by its words.
    pub pictures: &'a BTreeMap<String, Vec<u8>>,
}

impl Printed<'_> {
    fn title(&self) -> String {
        clean(self.title)
    }

    fn notice(&self) -> Option<String> {
        self.notice.map(clean).filter(|it| !it.is_empty())
    }

    fn issuer(&self) -> String {
        clean(self.issuer)
    }

    fn number(&self) -> Option<String> {
        self.document_number.map(clean).filter(|it| !it.is_empty())
    }

    /// The mark over a numbered document.
    fn mark(&self) -> Option<String> {
        let issuer = self.issuer();
        self.number().is_some().then_some(issuer).filter(|it| !it.is_empty())
    }

    /// The rows of the metadata that say something.
    fn metadata(&self) -> Vec<(String, String)> {
        let rows = self.metadata.iter().map(|(label, value)| (clean(label), clean(value)));
        rows.filter(|(_, value)| !value.is_empty()).collect()
    }
}
