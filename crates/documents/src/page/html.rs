//! Blocks as HTML, one way for each.

use super::model::{Block, Cell, Inline, Marks, Scope, Table};

/// The elements of marks, from the outermost; links stand outside all of them.
const MARKS: [(Marks, &str); 5] = [
    (Marks::STRONG, "strong"),
    (Marks::EM, "em"),
    (Marks::UNDERLINE, "u"),
    (Marks::SUB, "sub"),
    (Marks::SUP, "sup"),
];

/// The blocks, a line each.
pub(crate) fn write(blocks: &[Block]) -> String {
    write_classed(blocks, &[])
}

/// The blocks, a line each; headings and paragraphs are of the class at their place.
pub(crate) fn write_classed(blocks: &[Block], classes: &[Option<&str>]) -> String {
    let mut out = String::new();
    for (index, it) in blocks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        classed(&mut out, it, classes.get(index).copied().flatten());
    }
    out
}

fn block(out: &mut String, block: &Block) {
    classed(out, block, None);
}

fn classed(out: &mut String, block: &Block, class: Option<&str>) {
    let mut text = |name: &str, text: &[Inline]| {
        match class {
            Some(class) => out.push_str(&format!("<{name} class=\"{class}\">")),
            None => out.push_str(&format!("<{name}>")),
        }
        line(out, text);
        out.push_str(&format!("</{name}>"));
    };
    match block {
        Block::Heading { level, line } => text(&format!("h{level}"), line),
        Block::Paragraph(line) => text("p", line),
        Block::List { is_ordered, items } => wrapped(out, if *is_ordered { "ol" } else { "ul" }, |out| {
            for item in items {
                wrapped(out, "li", |out| inside(out, item));
            }
        }),
        Block::Quote(blocks) => {
            wrapped(out, "blockquote", |out| blocks.iter().for_each(|it| self::block(out, it)));
        }
        Block::Table(it) => table(out, it),
    }
}

fn wrapped(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    out.push_str(&format!("<{name}>"));
    content(out);
    out.push_str(&format!("</{name}>"));
}

/// The content of an item or a cell: a single paragraph, or one before lists, needs no element of its own.
fn inside(out: &mut String, blocks: &[Block]) {
    match blocks {
        [Block::Paragraph(text), rest @ ..] if rest.iter().all(|it| matches!(it, Block::List { .. })) => {
            line(out, text);
            for it in rest {
                block(out, it);
            }
        }
        _ => blocks.iter().for_each(|it| block(out, it)),
    }
}

fn table(out: &mut String, table: &Table) {
    wrapped(out, "table", |out| {
        if !table.caption.is_empty() {
            wrapped(out, "caption", |out| line(out, &table.caption));
        }
        let (head, body) = table.rows.split_at(table.head);
        for (name, rows) in [("thead", head), ("tbody", body)] {
            if !rows.is_empty() {
                wrapped(out, name, |out| {
                    for row in rows {
                        wrapped(out, "tr", |out| row.iter().for_each(|it| cell(out, it)));
                    }
                });
            }
        }
    });
}

fn cell(out: &mut String, cell: &Cell) {
    let name = if cell.scope.is_some() { "th" } else { "td" };
    out.push_str(&format!("<{name}"));
    if cell.is_figure {
        out.push_str(" class=\"figure\"");
    }
    match cell.scope {
        Some(Scope::Column) => out.push_str(" scope=\"col\""),
        Some(Scope::Row) => out.push_str(" scope=\"row\""),
        None => {}
    }
    for (attribute, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if count > 1 {
            out.push_str(&format!(" {attribute}=\"{count}\""));
        }
    }
    out.push('>');
    inside(out, &cell.blocks);
    out.push_str(&format!("</{name}>"));
}

fn line(out: &mut String, line: &[Inline]) {
    // The elements that are open: `Err` is a link, which stands outside all others.
    let mut open: Vec<Result<&str, &str>> = Vec::new();
    for it in line {
        let (marks, href) = match it {
            Inline::Run { marks, href, .. } => (*marks, href.as_deref()),
            Inline::Image { href, .. } => (Marks::default(), href.as_deref()),
            Inline::Break => (Marks::default(), None),
        };
        let mut wanted: Vec<Result<&str, &str>> = href.map(Err).into_iter().collect();
        wanted.extend(MARKS.iter().filter(|(mark, _)| marks.has(*mark)).map(|(_, name)| Ok(*name)));
        let same = open.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
        close(out, open.drain(same..).rev());
        for it in wanted.drain(same..) {
            match it {
                Ok(name) => out.push_str(&format!("<{name}>")),
                Err(href) => out.push_str(&format!("<a href=\"{}\">", escape(href))),
            }
            open.push(it);
        }
        match it {
            Inline::Run { text, .. } => out.push_str(&escape(text)),
            Inline::Image { src, alt, .. } => {
                out.push_str(&format!("<img src=\"{}\" alt=\"{}\">", escape(src), escape(alt)));
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
    close(out, open.into_iter().rev());
}

fn close<'a>(out: &mut String, elements: impl Iterator<Item = Result<&'a str, &'a str>>) {
    elements.for_each(|it| out.push_str(&format!("</{}>", it.unwrap_or("a"))));
}

pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
