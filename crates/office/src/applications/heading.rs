//! What an application is about, and whose it is, in the few words that a list has room for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use store::{Store, WorkRow, Written};

use super::headings_kept::HeadingsKept;
use super::masked;

/// The longest subject of a list, in characters.
const SUBJECT: usize = 40;

/// What a list says of an application (所需信息和申请人). Personal data: for officers of its own agency only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The beginning of what is asked for.
    pub subject: String,
    /// The name of the person or organization.
    pub applicant: String,
}

/// The two fields of a registration that a list shows.
#[derive(Deserialize)]
#[serde(default)]
struct Registration<'a> {
    #[serde(borrow)]
    content: Cow<'a, str>,
    #[serde(borrow)]
    person: Named<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
}

impl Default for Registration<'_> {
    fn default() -> Self {
        Self { content: Cow::Borrowed(""), person: Named::default() }
    }
}

impl Heading {
    /// The heading of something asked for by somebody.
    pub fn new(content: &str, applicant: &str) -> Self {
        Self { subject: shortened(content), applicant: applicant.trim().to_owned() }
    }

    fn of(written: &Written) -> Self {
        let told = |subject: &str| Self { subject: subject.to_owned(), ..Self::default() };
        match written {
            Written::Opened(bytes) => match serde_json::from_slice::<Registration<'_>>(bytes) {
                Ok(Registration { content, person }) => Self::new(&content, &person.name),
                Err(_) => told("（内容不能读取）"),
            },
            Written::Erased => told("（内容已依法删除）"),
            Written::Unreadable => told("（内容不能读取）"),
        }
    }
}

/// The headings of these applications, by number.
///
/// # Errors
/// Where the database does not answer.
pub async fn headings(
    store: &Store,
    agency: i64,
    numbers: &[&str],
) -> store::Result<BTreeMap<String, Heading>> {
    Ok(of_each(&store.registrations(agency, numbers).await?))
}

fn of_each(written: &BTreeMap<String, Written>) -> BTreeMap<String, Heading> {
    written.iter().map(|(number, written)| (number.clone(), Heading::of(written))).collect()
}

/// The headings of a page of a list, by number. What was opened a short while ago is not opened again: only that its key
/// is still there is seen each time, in the row.
///
/// # Errors
/// Where the database does not answer.
pub async fn headings_of(
    store: &Store,
    agency: i64,
    rows: &[WorkRow],
    kept: &HeadingsKept,
    now: Timestamp,
) -> store::Result<BTreeMap<String, Heading>> {
    let mut found = kept.of(rows, now);
    let missing: Vec<_> = rows.iter().filter(|row| !found.contains_key(&row.application.number)).collect();
    let numbers: Vec<_> = missing.iter().map(|row| row.application.number.as_str()).collect();
    let written = store.registrations(agency, &numbers).await?;
    // What does not open now may open later.
    let is_opened =
        |row: &&&WorkRow| matches!(written.get(&row.application.number), Some(Written::Opened(_)));
    let fresh: Vec<_> = missing.iter().filter(is_opened).collect();
    let mut opened = of_each(&written);
    kept.keep(fresh.iter().map(|row| (row.stream.clone(), opened[&row.application.number].clone())));
    found.append(&mut opened);
    Ok(found)
}

/// The beginning of a text, on one line; what was cut off is told by an ellipsis.
fn shortened(text: &str) -> String {
    // Enough to see whether a number of an identity card goes on behind the cut.
    let begun: String = text.chars().take(SUBJECT * 4).collect();
    let line = masked(&begun.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut cut: String = line.chars().take(SUBJECT).collect();
    if line.chars().nth(SUBJECT).is_some() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::{Heading, shortened};

    #[test]
    fn a_subject_is_one_line_of_forty_characters_without_numbers_of_identity_cards() {
        assert_eq!(shortened("  关于\n补贴 的文件\u{3000}"), "关于 补贴 的文件");
        let long = shortened(&"长".repeat(41));
        assert_eq!((long.chars().count(), long.ends_with('…')), (41, true));
        assert_eq!(shortened(&"整".repeat(40)), "整".repeat(40));
        let heading = Heading::new(&format!("{}11010119900307001X的档案", "我".repeat(35)), " 申请人甲 ");
        assert!(!heading.subject.contains("1101"), "{heading:?}");
        assert_eq!(heading.applicant, "申请人甲");
    }
}
