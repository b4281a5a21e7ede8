//! Who had personal data shown in full (查看记录). A stream of its own, so that looking makes no screen old.

use crate::append::{Author, Draft, Texts};
use crate::database::Store;
use crate::error::Result;
use crate::fact::Fact;

/// How often it is tried to come after somebody who looks at the same moment.
const TRIES: u32 = 10;

/// Somebody had it shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// When, in UTC.
    pub at: String,
    /// The account.
    pub actor: String,
}

fn stream(agency: i64, application: &str) -> String {
    format!("access/{agency}/{application}")
}

impl Store {
    /// Records that an applicant's identity number is shown in full.
    ///
    /// # Errors
    /// Where the database does not answer: it is not to be shown then.
    pub async fn record_identity_shown(&self, author: &Author, agency: i64, application: &str) -> Result<()> {
        let stream = stream(agency, application);
        let mut tries = 0;
        loop {
            tries += 1;
            let expected = self.version(&stream).await?;
            let (stream, fact) = (stream.clone(), Fact::IdentityShown);
            let draft = Draft { agency, stream, expected, fact, texts: Texts::Nothing };
            match self.append(author, [draft]).await {
                Err(error) if error.is_conflict() && tries < TRIES => {}
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Who had the identity number of an application's applicant shown, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn identity_shown(&self, agency: i64, application: &str) -> Result<Vec<Access>> {
        let events = self.stream(&stream(agency, application)).await?;
        Ok(events.into_iter().map(|event| Access { at: event.at, actor: event.actor }).collect())
    }
}
