//! Columns of the row of a publication that lists are sorted and told apart by.

use statute::publication::{Kind, Publication};

/// Columns of the row that lists are sorted by.
pub(crate) fn made_on(item: &Publication) -> String {
    item.draft.card.made_on.map_or_else(String::new, |day| day.to_string())
}

pub(crate) fn published_at(item: &Publication) -> String {
    item.public.as_ref().map_or_else(String::new, |public| public.first_at.to_string())
}

pub(crate) fn ends_on(item: &Publication) -> String {
    item.in_force_until().map_or_else(|| crate::projection::NEVER.to_owned(), |day| day.to_string())
}

/// Until when a notice asks for comments. One that came from another site without its days asks no more: it stands among
/// those that are over by the day it was published.
pub(crate) fn comments_until(item: &Publication) -> Option<String> {
    if item.card().kind != Kind::Commentary {
        return None;
    }
    let asked = item.card().commentary.as_ref().and_then(|asked| asked.until);
    let until = asked.or_else(|| item.origin.as_ref().map(|origin| origin.published_at.date()));
    until.map(|day| day.to_string())
}

/// What it is: what citizens see, else the draft.
pub(crate) fn kind(item: &Publication) -> &'static str {
    item.card().kind.code()
}
