//! Pages of publications: cleaned, brought in, written and read again.

mod bring;
mod clean;
mod files;
mod hostile;
mod property;
pub(crate) mod samples;
mod web;

pub(crate) use files::DOT;

use documents::page::{Body, Cleaned};

/// Cleans what must be cleanable, and looks whether cleaning again changes anything.
fn cleaned(html: &str) -> Cleaned {
    let cleaned = Body::clean(html).expect("within the limits");
    let again = Body::clean(cleaned.body.as_str()).expect("within the limits");
    assert_eq!(again.body, cleaned.body, "cleaned again: {html}");
    assert_eq!((again.pictures, again.removed), (vec![], vec![]), "nothing is left to take out: {html}");
    hostile::is_on_the_list(cleaned.body.as_str());
    cleaned
}

/// The HTML that is left.
fn html(html: &str) -> String {
    cleaned(html).body.to_string()
}

/// What is told of it.
fn told(html: &str) -> Vec<String> {
    cleaned(html).removed.iter().map(ToString::to_string).collect()
}
