//! Reviews and lawsuits as handled cases: taking in, reading one or a list. Further acts are appended as any event is.

use jiff::civil::Date;
use statute::remedy_case::{Act, RemedyCase, Step};

use crate::append::{Author, Draft, Record};
use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::{Registered, StoredStep};
use crate::numbered::{Incoming, REMEDIES};
use crate::projection::NEVER;

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRemedy {
    /// The case.
    pub case: RemedyCase,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
    /// The day by which the agency must act, as lists are sorted by it.
    pub limit: Option<Date>,
}

/// Which cases are asked for.
#[derive(Clone, Debug, Default)]
pub struct RemedyQuery {
    /// Those that are decided instead of those that are not.
    pub is_decided: bool,
    /// Only what comes after this limit and number.
    pub after: Option<(String, String)>,
    /// How many at the most.
    pub count: u32,
}

type Row = (String, String, i64, String);

impl Store {
    /// Takes a case in under the next number of its year; the same submission again gives the same number. Further
    /// events may go along in the transaction.
    ///
    /// # Errors
    /// [`Error::Conflict`] where what goes along is not at the version that was read; nothing is written then.
    pub async fn file_remedy(
        &self,
        author: &Author,
        agency: i64,
        step: Step,
        record: Record,
        along: Vec<Draft>,
    ) -> Result<Registered> {
        let Act::Filed(filing) = &step.act else {
            return Err(Error::Corrupt {
                stream: "remedy".into(), version: 0, problem: "不是收案".into()
            });
        };
        let incoming = Incoming {
            agency,
            year: step.on.year(),
            submission: filing.submission.clone(),
            fact: Fact::Remedy { step, files: Vec::new() },
            record,
            contents: Vec::new(),
            along,
            rests_on: None,
        };
        self.take_in(REMEDIES, author, incoming).await
    }

    /// A case of an agency by its number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn remedy(&self, agency: i64, number: &str) -> Result<Option<StoredRemedy>> {
        const SQL: &str =
            "select data, stream, version, limit_by from remedy_case where agency = $1 and number = $2";
        let row: Option<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        row.map(read).transpose()
    }

    /// The steps of a case with what was written, oldest first.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn remedy_steps(&self, stream: &str) -> Result<Vec<StoredStep<Step>>> {
        self.steps_of(stream, |fact| match fact {
            Fact::Remedy { step, files } => Some((step, files)),
            _ => None,
        })
        .await
    }

    /// The cases about an application, by number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn remedies_of(&self, agency: i64, application: &str) -> Result<Vec<StoredRemedy>> {
        const SQL: &str = "select data, stream, version, limit_by from remedy_case \
                           where agency = $1 and application = $2 order by number";
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(application)
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }

    /// The cases of an agency: what the agency must do soonest first, then those that lie with others.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn remedy_list(&self, agency: i64, query: &RemedyQuery) -> Result<Vec<StoredRemedy>> {
        const SQL: &str = "select data, stream, version, limit_by from remedy_case \
                           where agency = $1 and is_open = $2 and (limit_by, number) > ($3, $4) \
                           order by limit_by, number limit $5";
        let (limit_by, number) = query.after.clone().unwrap_or_default();
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(i64::from(!query.is_decided))
            .bind(limit_by)
            .bind(number)
            .bind(i64::from(query.count))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }
}

impl StoredRemedy {
    /// Limit and number of the row: from the last one of a page the next page starts.
    pub fn key(&self) -> (String, String) {
        let by = self.limit.map_or_else(|| NEVER.to_owned(), |by| by.to_string());
        (by, self.case.number.clone())
    }
}

fn read((data, stream, version, limit_by): Row) -> Result<StoredRemedy> {
    let case = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "案件不能识别，请执行 gongkai rebuild".into(),
    })?;
    let limit = Some(limit_by).filter(|by| by != NEVER).and_then(|by| by.parse().ok());
    Ok(StoredRemedy { case, stream, version, limit })
}
