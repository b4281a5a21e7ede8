//! Taking applications in, many at a time: numbers without gaps, a submission once, one statement for each table.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use sqlx::AssertSqlSafe;
use statute::calendar::Calendar;
use statute::procedure::{Act, Step};
use tokio::sync::oneshot;

use crate::append::{Author, Draft, Heads, Piece, Record, Texts, append_within};
use crate::database::{Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::Registered;
use crate::keys::Keys;
use crate::outbox::{self, Tells};
use crate::rows::{asked, padded};
use crate::writer::tell;

/// An application that waits to be taken in.
pub(crate) struct Registration {
    pub(crate) keys: Arc<Keys>,
    calendar: Arc<Calendar>,
    pub(crate) author: Arc<Author>,
    pub(crate) agency: i64,
    pub(crate) step: Step,
    pub(crate) record: Arc<Record>,
    /// The e-mail that goes to the applicant.
    tells: Option<Tells>,
    outcome: Option<Result<Registered>>,
    caller: oneshot::Sender<Result<Registered>>,
}

impl Registration {
    pub(crate) fn new(
        keys: Arc<Keys>,
        calendar: Arc<Calendar>,
        author: Author,
        agency: i64,
        step: Step,
        record: Record,
        tells: Option<Tells>,
    ) -> (Self, oneshot::Receiver<Result<Registered>>) {
        let (caller, answer) = oneshot::channel();
        let (author, record) = (Arc::new(author), Arc::new(record));
        (Self { keys, calendar, author, agency, step, record, tells, outcome: None, caller }, answer)
    }

    pub(crate) fn is_awaited(&self) -> bool {
        !self.caller.is_closed()
    }

    pub(crate) fn refuse(&mut self, error: Error) {
        self.outcome = Some(Err(error));
    }

    pub(crate) fn answer(self, failure: Option<Error>) {
        tell(self.caller, self.outcome, failure);
    }

    /// The hash of the form's own key.
    fn submission(&self) -> Option<&str> {
        match &self.step.act {
            Act::Registered { submission, .. } => submission.as_deref(),
            _ => None,
        }
    }
}

/// Takes all of them in, or none.
pub(crate) async fn register(write: &mut Write, asked: &mut [Registration]) -> Result<()> {
    // A submission is known from earlier, or from one before it in this group.
    let mut known: HashMap<(i64, String), Option<String>> = HashMap::new();
    for (agency, submissions) in by_agency(asked) {
        for (submission, number) in submitted(write, agency, &submissions).await? {
            known.insert((agency, submission), Some(number));
        }
    }
    let mut wanted: BTreeMap<(i64, i16), usize> = BTreeMap::new();
    let mut is_new = Vec::with_capacity(asked.len());
    for one in asked.iter() {
        let key = one.submission().map(|submission| (one.agency, submission.to_owned()));
        let is_first = key.is_none_or(|key| match known.entry(key) {
            std::collections::hash_map::Entry::Occupied(_) => false,
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(None);
                true
            }
        });
        if is_first {
            *wanted.entry((one.agency, one.step.on.year())).or_default() += 1;
        }
        is_new.push(is_first);
    }
    let mut free = BTreeMap::new();
    for ((agency, year), count) in wanted {
        free.insert((agency, year), next_numbers(write, agency, year, count).await?.into_iter());
    }
    let mut pieces = Vec::new();
    let mut outcomes = Vec::with_capacity(asked.len());
    for (one, is_new) in asked.iter().zip(is_new) {
        let key = one.submission().map(|submission| (one.agency, submission.to_owned()));
        let number = if is_new {
            let numbers = free.get_mut(&(one.agency, one.step.on.year()));
            let number = numbers.and_then(Iterator::next).expect("one for each that is new");
            if let Some(key) = key {
                known.insert(key, Some(number.clone()));
            }
            pieces.push(one.piece(&number));
            pieces.extend(one.mail(&number));
            number
        } else {
            key.and_then(|key| known.get(&key).cloned().flatten()).expect("it is known")
        };
        outcomes.push(Registered { number, is_new });
    }
    append_within(write, pieces, Heads::OfContinued).await?;
    for (one, registered) in asked.iter_mut().zip(outcomes) {
        one.outcome = Some(Ok(registered));
    }
    Ok(())
}

impl Registration {
    fn piece(&self, number: &str) -> Piece {
        let agency = self.agency;
        let draft = Draft {
            agency,
            stream: format!("application/{agency}/{number}"),
            expected: 0,
            fact: Fact::Procedure { step: self.step.clone(), files: Vec::new() },
            texts: Texts::Nothing,
        };
        Piece {
            keys: Arc::clone(&self.keys),
            calendar: Arc::clone(&self.calendar),
            author: Arc::clone(&self.author),
            draft,
            record: Some(Arc::clone(&self.record)),
        }
    }

    /// The e-mail that goes out with it, if one does.
    fn mail(&self, number: &str) -> Option<Piece> {
        let mail = self.tells.as_ref()?(number, &self.step)?;
        let draft = outbox::draft(self.agency, number, 1, mail);
        Some(Piece { draft, record: None, ..self.piece(number) })
    }
}

fn by_agency(asked: &[Registration]) -> BTreeMap<i64, Vec<&str>> {
    let mut submissions: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for one in asked {
        if let Some(submission) = one.submission() {
            submissions.entry(one.agency).or_default().push(submission);
        }
    }
    submissions
}

/// Which submissions are in the ledger, and under which numbers.
async fn submitted(write: &mut Write, agency: i64, submissions: &[&str]) -> Result<Vec<(String, String)>> {
    const SQL: &str = "select handling.submission, handling.number from asked cross join handling \
                       where handling.agency = $1 and handling.submission = asked.value";
    let sql = asked(2, submissions.len(), SQL);
    Ok(on!(write, Write, |db| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(agency);
        for submission in padded(submissions) {
            query = query.bind(*submission);
        }
        query.fetch_all(&mut **db).await
    })?)
}

/// The next numbers of a year that neither the procedure nor an imported register has used.
async fn next_numbers(write: &mut Write, agency: i64, year: i16, count: usize) -> Result<Vec<String>> {
    const LAST: &str = "select serial from handling where agency = $1 and year = $2 and serial is not null \
                        order by serial desc limit 1";
    const TAKEN: &str = "select application.number from asked cross join application \
                         where application.agency = $1 and application.number = asked.value";
    let last: Option<(i64,)> = on!(write, Write, |db| sqlx::query_as(LAST)
        .bind(agency)
        .bind(i64::from(year))
        .fetch_optional(&mut **db)
        .await)?;
    let mut serial = last.map_or(0, |(serial,)| serial);
    let mut numbers = Vec::with_capacity(count);
    while numbers.len() < count {
        let wanted = (count - numbers.len()) as i64;
        let candidates: Vec<_> =
            (serial + 1..=serial + wanted).map(|serial| format!("{year}-{serial}")).collect();
        serial += wanted;
        let sql = asked(2, candidates.len(), TAKEN);
        let taken: Vec<(String,)> = on!(&mut *write, Write, |db| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(agency);
            for candidate in padded(&candidates) {
                query = query.bind(candidate);
            }
            query.fetch_all(&mut **db).await
        })?;
        numbers.extend(candidates.into_iter().filter(|number| !taken.iter().any(|(other,)| other == number)));
    }
    Ok(numbers)
}
