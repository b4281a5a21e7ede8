//! An officer's account as the ledger tells it.

use serde::{Deserialize, Serialize};
use statute::procedure::Role;

/// An officer's account in one agency (账户). Its password is no part of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name signed in with, unique in the deployment.
    pub name: String,
    /// What the officer is called on pages and letters.
    pub title: String,
    /// The roles held.
    pub roles: Vec<Role>,
    /// Whether it is closed for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_closed: bool,
}
