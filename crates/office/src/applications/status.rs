//! Reading an application: by the office, and by the applicant with number and query code.

use serde_json::{Map, Value};
use statute::calendar::Calendar;
use statute::clock::Deadline;
use statute::leaf::Leaf;
use statute::procedure::{Act, Application, Limit, Today};
use statute::readings::Readings;
use store::{Beside, Store, StoredApplication, StoredStep};
use subtle::ConstantTimeEq;

use super::{NotDone, Person, query_code};

/// An application with everything that is on record of it.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// As it stands.
    pub stored: StoredApplication,
    /// What was done, oldest first, with what was written.
    pub steps: Vec<StoredStep>,
    /// The last day for the answer, day by day; none while it is not received.
    pub deadline: Option<Deadline>,
    /// What must be done next.
    pub limit: Option<Limit>,
    /// What there is beside its steps.
    pub beside: Beside,
}

impl CaseFile {
    /// Who applies, with the address of e-mail they gave last; empty where the key was destroyed.
    pub fn person(&self) -> Person {
        let person = self.steps.first().and_then(|step| step.texts.as_ref()?.get("person").cloned());
        let person: Option<Person> = person.and_then(|person| serde_json::from_value(person).ok());
        let mut person = person.unwrap_or_default();
        let mut services = self.steps.iter().rev().filter(|step| matches!(step.step.act, Act::Served { .. }));
        if let Some(email) = services.find_map(|step| corrected_address(step.texts.as_ref()?)) {
            email.clone_into(&mut person.email);
        }
        person
    }

    /// What the applicant wrote in a field of the form.
    pub fn field(&self, field: &str) -> &str {
        let texts = self.steps.first().and_then(|step| step.texts.as_ref());
        texts.and_then(|texts| texts.get(field)?.as_str()).unwrap_or_default()
    }

    /// What is handed over with an answer that grants something: name and hash of each file of the last draft.
    pub fn enclosed(&self) -> Vec<(String, String)> {
        let decision = self.stored.application.decision.as_ref();
        if !decision.is_some_and(|decision| matches!(decision.leaf, Leaf::Granted | Leaf::PartlyGranted)) {
            return Vec::new();
        }
        let Some(drafted) = self.steps.iter().rfind(|stored| matches!(stored.step.act, Act::Drafted(_)))
        else {
            return Vec::new();
        };
        let names = drafted.texts.as_ref().and_then(|texts| texts.get("files")?.as_array());
        let name =
            |place: usize| names.and_then(|names| names.get(place)?.as_str()).unwrap_or("附件").to_owned();
        drafted.files.iter().enumerate().map(|(place, hash)| (name(place), hash.clone())).collect()
    }

    /// The case as it stood right after a step, as letters of that step tell it; none where there is no such step.
    pub fn at(&self, version: i64) -> Option<Self> {
        let steps: Vec<_> = self.steps.iter().filter(|step| step.version <= version).cloned().collect();
        let date = steps.last().filter(|step| step.version == version)?.step.on;
        let (first, later) = steps.split_first()?;
        let readings = Readings::default();
        let number = &self.stored.application.number;
        let mut application = Application::begin(number, &first.step, &readings)?;
        for step in later {
            application.apply(&step.step);
        }
        let today = Today { date, calendar: Calendar::published(), readings: &readings };
        let (deadline, limit) = (application.deadline(&today), application.limit(&today));
        let stored = StoredApplication { application, version, ..self.stored.clone() };
        Some(Self { stored, steps, deadline, limit, beside: self.beside })
    }
}

/// The address of e-mail that the applicant gave with a service, instead of one that did not work.
pub(super) fn corrected_address(texts: &Map<String, Value>) -> Option<&str> {
    texts.get("email")?.as_str().map(str::trim).filter(|email| !email.is_empty())
}

/// Everything on record of an application of the agency.
///
/// # Errors
/// [`NotDone::Missing`] where the agency has no such application.
pub async fn case_file(
    store: &Store,
    agency: i64,
    number: &str,
    date: jiff::civil::Date,
) -> Result<CaseFile, NotDone> {
    let stored = store.application(agency, number).await?.ok_or(NotDone::Missing)?;
    opened(store, agency, stored, date).await
}

/// Everything on record of an application that was read.
pub(super) async fn opened(
    store: &Store,
    agency: i64,
    stored: StoredApplication,
    date: jiff::civil::Date,
) -> Result<CaseFile, NotDone> {
    let steps = store.steps(&stored.stream).await?;
    let beside = store.beside(agency, &stored.application.number).await?;
    let readings = Readings::default();
    let today = Today { date, calendar: Calendar::published(), readings: &readings };
    let (deadline, limit) = (stored.application.deadline(&today), stored.application.limit(&today));
    Ok(CaseFile { stored, steps, deadline, limit, beside })
}

/// The same for the applicant, who knows the query code. An unknown number and a wrong code are told alike.
///
/// # Errors
/// [`NotDone::Missing`] where number and code do not belong together.
pub async fn status(
    store: &Store,
    agency: i64,
    number: &str,
    code: &str,
    date: jiff::civil::Date,
) -> Result<CaseFile, NotDone> {
    let given = query_code::hash(store, &normalized(code));
    let stored = store.application(agency, number.trim()).await?;
    let known = match &stored {
        Some(stored) => query_code::opens(store, agency, stored).await?.unwrap_or_default(),
        None => String::new(),
    };
    let fits: bool = given.as_bytes().ct_eq(known.as_bytes()).into();
    let stored = stored.filter(|_| fits).ok_or(NotDone::Missing)?;
    opened(store, agency, stored, date).await
}

/// A code as it may be typed: blanks, dashes and capitals do not matter.
fn normalized(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
