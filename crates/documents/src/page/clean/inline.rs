//! Links and pictures, by what their addresses lead to.

use super::{Cleaner, Context, Flow};
use crate::page::line;
use crate::page::model::{Inline, line_text};
use crate::page::picture;
use crate::page::removed::Unwanted;
use crate::page::tree::Id;
use crate::page::whitelist::{Address, address};

/// Characters of an alternative text.
const MAX_ALT: usize = 300;

impl Cleaner<'_> {
    /// Where a link leads, if it may lead there.
    pub(super) fn link(&mut self, id: Id) -> Option<String> {
        let href = self.tree.attribute(id, "href")?;
        match address(href) {
            Address::Here(href) | Address::There(href) => Some(href),
            Address::Anchor => None,
            Address::Data(_) | Address::Unlawful => {
                self.note(Unwanted::Link, href);
                None
            }
        }
    }

    /// A picture that is at hand; any other is noted.
    pub(super) fn image(&mut self, id: Id, context: &Context, flow: &mut Flow) {
        let Some(src) = self.tree.attribute(id, "src") else { return };
        let kept = match address(src) {
            Address::Here(src) => Some(src),
            Address::Data(data) => picture::decode(&data).and_then(|bytes| self.album.keep(bytes)),
            Address::Anchor => return,
            Address::There(_) | Address::Unlawful => None,
        };
        let Some(src) = kept else {
            if src.trim_start().to_ascii_lowercase().starts_with("data:") {
                self.note(Unwanted::BrokenPicture, "");
            } else {
                self.note(Unwanted::Picture, src);
            }
            return;
        };
        let alt = self.tree.attribute(id, "alt").unwrap_or_default();
        let alt = line::paragraphs(vec![Inline::plain(alt)]);
        let alt = alt.first().map(|line| line_text(line)).unwrap_or_default();
        let alt = alt.chars().take(MAX_ALT).collect::<String>().trim_end().to_owned();
        flow.line.push(Inline::Image { src, alt, href: context.href.clone() });
    }
}
