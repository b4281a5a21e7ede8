//! A page of an old site: the text among menus and footers, what its meta tags and its box of metadata tell, the files
//! it links to.

use super::labels::{self, Label};
use super::offered::{Offered, offer};
use super::{Attached, Brought, Parts, finish, is_file, official, problem, without_pictures, written_dates};
use crate::page::clean::Cleaner;
use crate::page::model::{self, Inline};
use crate::page::removed::Removed;
use crate::page::tree::{Data, Id, Tree};
use crate::page::whitelist::{Address, address};
use crate::read::{NotReadable, html, text};

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
/// With fewer characters and no picture a page says nothing.
const LEAST: usize = 20;
/// Longer texts are no metadata.
const LONGEST: usize = 300;

/// What a page is refused with that has no text of its own.
pub(crate) const NO_TEXT: &str = "网页里没有找到正文";

/// A page that was read.
pub(crate) struct Page {
    parts: Parts,
    removed: Vec<Removed>,
    /// The files it links to, inside the text and below it.
    pub(crate) links: Vec<Attached>,
}

/// Reads a page.
///
/// # Errors
/// It has no text of its own, as a list of links has none, or it is too large.
pub(crate) fn read(bytes: &[u8]) -> Result<Page, NotReadable> {
    let (source, problems) = text::decode_with(bytes, html::declared(bytes));
    let tree = Tree::document(&source)?;
    let article = article(&tree);
    let mut cleaner = Cleaner::new(&tree);
    let blocks = cleaner.blocks(article)?;
    let written = model::text(&blocks).chars().filter(|c| !c.is_whitespace()).count();
    let mut shows = false;
    model::each_line(&blocks, &mut |line| shows |= line.iter().any(|it| matches!(it, Inline::Image { .. })));
    if (written < LEAST && !shows && !has_article_title(&tree)) || is_list(&tree, article) {
        return Err(NotReadable {
            what: format!("{NO_TEXT}（可能是栏目页、首页，或者正文由脚本载入）"),
            advice: "请打开文章页后保存，或者只保存正文部分".into(),
        });
    }
    let mut offered = Offered::default();
    meta(&tree, &mut offered);
    for (label, value) in around(&tree, article) {
        labels::take(&mut offered, label, &value);
    }
    let links = links(&tree);
    let mut parts = Parts { blocks, album: cleaner.album, offered, problems, ..Parts::default() };
    official::recognize(&mut parts);
    if parts.offered.title.is_none() {
        parts.offered.title = title(&tree);
    }
    Ok(Page { parts, removed: cleaner.removed, links })
}

impl Page {
    /// The page alone: pictures that lie beside it are not at hand.
    pub(super) fn without_missing_pictures(self) -> Brought {
        self.with(|_| None)
    }

    /// The page with what lies beside it: for the address of a picture its bytes.
    pub(crate) fn with(mut self, picture: impl Fn(&str) -> Option<Vec<u8>>) -> Brought {
        let album = &mut self.parts.album;
        model::each_line_mut(&mut self.parts.blocks, &mut |line| {
            for it in line {
                if let Inline::Image { src, .. } = it
                    && !album.pictures.iter().any(|it| it.name == *src)
                    && let Some(name) = picture(src).and_then(|bytes| album.keep(bytes))
                {
                    *src = name;
                }
            }
        });
        let album = &self.parts.album;
        let missing =
            without_pictures(&mut self.parts.blocks, |src| album.pictures.iter().any(|it| it.name == src));
        for src in missing {
            let message = format!("图片“{src}”不在网页旁边，没有导入；请把图片下载后上传");
            self.parts.problems.push(problem("正文", message));
        }
        self.parts.problems.extend(self.removed.iter().map(|it| problem(&it.place, it.to_string())));
        let offered = self.parts.offered.clone();
        let problems = self.parts.problems.clone();
        // A page whose text is in its files only is brought in without a text of its own.
        let brought = finish(self.parts).unwrap_or(Brought { offered, problems, ..Brought::default() });
        Brought { attachments: self.links, ..brought }
    }
}

fn meta(tree: &Tree, offered: &mut Offered) {
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

fn has_article_title(tree: &Tree) -> bool {
    tree.within(tree.root()).any(|id| {
        tree.name(id) == Some("meta")
            && tree.attribute(id, "name").is_some_and(|it| it.eq_ignore_ascii_case("articletitle"))
    })
}

/// The title by the only first heading, else by the title of the window without the names of the site.
fn title(tree: &Tree) -> Option<String> {
    let named = |name: &'static str| {
        tree.within(tree.root())
            .filter(move |id| tree.name(*id) == Some(name))
            .map(|id| tree.text(id).split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
    };
    let mut headings = named("h1");
    if let (Some(first), None) = (headings.next(), headings.next()) {
        return Some(first);
    }
    let window = named("title").next()?;
    let part = window.split(['_', '|']).next()?;
    let part = part.split(" - ").next()?.trim();
    (!part.is_empty()).then(|| part.to_owned())
}

/// Elements that hold no text of the article.
fn is_aside(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "nav"
            | "select"
            | "noscript"
            | "template"
            | "iframe"
            | "button"
            | "textarea"
            | "head"
            | "footer"
    )
}

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
fn article(tree: &Tree) -> Id {
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
fn is_list(tree: &Tree, article: Id) -> bool {
    const FEW: usize = 5;
    let (plain, linked) = weight(tree, article);
    let links = tree.within(article).filter(|id| tree.name(*id) == Some("a"));
    let pages = links.filter(|id| !tree.attribute(*id, "href").is_some_and(is_file)).count();
    pages > FEW && linked > plain
}

/// Labels and values outside the article, each text as it stands in one element.
fn around(tree: &Tree, article: Id) -> Vec<(Label, String)> {
    let mut texts: Vec<String> = Vec::new();
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
            let text = tree.text(id).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && text.chars().count() <= LONGEST {
                texts.push(text);
            }
            continue;
        }
        // Texts between elements are texts of their own.
        for child in tree.children(id).collect::<Vec<_>>().into_iter().rev() {
            waiting.push(child);
        }
        if let Data::Text(text) = tree.data(id) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && text.chars().count() <= LONGEST {
                texts.push(text);
            }
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

/// The links to files in the order of the page, none of menus and footers.
fn links(tree: &Tree) -> Vec<Attached> {
    let mut all: Vec<Attached> = Vec::new();
    let mut put = |href: &str, name: &str| {
        if let Address::Here(href) | Address::There(href) = address(href)
            && is_file(&href)
            && !all.iter().any(|it| it.href == href)
        {
            all.push(Attached { href, name: name.split_whitespace().collect::<Vec<_>>().join(" ") });
        }
    };
    let mut waiting = vec![tree.root()];
    while let Some(id) = waiting.pop() {
        let name = tree.name(id).unwrap_or_default();
        if is_aside(name) || name == "header" {
            continue;
        }
        if name == "a"
            && let Some(href) = tree.attribute(id, "href")
        {
            put(href, &tree.text(id));
        }
        waiting.extend(tree.children(id).collect::<Vec<_>>().into_iter().rev());
    }
    all
}
