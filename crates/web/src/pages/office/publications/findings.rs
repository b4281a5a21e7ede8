//! What the machine finds before the review (发布前筛查), each where it stands: a list, and marks in the text that lead to
//! it and back.

use askama::Template;
use askama::filters::HtmlSafe;
use office::publications::{Excerpt, Marking, Screened};

use super::Opened;
use crate::layout::{Badge, Tone};

/// Something that was found, as it is listed.
struct Row {
    /// Its number in the list, by which text and list find each other.
    number: usize,
    said: String,
    /// What it is.
    kind: &'static str,
    excerpt: Excerpt,
    /// Whether it is marked in the text.
    is_in_body: bool,
    badge: Badge,
}

/// The list; nothing where nothing is found.
#[derive(Template)]
#[template(path = "office/publications/findings.html")]
pub(super) struct Findings {
    /// Files that cannot be looked into: nothing is submitted with them.
    closed: Vec<String>,
    /// What leads to nothing citizens see: it is told, and stops nothing, since the other end may go out with it.
    nowhere: Vec<String>,
    rows: Vec<Row>,
}

impl HtmlSafe for Findings {}

impl Findings {
    pub(super) fn of(opened: &Opened) -> Self {
        let rows = opened.screened.iter().enumerate().map(|(at, one)| Row {
            number: at + 1,
            said: one.to_string(),
            kind: one.hit.kind.zh(),
            excerpt: one.excerpt.clone(),
            is_in_body: !one.in_body.is_empty(),
            badge: badge(one),
        });
        Self { closed: opened.closed.clone(), nowhere: opened.nowhere.clone(), rows: rows.collect() }
    }
}

/// How it stands: what closes the way, what was let pass, what is only to be known.
fn badge(one: &Screened) -> Badge {
    match (one.is_closing(), one.is_overridden) {
        (true, _) => Badge::new(Tone::Late, "未处理"),
        (false, true) => Badge::new(Tone::Done, "已放行"),
        (false, false) => Badge::new(Tone::Plain, "提示"),
    }
}

/// Where the text is marked, by the numbers of the list.
pub(super) fn markings(screened: &[Screened]) -> Vec<Marking> {
    let mut markings = Vec::new();
    for (at, one) in screened.iter().enumerate() {
        for (time, span) in one.in_body.iter().enumerate() {
            markings.push(Marking {
                span: span.clone(),
                said: format!("{}，筛查结果", one.hit.kind.zh()),
                id: (time == 0).then(|| format!("hit-{}", at + 1)),
                href: format!("#found-{}", at + 1),
                label: format!("〔{}〕", at + 1),
            });
        }
    }
    markings.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    markings
}
