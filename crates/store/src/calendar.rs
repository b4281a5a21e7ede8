//! The arrangement of workdays that limits are reckoned by (节假日安排), and what becomes of open applications when a
//! program comes with another one. `docs/decisions/0035-calendar-changes.md`

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use statute::calendar::Calendar;
use statute::procedure::{Application, Today};
use statute::readings::Readings;
use statute::remedy_case::RemedyCase;

use crate::append::{Author, Draft, Heads, Texts, append_within};
use crate::canonical::{hex, sm3};
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;

/// The stream of the arrangements; they are the same for every agency.
pub(crate) const STREAM: &str = "calendar";
/// Cases read at a time.
const PAGE: i64 = 1000;

/// A limit of an open application, or of an undecided review or lawsuit, that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitMove {
    /// What the limit is about, in Chinese.
    pub kind: String,
    /// The last day before.
    pub from: Date,
    /// The last day now.
    pub to: Date,
}

/// The same as it is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMove {
    /// The number of the application, or of the review or lawsuit.
    pub number: String,
    /// When it moved, in UTC.
    pub at: String,
    /// How.
    pub moved: LimitMove,
}

/// SM3 of an arrangement, in hexadecimal.
pub(crate) fn fingerprint(arrangement: &str) -> String {
    hex(&sm3(&[arrangement.as_bytes()]))
}

/// What an event says the arrangement is.
pub(crate) fn parsed(arrangement: &str) -> Option<Arc<Calendar>> {
    Calendar::parse(arrangement).ok().map(Arc::new)
}

/// Agency, number, stream, version, kind and day of the limit, the case.
type OpenRow = (i64, String, String, i64, Option<String>, String, String);

impl Store {
    /// The same ledger with limits reckoned by this arrangement, not by the one the program carries.
    #[must_use]
    pub fn with_calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = Arc::new(calendar);
        self
    }

    /// Has limits reckoned by this program's arrangement from now on. Where it differs from the one they were reckoned
    /// by so far, the limits of open applications, reviews and lawsuits move, and each move is recorded; all or nothing. Answers how many.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn adopt_calendar(&self, author: &Author) -> Result<u64> {
        const KNOWN: &str = "select fingerprint, version from calendar where id = 1";
        let arrangement = self.calendar.lines();
        let mut write = self.write().await?;
        let known: Option<(String, i64)> =
            on!(&mut write, Write, |db| sqlx::query_as(KNOWN).fetch_optional(&mut **db).await)?;
        if known.as_ref().is_some_and(|(known, _)| *known == fingerprint(&arrangement)) {
            return Ok(0);
        }
        // A ledger without cases has no limits yet: there is nothing to note.
        if known.is_none() && !has_cases(&mut write).await? {
            return Ok(0);
        }
        let expected = known.map_or(0, |(_, version)| version);
        let fact = Fact::Calendar { arrangement };
        let mut drafts =
            vec![Draft { agency: 0, stream: STREAM.to_owned(), expected, fact, texts: Texts::Nothing }];
        drafts.extend(self.moved_applications(&mut write).await?);
        drafts.extend(self.moved_remedies(&mut write).await?);
        let moved = drafts.len() as u64 - 1;
        let author = Arc::new(author.clone());
        let pieces = drafts.into_iter().map(|draft| self.piece(&author, draft));
        append_within(&mut write, pieces, Heads::OfContinued).await?;
        write.commit().await?;
        Ok(moved)
    }

    /// One event for every open application whose limit this arrangement moves.
    async fn moved_applications(&self, write: &mut Write) -> Result<Vec<Draft>> {
        const OPEN: &str = "select agency, number, stream, version, limit_kind, limit_by, data from handling \
                            where is_open = 1 and (agency, number) > ($1, $2) order by agency, number limit $3";
        let readings = Readings::default();
        let limit = |application: &Application| {
            // The day does not matter to a limit, but must not lie before what happened.
            let latest = application.happenings.iter().map(|event| event.on).max();
            let date = latest.unwrap_or(application.arrived_on);
            application
                .limit(&Today { date, calendar: &self.calendar, readings: &readings })
                .map(|limit| limit.by)
        };
        moved(write, OPEN, limit, Fact::LimitMoved).await
    }

    /// The same for reviews and lawsuits that await the agency's reply.
    async fn moved_remedies(&self, write: &mut Write) -> Result<Vec<Draft>> {
        const OPEN: &str = "select agency, number, stream, version, '答复', limit_by, data from remedy_case \
                            where is_open = 1 and (agency, number) > ($1, $2) order by agency, number limit $3";
        moved(write, OPEN, |case: &RemedyCase| case.limit(&self.calendar), Fact::RemedyLimitMoved).await
    }

    /// Limits that moved since a moment of whatever is still open in an agency, latest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn limit_moves(&self, agency: i64, since: Timestamp, count: u32) -> Result<Vec<StoredMove>> {
        const SQL: &str = "select moved.number, at, kind, from_on, to_on from limit_move as moved \
                           where agency = $1 and at >= $2 and (exists (select 1 from handling as open \
                           where open.agency = moved.agency and open.number = moved.number and open.is_open = 1) \
                           or exists (select 1 from remedy_case as open where open.agency = moved.agency \
                           and open.number = moved.number and open.is_open = 1)) \
                           order by at desc, moved.number limit $3";
        let rows: Vec<MoveRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(since.to_string())
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(stored).collect()
    }

    /// How the limits of an application, a review or a lawsuit moved, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn moves_of(&self, agency: i64, number: &str) -> Result<Vec<StoredMove>> {
        const SQL: &str = "select number, at, kind, from_on, to_on from limit_move \
                           where agency = $1 and number = $2 order by at";
        let rows: Vec<MoveRow> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).bind(number).fetch_all(db).await)?;
        rows.into_iter().map(stored).collect()
    }
}

