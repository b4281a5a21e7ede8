//! The element that holds the text of a page, and whether what it holds is an article at all.

use super::{LEAST, is_aside};
use crate::page::bring::is_file;
use crate::page::bring::labels;
use crate::page::tree::{Data, Id, Tree};

/// What common content systems call the element that holds the text.
const ARTICLES: [&str; 22] = [
    "zoom",
    "trs_editor",
    "trs_ueditor",
    "ucap-content",
    "pages_content",
    "vsb_content",
    "vsb_content_2",
    "v_news_content",
    "xxgk_content",
    "article_content",
    "article-content",
    "articlecontent",
    "art_content",
    "content_body",
    "news_content",
    "newscontent",
    "detail_content",
    "detail-content",
    "mainbody",
    "contenttext",
    "content_text",
    "j-fontcontent",
];

/// An element that holds this part of the text is entered in search of it.
const MOST: f64 = 0.75;

/// Whether a table is the box of metadata, which is no text of the article.
fn is_box(tree: &Tree, id: Id) -> bool {
    const FEW: usize = 3;
    let cells = tree.within(id).filter(|id| matches!(tree.name(*id), Some("td" | "th")));
    // A box is small; a table that arranges the page is not looked through.
    let labels = cells.take(60).filter(|id| labels::label(&tree.beginning(*id)).is_some());
    labels.take(FEW).count() == FEW && !tree.within(id).skip(1).any(|id| tree.name(id) == Some("table"))
}

/// Characters of text inside a node; those of links apart.
fn weight(tree: &Tree, id: Id) -> (usize, usize) {
    let (mut plain, mut linked) = (0, 0);
    let mut waiting = vec![(id, false)];
    while let Some((id, is_link)) = waiting.pop() {
        if let Data::Text(text) = tree.data(id) {
            let count = text.chars().filter(|c| !c.is_whitespace()).count();
            *(if is_link { &mut linked } else { &mut plain }) += count;
        }
        let name = tree.name(id).unwrap_or_default();
        let is_passed = is_aside(name) || (name == "table" && is_box(tree, id));
        if !is_passed {
            waiting.extend(tree.children(id).map(|child| (child, is_link || name == "a")));
        }
    }
    (plain, linked)
}

/// The element that holds the text.
pub(super) fn article(tree: &Tree) -> Id {
    let body = tree.within(tree.root()).find(|id| tree.name(*id) == Some("body")).unwrap_or(tree.root());
    let is_named = |id: &Id| {
        let matches = |value: &str| ARTICLES.iter().any(|name| value.eq_ignore_ascii_case(name));
        !tree.name(*id).is_some_and(is_aside)
            && (tree.attribute(*id, "id").is_some_and(matches)
                || tree.attribute(*id, "class").is_some_and(|it| it.split_whitespace().any(matches)))
    };
    let mut named: Option<(Id, usize)> = None;
    for id in tree.within(body).filter(is_named).take(20) {
        let (plain, linked) = weight(tree, id);
        if named.is_none_or(|(_, most)| plain + linked > most) {
            named = Some((id, plain + linked));
        }
    }
    if let Some((id, most)) = named
        && most >= LEAST
    {
        return id;
    }
    let mut here = body;
    loop {
        let whole = weight(tree, here).0;
        if whole < LEAST {
            return here;
        }
        let mut inner = Vec::new();
        containers(tree, here, &mut inner);
        let heaviest = inner.into_iter().map(|id| (weight(tree, id).0, id)).max_by_key(|it| it.0);
        match heaviest {
            Some((most, id)) if most as f64 >= whole as f64 * MOST => here = id,
            _ => return here,
        }
    }
}

/// The containers next inside a node; tables count by their cells.
fn containers(tree: &Tree, id: Id, out: &mut Vec<Id>) {
    for child in tree.children(id) {
        match tree.name(child) {
            Some("div" | "section" | "article" | "main" | "td" | "center") => out.push(child),
            Some("table" | "tbody" | "tr" | "form" | "span" | "font") => containers(tree, child, out),
            _ => {}
        }
    }
}

/// Whether the text is mostly links: a column, not an article.
pub(super) fn is_list(tree: &Tree, article: Id) -> bool {
    const FEW: usize = 5;
    let (plain, linked) = weight(tree, article);
    let links = tree.within(article).filter(|id| tree.name(*id) == Some("a"));
    let pages = links.filter(|id| !tree.attribute(*id, "href").is_some_and(is_file)).count();
    pages > FEW && linked > plain
}
