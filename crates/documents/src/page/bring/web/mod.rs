//! A page of an old site: the text among menus and footers, what its meta tags and its box of metadata tell, the files
//! it links to.

mod article;
mod crumbs;
mod links;
mod metadata;

use std::collections::BTreeSet;

use super::labels;
use super::offered::Offered;
use super::{Attached, Brought, Parts, finish, official, problem, without_pictures};
use crate::page::clean::Cleaner;
use crate::page::model::{self, Inline};
use crate::page::removed::Removed;
use crate::page::tree::Tree;
use crate::read::{NotReadable, html, text};
use article::{article, is_list};
use crumbs::drop_crumbs;
use links::links;
use metadata::{around, has_article_title, meta, sure_title, title};

/// With fewer characters and no picture a page says nothing.
const LEAST: usize = 20;
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
    let mut blocks = cleaner.blocks(article)?;
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
    drop_crumbs(&mut blocks);
    if offered.title.is_none() {
        offered.title = sure_title(&tree, &blocks);
    }
    let mut parts = Parts { blocks, album: cleaner.album, offered, problems, ..Parts::default() };
    official::recognize(&mut parts);
    if parts.offered.title.is_none() {
        parts.offered.title = title(&tree);
    }
    Ok(Page { parts, removed: cleaner.removed, links })
}

impl Page {
    /// The page alone: pictures that lie beside it are not at hand.
    pub(super) fn without_missing_pictures(mut self) -> Brought {
        // A page often tells no other day; who brings it in looks at it.
        if self.parts.offered.made_on.is_none()
            && let Some(day) = self.parts.offered.published_on
        {
            self.parts.offered.made_on = Some(day);
            let message = format!("网页没有成文日期，填的是发布日期{day}，请核对");
            self.parts.problems.push(problem("成文日期", message));
        }
        self.with(|_| None)
    }

    /// The page with what lies beside it: for the address of a picture its bytes.
    pub(crate) fn with(mut self, picture: impl Fn(&str) -> Option<Vec<u8>>) -> Brought {
        let album = &mut self.parts.album;
        let mut broken = BTreeSet::new();
        model::each_line_mut(&mut self.parts.blocks, &mut |line| {
            for it in line {
                if let Inline::Image { src, .. } = it
                    && !album.pictures.iter().any(|it| it.name == *src)
                    && let Some(bytes) = picture(src)
                {
                    match album.keep(bytes) {
                        Some(name) => *src = name,
                        None => {
                            broken.insert(src.clone());
                        }
                    }
                }
            }
        });
        let album = &self.parts.album;
        let missing =
            without_pictures(&mut self.parts.blocks, |src| album.pictures.iter().any(|it| it.name == src));
        for src in missing {
            let message = if broken.contains(&src) {
                format!("图片“{src}”不能显示（已损坏，或者不是PNG、JPEG、GIF、WebP），没有导入；请重新上传")
            } else {
                format!("图片“{src}”不在网页旁边，没有导入；请把图片下载后上传")
            };
            self.parts.problems.push(problem("正文", message));
        }
        self.parts.problems.extend(self.removed.iter().map(|it| problem(&it.place, it.message())));
        let offered = self.parts.offered.clone();
        let problems = self.parts.problems.clone();
        // A page whose text is in its files only is brought in without a text of its own.
        let brought = finish(self.parts).unwrap_or(Brought { offered, problems, ..Brought::default() });
        Brought { attachments: self.links, ..brought }
    }
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
