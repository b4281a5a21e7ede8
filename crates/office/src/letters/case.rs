//! The answer of a case as a letter: the facts are those on record, nothing is typed twice. 《条例》第36条

use documents::write::{WriteError, letter};
use jiff::civil::Date;
use serde_json::{Map, Value};
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::clock::PAYMENT_WORKDAYS;
use statute::fee::{self, Tariff};
use statute::leaf::Leaf;
use statute::letters::{Fact, FactSource, Letter};
use statute::procedure::{Act, FeeNotice};
use store::StoredStep;

use super::{
    Addressee, ApplicationFacts, ConsultationFacts, Earlier, ExtensionFacts, FeeFacts, LetterFacts,
    NotComposed, Point, Search, Stationery, SupplementFacts, grounds,
};
use crate::applications::{CaseFile, NOT_SHOWN, masked};

/// The answer of a case: a draft until it is signed. None while nothing is decided.
///
/// # Errors
/// [`NotComposed`] names what is missing.
pub fn answer(file: &CaseFile, stationery: &Stationery, today: Date) -> Result<Option<Letter>, NotComposed> {
    let Some(decision) = &file.stored.application.decision else { return Ok(None) };
    let letter = stationery.compose(decision.letter(), &facts(file, stationery, today))?;
    Ok(Some(discreet(letter, file)))
}

/// What a party is called in the form of a consultation where it is no body.
const PERSON: &str = "个人";

/// Facts of a letter to the party of a consultation: addressee and information are those it was asked about.
pub(super) fn to_party(facts: &mut LetterFacts, file: &CaseFile, inquiry: usize) {
    let Some(inquiry) = file.stored.application.inquiries.get(inquiry) else { return };
    let asked = file
        .steps
        .iter()
        .find(|step| matches!(&step.step.act, Act::ConsultationSent { id, .. } if *id == inquiry.id));
    let Some(asked) = asked else { return };
    let is_person = text(asked, "party_kind") == PERSON;
    facts.addressee = Addressee { name: text(asked, "party"), is_person };
    let stated = [(Fact::ConsultationInformation, "question"), (Fact::Interest, Fact::Interest.name())];
    facts.stated.extend(stated.map(|(fact, field)| (fact, text(asked, field))));
    facts.attachments.clear();
}

/// The letter without the applicant's own number, should anybody have written it somewhere.
pub(super) fn discreet(mut letter: Letter, file: &CaseFile) -> Letter {
    /// Shorter ones stand in other words as well.
    const SHORTEST: usize = 6;
    let number = file.person().identity_number;
    if number.chars().count() >= SHORTEST {
        let annexes = letter.annexes.iter_mut().flat_map(|annex| &mut annex.paragraphs);
        for text in letter.paragraphs.iter_mut().chain(&mut letter.remedy).chain(annexes) {
            *text = text.replace(&number, NOT_SHOWN);
        }
    }
    letter
}

/// A letter as a Word file.
///
/// # Errors
/// Where it cannot be written.
pub fn docx(answer: &Letter) -> Result<Vec<u8>, WriteError> {
    letter::docx(answer)
}

/// A letter as plain text.
pub fn plain(letter: &Letter) -> String {
    letter::text(letter)
}

/// A letter as PDF.
///
/// # Errors
/// A character without a font is named.
pub fn pdf(answer: &Letter) -> Result<Vec<u8>, WriteError> {
    letter::pdf(answer)
}

/// The last step that is such an act.
pub(super) fn last(file: &CaseFile, is: fn(&Act) -> bool) -> Option<&StoredStep> {
    file.steps.iter().rev().find(|step| is(&step.step.act))
}

fn on(file: &CaseFile, is: fn(&Act) -> bool) -> Option<Date> {
    last(file, is).map(|step| step.step.on)
}

pub(super) fn text(step: &StoredStep, name: &str) -> String {
    step.texts.as_ref().map(|texts| field(texts, name)).unwrap_or_default()
}

/// What was written in a field. Numbers of identity cards stay out of letters; where to pay is told in full.
pub(super) fn field(texts: &Map<String, Value>, name: &str) -> String {
    let text = texts.get(name).and_then(Value::as_str).unwrap_or_default();
    if name == Fact::FeePayment.name() { text.to_owned() } else { masked(text) }
}

