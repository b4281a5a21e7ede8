//! An office's own templates (机关自定模板): checked when saved, kept dated in the ledger, tried out on invented cases.

use std::collections::BTreeMap;

use jiff::Timestamp;
use statute::letters::{Letter, LetterForm};
use statute::readings::Readings;
use store::{Author, Draft, Fact, Store, TemplateChange, Texts};

use super::templates::{OPENING, REMEDY};
use super::{NotComposed, TemplateFault, Templates, compose, example};

/// The longest template, in characters.
pub const TEMPLATE_LIMIT: usize = 20_000;

/// Why a template is not saved.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// It is longer than a letter can be.
    #[error("模板有{0}字，应不超过{TEMPLATE_LIMIT}字")]
    TooLong(usize),
    /// It is no sound template.
    #[error(transparent)]
    Wrong(#[from] TemplateFault),
    /// The letter of an invented case cannot be composed with it.
    #[error("用示例试写时：{0}")]
    NotComposed(#[from] NotComposed),
    /// Somebody else was faster.
    #[error("模板刚刚由他人改过，请核对后再保存，填写的内容没有丢失")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for NotSaved {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict } else { Self::Store(error) }
    }
}

/// The templates that hold at a moment: of each the last change before it. What was signed an hour ago stays as it was
/// signed.
pub fn templates_at(changes: &[TemplateChange], at: Timestamp) -> Templates {
    let mut texts = BTreeMap::new();
    for change in changes.iter().filter(|change| change.at <= at) {
        texts.insert(change.code.clone(), change.text.clone());
    }
    Templates::saved(texts.into_iter().filter_map(|(code, text)| Some((code, text?))))
}

/// The templates of an agency that hold at a moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn templates_in_force(store: &Store, agency: i64, at: Timestamp) -> store::Result<Templates> {
    Ok(templates_at(&store.said(agency).await?.templates, at))
}

/// The letter of an invented case, as templates would write it. The opening and the remedies are shown in a letter
/// that has them.
///
/// # Errors
/// The template leaves out what the letter must contain, or cannot be written.
pub fn preview(templates: &Templates, code: &str) -> Result<Letter, NotComposed> {
    let form = match LetterForm::from_code(code) {
        Some(form) => form,
        None if code == REMEDY => LetterForm::PartlyGranted,
        None => LetterForm::StillUnclear,
    };
    compose(form, &example(form), templates, &Readings::default())
}

/// Checks a template and tries it out: its letter, or where it stands in several all of them.
///
/// # Errors
/// [`NotSaved`] with file, line and reason.
pub fn tried(templates: Templates, code: &str, text: &str) -> Result<Templates, NotSaved> {
    let length = text.chars().count();
    if length > TEMPLATE_LIMIT {
        return Err(NotSaved::TooLong(length));
    }
    let templates = templates.with(code, text)?;
    let is_shared = matches!(code, OPENING | REMEDY);
    for form in LetterForm::ALL.into_iter().filter(|form| is_shared || form.code() == code) {
        compose(form, &example(form), &templates, &Readings::default())?;
    }
    Ok(templates)
}

/// Saves an agency's own template, or goes back to the built-in one; it holds from now on. What is the same as the
/// built-in one is no template of its own, and what changes nothing is not recorded.
///
/// # Errors
/// [`NotSaved`] says why not; nothing is recorded then.
pub async fn save_template(
    store: &Store,
    author: &Author,
    agency: i64,
    code: &str,
    text: Option<&str>,
) -> Result<(), NotSaved> {
    let stream = Store::template_stream(agency);
    let expected = store.version(&stream).await?;
    let now = templates_in_force(store, agency, author.at).await?;
    let standard = Templates::standard();
    let text = text.map(normalized).filter(|text| text != standard.text(code));
    tried(now.clone(), code, text.as_deref().unwrap_or(standard.text(code)))?;
    let is_same = text.as_deref().map_or(!now.is_own(code), |text| now.text(code) == text);
    if is_same {
        return Ok(());
    }
    let fact = Fact::Template { code: code.to_owned(), text };
    store.append(author, [Draft { agency, stream, expected, fact, texts: Texts::Nothing }]).await?;
    Ok(())
}

/// Lines as our own files have them, whatever the browser sends.
fn normalized(text: &str) -> String {
    let lines: Vec<_> = text.trim().lines().map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect();
    lines.join("\n") + "\n"
}
