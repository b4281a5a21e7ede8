//! The answer of a case as a letter: the facts are those on record, nothing is typed twice. 《条例》第36条

use documents::write::{WriteError, letter};
use jiff::civil::Date;
use serde_json::{Map, Value};
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::clock::PAYMENT_WORKDAYS;
use statute::fee::{self, Tariff};
use statute::letters::{Fact, FactSource, Letter, LetterForm};
use statute::procedure::{Act, FeeNotice};
use statute::readings::Readings;
use store::{Store, StoredStep};

use super::{
    Addressee, ApplicationFacts, ConsultationFacts, Earlier, ExtensionFacts, FeeFacts, Ground, LetterAgency,
    LetterFacts, NotComposed, Point, Search, SupplementFacts, Templates, compose,
};
use crate::agencies;
use crate::applications::CaseFile;

/// Parts of a partly granted application that a draft can withhold, each with a ground of its own.
pub const WITHHELD_PARTS: usize = 3;

/// What an agency prints on a letter of a day.
///
/// # Errors
/// Where the database does not answer.
pub async fn letter_agency(store: &Store, agency: i64, on: Date) -> store::Result<LetterAgency> {
    let known = store.agencies().await?.into_iter().find(|row| row.id == agency);
    let known = known.map(|row| row.agency).unwrap_or_default();
    let settings = agencies::settings(store, agency, on).await?;
    Ok(LetterAgency {
        name: known.name,
        address: known.address.unwrap_or_default(),
        postcode: known.postcode.unwrap_or_default(),
        telephone: known.telephone.unwrap_or_default(),
        hours: settings.hours,
        review_bodies: settings.review_bodies,
        court: settings.court,
        online_review: settings.online_review,
    })
}

/// The answer of a case: a draft until it is signed. None while nothing is decided.
///
/// # Errors
/// [`NotComposed`] names what is missing.
pub fn answer(file: &CaseFile, agency: LetterAgency, today: Date) -> Result<Option<Letter>, NotComposed> {
    let Some(decision) = &file.stored.application.decision else { return Ok(None) };
    let chosen = decision.form.as_deref().and_then(LetterForm::from_code);
    let Some(form) = chosen.or_else(|| LetterForm::for_leaf(decision.leaf).next()) else { return Ok(None) };
    let facts = facts(file, agency, today);
    compose(form, &facts, &Templates::standard(), &Readings::default()).map(Some)
}

/// A letter as a Word file.
///
/// # Errors
/// Where it cannot be written.
pub fn docx(answer: &Letter) -> Result<Vec<u8>, WriteError> {
    letter::docx(answer)
}

/// A letter as PDF.
///
/// # Errors
/// A character without a font is named.
pub fn pdf(answer: &Letter) -> Result<Vec<u8>, WriteError> {
    letter::pdf(answer)
}

/// The last step that is such an act.
fn last(file: &CaseFile, is: fn(&Act) -> bool) -> Option<&StoredStep> {
    file.steps.iter().rev().find(|step| is(&step.step.act))
}

fn on(file: &CaseFile, is: fn(&Act) -> bool) -> Option<Date> {
    last(file, is).map(|step| step.step.on)
}

fn text(step: &StoredStep, name: &str) -> String {
    step.texts.as_ref().map(|texts| field(texts, name)).unwrap_or_default()
}

