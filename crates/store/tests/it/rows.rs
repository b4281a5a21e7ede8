//! Invented rows for the stories.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{Agency, ApplicationEntry, Channel, RemedyEntry, RemedyKind, RemedyResult};
use store::{Author, Draft, Entry, Fact, Personal, Step, Texts};

pub(crate) fn author() -> Author {
    Author { actor: "经办人甲".into(), at: "2024-01-15T01:02:03Z".parse::<Timestamp>().unwrap() }
}

pub(crate) fn agency(id: i64, name: &str) -> Draft {
    Draft {
        agency: id,
        stream: format!("agency/{id}"),
        expected: 0,
        fact: Fact::Agency { is_new: true, agency: Agency { name: name.into(), ..Agency::default() } },
        texts: Texts::Nothing,
    }
}

pub(crate) fn row(number: &str, received_on: Date, leaf: Option<(Leaf, Date)>) -> ApplicationEntry {
    ApplicationEntry {
        number: number.into(),
        received_on,
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        leaf: leaf.map(|(leaf, _)| leaf),
        answered_on: leaf.map(|(_, on)| on),
        topic: None,
        content: None,
        reason: None,
        supplement_asked_on: None,
        supplement_received_on: None,
        extended_workdays: None,
        delayed_until: None,
        fee_notice_on: None,
        fee_paid_on: None,
    }
}

/// A draft for an application of agency 1; its free texts are sealed.
pub(crate) fn application(step: Step, expected: i64, mut row: ApplicationEntry) -> Draft {
    let personal = Personal::take(&mut row);
    Draft {
        agency: 1,
        stream: format!("applications/1/{}", row.number),
        expected,
        fact: Fact::Entry { step, entry: Entry::Application(row), report_years: vec![], reason: None },
        texts: if personal.is_empty() { Texts::Nothing } else { Texts::New(personal) },
    }
}

/// A draft that retracts an application of agency 1.
pub(crate) fn retracted(expected: i64, row: ApplicationEntry) -> Draft {
    application(Step::Retracted, expected, row)
}

pub(crate) fn entered(number: &str) -> Draft {
    application(Step::Entered, 0, row(number, date(2023, 3, 1), None))
}

pub(crate) fn remedy(step: Step, expected: i64, result: Option<(RemedyResult, Date)>) -> Draft {
    let entry = Entry::Remedy(RemedyEntry {
        kind: RemedyKind::Review,
        received_on: date(2022, 12, 1),
        result: result.map(|(result, _)| result),
        decided_on: result.map(|(_, on)| on),
    });
    Draft {
        agency: 1,
        stream: format!("remedies/1/{}", entry.key()),
        expected,
        fact: Fact::Entry { step, entry, report_years: vec![], reason: None },
        texts: Texts::Nothing,
    }
}
