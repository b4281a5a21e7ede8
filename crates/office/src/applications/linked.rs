//! Applications that belong together (关联申请): the parts of a split, and what was joined.

use statute::procedure::{Act, Stage};
use store::{Store, StoredApplication};

use super::{CaseFile, Person};

/// How another application belongs to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It was split from this one.
    Part,
    /// This one was split from it.
    Origin,
    /// This one was joined with it.
    Into,
    /// It was joined with this one.
    Joined,
}

impl Link {
    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Part => "拆分出的申请",
            Self::Origin => "原申请",
            Self::Into => "并入的申请",
            Self::Joined => "并入本件的申请",
        }
    }
}

/// An application that belongs to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// 申请编号
    pub number: String,
    /// How it belongs to it.
    pub link: Link,
    /// Where it stands.
    pub stage: Stage,
    /// Whether it was split into parts itself.
    pub is_split: bool,
    /// Whether it is the same applicant's, who may follow it from here.
    pub is_same_applicant: bool,
}

/// The applications that belong to one, origin and parts first.
///
/// # Errors
/// Where the database does not answer.
pub async fn linked(store: &Store, agency: i64, file: &CaseFile) -> store::Result<Vec<Linked>> {
    let mut named = Vec::new();
    for step in &file.steps {
        match &step.step.act {
            Act::Registered { split_from: Some(from), .. } => named.push((Link::Origin, from)),
            Act::Split { into, .. } => named.extend(into.iter().map(|part| (Link::Part, part))),
            Act::Joined { into } => named.push((Link::Into, into)),
            _ => {}
        }
    }
    let mut linked = Vec::new();
    for (link, number) in named {
        if let Some(stored) = store.application(agency, number).await? {
            linked.push(one(store, file, link, stored).await?);
        }
    }
    if file.beside.joined {
        for stored in store.joined_into(agency, &file.stored.application.number).await? {
            linked.push(one(store, file, Link::Joined, stored).await?);
        }
    }
    Ok(linked)
}

async fn one(store: &Store, file: &CaseFile, link: Link, stored: StoredApplication) -> store::Result<Linked> {
    let is_same_applicant = match link {
        Link::Part | Link::Origin => true,
        Link::Into | Link::Joined => {
            let texts = store.registration(&stored.stream).await?;
            let person = texts.and_then(|mut texts| serde_json::from_value(texts.remove("person")?).ok());
            person.is_some_and(|person: Person| is_same(&person, &file.person()))
        }
    };
    let application = stored.application;
    Ok(Linked {
        link,
        stage: application.stage,
        is_split: !application.split_into.is_empty(),
        is_same_applicant,
        number: application.number,
    })
}

/// One person or organization by name and number; without a number nobody is sure of it.
fn is_same(one: &Person, other: &Person) -> bool {
    let number = one.identity_number.trim();
    !number.is_empty() && number == other.identity_number.trim() && one.name.trim() == other.name.trim()
}
