//! Who saw personal data, and who signed in (查看和登录记录). Streams of their own, so that looking makes no screen old.

use serde::{Deserialize, Serialize};
use statute::letters::LetterForm;

use crate::append::{Author, Draft, Texts};
use crate::database::Store;
use crate::error::Result;
use crate::fact::Fact;
use crate::rebuild::fact_of;

/// How often it is tried to come after somebody who looks at the same moment.
const TRIES: u32 = 10;

/// What an officer had of an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accessed {
    /// The identity number in full.
    Identity,
    /// A letter as a file, by its code.
    Letter(String),
    /// An attachment, by its hash in hexadecimal.
    File(String),
    /// The register as a workbook.
    Register,
}

impl Accessed {
    /// The word in the kind of the event.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Letter(_) => "letter",
            Self::File(_) => "file",
            Self::Register => "register",
        }
    }

    pub(crate) fn data(&self) -> AccessData {
        match self {
            Self::Identity | Self::Register => AccessData::default(),
            Self::Letter(code) => AccessData { letter: Some(code.clone()), file: None },
            Self::File(hash) => AccessData { letter: None, file: Some(hash.clone()) },
        }
    }

    pub(crate) fn read(word: &str, data: AccessData) -> Option<Self> {
        match (word, data) {
            ("identity", _) => Some(Self::Identity),
            ("register", _) => Some(Self::Register),
            ("letter", AccessData { letter: Some(code), .. }) => Some(Self::Letter(code)),
            ("file", AccessData { file: Some(hash), .. }) => Some(Self::File(hash)),
            _ => None,
        }
    }
}

impl From<LetterForm> for Accessed {
    fn from(form: LetterForm) -> Self {
        Self::Letter(form.code().to_owned())
    }
}

/// The data of an `access` event.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct AccessData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

/// How an attempt to sign in ended. Of a name that is no account nothing is recorded: it may be a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// 登录
    Succeeded,
    /// 密码错误
    Failed,
    /// 连续错误, 账户锁定
    Locked,
}

impl SignIn {
    const ALL: [Self; 3] = [Self::Succeeded, Self::Failed, Self::Locked];

    /// The word in the kind of the event.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Locked => "locked",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Somebody had the identity number shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// When, in UTC.
    pub at: String,
    /// The account.
    pub actor: String,
}

/// The stream of who had something of an application or case.
pub(crate) fn stream(agency: i64, number: &str) -> String {
    format!("access/{agency}/{number}")
}

impl Store {
    /// Records that an officer has something of an applicant: of an application or case by its number, or of the whole
    /// register where the number is empty. It shares a commit with whatever is written at the moment.
    ///
    /// # Errors
    /// Where the database does not answer: it is not to be handed out then.
    pub async fn record_access(
        &self,
        author: &Author,
        agency: i64,
        number: &str,
        what: Accessed,
    ) -> Result<()> {
        self.note(author, agency, &stream(agency, number), Fact::Accessed(what)).await
    }

    /// Records how an attempt to sign in with an account ended.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn record_sign_in(
        &self,
        author: &Author,
        agency: i64,
        account: &str,
        outcome: SignIn,
    ) -> Result<()> {
        self.note(author, agency, &format!("sign_in/{account}"), Fact::SignIn(outcome)).await
    }

    /// Adds to a stream that nobody reads before writing: whoever comes second at one moment comes after.
    async fn note(&self, author: &Author, agency: i64, stream: &str, fact: Fact) -> Result<()> {
        let mut tries = 0;
        loop {
            tries += 1;
            let expected = self.version(stream).await?;
            let (stream, fact) = (stream.to_owned(), fact.clone());
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
        let mut shown = Vec::new();
        for event in self.stream(&stream(agency, application)).await? {
            if let (Fact::Accessed(Accessed::Identity), _) = fact_of(&event)? {
                shown.push(Access { at: event.at, actor: event.actor });
            }
        }
        Ok(shown)
    }
}