/// Whether any application, review or lawsuit was ever taken in.
async fn has_cases(write: &mut Write) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from handling) or exists (select 1 from remedy_case)";
    let (has,): (bool,) = on!(write, Write, |db| sqlx::query_as(SQL).fetch_one(&mut **db).await)?;
    Ok(has)
}

/// One event for every open case whose limit is now another day than its row says.
async fn moved<T: DeserializeOwned>(
    write: &mut Write,
    sql: &'static str,
    limit: impl Fn(&T) -> Option<Date>,
    fact: fn(LimitMove) -> Fact,
) -> Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    let mut last = (0, String::new());
    loop {
        let page: Vec<OpenRow> = on!(&mut *write, Write, |db| sqlx::query_as(sql)
            .bind(last.0)
            .bind(&last.1)
            .bind(PAGE)
            .fetch_all(&mut **db)
            .await)?;
        let Some((agency, number, ..)) = page.last() else { return Ok(drafts) };
        last = (*agency, number.clone());
        for (agency, _, stream, version, kind, by, data) in page {
            let case: T = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
                stream: stream.clone(),
                version,
                problem: "办理情况不能识别，请执行 gongkai rebuild".into(),
            })?;
            let (Some(to), Some(kind), Ok(from)) = (limit(&case), kind, by.parse::<Date>()) else { continue };
            if from != to {
                let fact = fact(LimitMove { kind, from, to });
                drafts.push(Draft { agency, stream, expected: version, fact, texts: Texts::Nothing });
            }
        }
    }
}

type MoveRow = (String, String, String, String, String);

fn stored((number, at, kind, from, to): MoveRow) -> Result<StoredMove> {
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) => Ok(StoredMove { number, at, moved: LimitMove { kind, from, to } }),
        _ => Err(Error::Corrupt {
            stream: number,
            version: 0,
            problem: "期限变动不能识别，请执行 gongkai rebuild".into(),
        }),
    }
}
