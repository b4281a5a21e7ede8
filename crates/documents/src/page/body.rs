//! The body of a publication: clean HTML, and what can be asked of it.

use std::collections::BTreeMap;
use std::fmt;

use super::clean::Cleaner;
use super::model::{self, Block, Inline};
use super::picture::Picture;
use super::removed::Removed;
use super::roles::{Role, roles};
use super::tree::Tree;
use super::whitelist::{self, Address, address};
use super::{figures, html, outline};
use crate::read::NotReadable;

/// The body of a publication (正文) as clean HTML: only [`whitelist::ELEMENTS`] and [`whitelist::ATTRIBUTES`], links
/// only by [`whitelist::SCHEMES`]. Nothing else can be made: whatever HTML comes, [`Body::clean`] makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body(String);

/// How often a body is cleaned again until nothing changes.
const SETTLING: usize = 5;

/// What cleaning a page gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// What may be published.
    pub body: Body,
    /// Pictures that stood in the page itself; the body shows them under their names.
    pub pictures: Vec<Picture>,
    /// What was taken out, for the officer to know.
    pub removed: Vec<Removed>,
}

/// A link of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its text; empty where it is a picture.
    pub text: String,
}

/// A picture that a body shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its address.
    pub src: String,
    /// What it shows, in words.
    pub alt: String,
}

/// A heading of a body, marked as one or numbered as official documents number theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From two on, as HTML counts.
    pub level: u8,
    /// What it says.
    pub text: String,
}

impl Body {
    /// Cleans HTML of any origin.
    ///
    /// # Errors
    /// The page is larger, deeper or wider than a page of text is; it is refused before it fills the memory.
    pub fn clean(html: &str) -> Result<Cleaned, NotReadable> {
        let tree = Tree::fragment(html)?;
        let mut cleaner = Cleaner::new(&tree);
        let blocks = cleaner.blocks(tree.root())?;
        let mut body = Self::of(&blocks);
        // Markup broken in several ways at once can come out of the parser otherwise the second time: what is kept is
        // what does not change any more.
        for _ in 0..SETTLING {
            let again = Self::of(&body.blocks());
            if again == body {
                break;
            }
            body = again;
        }
        Ok(Cleaned { body, pictures: cleaner.album.pictures, removed: cleaner.removed })
    }

    /// Blocks as a body, by the gate through which every one goes.
    pub(crate) fn of(blocks: &[Block]) -> Self {
        Self(whitelist::gate(&html::write(blocks)))
    }

    /// A body that was written down before; none where the bytes are not what cleaning makes.
    pub fn written(html: &str) -> Option<Self> {
        let tree = Tree::fragment(html).ok()?;
        let body = Self::of(&Cleaner::new(&tree).blocks(tree.root()).ok()?);
        (body.0 == html).then_some(body)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML for a page: signature and date, chapters, and the title of what is issued with the document are of the
    /// classes that the stylesheet of the site lays out (`signature`, `chapter`, `issued`), columns of numbers as well
    /// (`figure`).
    pub fn laid_out(&self) -> String {
        let mut blocks = self.blocks();
        figures::mark(&mut blocks);
        let classes: Vec<_> = roles(&blocks).into_iter().map(Role::class).collect();
        html::write_classed(&blocks, &classes)
    }

    /// Whether it says and shows nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The blocks again.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let cleaned = Tree::fragment(&self.0).and_then(|tree| Cleaner::new(&tree).blocks(tree.root()));
        // What was cleaned within the limits is within them.
        cleaned.unwrap_or_default()
    }

    /// The plain text, a line a block, the cells of a row parted by tabs.
    pub fn text(&self) -> String {
        model::text(&self.blocks())
    }

    /// Where it leads, in the order of the text.
    pub fn links(&self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let blocks = self.blocks();
        model::each_line(&blocks, &mut |line| {
            let mut before: Option<&str> = None;
            for it in line {
                let (text, href) = match it {
                    Inline::Run { text, href, .. } => (text.as_str(), href.as_deref()),
                    Inline::Image { href, .. } => ("", href.as_deref()),
                    Inline::Break => ("", None),
                };
                match (href, links.last_mut()) {
                    (Some(href), Some(link)) if before == Some(href) => link.text.push_str(text),
                    (Some(href), _) => links.push(Link { href: href.to_owned(), text: text.to_owned() }),
                    (None, _) => {}
                }
                before = href;
            }
        });
        links
    }

    /// The pictures it shows, in the order of the text.
    pub fn images(&self) -> Vec<Shown> {
        let mut shown = Vec::new();
        let blocks = self.blocks();
        model::each_line(&blocks, &mut |line| {
            for it in line {
                if let Inline::Image { src, alt, .. } = it {
                    shown.push(Shown { src: src.clone(), alt: alt.clone() });
                }
            }
        });
        shown
    }

    /// Its headings: those marked as ones, and short paragraphs numbered 一、 and （一）.
    pub fn outline(&self) -> Vec<Heading> {
        outline::of(&self.blocks())
    }

    /// The body with other addresses in place of those given, for pictures and files that got theirs by being kept.
    /// A new address is read as one that was typed: what may not stand in a page leaves the old one as it is.
    #[must_use]
    pub fn readdressed(&self, addresses: &BTreeMap<String, String>) -> Self {
        let change = |at: &mut String| {
            if let Some(Address::Here(new) | Address::There(new)) = addresses.get(at).map(|it| address(it)) {
                *at = new;
            }
        };
        let mut blocks = self.blocks();
        model::each_line_mut(&mut blocks, &mut |line| {
            for it in line {
                match it {
                    Inline::Run { href, .. } => href.iter_mut().for_each(change),
                    Inline::Image { src, href, .. } => {
                        change(src);
                        href.iter_mut().for_each(change);
                    }
                    Inline::Break => {}
                }
            }
        });
        Self::of(&blocks)
    }

    /// The body with every link at the address that `to` answers for it; where there is none, its text stays without a
    /// link.
    #[must_use]
    pub fn relinked(&self, mut to: impl FnMut(&str) -> Option<String>) -> Self {
        let mut change = |at: &mut Option<String>| {
            *at = at.take().and_then(|old| to(&old)).and_then(|new| match address(&new) {
                Address::Here(new) | Address::There(new) => Some(new),
                Address::Anchor | Address::Data(_) | Address::Unlawful => None,
            });
        };
        let mut blocks = self.blocks();
        model::each_line_mut(&mut blocks, &mut |line| {
            for it in line {
                match it {
                    Inline::Run { href, .. } | Inline::Image { href, .. } => change(href),
                    Inline::Break => {}
                }
            }
        });
        // Texts that were parted by a link only are one now: what is kept is what does not change any more.
        Self::of(&Self::of(&blocks).blocks())
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
