//! What goes along with a document, to be read where both are signed or published: its interpretations (三同步).

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Opened, address};

/// Its title and text.
pub(super) struct Going {
    pub(super) number: String,
    pub(super) title: String,
    /// Clean HTML: nothing else can be made.
    pub(super) body: String,
    /// Its files, by their names.
    pub(super) files: Vec<String>,
}

impl Going {
    fn address(&self) -> String {
        address(&self.number)
    }
}

/// All of them; nothing where nothing goes along.
#[derive(Template)]
#[template(path = "office/publications/along.html")]
pub(super) struct Along<'a> {
    verb: &'static str,
    going: &'a [Going],
}

impl HtmlSafe for Along<'_> {}

impl<'a> Along<'a> {
    pub(super) fn of(opened: &'a Opened) -> Self {
        let verb = opened.file.stored.item.stage.onward().map_or("", |verb| verb.zh());
        Self { verb, going: &opened.going }
    }
}
