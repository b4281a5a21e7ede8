//! The files a page links to.

use super::is_aside;
use crate::page::bring::{Attached, is_file};
use crate::page::line::one_line;
use crate::page::tree::Tree;
use crate::page::whitelist::{Address, address};

/// The links to files in the order of the page, none of menus and footers.
pub(super) fn links(tree: &Tree) -> Vec<Attached> {
    let mut all: Vec<Attached> = Vec::new();
    let mut put = |href: &str, name: &str| {
        if let Address::Here(href) | Address::There(href) = address(href)
            && is_file(&href)
            && !all.iter().any(|it| it.href == href)
        {
            all.push(Attached { href, name: one_line(name) });
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
