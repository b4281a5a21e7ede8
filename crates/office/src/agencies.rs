//! Agencies and what they write on letters, by the day it holds from (行政机关、设置).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use statute::registers::Agency;
use store::{Author, Draft, Fact, Store, Texts};

/// What an agency writes on its letters and tells applicants (设置). Names, address and telephone are the agency's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// 发文代字, before the year in a letter's number: 示测公开.
    pub letter_code: String,
    /// 办公时间
    pub hours: String,
    /// 复议机关; for acts before 2024 there may be a choice of two. 《行政复议法》第24条
    pub review_bodies: Vec<String>,
    /// 管辖法院. 《行政诉讼法》第14条、第15条、第18条
    pub court: String,
    /// Where applications for review are taken over the internet. 《行政复议法》第22条第2款
    pub online_review: String,
}

/// What an agency has not said yet and letters or applicants need, by what it is called where it is set.
pub fn missing(agency: &Agency, settings: &Settings) -> Vec<&'static str> {
    let is_empty = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().is_empty();
    let needed = [
        ("发文代字", settings.letter_code.is_empty()),
        ("行政复议机关", settings.review_bodies.is_empty()),
        ("管辖法院", settings.court.is_empty()),
        ("办公时间", settings.hours.is_empty()),
        ("地址", is_empty(&agency.address)),
        ("电话", is_empty(&agency.telephone)),
    ];
    needed.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
}

/// Why an agency is not set up or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// The name is empty.
    #[error("机关全称不能为空")]
    Unnamed,
    /// There is one of this name.
    #[error("机关「{0}」已经存在")]
    Taken(String),
    /// There is no agency of this number.
    #[error("账本中没有这个机关")]
    Missing,
    /// The superior agency is not in the ledger.
    #[error("上级机关「{0}」不存在，请先设立上级机关")]
    NoParent(String),
    /// The code would make numbers that nobody can read back.
    #[error("发文代字「{0}」应为不含空格、数字和括号的汉字或者字母")]
    LetterCode(String),
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Sets an agency up and answers its number.
///
/// # Errors
/// [`NotSet`] says why not; nothing is written then.
pub async fn set_up(store: &Store, author: &Author, agency: Agency) -> Result<i64, NotSet> {
    if agency.name.trim().is_empty() {
        return Err(NotSet::Unnamed);
    }
    let known = store.agencies().await?;
    if known.iter().any(|row| row.agency.name == agency.name) {
        return Err(NotSet::Taken(agency.name));
    }
    if let Some(parent) = &agency.parent
        && !known.iter().any(|row| row.agency.name == *parent)
    {
        return Err(NotSet::NoParent(parent.clone()));
    }
    let id = known.iter().map(|row| row.id).max().unwrap_or_default() + 1;
    let draft = Draft {
        agency: id,
        stream: format!("agency/{id}"),
        expected: 0,
        fact: Fact::Agency { is_new: true, agency },
        texts: Texts::Nothing,
    };
    store.append(author, [draft]).await?;
    Ok(id)
}

/// Sets what an agency writes on letters from a day on; what holds before that day stays.
///
/// # Errors
/// [`NotSet`] says why not.
pub async fn set(
    store: &Store,
    author: &Author,
    agency: i64,
    from: Date,
    settings: &Settings,
) -> Result<(), NotSet> {
    change(store, author, agency, from, settings, |_| {}).await
}

/// The same, and what the agency says of itself: address, postcode, telephone, e-mail. All or nothing.
///
/// # Errors
/// [`NotSet`] says why not.
pub async fn change(
    store: &Store,
    author: &Author,
    id: i64,
    from: Date,
    settings: &Settings,
    contact: impl FnOnce(&mut Agency),
) -> Result<(), NotSet> {
    let is_sound = |c: char| c.is_alphabetic() && !matches!(c, '〔' | '〕');
    if !settings.letter_code.chars().all(is_sound) {
        return Err(NotSet::LetterCode(settings.letter_code.clone()));
    }
    let known = store.agencies().await?.into_iter().find(|row| row.id == id).ok_or(NotSet::Missing)?.agency;
    let mut agency = known.clone();
    contact(&mut agency);
    let settings = serde_json::to_value(settings).expect("texts are always JSON");
    let mut facts = vec![Fact::Settings { from, settings }];
    if agency != known {
        facts.push(Fact::Agency { is_new: false, agency });
    }
    let stream = format!("agency/{id}");
    let version = store.version(&stream).await?;
    let draft = |(expected, fact)| Draft {
        agency: id,
        stream: stream.clone(),
        expected,
        fact,
        texts: Texts::Nothing,
    };
    store.append(author, (version..).zip(facts).map(draft)).await?;
    Ok(())
}

/// What an agency writes on letters on a day; the empty settings where it never said.
///
/// # Errors
/// Where the database does not answer.
pub async fn settings(store: &Store, agency: i64, on: Date) -> store::Result<Settings> {
    let stored = store.settings(agency, on).await?;
    Ok(stored.and_then(|(_, value)| serde_json::from_value(value).ok()).unwrap_or_default())
}
