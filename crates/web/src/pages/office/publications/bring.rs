//! Bringing a file in (带入): a draft out of what somebody wrote elsewhere, shown at once to be looked at.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::applications::FieldFault;
use office::publications::{self, NotDone};
use statute::publication::{Kind, Verb};

use super::begin::blank;
use super::write::Desk;
use super::{address, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Typed};
use crate::submitted::Submitted;

/// What can be brought in.
pub(in super::super) const FILES: &str = ".docx,.html,.htm,.pdf,.xlsx,.txt,.md";

/// `POST /office/publications/bring-in`
pub(crate) async fn bring_in(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, form, files }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Begin.rule().roles)?;
    let desk = Desk::of(&bench, appearance, &working, None, None).await?;
    let mut form = form.prefixed(PREFIX);
    form.in_order(["kind", "file"]);
    let kind = Kind::from_code(form.value("kind"));
    if kind.is_none() {
        form.refuse("kind", "请选择类别");
    }
    let file = files.into_iter().next();
    if file.is_none() {
        form.refuse("file", "请选择要带入的文件");
    }
    let (Some(kind), Some(file)) = (kind, file) else { return again(&desk, &form) };
    let read = tokio::task::spawn_blocking(move || publications::read_file(file)).await;
    let read = match read.map_err(|_| Error::Fault)? {
        Ok(read) => read,
        Err(fault) => {
            form.refuse_each([fault]);
            return again(&desk, &form);
        }
    };
    let (store, agency, now) = (&bench.desk.store, bench.desk.agency, bench.desk.clock.now());
    let issuer = &bench.masthead.agency;
    let by = working.officer();
    match publications::begin_from(store, agency, (kind, issuer), read, form.submission(), by, now).await {
        Ok(brought) => {
            let mut told = brought.problems;
            told.insert(0, "标题、日期、文号等由系统从文件中识别，请逐项核对。".to_owned());
            bench.once.put(&working.token, &brought.number, told.join("\n"), now);
            Ok(Redirect::to(&format!("{}/edit", address(&brought.number))).into_response())
        }
        Err(NotDone::Invalid(faults)) => {
            // What is wrong with a file is told at the file.
            form.refuse_each(faults.into_iter().map(|fault| FieldFault { field: "file", ..fault }));
            again(&desk, &form)
        }
        Err(error) => Err(refused(error)),
    }
}

/// Keeps the ids of this form apart from those of the other on the page.
pub(super) const PREFIX: &str = "bring-";

fn again(desk: &Desk<'_>, form: &Typed) -> Result<Response, Error> {
    desk.answer_beside(StatusCode::UNPROCESSABLE_ENTITY, &blank(desk.bench), form)
}
