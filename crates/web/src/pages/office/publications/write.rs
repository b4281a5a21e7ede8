//! The form in which a publication is written: metadata box, text, attachments. 《条例》第19条

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use office::agencies;
use office::applications::{FieldFault, Upload};
use office::publications::{self, NotDone, Writing};
use statute::publication::AttachedFile;

use super::super::frame::{self, PUBLICATIONS};
use super::card::card;
use super::lists::{IS_MARKET, LISTS, Lists};
use super::{Opened, address, bring, edition, refused, text};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::session::{Working, random};

/// What an attachment may be.
pub(in super::super) const ATTACHMENTS: &str = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.gif";
/// The largest attachment that one form can bring, in bytes: beside it there are fields.
pub(in super::super) const LARGEST: u64 = publications::FILE_LIMIT as u64;

#[derive(Template)]
#[template(path = "office/publications/write.html")]
struct Write<'a> {
    page: Page,
    form: &'a Typed,
    lists: &'static Lists,
    address: String,
    back: String,
    /// The version that was read; none for a new one.
    version: Option<i64>,
    /// Whether something public is written on.
    is_revision: bool,
    /// Attachments there are: hash and what each is called.
    attached: &'a [(&'a str, &'a str)],
    /// The least time for comments that the agency has set.
    comment_workdays: u32,
    notice: Option<Notice>,
    /// What others did meanwhile.
    points: Vec<String>,
    is_shown: bool,
    /// The form that brings a file in, beside something new.
    bring: Option<&'a Typed>,
}

/// What a form is shown with.
#[derive(Default)]
pub(super) struct Said {
    pub(super) notice: Option<Notice>,
    pub(super) points: Vec<String>,
    pub(super) is_hidden: bool,
}

/// Who looks at a form, and of what.
pub(super) struct Desk<'a> {
    pub(super) bench: &'a Bench,
    pub(super) appearance: Appearance,
    pub(super) working: &'a Working,
    /// What is written on; none for something new.
    pub(super) opened: Option<&'a Opened>,
    /// The document whose draft something new shows.
    pub(super) drafted: Option<&'a Opened>,
    /// The least time for comments that the agency has set.
    pub(super) comment_workdays: u32,
}

impl<'a> Desk<'a> {
    /// With what the agency has set.
    pub(super) async fn of(
        bench: &'a Bench,
        appearance: Appearance,
        working: &'a Working,
        opened: Option<&'a Opened>,
        drafted: Option<&'a Opened>,
    ) -> Result<Self, Error> {
        let desk = &bench.desk;
        let settings = agencies::settings(&desk.store, desk.agency, desk.clock.today()).await?;
        let comment_workdays = settings.comment_workdays();
        Ok(Self { bench, appearance, working, opened, drafted, comment_workdays })
    }
}

impl Desk<'_> {
    pub(super) fn answer(&self, status: StatusCode, form: &Typed, said: Said) -> Result<Response, Error> {
        let bring = Typed::prefixed(Typed::default().with("submission", random()), bring::PREFIX);
        let bring = self.opened.is_none().then_some(&bring);
        self.page(status, form, said, bring)
    }

    /// The page of something new with the form that brings a file in as it was sent.
    pub(super) fn answer_beside(
        &self,
        status: StatusCode,
        form: &Typed,
        bring: &Typed,
    ) -> Result<Response, Error> {
        self.page(status, form, Said::default(), Some(bring))
    }

    fn page(
        &self,
        status: StatusCode,
        form: &Typed,
        said: Said,
        bring: Option<&Typed>,
    ) -> Result<Response, Error> {
        let (title, here, back) = match self.opened {
            None => ("起草".to_owned(), format!("{PUBLICATIONS}/new"), PUBLICATIONS.to_owned()),
            Some(opened) => {
                let number = &opened.file.stored.item.number;
                (format!("修改 {number}"), format!("{}/edit", address(number)), address(number))
            }
        };
        let mut page = frame::page(self.bench, self.appearance, self.working, title, &here)
            .under("公开信息", PUBLICATIONS);
        if let Some(opened) = self.opened {
            page = page.under(&opened.file.stored.item.number, &back);
        }
        let of = self.opened.or(self.drafted);
        let files = of.map(|opened| opened.file.stored.item.draft.files.as_slice()).unwrap_or_default();
        let attached = files.iter().filter(|file| !file.is_picture);
        let attached: Vec<_> = attached.map(labelled).collect();
        let attached: Vec<_> = attached.iter().map(|(sm3, label)| (*sm3, label.as_str())).collect();
        let write = Write {
            page,
            form,
            lists: &LISTS,
            address: here,
            back,
            version: self.opened.map(|opened| opened.file.stored.version),
            is_revision: self.opened.is_some_and(|opened| opened.file.stored.item.public.is_some()),
            attached: &attached,
            comment_workdays: self.comment_workdays,
            notice: said.notice,
            points: said.points,
            is_shown: !said.is_hidden,
            bring,
        };
        Ok((status, frame::private(write.render()?)).into_response())
    }

    /// Shows a form again whose fields are wrong, or says why it is not taken at all.
    pub(super) fn refused(&self, error: NotDone, form: &mut Typed) -> Result<Response, Error> {
        match error {
            NotDone::Invalid(faults) => {
                form.refuse_each(faults);
                self.answer(StatusCode::UNPROCESSABLE_ENTITY, form, Said::default())
            }
            NotDone::NotPermitted(refusal) => {
                let notice = Notice::new(Tone::Late, "现在不能办理", refusal.to_string()).answering();
                let said = Said { notice: Some(notice), is_hidden: true, ..Said::default() };
                self.answer(StatusCode::FORBIDDEN, form, said)
            }
            error => Err(refused(error)),
        }
    }
}

/// The hash of an attachment and what it is called.
fn labelled(file: &AttachedFile) -> (&str, String) {
    (&file.sm3, format!("{}（{}）", file.name, edition::size(file.bytes)))
}

/// Keeps what of a text was not kept for the page that comes next.
pub(super) fn tell(bench: &Bench, working: &Working, number: &str, removed: &[String]) {
    if !removed.is_empty() {
        bench.once.put(&working.token, number, removed.join("\n"), bench.desk.clock.now());
    }
}

/// What was written; none where something is wrong, which then stands at its field.
pub(super) async fn writing(
    bench: &Bench,
    form: &mut Typed,
    files: Vec<Upload>,
    own: Option<&str>,
) -> Result<Option<Writing>, Error> {
    let card = card(form);
    if let Some(card) = &card {
        let faults = publications::unknown(&bench.desk.store, bench.desk.agency, card, own).await?;
        form.refuse_each(faults);
        let wrong = card.impossible(bench.desk.clock.today());
        form.refuse_each(wrong.into_iter().map(|one| FieldFault { field: one.field, message: one.message }));
    }
    let Some(card) = card.filter(|_| form.is_sound()) else { return Ok(None) };
    let kept = form.values("kept").map(str::to_owned).collect();
    let html = text::html_of(form.value("html"));
    Ok(Some(Writing { card, html, files, kept }))
}
