//! Numbers in the tables of a text: their columns stand at the right, digit below digit.

/// What stands where there is no number.
const NOTHING: [&str; 7] = ["", "-", "—", "——", "－", "/", "…"];
/// Headings of columns whose digits are no amounts.
const CODES: [&str; 10] = ["编码", "代码", "编号", "序号", "号码", "电话", "邮编", "年份", "年度", "文号"];

/// A cell of a table as it stands in the text.
struct Cell<'a> {
    /// Where its tag can take a class: behind the element's name.
    at: usize,
    is_head: bool,
    /// Its first column, from 0, and how many it covers.
    column: usize,
    columns: usize,
    text: &'a str,
}

/// A clean text with the class `figure` at the cells of columns of numbers, their headings included.
pub(super) fn aligned(html: &str) -> String {
    let mut places: Vec<usize> = Vec::new();
    for (start, _) in html.match_indices("<table>") {
        let table = html[start..].split("</table>").next().unwrap_or_default();
        // A table around others is none of rows and columns.
        if table[1..].contains("<table>") {
            continue;
        }
        let cells = cells(table, start);
        let width = cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or_default();
        let numbers: Vec<bool> = (0..width).map(|column| is_of_numbers(&cells, column)).collect();
        let of_numbers = |cell: &&Cell<'_>| {
            cell.columns == 1 && numbers[cell.column] && (cell.is_head || is_number(cell.text))
        };
        places.extend(cells.iter().filter(of_numbers).map(|cell| cell.at));
    }
    let mut marked = String::with_capacity(html.len() + places.len() * 16);
    let mut from = 0;
    for place in places {
        marked.push_str(&html[from..place]);
        marked.push_str(" class=\"figure\"");
        from = place;
    }
    marked + &html[from..]
}

/// The cells of a table that begins at `start`, each in its column.
fn cells(table: &str, start: usize) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    // For each column, how many rows from this one on are covered from above.
    let mut covered: Vec<usize> = Vec::new();
    for (row_at, _) in table.match_indices("<tr>") {
        let row = table[row_at..].split("</tr>").next().unwrap_or_default();
        let (mut column, mut from) = (0, 0);
        let mut next: Vec<usize> = covered.iter().map(|rows| rows.saturating_sub(1)).collect();
        while let Some(found) = row[from..].find("<t").map(|at| at + from) {
            from = found + "<td".len();
            let is_head = row[found..].starts_with("<th");
            if !is_head && !row[found..].starts_with("<td") {
                continue;
            }
            let Some(tag_end) = row[from..].find('>').map(|at| at + from) else { break };
            let tag = &row[from..tag_end];
            let text_end = row[tag_end..].find(if is_head { "</th>" } else { "</td>" });
            let text_end = text_end.map_or(row.len(), |at| at + tag_end);
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let (columns, rows) = (count(tag, "colspan"), count(tag, "rowspan"));
            next.resize(next.len().max(column + columns), 0);
            next[column..column + columns].fill(rows - 1);
            let text = &row[tag_end + 1..text_end];
            cells.push(Cell { at: start + row_at + from, is_head, column, columns, text });
            column += columns;
            from = text_end;
        }
        covered = next;
    }
    cells
}

/// How many columns or rows a tag says that its cell covers.
fn count(tag: &str, name: &str) -> usize {
    let value = tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, 1000)
}

/// Whether a column has numbers and nothing else below its heading, and its heading calls them no codes.
fn is_of_numbers(cells: &[Cell<'_>], column: usize) -> bool {
    let mut own = cells.iter().filter(|cell| cell.column == column && cell.columns == 1).peekable();
    // Where no cell is marked as a heading, the first one is it.
    let first = own.peek().is_some_and(|cell| !cell.is_head && !is_number(cell.text));
    let (heads, body): (Vec<_>, Vec<_>) =
        own.enumerate().partition(|(nth, cell)| cell.is_head || first && *nth == 0);
    let is_code = |text: String| CODES.iter().any(|word| text.contains(word));
    !heads.iter().any(|(_, cell)| is_code(plain(cell.text)))
        && body.iter().any(|(_, cell)| is_number(cell.text))
        && body.iter().all(|(_, cell)| is_number(cell.text) || NOTHING.contains(&plain(cell.text).as_str()))
}

/// Whether a cell says one number: `1,234.50`, `-3`, `12.5%`, `（3.2）`.
fn is_number(html: &str) -> bool {
    let text = plain(html);
    let text = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')', '%', '％']);
    let text = text.trim_start_matches(['-', '－', '+', '¥', '￥']);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '，' | '.'))
}

/// The text of a cell without its elements.
fn plain(html: &str) -> String {
    let mut is_tag = false;
    let kept = html.chars().filter(|c| {
        let shows = !is_tag && *c != '<';
        is_tag = if *c == '<' { true } else { is_tag && *c != '>' };
        shows
    });
    kept.filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the cells that are marked.
    fn marked(html: &str) -> Vec<String> {
        let aligned = aligned(html);
        assert_eq!(aligned.replace(" class=\"figure\"", ""), html, "nothing else changes");
        let cells = aligned.split(" class=\"figure\"").skip(1);
        cells
            .map(|rest| {
                let text = rest.split_once('>').unwrap().1;
                plain(text.split("</t").next().unwrap())
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
