//! Signing in: five failures lock an account, an idle sign-in ends.

use jiff::{SignedDuration, Timestamp};
use statute::procedure::Officer;
use store::{Author, Credential, Hash, Session, SignIn, Store, StoredAccount};

use super::password::{self, WeakPassword};

/// Failures after which an account is locked.
const FAILURES: u32 = 5;
/// For how long it is locked.
const LOCKED: SignedDuration = SignedDuration::from_mins(15);
/// Idle time after which a sign-in ends.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A sign-in in use is noted no more often than this.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// What the browser keeps: 160 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A token as a browser sent it.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text the browser keeps.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> Hash {
        store::hash(self.0.as_bytes())
    }
}

/// An officer who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The agency.
    pub agency: i64,
    /// Account and roles.
    pub officer: Officer,
    /// What the officer is called.
    pub title: String,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// The last event of the ledger when this was asked: what pages count, they count up to it.
    pub upto: i64,
}

/// Why somebody is not signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Account or password is wrong; which, is not told.
    #[error("账户或者密码不正确")]
    Wrong,
    /// Too many failures.
    #[error("密码连续错误{FAILURES}次，账户暂时锁定，请在{minutes}分钟后再试，或者请系统管理员重置密码")]
    Locked {
        /// Minutes until the next attempt is taken.
        minutes: i64,
    },
    /// The new password is not taken.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Signs an officer in.
///
/// # Errors
/// [`NotSignedIn`] says why not. A name that is not there takes as long as one that is.
pub async fn sign_in(
    store: &Store,
    name: &str,
    password: &str,
    now: Timestamp,
) -> Result<Token, NotSignedIn> {
    let (agency, _) = check(store, name, password, now).await?;
    let token = Token(password::random(32));
    record(store, agency, name, SignIn::Succeeded, now).await?;
    store.open_session(&token.hash(), name, now).await?;
    Ok(token)
}

/// Puts on record how an attempt with an account ended.
async fn record(
    store: &Store,
    agency: i64,
    name: &str,
    outcome: SignIn,
    now: Timestamp,
) -> store::Result<()> {
    let author = Author { actor: name.to_owned(), at: now };
    store.record_sign_in(&author, agency, name, outcome).await
}

/// Whether the password is the account's; counts failures.
///
/// Answers the agency of the account.
async fn check(
    store: &Store,
    name: &str,
    password: &str,
    now: Timestamp,
) -> Result<(i64, Credential), NotSignedIn> {
    // A well-formed hash that no password fits, so that an unknown name costs the same.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let account = store.account(name).await?.filter(|stored| !stored.account.is_closed);
    let known = match account {
        Some(StoredAccount { agency, .. }) => {
            store.credential(name).await?.map(|credential| (agency, credential))
        }
        None => None,
    };
    let Some((agency, mut credential)) = known else {
        password::fits(password.to_owned(), NOBODY.to_owned()).await;
        return Err(NotSignedIn::Wrong);
    };
    if let Some(until) = credential.locked_until.filter(|until| *until > now) {
        let minutes = until.duration_since(now).as_mins() + 1;
        return Err(NotSignedIn::Locked { minutes });
    }
    let fits = password::fits(password.to_owned(), credential.password.clone()).await;
    if fits && credential.failures == 0 {
        return Ok((agency, credential));
    }
    credential.failures = if fits { 0 } else { credential.failures + 1 };
    credential.locked_until = None;
    if credential.failures >= FAILURES {
        credential.failures = 0;
        credential.locked_until = now.checked_add(LOCKED).ok();
    }
    store.set_credential(name, &credential, now).await?;
    if fits {
        return Ok((agency, credential));
    }
    // While it is locked nothing is tried and nothing recorded: the ledger grows no faster than passwords can be tried.
    let outcome = if credential.locked_until.is_some() { SignIn::Locked } else { SignIn::Failed };
    record(store, agency, name, outcome, now).await?;
    Err(NotSignedIn::Wrong)
}

/// Changes a password; the old one is asked again.
///
/// # Errors
/// [`NotSignedIn`] says why not.
pub async fn change_password(
    store: &Store,
    name: &str,
    old: &str,
    new: &str,
    now: Timestamp,
) -> Result<Token, NotSignedIn> {
    check(store, name, old, now).await?;
    password::check(new, name)?;
    if new == old {
        return Err(WeakPassword::Same.into());
    }
    let hash = password::hash(new.to_owned()).await;
    let credential = Credential { password: hash, is_once: false, failures: 0, locked_until: None };
    store.set_credential(name, &credential, now).await?;
    store.close_sessions(name).await?;
    let token = Token(password::random(32));
    store.open_session(&token.hash(), name, now).await?;
    Ok(token)
}

/// Who is signed in with a token; none where nobody is, or was idle for too long.
///
/// # Errors
/// Where the database does not answer.
pub async fn signed_in(store: &Store, token: &Token, now: Timestamp) -> store::Result<Option<SignedIn>> {
    let hash = token.hash();
    let Some(Session { seen_at, account, is_once, upto }) = store.session(&hash).await? else {
        return Ok(None);
    };
    let idle = now.duration_since(seen_at);
    let account = account.filter(|stored| !stored.account.is_closed && idle <= IDLE);
    let Some(StoredAccount { agency, account, .. }) = account else {
        store.close_session(&hash).await?;
        return Ok(None);
    };
    if idle >= NOTED {
        store.touch_session(&hash, now).await?;
    }
    Ok(Some(SignedIn {
        agency,
        officer: Officer { account: account.name, roles: account.roles },
        title: account.title,
        must_change_password: is_once,
        upto,
    }))
}

/// Ends a sign-in.
///
/// # Errors
/// Where the database does not answer.
pub async fn sign_out(store: &Store, token: &Token) -> store::Result<()> {
    store.close_session(&token.hash()).await
}
