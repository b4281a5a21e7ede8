//! The letters that went out with the steps of a case (随办理发出的文书): composed from what was written with the step,
//! by the settings and templates of its time. 《条例》第30条、第31条、第32条、第33条、第34条、第35条、第36条、第42条

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use statute::letters::{Fact, Letter, LetterForm, LetterNumber};
use statute::procedure::{Act, Application, Outgoing};
use statute::readings::Readings;
use store::StoredStep;

use super::case::{answer, discreet, facts, last, stated, text, to_party};
use super::stationery::Shelf;
use super::{LetterFacts, NotComposed, Stationery};
use crate::applications::{CaseFile, day_of};

/// A letter that went out with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLetter {
    /// The version of the step.
    pub version: i64,
    /// The day of the step.
    pub on: Date,
    /// When it was recorded: settings and templates are those of this moment.
    pub at: Timestamp,
    /// Its kind.
    pub form: LetterForm,
    /// 发文字号; none for forms that bear none, and for what went out when only answers were numbered.
    pub number: Option<LetterNumber>,
    /// The place among the inquiries of the one whose party it went to; none where it went to the applicant.
    pub inquiry: Option<usize>,
    /// Whether it is the first of its step.
    pub is_first: bool,
    /// Whether the applicant has it: what tells an outcome only once it is served.
    pub is_told: bool,
}

/// Every letter that went out with a step, oldest first.
pub fn sent(file: &CaseFile) -> Vec<SentLetter> {
    let number = &file.stored.application.number;
    let mut application = None::<Application>;
    let mut sent = Vec::new();
    for step in &file.steps {
        match &mut application {
            Some(application) => application.apply(&step.step),
            None => application = Application::begin(number, &step.step, &Readings::default()),
        }
        let outgoing = application.as_ref().map(|application| application.sends(&step.step.act));
        let outgoing = outgoing.unwrap_or_default();
        let forms: Vec<_> = outgoing.iter().map(|letter| letter.form).collect();
        let numbers = step.step.numbers_of(&forms);
        let is_numbered = step.step.numbers().next().is_some();
        let went_out = |(Outgoing { form, .. }, number): &(Outgoing, Option<&str>)| match number {
            Some(_) => true,
            // The step says which letters went out, and this is none of them.
            None if step.step.names_letters() => !form.is_numbered(),
            // That letter is younger than numbers: without one none went out.
            None => is_numbered || *form != LetterForm::OtherAgencyAsked,
        };
        let outgoing = outgoing.into_iter().zip(numbers).filter(went_out);
        for (index, (Outgoing { form, inquiry }, number)) in outgoing.enumerate() {
            // Served, and not known not to have arrived.
            let is_served = || {
                let later = file.steps.iter().rev().take_while(|later| later.version > step.version);
                let mut services = later.map(|later| &later.step.act);
                let is_service = |act: &&Act| matches!(act, Act::Served { .. } | Act::ServiceFailed);
                matches!(services.find(is_service), Some(Act::Served { .. }))
            };
            let is_told = form.is_to_applicant() && (form.leaf().is_none() || is_served());
            let (version, on) = (step.version, step.step.on);
            let at = step.at.parse().unwrap_or_else(|_| end_of(on));
            let number = number.and_then(|number| number.parse().ok());
            sent.push(SentLetter { version, on, at, form, number, inquiry, is_first: index == 0, is_told });
        }
    }
    sent
}

/// Whether the letters can be composed that go out with a step which is about to be recorded: what lacks something does
/// not go out, and takes no number. 《条例》第36条
///
/// # Errors
/// [`NotComposed`] names what is missing.
pub(crate) fn check_sending(
    file: &CaseFile,
    step: StoredStep,
    stationery: &Stationery,
) -> Result<(), NotComposed> {
    let (version, on, act) = (step.version, step.step.on, step.step.act.clone());
    let at = end_of(on);
    let mut then = file.clone();
    then.steps.push(step);
    let Some(then) = then.at(version) else { return Ok(()) };
    let sent = then.stored.application.sends(&act).into_iter();
    for Outgoing { form, inquiry } in sent.filter(|letter| letter.form.is_numbered()) {
        let letter =
            SentLetter { version, on, at, form, number: None, inquiry, is_first: false, is_told: false };
        let facts = LetterFacts { is_sent: false, ..known(&then, &letter, stationery) };
        stationery.compose(form, &facts)?;
    }
    Ok(())
}

/// The last moment of a day.
fn end_of(on: Date) -> Timestamp {
    Offset::UTC.to_timestamp(on.at(23, 59, 59, 0)).unwrap_or(Timestamp::MAX)
}

/// Composes letters that went out, each by the settings and templates of its time.
///
/// A letter that lacks something says so in its place.
pub fn compose_sent(
    shelf: &Shelf,
    file: &CaseFile,
    letters: Vec<SentLetter>,
) -> Vec<(SentLetter, Result<Letter, NotComposed>)> {
    let mut composed = Vec::new();
    for letter in letters {
        let stationery = shelf.at(letter.at);
        if let Some(then) = file.at(letter.version) {
            let written = stationery.compose(letter.form, &known(&then, &letter, &stationery));
            composed.push((letter, written.map(|written| discreet(written, file))));
        }
    }
    composed
}

/// The answer of a case, as [`answer`]: what is signed by the settings and templates of its signature, a draft by those
/// of now.
///
/// # Errors
/// A letter that lacks something.
pub fn current_answer(shelf: &Shelf, file: &CaseFile, now: Timestamp) -> Result<Option<Letter>, NotComposed> {
    if file.stored.application.decision.is_none() {
        return Ok(None);
    }
    let mut decided = file
        .steps
        .iter()
        .rev()
        .filter(|step| matches!(step.step.act, Act::Drafted(_)) || step.step.act.letter().is_some());
    let signed = decided.next().filter(|step| step.step.act.letter().is_some());
    let at = signed.and_then(|step| step.at.parse().ok()).unwrap_or(now);
    answer(file, &shelf.at(at), day_of(now))
}

/// What was known when the letter went out, as it tells it.
fn known(then: &CaseFile, letter: &SentLetter, stationery: &Stationery) -> LetterFacts {
    let mut facts = facts(then, stationery, letter.on);
    let Some(step) = then.steps.last().filter(|_| letter.form.leaf().is_none()) else { return facts };
    facts.is_sent = true;
    facts.number.clone_from(&letter.number);
    facts.signed_on = letter.on;
    if letter.form != LetterForm::ThirdPartyTold {
        // What the draft of an answer states is no matter of these letters.
        facts.confirmed.clear();
        facts.withheld.clear();
        facts.further_grounds.clear();
        facts.attachments.clear();
        facts.stated = step.texts.iter().flat_map(stated).collect();
    }
    if let Some(inquiry) = letter.inquiry {
        to_party(&mut facts, then, inquiry);
    }
    match letter.form {
        // The notice itself does not tell that it was sent before.
        LetterForm::SupplementAsked => {
            if let Some(supplement) = &mut facts.supplement {
                supplement.asked_on = None;
            }
        }
        LetterForm::FeeNotice => {
            if let Some(fee) = &mut facts.fee {
                (fee.noticed_on, fee.pay_by) = (None, None);
            }
        }
        LetterForm::Extension => {
            let asked = last(then, |act| matches!(act, Act::ExtensionAsked { .. }));
            facts.stated.extend(asked.map(|step| (Fact::ExtensionReason, text(step, "reason"))));
        }
        LetterForm::ReasonsAsked => {
            facts.stated.insert(Fact::ReasonsFacts, text(step, "excess"));
        }
        _ => {}
    }
    facts
}
