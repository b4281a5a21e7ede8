//! Bringing a folder of registers into the ledger: all or nothing, the difference first.

mod handed;
mod outcome;
mod plan;
mod texts;

pub use handed::Handed;
pub use outcome::{Import, NotImported, Reasons, Refusal, RegisterCount};

use store::{Author, Draft, Store};

use crate::ledger::current::Current;
use handed::Prepared;
use plan::difference;

/// Attempts when somebody else writes at the same time.
const ATTEMPTS: usize = 5;

/// What is to be written. The event of a new row is made only when its turn comes.
fn drafts<'a>(
    import: &mut Import,
    handed: &'a Prepared,
    agency: i64,
    reasons: &'a Reasons,
) -> impl Iterator<Item = Draft> + use<'a> {
    let changes = std::mem::take(&mut import.drafts).into_iter();
    let fresh = std::mem::take(&mut import.fresh).into_iter().flat_map(move |(register, fresh)| {
        let given = handed.given.iter().find(|(of, _)| *of == register).map_or(&[][..], |(_, rows)| rows);
        let correct = reasons.correct.as_ref();
        fresh.into_iter().map(move |fresh| {
            let entry = &given[fresh.index];
            fresh.draft(agency, entry, correct)
        })
    });
    changes.chain(fresh)
}

/// The difference between a folder and the ledger, without writing; no store stands for a ledger that holds nothing.
///
/// # Errors
/// [`NotImported`] says why it cannot be imported.
pub async fn plan(store: Option<&Store>, handed: Handed, reasons: &Reasons) -> Result<Import, NotImported> {
    let handed = Prepared::new(handed)?;
    let current = match store {
        Some(store) => Current::load(store, &handed.agency.name, handed.year).await?,
        None => Current::empty(),
    };
    difference(&handed, &current, reasons)
}

/// Brings a folder into the ledger, all or nothing. A published year it may not touch leaves everything as it was.
///
/// # Errors
/// [`NotImported`] says why nothing was imported.
pub async fn import(
    store: &Store,
    author: &Author,
    handed: Handed,
    reasons: &Reasons,
) -> Result<Import, NotImported> {
    let handed = Prepared::new(handed)?;
    let mut attempt = 1;
    loop {
        let current = Current::load(store, &handed.agency.name, handed.year).await?;
        let mut import = difference(&handed, &current, reasons)?;
        if import.refused.is_empty() && !import.is_unchanged {
            let drafts = drafts(&mut import, &handed, current.id, reasons);
            match store.append(author, drafts).await {
                Ok(appended) => import.events = appended.events,
                // Somebody else was faster: what is left to do is worked out again.
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => {
                    attempt += 1;
                    continue;
                }
                Err(error) => return Err(error.into()),
            }
        }
        return Ok(import);
    }
}
