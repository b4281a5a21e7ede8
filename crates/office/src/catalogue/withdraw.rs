//! Taking earlier versions of the catalogue down: what should never have been public is not shown at their addresses any
//! more. The one that holds is corrected first. 《条例》第17条

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use statute::procedure::Officer;
use statute::publication::Verb;
use store::{Author, ListWithdrawn, Store};

use super::versions::day;
use super::{LIST, NotKept};
use crate::applications::FieldFault;
use crate::publications::closing;

/// The longest notice, in characters.
const LONGEST: usize = 500;

/// Versions that were taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Which.
    pub versions: Vec<i64>,
    /// What their addresses tell.
    pub notice: String,
    /// The day.
    pub on: Date,
    /// The account that did.
    pub actor: String,
}

/// What was taken down of the agency's catalogue, the first first.
///
/// # Errors
/// Where the database does not answer.
pub async fn withdrawals(store: &Store, agency: i64) -> store::Result<Vec<Withdrawal>> {
    let stored = store.list_withdrawals(agency, LIST).await?.into_iter();
    let read = stored.map(|one| {
        let ListWithdrawn { versions, notice } = one.withdrawn;
        Withdrawal { versions, notice, on: day(&one.at), actor: one.actor }
    });
    Ok(read.collect())
}

/// How a version was taken down, if it was.
pub fn withdrawal_of(withdrawals: &[Withdrawal], version: i64) -> Option<&Withdrawal> {
    withdrawals.iter().find(|one| one.versions.contains(&version))
}

/// Takes earlier versions down, with what their addresses tell from then on. Those that are down already stay as they
/// are.
///
/// # Errors
/// [`NotKept`] where a version is none that can be taken down, or the notice is none that can be public.
pub async fn withdraw(
    store: &Store,
    agency: i64,
    versions: &[i64],
    notice: &str,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotKept> {
    if !by.roles.iter().any(|role| Verb::Withdraw.rule().roles.contains(role)) {
        return Err(NotKept::NotYours);
    }
    let current = store.list_version(agency, LIST).await?;
    let mut faults = Vec::new();
    let mut fault = |field, message: String| faults.push(FieldFault { field, message });
    if versions.is_empty() {
        fault("versions", "请选择撤下哪些".to_owned());
    } else if versions.iter().any(|version| !(1..current).contains(version)) {
        fault("versions", "应为以前的目录；现行的目录，请先改正并保存，再撤下".to_owned());
    }
    let (notice, length) = (notice.trim(), notice.trim().chars().count());
    if notice.is_empty() {
        fault("notice", "请填写撤下的说明".to_owned());
    } else if length > LONGEST {
        fault("notice", format!("撤下的说明最多{LONGEST}字，现有{length}字"));
    }
    if !faults.is_empty() {
        return Err(NotKept::Invalid(faults));
    }
    let found = closing(store, agency, vec![("撤下的说明".to_owned(), notice.to_owned())], now).await?;
    if !found.is_empty() {
        return Err(NotKept::Screened(found));
    }
    let before = withdrawals(store, agency).await?;
    let new: BTreeSet<i64> =
        versions.iter().copied().filter(|version| withdrawal_of(&before, *version).is_none()).collect();
    if new.is_empty() {
        return Ok(());
    }
    let author = Author { actor: by.account.clone(), at: now };
    let withdrawn = ListWithdrawn { versions: new.into_iter().collect(), notice: notice.to_owned() };
    Ok(store.withdraw_list(&author, agency, LIST, before.len() as i64, withdrawn).await?)
}
