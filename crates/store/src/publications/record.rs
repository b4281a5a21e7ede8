//! Beginning a publication, and recording what is done with it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use statute::publication::{Act, IndexNumber, IndexScheme, Step};

use super::StoredPublication;
use crate::append::{Author, Draft, Heads, Piece, Record, Texts, append_within};
use crate::comments::counted;
use crate::content::{Content, keep};
use crate::database::{Store, Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::Registered;
use crate::numbered::{Incoming, PUBLICATIONS};

/// The step of a publication at the version that was read.
#[derive(Clone, Debug)]
pub struct Change {
    /// As it was read.
    pub read: StoredPublication,
    /// What is done.
    pub step: Step,
}

/// Steps of publications, and what is recorded beside them in the same transaction.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The steps, in their order.
    pub steps: Vec<Change>,
    /// Facts of other streams: reports that these steps make wrong.
    pub also: Vec<Draft>,
}

impl From<Vec<Change>> for Changes {
    fn from(steps: Vec<Change>) -> Self {
        Self { steps, also: Vec::new() }
    }
}

impl Store {
    /// Begins a publication under the next number of its year, together with steps on other publications on top of the
    /// versions that were read, all or none; the same submission again gives the same number and records nothing.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster with one of the others, and where the database does not answer.
    pub async fn begin_publication(
        &self,
        author: &Author,
        agency: i64,
        step: Step,
        contents: Vec<Content>,
        along: impl Into<Changes>,
    ) -> Result<Registered> {
        let Changes { steps: along, also } = along.into();
        let submission = match &step.act {
            Act::Begun { submission, .. } => submission.clone(),
            _ => None,
        };
        let is_shown = !along.is_empty();
        let draft = |Change { read, step }| Draft {
            agency,
            stream: read.stream,
            expected: read.version,
            fact: Fact::Publication(Box::new(step)),
            texts: Texts::Nothing,
        };
        let incoming = Incoming {
            agency,
            year: step.on.year(),
            submission,
            fact: Fact::Publication(Box::new(step)),
            record: Record::default(),
            contents,
            along: along.into_iter().map(draft).chain(also).collect(),
            rests_on: None,
        };
        let begun = self.take_in(PUBLICATIONS, author, incoming).await?;
        if is_shown {
            self.changes.fetch_add(1, Ordering::Release);
        }
        Ok(begun)
    }

    /// Records steps on top of the versions that were read, all or none. What is published first gets the next index
    /// number of the year by `scheme`; a result of comments gets their numbers, and what is recorded of the
    /// document after it the same.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster; [`Error::IndexNumber`] where a part of the number is missing.
    pub async fn record_publications(
        &self,
        author: &Author,
        agency: i64,
        changes: impl Into<Changes>,
        contents: Vec<Content>,
        scheme: impl Into<IndexScheme>,
    ) -> Result<()> {
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        let (author, scheme) = (Arc::new(author.clone()), scheme.into());
        let Changes { steps, also } = changes.into();
        let written = self.in_turn(move |write| {
            Box::pin(async move {
                keep(write, &contents).await?;
                let mut closed = None;
                let piece = |draft| {
                    let (keys, calendar, author) =
                        (Arc::clone(&keys), Arc::clone(&calendar), Arc::clone(&author));
                    Piece { keys, calendar, author, draft, record: None }
                };
                for Change { read, mut step } in steps {
                    match &mut step.act {
                        Act::CommentsClosed { tally, .. } => {
                            *tally = counted(write, agency, &read.item.number).await?;
                            // Another one came in since the result was written.
                            if tally.open() != Some(0) {
                                let StoredPublication { stream, version, .. } = read;
                                return Err(Error::Conflict { stream, expected: version, found: version });
                            }
                            closed = Some(*tally);
                        }
                        Act::CommentsRecorded(heard) => {
                            heard.tally = closed.unwrap_or(heard.tally);
                        }
                        _ => {}
                    }
                    if let Act::Published { at, index_number, .. } = &mut step.act {
                        *index_number = match &read.item.public {
                            Some(public) => public.index_number.clone(),
                            None => next_index_number(write, agency, &scheme, at.year()).await?.to_string(),
                        };
                    }
                    let StoredPublication { stream, version: expected, .. } = read;
                    let draft = Draft {
                        agency,
                        stream,
                        expected,
                        fact: Fact::Publication(Box::new(step)),
                        texts: Texts::Nothing,
                    };
                    append_within(write, [piece(draft)], Heads::OfAll).await?;
                }
                for draft in also {
                    append_within(write, [piece(draft)], Heads::OfAll).await?;
                }
                Ok(())
            })
        });
        written.await?;
        self.changes.fetch_add(1, Ordering::Release);
        Ok(())
    }
}

/// The next index number of a year.
pub(crate) async fn next_index_number(
    write: &mut Write,
    agency: i64,
    scheme: &IndexScheme,
    year: i16,
) -> Result<IndexNumber> {
    const SQL: &str =
        "select coalesce(max(index_serial), 0) + 1 from publication where agency = $1 and index_year = $2";
    let (serial,): (i64,) = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(agency)
        .bind(i64::from(year))
        .fetch_one(&mut **db)
        .await)?;
    let serial = u32::try_from(serial).unwrap_or_default();
    Ok(scheme.number(year, serial)?)
}
