//! Scrubbing a file of a draft (净化): what was found, what will be taken out, and doing it. 《条例》第17条

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::publications::{self, NotDone, Scrubbing};
use statute::publication::Verb;

use super::super::frame::{self, PUBLICATIONS};
use super::{Opened, address, opened, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone};
use crate::session::Working;
use crate::submitted::Submitted;

/// Characters of a text that are shown of what is taken out.
const SHOWN: usize = 60;
/// Texts that are shown.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "office/publications/scrub.html")]
struct Scrub {
    page: Page,
    notice: Option<Notice>,
    name: String,
    /// What is taken out, by its kind: 批注2处.
    removed: String,
    /// Place and beginning of each text of it.
    taken: Vec<(String, String)>,
    /// How many are not shown.
    more: usize,
    /// What is still found in the file.
    left: Vec<String>,
    /// The version that was read; none where nothing can be done.
    version: Option<i64>,
    here: String,
    back: String,
}

impl Scrub {
    fn of(bench: &Bench, appearance: Appearance, working: &Working, opened: &Opened, sm3: &str) -> Self {
        let item = &opened.file.stored.item;
        let back = address(&item.number);
        let here = format!("{back}/files/{sm3}/scrub");
        let page = frame::page(bench, appearance, working, "净化附件", &here)
            .under("公开信息", PUBLICATIONS)
            .under(&item.number, &back);
        let file = item.draft.files.iter().find(|file| file.sm3 == sm3);
        Self {
            page,
            notice: None,
            name: file.map(|file| file.name.clone()).unwrap_or_default(),
            removed: String::new(),
            taken: Vec::new(),
            more: 0,
            left: Vec::new(),
            version: None,
            here,
            back,
        }
    }

    fn tell(&mut self, scrubbing: Scrubbing, version: i64) {
        self.removed = scrubbing.removed.join("、");
        self.more = scrubbing.taken.len().saturating_sub(MOST);
        let taken = scrubbing.taken.into_iter().take(MOST);
        self.taken = taken.map(|one| (one.place, one.text.chars().take(SHOWN).collect())).collect();
        self.left = scrubbing.left.iter().map(ToString::to_string).collect();
        self.version = Some(version);
    }

    /// Says why nothing is done.
    fn refuse(&mut self, error: NotDone) -> Result<StatusCode, Error> {
        let (title, status) = match &error {
            NotDone::Invalid(_) => ("不能自动净化", StatusCode::UNPROCESSABLE_ENTITY),
            NotDone::NotPermitted(_) => ("现在不能办理", StatusCode::FORBIDDEN),
            _ => return Err(refused(error)),
        };
        self.notice = Some(Notice::new(Tone::Late, title, error.to_string()).answering());
        Ok(status)
    }

    fn answer(&self, status: StatusCode) -> Result<Response, Error> {
        Ok((status, frame::private(self.render()?)).into_response())
    }
}

/// `GET /office/publications/{number}/files/{hash}/scrub`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path((number, sm3)): Path<(String, String)>,
) -> Result<Response, Error> {
    let opened = opened(&bench, &working, &number).await?;
    let (stored, desk) = (&opened.file.stored, &bench.desk);
    let mut page = Scrub::of(&bench, appearance, &working, &opened, &sm3);
    if let Err(refusal) = stored.item.permit(Verb::Save, working.officer()) {
        let status = page.refuse(refusal.into())?;
        return page.answer(status);
    }
    let looked =
        publications::scrubbing(&desk.store, desk.agency, &stored.item, &sm3, desk.clock.now()).await;
    match looked {
        Ok(scrubbing) => page.tell(scrubbing, stored.version),
        // Nothing was sent: that it cannot be done is what the page says.
        Err(error) => drop(page.refuse(error)?),
    }
    page.answer(StatusCode::OK)
}

/// `POST /office/publications/{number}/files/{hash}/scrub`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path((number, sm3)): Path<(String, String)>,
    Submitted { working, form, .. }: Submitted,
) -> Result<Response, Error> {
    frame::need_publication_reader(&working)?;
    let version: i64 = form.value("version").parse().map_err(|_| Error::Malformed)?;
    let (desk, by) = (&bench.desk, working.officer());
    let done =
        publications::scrub_file(&desk.store, desk.agency, (&number, version), &sm3, by, desk.clock.now())
            .await;
    match done {
        Ok(_) => Ok(Redirect::to(&address(&number)).into_response()),
        Err(error) => {
            let opened = Opened::load(&bench, &number).await?;
            let mut page = Scrub::of(&bench, appearance, &working, &opened, &sm3);
            let status = page.refuse(error)?;
            page.answer(status)
        }
    }
}