/// What was written under the names of facts.
pub(super) fn stated(texts: &Map<String, Value>) -> impl Iterator<Item = (Fact, String)> {
    texts.keys().filter_map(|name| Some((Fact::from_name(name)?, field(texts, name))))
}

/// What is on record of a case, as letters state it.
pub(super) fn facts(file: &CaseFile, stationery: &Stationery, today: Date) -> LetterFacts {
    let application = &file.stored.application;
    let due = file.deadline.as_ref().and_then(|deadline| deadline.due);
    let draft = last(file, |act| matches!(act, Act::Drafted(_)));
    let drafted = draft.and_then(|step| step.texts.clone()).unwrap_or_default();
    // What is drafted again after a review is a draft again.
    let signed = last(file, |act| {
        matches!(act, Act::Signed { .. } | Act::SupplementLapsed { .. } | Act::FeeLapsed { .. })
    });
    let signed = signed.filter(|step| draft.is_none_or(|draft| step.version > draft.version));
    let is_stated =
        |(fact, _): &(Fact, String)| matches!(fact.source(), FactSource::Words | FactSource::Choice);
    let is_confirmed = |(fact, _): &(Fact, String)| fact.source() == FactSource::Confirmed;
    let way = file.field("way");
    let decision = application.decision.as_ref();
    let is_partly = decision.is_some_and(|decision| decision.leaf == Leaf::PartlyGranted);
    // A lapse after a draft has none of the draft's.
    let is_further = decision.is_some_and(|decision| !decision.further.is_empty());
    let written = grounds(&drafted);
    LetterFacts {
        agency: stationery.agency.clone(),
        addressee: Addressee {
            name: file.person().name,
            is_person: application.applicant == Applicant::NaturalPerson,
        },
        application: application.received_on.map(|received_on| ApplicationFacts {
            number: application.number.clone(),
            subject: masked(file.field("content")),
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
        withheld: if is_partly { written.clone() } else { Vec::new() },
        further_grounds: if is_further { written } else { Vec::new() },
        earlier: earlier(&drafted),
        stated: stated(&drafted).filter(is_stated).collect(),
        confirmed: stated(&drafted).filter(is_confirmed).map(|(fact, _)| fact).collect(),
        attachments: names(&drafted),
        is_delivered_online: way.contains("电子邮件") || way.contains('网'),
        number: signed.and(application.letter.as_deref()).and_then(|text| text.parse().ok()),
        is_sent: false,
        signed_on: signed.map_or(today, |step| step.step.on),
    }
}

fn supplement(file: &CaseFile) -> Option<SupplementFacts> {
    let asked = last(file, |act| matches!(act, Act::SupplementAsked { .. }))?;
    let Act::SupplementAsked { reply_by } = asked.step.act else { return None };
    Some(SupplementFacts {
        points: points(&text(asked, "defects"), &text(asked, "guidance")),
        by: reply_by,
        asked_on: Some(asked.step.on),
        received_on: on(file, |act| *act == Act::SupplementReceived),
    })
}

/// A point for each line, where both have as many; else all in one.
fn points(defects: &str, guidance: &str) -> Vec<Point> {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (each, how) = (lines(defects), lines(guidance));
    if each.len() == how.len() && !each.is_empty() {
        return each.into_iter().zip(how).map(|(defect, guidance)| Point { defect, guidance }).collect();
    }
    vec![Point { defect: defects.to_owned(), guidance: guidance.to_owned() }]
}

fn fee(file: &CaseFile, notice: &FeeNotice) -> Option<FeeFacts> {
    let computed = match notice.mode {
        Tariff::Items => fee::by_items(notice.n, notice.after),
        Tariff::Pages => fee::by_pages(notice.n),
    };
    let noticed_on = on(file, |act| matches!(act, Act::FeeNotified(_)));
    Some(FeeFacts {
        fee: computed.ok()?,
        month: file.stored.application.received_on,
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

fn earlier(drafted: &Map<String, Value>) -> Option<Earlier> {
    let answered_on = field(drafted, "earlier_on").parse().ok()?;
    Some(Earlier { number: field(drafted, "earlier_number"), answered_on })
}

fn names(drafted: &Map<String, Value>) -> Vec<String> {
    let files = drafted.get("files").and_then(Value::as_array).into_iter().flatten();
    files.filter_map(|name| Some(name.as_str()?.rsplit_once('.')?.0.to_owned())).collect()
}
