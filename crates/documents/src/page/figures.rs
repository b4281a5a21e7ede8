//! Numbers in the tables of a text: their columns stand at the right, digit below digit.

use super::model::{Block, Table, text};

/// What stands where there is no number.
const NOTHING: [&str; 7] = ["", "-", "—", "——", "－", "/", "…"];
/// Headings of columns whose digits are no amounts.
const CODES: [&str; 10] = ["编码", "代码", "编号", "序号", "号码", "电话", "邮编", "年份", "年度", "文号"];

/// A cell as its column is judged by.
struct Judged {
    is_head: bool,
    /// Its first column, from 0; none where it covers several.
    column: Option<usize>,
    /// What it says, without blanks.
    text: String,
}

/// Marks the cells of columns of numbers, their headings included.
pub(super) fn mark(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|item| mark(item)),
            Block::Quote(inside) => mark(inside),
            Block::Table(table) => mark_table(table),
            Block::Heading { .. } | Block::Paragraph(_) => {}
        }
    }
}

fn mark_table(table: &mut Table) {
    // A table around others is none of rows and columns.
    if table.rows.iter().flatten().any(|cell| has_table(&cell.blocks)) {
        table.rows.iter_mut().flatten().for_each(|cell| mark(&mut cell.blocks));
        return;
    }
    let cells: Vec<Judged> = table
        .rows
        .iter()
        .flatten()
        .zip(table.columns().into_iter().flatten())
        .map(|(cell, column)| Judged {
            is_head: cell.scope.is_some(),
            column: Some(column).filter(|_| cell.columns == 1),
            text: text(&cell.blocks).chars().filter(|c| !c.is_whitespace()).collect(),
        })
        .collect();
    let width = cells.iter().filter_map(|cell| cell.column).max().map_or(0, |last| last + 1);
    let numbers: Vec<bool> = (0..width).map(|column| is_of_numbers(&cells, column)).collect();
    for (cell, judged) in table.rows.iter_mut().flatten().zip(&cells) {
        let is_of_numbers = judged.column.is_some_and(|column| numbers[column]);
        cell.is_figure = is_of_numbers && (judged.is_head || is_number(&judged.text));
    }
}

fn has_table(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Table(_) => true,
        Block::List { items, .. } => items.iter().any(|item| has_table(item)),
        Block::Quote(inside) => has_table(inside),
        Block::Heading { .. } | Block::Paragraph(_) => false,
    })
}

/// Whether a column has numbers and nothing else below its heading, and its heading calls them no codes.
fn is_of_numbers(cells: &[Judged], column: usize) -> bool {
    let mut own = cells.iter().filter(|cell| cell.column == Some(column)).peekable();
    // Where no cell is marked as a heading, the first one is it.
    let first = own.peek().is_some_and(|cell| !cell.is_head && !is_number(&cell.text));
    let (heads, body): (Vec<_>, Vec<_>) =
        own.enumerate().partition(|(nth, cell)| cell.is_head || first && *nth == 0);
    let is_code = |text: &str| CODES.iter().any(|word| text.contains(word));
    !heads.iter().any(|(_, cell)| is_code(&cell.text))
        && body.iter().any(|(_, cell)| is_number(&cell.text))
        && body.iter().all(|(_, cell)| is_number(&cell.text) || NOTHING.contains(&cell.text.as_str()))
}

/// Whether a cell says one number: `1,234.50`, `-3`, `12.5%`, `（3.2）`.
fn is_number(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')', '%', '％']);
    let text = text.trim_start_matches(['-', '－', '+', '¥', '￥']);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '，' | '.'))
}

#[cfg(test)]
mod tests {
    use crate::page::Body;

    /// The texts of the cells that are marked.
    fn marked(html: &str) -> Vec<String> {
        let body = Body::clean(html).unwrap().body;
        let aligned = body.laid_out();
        assert_eq!(aligned.replace(" class=\"figure\"", ""), body.as_str(), "nothing else changes");
        let cells = aligned.split(" class=\"figure\"").skip(1);
        cells
            .map(|rest| {
                let text = rest.split_once('>').unwrap().1;
                let text = text.split("</t").next().unwrap();
                text.replace("<strong>", "").replace("</strong>", "")
            })
            .collect()
    }

    #[test]
    fn columns_of_amounts_are_marked_with_their_headings_and_codes_are_not() {
        let table = "<p>表</p><table><caption>支出</caption><thead><tr><th scope=\"col\">科目编码</th>\
            <th scope=\"col\">名称</th><th scope=\"col\">预算数</th></tr></thead><tbody>\
            <tr><td>20801</td><td>管理</td><td><strong>2,310.50</strong></td></tr>\
            <tr><td>20805</td><td>养老</td><td>—</td></tr><tr><td></td><td>合计</td><td>-12.5%</td></tr>\
            </tbody></table>";
        assert_eq!(marked(table), ["预算数", "2,310.50", "-12.5%"]);
        let words = table.replace("<td>—</td>", "<td>每月100元</td>");
        assert!(marked(&words).is_empty(), "a column of numbers and words is one of words");
    }

    #[test]
    fn cells_over_several_rows_and_columns_keep_the_others_in_their_places() {
        let table = "<table><tbody><tr><td rowspan=\"2\">科目</td><td colspan=\"2\">预算数</td></tr>\
            <tr><td>今年</td><td>去年</td></tr><tr><td rowspan=\"2\">支出</td><td>1</td><td>2</td></tr>\
            <tr><td>3</td><td>甲</td></tr></tbody></table><p>5</p>";
        assert_eq!(marked(table), ["1", "3"]);
        for other in
            ["", "<p>1</p>", "<table>", "<table><tr><td", "<table><tbody><tr><td>1</td></tr></tbody></table>"]
        {
            let expected = usize::from(other.ends_with("</table>"));
            assert_eq!(marked(other).len(), expected, "{other}");
        }
    }
}
