//! The ledger as a workbook (台账), with the filters of the work list.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::Response;
use office::ledger::{self, NotWritten, Shown};
use office::work::Filter;
use statute::procedure::Role;
use store::{Accessed, At};

use super::frame;
use crate::desk::Bench;
use crate::download::{EXCEL, attachment};
use crate::error::Error;
use crate::layout::Typed;
use crate::session::Working;

/// Whose work needs the names of applicants.
pub(super) const SEES_NAMES: [Role; 4] = [Role::Clerk, Role::Handler, Role::Reviewer, Role::Signer];

/// `GET /office/applications.xlsx`
pub(crate) async fn download(
    State(bench): State<Bench>,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    frame::need_reader(&working)?;
    let form = Typed::from(query);
    let (filter, faults) = Filter::read(|name| form.value(name));
    if !faults.is_empty() {
        return Err(Error::Malformed);
    }
    let desk = &bench.desk;
    let today = desk.clock.today();
    let query = filter.query(working.officer(), today, At::Start, 0);
    let shown = if working.is_any(&SEES_NAMES) { Shown::Name } else { Shown::NoName };
    let bytes = match ledger::workbook(&desk.store, desk.agency, query, shown, today).await {
        Ok(bytes) => bytes,
        Err(NotWritten::Store(error)) => return Err(error.into()),
        Err(NotWritten::Workbook(_)) => return Err(Error::Fault),
    };
    frame::handed_out(&bench, &working, "", Accessed::Register).await?;
    Ok(attachment(&format!("依申请公开台账（{today}）.xlsx"), EXCEL, bytes))
}
