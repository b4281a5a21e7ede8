//! Doing something with a case: the one way for the console. A result that corrects the answer reopens the application
//! in the same transaction.

use jiff::Timestamp;
use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::procedure::{self, Officer, Today};
use statute::readings::Readings;
use statute::remedy_case::{Act, Outcome, RemedyCase, Step};
use store::{Author, Draft, Fact, Record, Store, Texts};

use super::{NotDone, corrections, field_faults};
use crate::applications::{FieldFault, day_of, file_faults, record};
use crate::deed::Deed;

/// Does it: loads the case, asks the table, records the act, with everything that follows from it.
///
/// # Errors
/// [`NotDone`]: no such case, not permitted now, a field that cannot be taken, somebody was faster.
pub async fn act(
    store: &Store,
    agency: i64,
    number: &str,
    deed: Deed<Act>,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    let stored = store.remedy(agency, number).await?.ok_or(NotDone::Missing)?;
    if stored.version != deed.version {
        return Err(NotDone::Conflict);
    }
    let Deed { act, version, texts, files } = deed;
    let readings = Readings::default();
    let today = Today { date: day_of(now), calendar: Calendar::published(), readings: &readings };
    let case = &stored.case;
    case.permit(act.verb(), by)?;
    let mut faults = field_faults(case.faults(&act, &today));
    faults.extend(file_faults(&files));
    let reopened = match newly_reopened(case, &act) {
        Some(outcome) if faults.is_empty() => reopening(store, agency, case, outcome, by, &today).await?,
        _ => None,
    };
    let along = match reopened {
        Some(Ok(draft)) => Some(draft),
        Some(Err(fault)) => {
            faults.push(fault);
            None
        }
        None => None,
    };
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let step = Step { on: today.date, by: by.account.clone(), act };
    let mut after = case.clone();
    after.apply(&step);
    let reason = format!("复议诉讼案件{number}：{}", step.act.verb().zh());
    let (counted, counts) = (case.entry(), after.entry());
    let corrected = corrections(store, agency, counted.as_ref(), counts.as_ref(), &reason).await?;
    let draft = Draft {
        agency,
        stream: stored.stream.clone(),
        expected: version,
        fact: Fact::Remedy { step, files: Vec::new() },
        texts: record(texts, files).into(),
    };
    let author = Author { actor: by.account.clone(), at: now };
    store.append(&author, std::iter::once(draft).chain(along).chain(corrected)).await?;
    Ok(())
}

/// The result by which the application is to be answered again, unless one recorded before has seen to it.
fn newly_reopened<'a>(case: &RemedyCase, act: &'a Act) -> Option<&'a Outcome> {
    let was_reopened = case.outcome.is_some_and(|outcome| outcome.reopens);
    act.outcome().filter(|outcome| outcome.reopens && !was_reopened)
}

/// The event that reopens the application, or what speaks against it.
async fn reopening(
    store: &Store,
    agency: i64,
    case: &RemedyCase,
    outcome: &Outcome,
    by: &Officer,
    today: &Today<'_>,
) -> Result<Option<Result<Draft, FieldFault>>, NotDone> {
    let Some(number) = &case.application else { return Ok(None) };
    let Some(stored) = store.application(agency, number).await? else { return Ok(None) };
    let act = procedure::Act::Reopened { redo_by: outcome.redo_by };
    if let Err(refusal) = stored.application.check(&act, &Officer::of_remedy_case(&by.account), today) {
        let message =
            format!("申请{number}不能重新答复（{}）；已经在重新办理的，请选择不另行重新答复", refusal.why);
        return Ok(Some(Err(FieldFault { field: "redo", message })));
    }
    let step = procedure::Step::new(today.date, by.account.clone(), act);
    let decision = format!("复议诉讼案件{}：{}", case.number, outcome.ruling.zh());
    let texts = Map::from_iter([("decision".to_owned(), Value::from(decision))]);
    Ok(Some(Ok(Draft {
        agency,
        stream: stored.stream,
        expected: stored.version,
        fact: Fact::Procedure { step, files: Vec::new() },
        texts: Texts::Record(Record { texts, ..Record::default() }),
    })))
}
