//! The second time through the folder: the publications, all in one transaction, no more than one in memory.

use store::{AgencyRow, Author, Numbering, Store};

use super::article::prepare;
use super::{Coming, NotImported, Outcome, Plan, Summary, Told, plan};
use crate::agencies;
use crate::applications::day_of;

/// What came of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// 写入: everything that was to come in is there.
    Written,
    /// Nothing was to come in.
    Nothing,
    /// Something cannot come in, so that nothing does.
    Refused,
}

/// Brings a folder in, all or nothing; what cannot come in is left out only where that is said. `each` hears of every
/// file what becomes of it, and of what comes in under which number.
///
/// # Errors
/// [`NotImported`]; nothing is written then.
pub async fn import(
    store: &Store,
    author: &Author,
    agency: &AgencyRow,
    coming: &Coming,
    mut each: impl FnMut(Told),
) -> Result<(Summary, Done), NotImported> {
    let now = author.at;
    let mut lacking = std::collections::HashMap::<String, Vec<String>>::new();
    let plan: Plan = plan(store, agency, coming, now, |told| match told.outcome {
        Outcome::TakenIn => {
            if !told.why.is_empty() {
                lacking.entry(told.file).or_default().extend(told.why);
            }
        }
        _ => each(told),
    })
    .await?;
    if plan.summary.left_out > 0 && !coming.leaves_out {
        return Ok((plan.summary, Done::Refused));
    }
    if plan.taken.is_empty() {
        return Ok((plan.summary, Done::Nothing));
    }
    let scheme = agencies::settings(store, agency.id, day_of(now)).await?.index_scheme();
    let next = |numbers: Numbering, place: usize| {
        let Some(planned) = plan.taken.get(place) else { return Ok(None) };
        let changed = || NotImported::Changed(planned.file.clone());
        let prepared = prepare(coming, &planned.file, &agency.agency.name, now).map_err(|_| changed())?;
        if prepared.origin.sm3 != planned.sm3 {
            return Err(changed());
        }
        each(Told {
            file: planned.file.clone(),
            outcome: Outcome::TakenIn,
            title: prepared.card.title.clone(),
            number: Some(numbers.of(place)),
            why: lacking.remove(&planned.file).unwrap_or_default(),
        });
        let number_of = |address: &str| plan.number_of(address, numbers);
        Ok(Some(prepared.linked(coming, &author.actor, now, number_of)))
    };
    store.import_publications(author, agency.id, day_of(now), scheme, next).await?;
    Ok((plan.summary, Done::Written))
}