fn field(texts: &Map<String, Value>, name: &str) -> String {
    texts.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// What is on record of a case, as letters state it.
fn facts(file: &CaseFile, agency: LetterAgency, today: Date) -> LetterFacts {
    let application = &file.stored.application;
    let due = file.deadline.as_ref().and_then(|deadline| deadline.due);
    let draft = last(file, |act| matches!(act, Act::Drafted(_)));
    let drafted = draft.and_then(|step| step.texts.clone()).unwrap_or_default();
    // What is drafted again after a review is a draft again.
    let signed = last(file, |act| {
        matches!(act, Act::Signed { .. } | Act::SupplementLapsed { .. } | Act::FeeLapsed { .. })
    });
    let signed = signed.filter(|step| draft.is_none_or(|draft| step.version > draft.version));
    let stated = |source: FactSource| {
        drafted.iter().filter_map(move |(name, value)| {
            let fact = Fact::from_name(name)?;
            (fact.source() == source).then_some((fact, value.as_str()?.to_owned()))
        })
    };
    let way = file.field("way");
    LetterFacts {
        agency,
        addressee: Addressee {
            name: file.person().name,
            is_person: application.applicant == Applicant::NaturalPerson,
        },
        application: application.received_on.map(|received_on| ApplicationFacts {
            number: application.number.clone(),
            subject: file.field("content").to_owned(),
            channel: application.channel,
            received_on,
            due,
        }),
        supplement: supplement(file),
        consultations: application
            .inquiries
            .iter()
            .map(|inquiry| ConsultationFacts { kind: inquiry.kind, sent_on: inquiry.sent_on })
            .collect(),
        extension: on(file, |act| matches!(act, Act::ExtensionApproved { .. }))
            .zip(due)
            .map(|(approved_on, until)| ExtensionFacts { approved_on, until }),
        fee: application.fee.as_ref().and_then(|notice| fee(file, notice)),
        reasons_asked_on: on(file, |act| matches!(act, Act::ReasonsAsked { .. })),
        reasons_by: application.reasons_by,
        delay_until: file.steps.iter().rev().find_map(|step| match step.step.act {
            Act::DelayFixed { until } => Some(until),
            _ => None,
        }),
        searches: searches(file),
        withheld: withheld(&drafted),
        further_grounds: Vec::new(),
        earlier: earlier(&drafted),
        stated: stated(FactSource::Words).chain(stated(FactSource::Choice)).collect(),
        confirmed: stated(FactSource::Confirmed).map(|(fact, _)| fact).collect(),
        attachments: names(&drafted),
        is_delivered_online: way.contains("电子邮件") || way.contains('网'),
        number: signed.and(application.letter.as_deref()).and_then(|text| text.parse().ok()),
        signed_on: signed.map_or(today, |step| step.step.on),
    }
}

fn supplement(file: &CaseFile) -> Option<SupplementFacts> {
    let asked = last(file, |act| matches!(act, Act::SupplementAsked { .. }))?;
    let Act::SupplementAsked { reply_by } = asked.step.act else { return None };
    Some(SupplementFacts {
        points: vec![Point { defect: text(asked, "defects"), guidance: text(asked, "guidance") }],
        by: reply_by,
        asked_on: Some(asked.step.on),
        received_on: on(file, |act| *act == Act::SupplementReceived),
    })
}

fn fee(file: &CaseFile, notice: &FeeNotice) -> Option<FeeFacts> {
    let computed = match notice.mode {
        Tariff::Items => fee::by_items(notice.n, notice.after),
        Tariff::Pages => fee::by_pages(notice.n),
    };
    let noticed_on = on(file, |act| matches!(act, Act::FeeNotified(_)));
    Some(FeeFacts {
        fee: computed.ok()?,
        noticed_on,
        pay_by: noticed_on.map(|on| Calendar::published().workday_after(on, PAYMENT_WORKDAYS).date),
        paid_on: on(file, |act| *act == Act::FeePaid),
    })
}

fn searches(file: &CaseFile) -> Vec<Search> {
    let searched = file.steps.iter().filter(|step| step.step.act == Act::Searched);
    let one = |step: &StoredStep| Search {
        by: text(step, "searcher"),
        place: text(step, "places"),
        words: text(step, "words"),
        on: step.step.on,
    };
    searched.map(one).collect()
}

fn withheld(drafted: &Map<String, Value>) -> Vec<Ground> {
    let part = |nth: usize| {
        let form = LetterForm::from_code(&field(drafted, &format!("ground_{nth}")))?;
        let (passage, reason) = (format!("passage_{nth}"), format!("reason_{nth}"));
        Some(Ground { form, passage: field(drafted, &passage), reason: field(drafted, &reason) })
    };
    (1..=WITHHELD_PARTS).filter_map(part).collect()
}

fn earlier(drafted: &Map<String, Value>) -> Option<Earlier> {
    let answered_on = field(drafted, "earlier_on").parse().ok()?;
    Some(Earlier { number: field(drafted, "earlier_number"), answered_on })
}

fn names(drafted: &Map<String, Value>) -> Vec<String> {
    let files = drafted.get("files").and_then(Value::as_array).into_iter().flatten();
    files.filter_map(|name| Some(name.as_str()?.rsplit_once('.')?.0.to_owned())).collect()
}
