//! What is found by the number of an application, a case or a letter.

use search::term;
use statute::letters::LetterNumber;
use store::{Entry, Store};

use super::{By, Found, Search, TOLD};

impl Search<'_> {
    pub(super) async fn numbers(&mut self, typed: &str) -> store::Result<()> {
        let is_number = typed.chars().all(|c| c.is_ascii_digit() || c == '-');
        if is_number {
            let rows = self.store.numbered(self.agency, typed, TOLD as u32 + 1).await?;
            for row in rows {
                self.add(Found::Handled(row.application, None), By::Number);
            }
        }
        if let Some(letter) = letter(typed)
            && let Some(number) = self.store.application_of_letter(self.agency, &letter).await?
        {
            self.add_number(&number, By::Letter).await?;
        }
        // Numbers of cases: R2026-1.
        self.remedy(&typed.to_uppercase(), By::Number).await?;
        // A register that was brought in has numbers of its own kind.
        if let Some(entry) = self.store.registered(self.agency, typed).await?
            && let Entry::Application(row) = entry.entry
            && !entry.stream.starts_with("application/")
        {
            self.add(Found::Registered(row), By::Number);
        }
        Ok(())
    }
}

/// The letter that was typed: 示测公开〔2026〕5号, in whatever brackets.
fn letter(typed: &str) -> Option<LetterNumber> {
    let brackets = |text: &str| text.replace(['[', '('], "〔").replace([']', ')'], "〕");
    brackets(typed).parse().ok()
}

/// The request to correct records whose number was typed, or the number of its letter: it is no application, and has a
/// page of its own.
///
/// # Errors
/// Where the database does not answer.
pub async fn rectification(store: &Store, agency: i64, typed: &str) -> store::Result<Option<String>> {
    let number = match letter(&term::normal(typed)) {
        Some(letter) => store.application_of_letter(agency, &letter).await?,
        None => Some(typed.trim().to_uppercase()).filter(|number| number.starts_with('C')),
    };
    let Some(number) = number else { return Ok(None) };
    Ok(store.rectification(agency, &number).await?.map(|stored| stored.case.number))
}
