//! Writing a publication: metadata box, text, attachments. 《条例》第19条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::agencies;
use office::applications::{FieldFault, Upload};
use office::publications::{self, NotDone, Writing};
use statute::publication::{
    AttachedFile, Attribute, Card, Commentary, Kind, Least, Stage, USUAL_WORKDAYS, Verb,
};

use super::super::frame::{self, PUBLICATIONS};
use super::card::{IS_MARKET, LISTS, Lists, card, typed};
use super::{Opened, address, bring, edition, history, opened, refused, text};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

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
struct Said {
    notice: Option<Notice>,
    points: Vec<String>,
    is_hidden: bool,
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
    fn answer(&self, status: StatusCode, form: &Typed, said: Said) -> Result<Response, Error> {
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
    fn refused(&self, error: NotDone, form: &mut Typed) -> Result<Response, Error> {
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

/// What something new starts with.
pub(super) fn blank(bench: &Bench) -> Typed {
    Typed::default().with("issuer", bench.masthead.agency.as_str()).with("submission", random())
}

/// Whether it may be the number of a publication.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// What the notice of a draft starts with: title, text and attachments of the document.
async fn commentary(bench: &Bench, document: &Opened) -> Result<Typed, Error> {
    let stored = &document.file.stored;
    let draft = &stored.item.draft;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let asked = Commentary {
        document: Some(stored.item.number.clone()),
        from: Some(today),
        ..Commentary::new(Least::Workdays(USUAL_WORKDAYS))
    };
    let card = Card {
        issuer: bench.masthead.agency.clone(),
        made_on: Some(today),
        attribute: Some(Attribute::Proactive),
        commentary: Some(asked),
        ..Card::new(Kind::Commentary, format!("关于《{}》公开征求意见的公告", draft.card.title))
    };
    let body = publications::text(&desk.store, draft, "").await?;
    let form = typed(&card).with("html", text::typed_of(body.as_str())).with("submission", random());
    let kept = draft.files.iter().filter(|file| !file.is_picture);
    Ok(kept.fold(form, |form, file| form.with("kept", file.sm3.as_str())))
}

/// The hash of an attachment and what it is called.
fn labelled(file: &AttachedFile) -> (&str, String) {
    (&file.sm3, format!("{}（{}）", file.name, edition::size(file.bytes)))
}

/// `GET /office/publications/new`
pub(crate) async fn begin(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    working.need(Verb::Begin.rule().roles)?;
    let drafted = match query.get("comments_on") {
        Some(number) => Some(Opened::load(&bench, number).await?),
        None => None,
    };
    let desk = Desk::of(&bench, appearance, &working, None, drafted.as_ref()).await?;
    let form = match (drafted.as_ref(), query.get("interprets")) {
        (Some(document), _) => commentary(&bench, document).await?,
        (None, None) => blank(&bench),
        (None, Some(number)) => {
            let policy = Opened::load(&bench, number).await?;
            let title = format!("《{}》解读", policy.file.stored.item.draft.card.title);
            let card = Card {
                issuer: bench.masthead.agency.clone(),
                interprets: vec![number.clone()],
                ..Card::new(Kind::Interpretation, title)
            };
            typed(&card).with("submission", random())
        }
    };
    desk.answer(StatusCode::OK, &form, Said::default())
}

/// `POST /office/publications/new`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Begin.rule().roles)?;
    let drafted = match Some(form.value("document")).filter(|number| is_number(number)) {
        Some(number) => Opened::load(&bench, number).await.ok(),
        None => None,
    };
    let desk = Desk::of(&bench, appearance, &working, None, drafted.as_ref()).await?;
    let Some(writing) = writing(&bench, &mut form, files, None).await? else {
        return desk.answer(StatusCode::UNPROCESSABLE_ENTITY, &form, Said::default());
    };
    let removed = publications::not_kept(writing.html.clone()).await;
    let (store, now) = (&bench.desk.store, bench.desk.clock.now());
    let begun =
        publications::begin(store, bench.desk.agency, writing, form.submission(), working.officer(), now)
            .await;
    match begun {
        Ok(begun) => {
            tell(&bench, &working, &begun.number, &removed);
            Ok(Redirect::to(&address(&begun.number)).into_response())
        }
        Err(error) => desk.refused(error, &mut form),
    }
}

/// `GET /office/publications/{number}/edit`
pub(crate) async fn edit(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let opened = opened(&bench, &working, &number).await?;
    let desk = Desk::of(&bench, appearance, &working, Some(&opened), None).await?;
    let draft = &opened.file.stored.item.draft;
    if let Err(refusal) = opened.file.stored.item.permit(Verb::Save, working.officer()) {
        return desk.refused(refusal.into(), &mut Typed::default());
    }
    let body = publications::text(&bench.desk.store, draft, "").await?;
    let mut card = draft.card.clone();
    // What the next edition changes is not what the last one changed.
    if opened.file.stored.item.stage == Stage::Published {
        card.revision = None;
    }
    let mut form = typed(&card).with("html", text::typed_of(body.as_str()));
    for file in draft.files.iter().filter(|file| !file.is_picture) {
        form = form.with("kept", file.sm3.as_str());
    }
    // What was brought in is told of once, on the page that shows it.
    let told = bench.once.take(&working.token, &number, bench.desk.clock.now());
    let said = told.map_or_else(Said::default, |told| Said {
        notice: Some(Notice::new(Tone::Soon, "文件已经带入，请核对", "").answering()),
        points: told.lines().map(str::to_owned).collect(),
        is_hidden: false,
    });
    desk.answer(StatusCode::OK, &form, said)
}

/// `POST /office/publications/{number}/edit`
pub(crate) async fn save(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(number): Path<String>,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    let opened = opened(&bench, &working, &number).await?;
    let version = form.version();
    let desk = Desk::of(&bench, appearance, &working, Some(&opened), None).await?;
    if let Err(refusal) = opened.file.stored.item.permit(Verb::Save, working.officer()) {
        return desk.refused(refusal.into(), &mut form);
    }
    if version != opened.file.stored.version {
        return overtaken(&desk, &form, version);
    }
    let Some(writing) = writing(&bench, &mut form, files, Some(&number)).await? else {
        return desk.answer(StatusCode::UNPROCESSABLE_ENTITY, &form, Said::default());
    };
    let removed = publications::not_kept(writing.html.clone()).await;
    let (store, now) = (&bench.desk.store, bench.desk.clock.now());
    let saved =
        publications::save(store, bench.desk.agency, &number, version, writing, working.officer(), now).await;
    match saved {
        Ok(()) => {
            tell(&bench, &working, &number, &removed);
            Ok(Redirect::to(&address(&number)).into_response())
        }
        Err(NotDone::Conflict) => {
            let opened = Opened::load(&bench, &number).await?;
            overtaken(&Desk { opened: Some(&opened), ..desk }, &form, version)
        }
        Err(error) => desk.refused(error, &mut form),
    }
}

/// Keeps what of a text was not kept for the page that comes next.
fn tell(bench: &Bench, working: &Working, number: &str, removed: &[String]) {
    if !removed.is_empty() {
        bench.once.put(&working.token, number, removed.join("\n"), bench.desk.clock.now());
    }
}

/// Somebody was faster: what was typed stays, beside what they did.
fn overtaken(desk: &Desk<'_>, form: &Typed, version: i64) -> Result<Response, Error> {
    let again = "填写的内容没有丢失。请与最新情况核对后再提交；新选的附件要重新选择。";
    let notice = Notice::new(Tone::Soon, "这条信息刚刚由他人改动过", again).answering();
    let points = desk.opened.map(|opened| history::since(opened, version)).unwrap_or_default();
    desk.answer(StatusCode::CONFLICT, form, Said { notice: Some(notice), points, is_hidden: false })
}

/// What was written; none where something is wrong, which then stands at its field.
async fn writing(
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
