//! Plain text: encodings, line by line content, tables drawn with pipes.

use super::content::{Block, Content, Format, Grid, GridCell, Problem};

/// Text out of bytes: by byte order mark, UTF-8 where it is valid, GB18030 otherwise.
pub(crate) fn decode(bytes: &[u8]) -> (String, Vec<Problem>) {
    decode_with(bytes, None)
}

/// Like [`decode`], with the encoding a page says it has; what the bytes say goes before.
pub(crate) fn decode_with(
    bytes: &[u8],
    declared: Option<&'static encoding_rs::Encoding>,
) -> (String, Vec<Problem>) {
    let mut problems = Vec::new();
    let declared = declared
        .filter(|encoding| *encoding == encoding_rs::BIG5 || *encoding == encoding_rs::GBK)
        .map_or(encoding_rs::GB18030, |encoding| {
            if encoding == encoding_rs::BIG5 { encoding } else { encoding_rs::GB18030 }
        });
    let text = if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
    } else if let Some(encoding) = utf16(bytes) {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let (text, _, lossy) = declared.decode(bytes);
        let utf8 = String::from_utf8_lossy(bytes);
        let lost = |text: &str| text.chars().filter(|c| *c == '\u{fffd}').count();
        if lossy && lost(&utf8) < lost(&text) {
            problems
                .push(Problem {
                    place: "全文".into(), message: "有些字符不是有效的UTF-8，已跳过".into()
                });
            utf8.into_owned()
        } else {
            if lossy {
                problems.push(Problem {
                    place: "全文".into(),
                    message: format!("有些字符不是有效的{}，已跳过", declared.name()),
                });
            }
            text.into_owned()
        }
    };
    match repaired(&text) {
        Some(better) => {
            problems
                .push(Problem {
                    place: "全文".into(), message: "文字曾以错误的编码保存，已尽量还原".into()
                });
            (better, problems)
        }
        None => (text, problems),
    }
}

/// UTF-16 without a mark: every second byte of plain characters is zero.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 2;
    let newline = |pair: [u8; 2]| sample.chunks_exact(2).any(|chunk| chunk == pair);
    if sample.len() < 64 {
        None
    } else if zeros(1) * 20 > sample.len() && zeros(0) * 50 < sample.len() && newline([b'\n', 0]) {
        Some(encoding_rs::UTF_16LE)
    } else if zeros(0) * 20 > sample.len() && zeros(1) * 50 < sample.len() && newline([0, b'\n']) {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 that was once read as GBK and saved again. Variation 33.
fn repaired(text: &str) -> Option<String> {
    // 政府 and 信息 as they look after that mistake.
    if !text.contains("鏀垮簻") && !text.contains("淇℃伅") {
        return None;
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let better = String::from_utf8_lossy(&bytes).into_owned();
    (better.contains("政府") || better.contains("信息")).then_some(better)
}

/// Reads plain text.
pub(crate) fn content(bytes: &[u8]) -> Content {
    let (text, problems) = decode(bytes);
    Content { format: Format::Text, title: None, blocks: blocks(&text), problems }
}

/// Lines, page breaks and tables drawn with pipes.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut drawn: Vec<Vec<GridCell>> = Vec::new();
    let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r')).peekable();
    while let Some(line) = lines.next() {
        if is_piped(line) {
            let mut row = line.to_owned();
            // A line break inside a cell: the row goes on until its closing pipe. Variation 27.
            let mut more = 0;
            while starts_piped(&row) && !ends_piped(&row) && more < 6 {
                let Some(next) = lines.peek() else { break };
                // A row that has no pipe at its beginning, as where the table has none at its edges.
                let whole = next.matches('|').count() >= 2 && !ends_piped(next);
                if starts_piped(next) || whole || next.trim().is_empty() {
                    break;
                }
                row.push('\n');
                row.push_str(next);
                lines.next();
                more += 1;
            }
            if !is_rule(&row) {
                drawn.push(cells(&row));
            }
            continue;
        }
        if is_frame(line) && !line.trim().is_empty() {
            continue;
        }
        if !drawn.is_empty() {
            blocks.push(Block::Table(Grid { rows: std::mem::take(&mut drawn) }));
        }
        let mut parts = line.split('\u{c}');
        if let Some(first) = parts.next() {
            blocks.push(Block::Line(first.to_owned()));
        }
        for part in parts {
            blocks.push(Block::PageBreak);
            blocks.push(Block::Line(part.to_owned()));
        }
    }
    if !drawn.is_empty() {
        blocks.push(Block::Table(Grid { rows: drawn }));
    }
    blocks
}

const PIPES: [char; 4] = ['|', '│', '┃', '｜'];

fn starts_piped(line: &str) -> bool {
    line.trim_start().starts_with(PIPES)
}

fn ends_piped(line: &str) -> bool {
    line.trim_end().ends_with(PIPES)
}

fn is_piped(line: &str) -> bool {
    let pipes = line.chars().filter(|c| PIPES.contains(c)).count();
    pipes >= 3
        || (pipes >= 2 && starts_piped(line))
        || (pipes == 1 && starts_piped(line) && line.chars().count() > 1)
}

/// A line that only draws.
fn is_rule(row: &str) -> bool {
    row.contains(['-', '─', '=', '━'])
        && is_frame(row)
        && row.matches(PIPES).count() >= 2
        && row
            .split(PIPES)
            .filter(|cell| !cell.trim().is_empty())
            .all(|cell| cell.trim().chars().filter(|c| matches!(c, '-' | '─' | '=' | '━')).count() >= 2)
}

fn is_frame(row: &str) -> bool {
    row.trim().chars().count() >= 3
        && row.chars().all(|c| {
            PIPES.contains(&c)
                || matches!(
                    c,
                    '-' | '─'
                        | '━'
                        | '='
                        | ':'
                        | '+'
                        | ' '
                        | '┌'
                        | '┬'
                        | '┐'
                        | '├'
                        | '┼'
                        | '┤'
                        | '└'
                        | '┴'
                        | '┘'
                )
        })
        && row.chars().any(|c| PIPES.contains(&c) || "+┌┬┐├┼┤└┴┘─━".contains(c))
}

/// The cells of a row drawn with pipes.
pub(crate) fn cells(row: &str) -> Vec<GridCell> {
    let row = row.trim();
    let row = row.strip_prefix(PIPES).unwrap_or(row);
    let row = row.strip_suffix(PIPES).unwrap_or(row);
    row.split(PIPES).map(|text| GridCell { text: text.trim().to_owned(), colspan: 1, rowspan: 1 }).collect()
}
