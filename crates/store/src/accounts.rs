//! Accounts of officers, their credentials and sign-ins.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::event::Hash;
use crate::fact::Account;
use crate::packed::all_rows;
use crate::writer::execute;

/// An account of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAccount {
    /// The agency it belongs to.
    pub agency: i64,
    /// The account.
    pub account: Account,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
}

/// What an officer signs in with; no part of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The password's hash in the PHC form.
    pub password: String,
    /// Whether it must be changed at the next sign-in.
    pub is_once: bool,
    /// Failures since the last success.
    pub failures: u32,
    /// Until when no sign-in is taken.
    pub locked_until: Option<Timestamp>,
}

/// A sign-in as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// When it was last seen in use.
    pub seen_at: Timestamp,
    /// Whose it is; none where the account is gone, or has nothing to sign in with.
    pub account: Option<StoredAccount>,
    /// Whether the password must be changed at the next sign-in.
    pub is_once: bool,
    /// The last event of the ledger then.
    pub upto: i64,
}

type AccountRow = (i64, String, String, i64);

/// The row of a sign-in: when it was seen, whether its password is a one-time one, and its account.
#[derive(sqlx::FromRow)]
struct SessionRow {
    seen_at: String,
    is_once: Option<i64>,
    agency: Option<i64>,
    data: Option<String>,
    stream: Option<String>,
    version: Option<i64>,
    upto: i64,
}

fn account_of((agency, data, stream, version): AccountRow) -> Result<StoredAccount> {
    let account = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "账户不能识别，请执行 gongkai rebuild".into(),
    })?;
    Ok(StoredAccount { agency, account, stream, version })
}

impl Store {
    /// All accounts, by name.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn accounts(&self) -> Result<Vec<StoredAccount>> {
        const SQL: &str = "select agency, data, stream, version from account order by name";
        let rows = all_rows!(&self.pool, AccountRow, "agency, data, stream, version", SQL, |asked| asked);
        rows.into_iter().map(account_of).collect()
    }

    /// An account by its name.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn account(&self, name: &str) -> Result<Option<StoredAccount>> {
        const SQL: &str = "select agency, data, stream, version from account where name = $1";
        let row: Option<AccountRow> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(name).fetch_optional(db).await)?;
        row.map(account_of).transpose()
    }

    /// The accounts of these names, in one question, as far as there are any.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn accounts_named(&self, names: &BTreeSet<&str>) -> Result<Vec<StoredAccount>> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<_> = (1..=names.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "select agency, data, stream, version from account where name in ({})",
            places.join(", ")
        );
        let rows: Vec<AccountRow> = on!(&self.pool, Pool, |db| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for name in names {
                query = query.bind(*name);
            }
            query.fetch_all(db).await
        })?;
        rows.into_iter().map(account_of).collect()
    }

    /// What an account signs in with.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn credential(&self, account: &str) -> Result<Option<Credential>> {
        const SQL: &str =
            "select password, is_once, failures, locked_until from credential where account = $1";
        let row: Option<(String, i64, i64, Option<String>)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(account).fetch_optional(db).await)?;
        Ok(row.map(|(password, is_once, failures, locked_until)| Credential {
            password,
            is_once: is_once != 0,
            failures: failures as u32,
            locked_until: locked_until.and_then(|at| at.parse().ok()),
        }))
    }

    /// Sets what an account signs in with.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn set_credential(&self, account: &str, credential: &Credential, at: Timestamp) -> Result<()> {
        const SQL: &str = "insert into credential (account, password, is_once, failures, locked_until, changed_at) \
                           values ($1, $2, $3, $4, $5, $6) on conflict (account) do update set \
                           password = excluded.password, is_once = excluded.is_once, \
                           failures = excluded.failures, locked_until = excluded.locked_until, \
                           changed_at = excluded.changed_at";
        let (account, credential) = (account.to_owned(), credential.clone());
        execute!(
            self,
            sqlx::query(SQL)
                .bind(account)
                .bind(credential.password)
                .bind(i64::from(credential.is_once))
                .bind(i64::from(credential.failures))
                .bind(credential.locked_until.map(|at| at.to_string()))
                .bind(at.to_string())
        )
    }

    /// Opens a sign-in; the token is kept as its hash only.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn open_session(&self, token: &Hash, account: &str, at: Timestamp) -> Result<()> {
        const SQL: &str = "insert into session (token, account, seen_at) values ($1, $2, $3)";
        let (token, account) = (token.to_vec(), account.to_owned());
        execute!(self, sqlx::query(SQL).bind(token).bind(account).bind(at.to_string()))
    }

    /// A sign-in with its account and what is known of its password, in one question: every page of the console asks it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn session(&self, token: &Hash) -> Result<Option<Session>> {
        // Joined, PostgreSQL would walk through all accounts where it counted few.
        const SQL: &str = "select seen_at, \
            (select is_once from credential where credential.account = session.account) as is_once, \
            (select agency from account where name = session.account) as agency, \
            (select data from account where name = session.account) as data, \
            (select stream from account where name = session.account) as stream, \
            (select version from account where name = session.account) as version, \
            (select coalesce(max(id), 0) from event) as upto \
            from session where token = $1";
        let row: Option<SessionRow> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(token.to_vec()).fetch_optional(db).await)?;
        let Some(SessionRow { seen_at, is_once, agency, data, stream, version, upto }) = row else {
            return Ok(None);
        };
        let Ok(seen_at) = seen_at.parse() else { return Ok(None) };
        let account = match (agency, data, stream, version, is_once) {
            (Some(agency), Some(data), Some(stream), Some(version), Some(_)) => {
                Some(account_of((agency, data, stream, version))?)
            }
            _ => None,
        };
        Ok(Some(Session { seen_at, account, is_once: is_once.is_some_and(|once| once != 0), upto }))
    }

    /// Notes that a sign-in is in use.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn touch_session(&self, token: &Hash, at: Timestamp) -> Result<()> {
        const SQL: &str = "update session set seen_at = $2 where token = $1";
        let token = token.to_vec();
        execute!(self, sqlx::query(SQL).bind(token).bind(at.to_string()))
    }

    /// Ends a sign-in.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn close_session(&self, token: &Hash) -> Result<()> {
        const SQL: &str = "delete from session where token = $1";
        let token = token.to_vec();
        execute!(self, sqlx::query(SQL).bind(token))
    }

    /// Ends every sign-in of an account: its password or roles changed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn close_sessions(&self, account: &str) -> Result<()> {
        const SQL: &str = "delete from session where account = $1";
        let account = account.to_owned();
        execute!(self, sqlx::query(SQL).bind(account))
    }
}
