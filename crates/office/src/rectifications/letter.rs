//! The letter that tells what came of a request (更正告知书): from the draft and what was registered. 《条例》第41条

use jiff::Timestamp;
use jiff::civil::Date;
use statute::letters::{Fact, FactSource, Letter};
use statute::rectification::Judgement;
use store::Store;

use super::case_file::written;
use super::{CaseFile, KIND, NAME, PERSON};
use crate::applications::day_of;
use crate::letters::{Addressee, ApplicationFacts, LetterFacts, NotComposed, Stationery, stationery};

/// The letter of a request: a draft until it is signed, then as it was signed. None while nothing is drafted.
///
/// # Errors
/// Where the database does not answer. A letter that lacks something says so in its place.
pub async fn answer(
    store: &Store,
    agency: i64,
    file: &CaseFile,
    now: Timestamp,
) -> store::Result<Result<Option<Letter>, NotComposed>> {
    let Some(judgement) = file.stored.case.judgement else { return Ok(Ok(None)) };
    let signed_at = file.signature().and_then(|step| step.at.parse().ok());
    let stationery = stationery(store, agency, signed_at.unwrap_or(now)).await?;
    Ok(composed(file, judgement, &stationery, day_of(now)).map(Some))
}

/// The letter with what an agency writes it with.
pub(super) fn composed(
    file: &CaseFile,
    judgement: Judgement,
    stationery: &Stationery,
    today: Date,
) -> Result<Letter, NotComposed> {
    stationery.compose(judgement.letter(), &facts(file, stationery, today))
}

fn facts(file: &CaseFile, stationery: &Stationery, today: Date) -> LetterFacts {
    let request = &file.stored.case;
    let drafted = |fact: &Fact| file.draft().map(|step| written(step, fact.name())).unwrap_or_default();
    let known = Fact::ALL.iter().map(|fact| (*fact, drafted(fact)));
    let known: Vec<(Fact, String)> = known.filter(|(_, text)| !text.is_empty()).collect();
    let from = |source| known.iter().filter(move |(fact, _)| fact.source() == source).cloned();
    let way = file.field("way");
    LetterFacts {
        agency: stationery.agency.clone(),
        addressee: Addressee { name: file.field(NAME), is_person: file.field(KIND) == PERSON },
        application: Some(ApplicationFacts {
            number: request.number.clone(),
            subject: file.field("record"),
            channel: request.channel,
            received_on: request.received_on,
            due: None,
        }),
        stated: from(FactSource::Words).collect(),
        confirmed: from(FactSource::Confirmed).map(|(fact, _)| fact).collect(),
        is_delivered_online: way.contains("电子邮件") || way.contains('网'),
        number: request.letter.as_deref().and_then(|letter| letter.parse().ok()),
        signed_on: request.signed_on.unwrap_or(today),
        ..LetterFacts::default()
    }
}
