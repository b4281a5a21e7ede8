//! Provisions as values (法条引用): act, article, paragraph, item; none can be built that the index does not hold.

mod act;
mod index;
mod numerals;
mod written;

use std::fmt;

use serde::{Serialize, Serializer};

pub use act::Act;
pub use index::{PROVISIONS, Provision};
pub use numerals::chinese;
pub(crate) use numerals::number;
pub use written::{Written, find};

/// A provision cited by number (条、款、项).
///
/// The constructors are `const` and look the provision up in [`PROVISIONS`]: a constant that cites what is not there
/// does not compile, and the same call at run time panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    act: Act,
    article: u16,
    paragraph: u8,
    item: u8,
}

impl Citation {
    /// An article of an act (条).
    ///
    /// # Panics
    /// Where the index of provisions does not hold the article.
    pub const fn of(act: Act, article: u16) -> Self {
        assert!(index::position(act, article).is_some(), "the article is not in the index of provisions");
        Self { act, article, paragraph: 0, item: 0 }
    }

    /// An article of the Regulation, 《条例》.
    ///
    /// # Panics
    /// Where the Regulation has no such article.
    pub const fn regulation(article: u16) -> Self {
        Self::of(Act::Regulation, article)
    }

    /// A paragraph of the article (款), counted from 1.
    ///
    /// # Panics
    /// Where the article has fewer paragraphs.
    #[must_use]
    pub const fn paragraph(self, paragraph: u8) -> Self {
        let items = self.provision().items;
        assert!(paragraph >= 1 && paragraph as usize <= items.len(), "the article has no such paragraph");
        Self { paragraph, item: 0, ..self }
    }

    /// An item (项), counted from 1: of the paragraph, or of the article whose only paragraph with items holds it.
    ///
    /// # Panics
    /// Where there is no such item.
    #[must_use]
    pub const fn item(self, item: u8) -> Self {
        assert!(item >= 1 && self.provision().has_item(self.paragraph, item), "the article has no such item");
        Self { item, ..self }
    }

    /// Builds a citation from numbers as they are read in a text; none where the index does not hold it.
    pub const fn checked(act: Act, article: u16, paragraph: u8, item: u8) -> Option<Self> {
        let Some(at) = index::position(act, article) else { return None };
        let provision = &PROVISIONS[at];
        if paragraph as usize > provision.items.len() || (item > 0 && !provision.has_item(paragraph, item)) {
            return None;
        }
        Some(Self { act, article, paragraph, item })
    }

    /// The act cited.
    pub const fn act(self) -> Act {
        self.act
    }

    /// The entry of the index this citation points into.
    pub const fn provision(self) -> &'static Provision {
        match index::position(self.act, self.article) {
            Some(at) => &PROVISIONS[at],
            None => panic!("a citation is only built for a provision of the index"),
        }
    }

    /// As letters and notices print it: `《中华人民共和国政府信息公开条例》第三十六条第（四）项`.
    pub fn formal(self) -> String {
        let part = |n: u8, before: &str, after: &str| match n {
            0 => String::new(),
            n => format!("{before}{}{after}", chinese(n.into())),
        };
        format!(
            "《{}》第{}条{}{}",
            self.act.full_name(),
            chinese(self.article),
            part(self.paragraph, "第", "款"),
            part(self.item, "第（", "）项")
        )
    }
}

/// Several provisions as a letter prints them, the act's name once for those that follow one another:
/// `《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项`.
pub fn formal_list(citations: &[Citation]) -> String {
    let mut text = String::new();
    let mut before = None;
    for citation in citations {
        let formal = citation.formal();
        if !text.is_empty() {
            text.push('、');
        }
        let of_same_act = before == Some(citation.act());
        text.push_str(if of_same_act {
            formal.split_once('》').map_or(formal.as_str(), |(_, rest)| rest)
        } else {
            &formal
        });
        before = Some(citation.act());
    }
    text
}

/// As the program writes it everywhere: `《条例》第36条第（四）项`.
impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "《{}》第{}条", self.act.short_name(), self.article)?;
        if self.paragraph > 0 {
            write!(f, "第{}款", self.paragraph)?;
        }
        if self.item > 0 {
            write!(f, "第（{}）项", chinese(self.item.into()))?;
        }
        Ok(())
    }
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
