//! Pages that the program writes itself: paragraphs and lists as tables.

use super::Body;
use super::model::{Block, Cell, Inline, Marks, Scope, Table};

/// A list as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTable {
    /// What is listed.
    pub caption: String,
    /// The headings of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<ListCell>>,
}

/// A cell of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCell {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl From<String> for ListCell {
    fn from(text: String) -> Self {
        Self { text, href: None }
    }
}

impl Body {
    /// A page of paragraphs and, below them, lists.
    pub fn composed(paragraphs: &[String], lists: &[ListTable]) -> Self {
        let blocks = paragraphs.iter().map(Block::paragraph);
        let blocks: Vec<_> = blocks.chain(lists.iter().map(|list| Block::Table(table(list)))).collect();
        Self::of(&blocks)
    }
}

fn table(list: &ListTable) -> Table {
    let head = list
        .head
        .iter()
        .map(|text| Cell { scope: Some(Scope::Column), ..Cell::new(vec![Block::paragraph(text)]) });
    let cell = |cell: &ListCell| {
        let run = Inline::Run { text: cell.text.clone(), marks: Marks::default(), href: cell.href.clone() };
        Cell::new(vec![Block::Paragraph(vec![run])])
    };
    let rows =
        std::iter::once(head.collect()).chain(list.rows.iter().map(|row| row.iter().map(cell).collect()));
    Table { caption: vec![Inline::plain(&list.caption)], head: 1, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_clean_as_it_is_written() {
        let row =
            vec![ListCell { text: "甲<b>".into(), href: Some("/p/P2026-1".into()) }, "乙".to_owned().into()];
        let list =
            ListTable {
                caption: "文件".into(), head: vec!["标题".into(), "文号".into()], rows: vec![row]
            };
        let body = Body::composed(&["说明".into()], &[list]);
        assert_eq!(Body::written(body.as_str()).as_ref(), Some(&body), "{body}");
        assert_eq!(body.text(), "说明\n文件\n标题\t文号\n甲<b>\t乙");
        assert_eq!(body.links()[0].href, "/p/P2026-1");
        assert!(body.as_str().contains("scope=\"col\""), "{body}");
    }
}
