//! Accounts of officers: opened, signed in with, changed, closed (账户).

mod password;
mod session;

use jiff::Timestamp;
use statute::procedure::Role;
use store::{Account, Author, Credential, Draft, Fact, Store, StoredAccount, Texts};

pub use password::{PASSWORD_LENGTH, WeakPassword};
pub(crate) use password::{random, spelled};
pub use session::{NotSignedIn, SignedIn, Token, change_password, sign_in, sign_out, signed_in};

/// Why an account is not opened or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// The name is not one.
    #[error("账户名「{0}」应为2至32位小写字母、数字、点、横线或者汉字")]
    Name(String),
    /// The name is taken.
    #[error("账户「{0}」已经存在")]
    Taken(String),
    /// There is no such account.
    #[error("没有账户「{0}」")]
    Missing(String),
    /// Roles that one person must not hold together.
    #[error("系统管理、安全管理、审计管理应由不同的人担任（三员分立），不能同时授予「{0}」")]
    Separation(String),
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Opens an account and answers its one-time password, which must be changed at the first sign-in.
///
/// # Errors
/// [`NotChanged`] says what is wrong; nothing is written then.
pub async fn open(
    store: &Store,
    author: &Author,
    agency: i64,
    name: &str,
    title: &str,
    roles: Vec<Role>,
) -> Result<String, NotChanged> {
    let is_sound = (2..=32).contains(&name.chars().count())
        && name.chars().all(|c| {
            c.is_ascii_lowercase()
                || c.is_ascii_digit()
                || matches!(c, '.' | '-')
                || c.is_alphabetic() && !c.is_ascii()
        });
    if !is_sound {
        return Err(NotChanged::Name(name.to_owned()));
    }
    if store.account(name).await?.is_some() {
        return Err(NotChanged::Taken(name.to_owned()));
    }
    apart(name, &roles)?;
    let account = Account { name: name.to_owned(), title: title.to_owned(), roles, is_closed: false };
    let draft = Draft {
        agency,
        stream: format!("account/{name}"),
        expected: 0,
        fact: Fact::Account { is_new: true, account },
        texts: Texts::Nothing,
    };
    store.append(author, [draft]).await?;
    reset_password(store, name, author.at).await
}

/// Gives an account a new one-time password and ends its sign-ins.
///
/// # Errors
/// [`NotChanged::Missing`] where there is no such account.
pub async fn reset_password(store: &Store, name: &str, at: Timestamp) -> Result<String, NotChanged> {
    if store.account(name).await?.is_none() {
        return Err(NotChanged::Missing(name.to_owned()));
    }
    let password = password::one_time();
    let hash = password::hash(password.clone()).await;
    let credential = Credential { password: hash, is_once: true, failures: 0, locked_until: None };
    store.set_credential(name, &credential, at).await?;
    store.close_sessions(name).await?;
    Ok(password)
}

/// Gives an account these roles in place of those it has, and ends its sign-ins.
///
/// # Errors
/// [`NotChanged`] says what is wrong.
pub async fn set_roles(
    store: &Store,
    author: &Author,
    name: &str,
    roles: Vec<Role>,
) -> Result<(), NotChanged> {
    apart(name, &roles)?;
    change(store, author, name, |account| account.roles = roles).await
}

/// Closes an account for good; what it did stays under its name.
///
/// # Errors
/// [`NotChanged::Missing`] where there is no such account.
pub async fn close(store: &Store, author: &Author, name: &str) -> Result<(), NotChanged> {
    change(store, author, name, |account| account.is_closed = true).await
}

async fn change(
    store: &Store,
    author: &Author,
    name: &str,
    change: impl FnOnce(&mut Account),
) -> Result<(), NotChanged> {
    let StoredAccount { agency, mut account, stream, version } =
        store.account(name).await?.ok_or_else(|| NotChanged::Missing(name.to_owned()))?;
    change(&mut account);
    let fact = Fact::Account { is_new: false, account };
    store.append(author, [Draft { agency, stream, expected: version, fact, texts: Texts::Nothing }]).await?;
    Ok(store.close_sessions(name).await?)
}

/// The three administrators are three people, and none of them handles applications. GB/T 22239-2019
fn apart(name: &str, roles: &[Role]) -> Result<(), NotChanged> {
    let administrators = roles.iter().filter(|role| role.is_administrator()).count();
    if administrators > 1 || administrators == 1 && roles.len() > 1 {
        return Err(NotChanged::Separation(name.to_owned()));
    }
    Ok(())
}
