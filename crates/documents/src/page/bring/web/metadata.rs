//! What a page tells about itself: in its meta tags, in its box of metadata, by its headings.

use super::is_aside;
use crate::page::bring::labels::{self, Label};
use crate::page::bring::offered::{Offered, offer};
use crate::page::bring::official::is_signature;
use crate::page::bring::written_dates;
use crate::page::line::one_line;
use crate::page::model::{Block, line_text};
use crate::page::tree::{Data, Id, Tree};

/// Longer texts are no metadata.
const LONGEST: usize = 300;

/// Offers what the meta tags tell.
pub(super) fn meta(tree: &Tree, offered: &mut Offered) {
    for id in tree.within(tree.root()).filter(|id| tree.name(*id) == Some("meta")) {
        let (Some(name), Some(content)) = (tree.attribute(id, "name"), tree.attribute(id, "content")) else {
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "articletitle" => labels::take(offered, Label::Title, content),
            "pubdate" => {
                offer(&mut offered.published_on, written_dates::whole(content));
                offer(&mut offered.published_time, written_dates::time(content));
            }
            "columnname" => labels::take(offered, Label::Column, content),
            "contentsource" => labels::take(offered, Label::Source, content),
            _ => {}
        }
    }
}

/// Whether a meta tag names the title of an article.
pub(super) fn has_article_title(tree: &Tree) -> bool {
    tree.within(tree.root()).any(|id| {
        tree.name(id) == Some("meta")
            && tree.attribute(id, "name").is_some_and(|it| it.eq_ignore_ascii_case("articletitle"))
    })
}

/// The title by the only first heading, else by the title of the window without the names of the site.
pub(super) fn title(tree: &Tree) -> Option<String> {
    let named = |name: &'static str| {
        tree.within(tree.root())
            .filter(move |id| tree.name(*id) == Some(name))
            .map(|id| one_line(&tree.text(id)))
            .filter(|text| !text.is_empty())
    };
    let mut headings = named("h1");
    if let (Some(first), None) = (headings.next(), headings.next()) {
        return Some(first);
    }
    let part = without_site(&named("title").next()?).to_owned();
    (!part.is_empty()).then_some(part)
}

/// The title that the page shows above its text: its only first heading, or the line that its window is called by.
pub(super) fn sure_title(tree: &Tree, blocks: &[Block]) -> Option<String> {
    /// Lines from the beginning among which a title stands.
    const NEAR: usize = 6;
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let title = title(tree)?;
    let wanted = squeezed(&title);
    let is_shown = blocks.iter().take(NEAR).any(|block| match block {
        Block::Heading { line, .. } | Block::Paragraph(line) => squeezed(&line_text(line)) == wanted,
        _ => false,
    });
    is_shown.then_some(title)
}

/// The title of a window without the names of site and column behind it.
fn without_site(window: &str) -> &str {
    const SITES: [&str; 6] = ["网", "网站", "平台", "门户", "公告", "公开"];
    let mut title = window.split(['_', '|']).next().unwrap_or_default();
    title = title.split(" - ").next().unwrap_or_default().trim();
    while let Some((before, site)) = title.rsplit_once(['-', '－', '—'])
        && (is_signature(site) || SITES.iter().any(|ending| site.trim().ends_with(ending)))
    {
        title = before.trim_end_matches(['-', '－', '—']).trim_end();
    }
    title
}

/// Labels and values outside the article, each text as it stands in one element.
pub(super) fn around(tree: &Tree, article: Id) -> Vec<(Label, String)> {
    let mut texts: Vec<String> = Vec::new();
    let mut keep = |text: &str| {
        let text = one_line(text);
        if !text.is_empty() && text.chars().count() <= LONGEST {
            texts.push(text);
        }
    };
    let mut waiting = vec![tree.root()];
    while let Some(id) = waiting.pop() {
        if id == article && tree.name(id) != Some("body") {
            continue;
        }
        let name = tree.name(id).unwrap_or_default();
        if is_aside(name) {
            continue;
        }
        let is_leaf = matches!(
            name,
            "td" | "th" | "li" | "dt" | "dd" | "p" | "span" | "div" | "label" | "em" | "b" | "strong"
        ) && !tree.children(id).any(|child| {
            matches!(
                tree.name(child),
                Some(
                    "td" | "table"
                        | "div"
                        | "ul"
                        | "li"
                        | "p"
                        | "dl"
                        | "span"
                        | "label"
                        | "em"
                        | "b"
                        | "strong"
                )
            )
        });
        if is_leaf {
            keep(&tree.text(id));
            continue;
        }
        // Texts between elements are texts of their own.
        for child in tree.children(id).collect::<Vec<_>>().into_iter().rev() {
            waiting.push(child);
        }
        if let Data::Text(text) = tree.data(id) {
            keep(text);
        }
    }
    let mut pairs = Vec::new();
    let mut texts = texts.into_iter().peekable();
    while let Some(text) = texts.next() {
        if let Some(label) = labels::label(&text) {
            if let Some(value) = texts.next_if(|next| labels::label(next).is_none()) {
                pairs.push((label, value));
            }
        } else {
            pairs.extend(labels::in_line(&text));
        }
    }
    pairs
}
