//! Publications in the console (主动公开): the list, one publication, writing, a form for every verb. 《条例》第17条、第19条至第26条

mod along;
mod begin;
mod bring;
mod card;
mod case;
mod deed;
mod edit;
mod edition;
mod fields;
mod files;
mod findings;
mod history;
mod list;
mod lists;
mod scrub;
mod text;
mod write;

use jiff::civil::Date;
use office::inspection::leading_nowhere;
use office::publications::{self, CaseFile, NotDone, Screened};
use statute::publication::Stage;

pub(crate) use begin::{begin, submit};
pub(crate) use bring::bring_in;
pub(crate) use case::show;
pub(crate) use deed::Publications;
pub(crate) use edit::{edit, save};
pub(crate) use files::file;
pub(crate) use list::{OVERDUE, list};
pub(crate) use scrub::{show as scrubbing, submit as scrub};

pub(super) use bring::FILES;
pub(super) use write::{ATTACHMENTS, LARGEST};

use super::frame::{self, PUBLICATIONS};
use super::history::{Names, names};
use crate::desk::Bench;
use crate::error::Error;
use crate::session::Working;

/// A publication as a page shows it.
pub(crate) struct Opened {
    file: CaseFile,
    /// The text of what is being worked on, as clean HTML, with what the machine finds in it marked.
    body: String,
    /// What the machine finds in it, while it can still be mended or is being reviewed.
    screened: Vec<Screened>,
    /// Files that cannot be looked into, each with what to do.
    closed: Vec<String>,
    /// Links of the text inside the site, and files, that lead to nothing citizens see yet, while it is worked on.
    nowhere: Vec<String>,
    /// What is signed or published together with it.
    going: Vec<along::Going>,
    /// What accounts are called.
    names: Names,
    today: Date,
}

impl Opened {
    /// Reads a publication of the agency with its text.
    async fn load(bench: &Bench, number: &str) -> Result<Self, Error> {
        let desk = &bench.desk;
        let mut file = publications::case_file(&desk.store, desk.agency, number).await.map_err(refused)?;
        let names = names(bench).await?;
        let title = |account: &mut String| {
            if let Some(title) = names.get(account) {
                account.clone_from(title);
            }
        };
        // Gates name who did something; pages call officers by their titles.
        file.stored.item.legality.iter_mut().for_each(|(by, _)| title(by));
        file.stored.item.exemption.iter_mut().for_each(|(by, _)| title(by));
        let base = format!("{}/", address(number));
        let body = publications::text(&desk.store, &file.stored.item.draft, &base).await?;
        let item = &file.stored.item;
        let (screened, closed) = if matches!(item.stage, Stage::Drafting | Stage::UnderReview) {
            publications::screened(&desk.store, desk.agency, item, desk.clock.now()).await?
        } else {
            (Vec::new(), Vec::new())
        };
        let nowhere = if item.stage.is_open() {
            leading_nowhere(&desk.store, desk.agency, &item.draft).await?
        } else {
            Vec::new()
        };
        let mut going = Vec::new();
        for one in file.going_along(&desk.store, desk.agency, desk.clock.today()).await? {
            let number = one.item.number;
            let base = format!("{}/", address(&number));
            let body = publications::text(&desk.store, &one.item.draft, &base).await?.to_string();
            let files = one.item.draft.files.into_iter().filter(|file| !file.is_picture);
            let files = files.map(|file| file.name).collect();
            going.push(along::Going { number, title: one.item.draft.card.title, body, files });
        }
        let closed = closed.into_iter().map(|fault| fault.message).collect();
        let body = body.marked(&findings::markings(&screened));
        Ok(Self { file, body, screened, closed, nowhere, going, names, today: desk.clock.today() })
    }

    /// What the machine found and nobody let pass.
    fn closing(&self) -> impl Iterator<Item = &Screened> {
        self.screened.iter().filter(|one| one.is_closing())
    }

    /// What an account is called.
    fn title<'a>(&'a self, account: &'a str) -> &'a str {
        self.names.get(account).map_or(account, String::as_str)
    }
}

/// Where a publication is looked at.
fn address(number: &str) -> String {
    format!("{PUBLICATIONS}/{number}")
}

/// Opens a publication for an officer who reads publications.
async fn opened(bench: &Bench, working: &Working, number: &str) -> Result<Opened, Error> {
    frame::need_publication_reader(working)?;
    Opened::load(bench, number).await
}

/// What something that cannot be shown at a form amounts to.
fn refused(error: NotDone) -> Error {
    match error {
        NotDone::Missing => Error::NotFound,
        NotDone::NotPermitted(_) | NotDone::Altered(_) | NotDone::Screened(_) => Error::NotPermitted,
        NotDone::Invalid(_) => Error::Malformed,
        NotDone::Conflict => Error::Conflict(String::new()),
        NotDone::Store(error) => error.into(),
    }
}
