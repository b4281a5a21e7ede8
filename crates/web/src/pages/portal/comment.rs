//! Commenting on a draft: the form without an account, and the number that is kept. 国办发〔2018〕37号

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use office::comments::{self, Incoming, NotDone, TEXT_LIMIT};
use office::publications::{Found, Shown, found};
use statute::calendar::date_zh;
use statute::procedure::Officer;
use statute::registers::Channel;

use super::{is_key, private, renewed};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::limiter::Sender;
use crate::sent::Sent;
use crate::session::{self, Visitor};

/// The fields of the form in the order of the page.
const FIELDS: [&str; 4] = ["clause", "text", "name", "contact"];

#[derive(Template)]
#[template(path = "portal/comment.html")]
struct Commenting {
    page: Page,
    form: Typed,
    address: String,
    draft: String,
    days: String,
    notice: Option<Notice>,
    text_hint: String,
    /// What was written and is not taken, for whoever sends it in another way.
    lost: Vec<String>,
    is_taken: bool,
    /// Where the draft stands.
    back: String,
}

#[derive(Template)]
#[template(path = "portal/commented.html")]
struct Commented {
    page: Page,
    number: String,
    draft: String,
    day: String,
    is_new: bool,
    /// Where the draft stands.
    back: String,
}

fn page(bench: &Bench, appearance: Appearance, visitor: &Visitor, shown: &Shown, title: &str) -> Page {
    let item = &shown.item;
    let column = item.card().column();
    let mut page = Page::new(&bench.masthead, appearance, title, address(&item.number))
        .under_columns(column)
        .under(column.name, column.address())
        .under(item.card().title.as_str(), format!("/p/{}", item.number));
    page.column = Some(column);
    page.head.is_unindexed = true;
    page.form_token.clone_from(&visitor.form_token);
    page
}

fn address(number: &str) -> String {
    format!("/zqyj/{number}")
}

/// The draft of a number that asks for comments.
async fn draft(bench: &Bench, number: &str) -> Result<Box<Shown>, Error> {
    let desk = &bench.desk;
    match found(&desk.store, desk.agency, number).await? {
        Some(Found::Shown(shown)) if shown.item.commentary().is_some() => Ok(shown),
        _ => Err(Error::NotFound),
    }
}

fn shown_form(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    shown: &Shown,
    form: Typed,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let item = &shown.item;
    let asked = item.commentary().ok_or(Error::NotFound)?;
    let refusal = item.takes_comment(bench.desk.clock.today()).err();
    let is_taken = refusal.is_none();
    let lost = FIELDS.iter().filter(|_| !is_taken).map(|name| form.value(name));
    let lost = lost.filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let closed = refusal.map(|why| Notice::new(Tone::Late, "现在不收取意见", format!("{why}。")).answering());
    let page = Commenting {
        page: page(bench, appearance, visitor, shown, "提出意见"),
        address: address(&item.number),
        draft: item.card().title.clone(),
        days: asked.until.map(|until| format!("{}24:00", date_zh(until))).unwrap_or_default(),
        notice: closed.or(notice),
        text_hint: format!("一次可以写多条，最多{TEXT_LIMIT}字。"),
        form,
        lost,
        is_taken,
        back: format!("/p/{}", item.number),
    };
    Ok(private(visitor, page.render()?))
}

/// `GET /zqyj/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let shown = draft(&bench, &number).await?;
    let form = Typed::default().with("submission", session::random());
    shown_form(&bench, appearance, &visitor, &shown, form, None)
}

/// `POST /zqyj/{number}`: the number is the answer.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Path(number): Path<String>,
    sender: Sender,
    sent: Sent,
) -> Result<Response, Error> {
    let desk = &bench.desk;
    let now = desk.clock.now();
    bench.limits.comments.check(&sender.0, now)?;
    let shown = draft(&bench, &number).await?;
    let refuse = |form, notice| {
        let answer = shown_form(&bench, appearance, &visitor, &shown, form, notice)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
    };
    if visitor.sent(&sent).is_err() || !is_key(sent.typed.value("submission")) {
        let text = "页面打开时间过长，或者浏览器没有保存本网站的 Cookie。填写的内容都在，请核对后重新提交。";
        return refuse(renewed(&sent.typed), Some(Notice::new(Tone::Soon, "尚未提交", text).answering()));
    }
    bench.limits.comments.count(&sender.0, now);
    let mut form = sent.typed;
    form.in_order(FIELDS);
    let text = |name: &str| form.value(name).to_owned();
    let key = text("submission");
    // A page that is sent again is answered again, though the last day is over.
    let known = comments::resubmitted(&desk.store, desk.agency, &key).await?;
    let registered = if let Some(number) = known {
        Ok((number, false))
    } else {
        let incoming = Incoming {
            publication: number.clone(),
            channel: Channel::Internet,
            received_on: desk.clock.today(),
            name: text("name"),
            contact: text("contact"),
            clause: text("clause"),
            text: text("text"),
            submission: Some(key),
        };
        let taken = comments::receive(&desk.store, desk.agency, incoming, &Officer::applicant(), now).await;
        taken.map(|registered| (registered.number, registered.is_new))
    };
    match registered {
        Ok((comment, is_new)) => {
            let stored = desk.store.comment(desk.agency, &comment).await?;
            let received_on = stored.map_or_else(|| desk.clock.today(), |stored| stored.comment.received_on);
            let commented = Commented {
                page: page(&bench, appearance, &visitor, &shown, "意见回执"),
                number: comment,
                draft: shown.item.card().title.clone(),
                day: received_on.to_string(),
                is_new,
                back: format!("/p/{number}"),
            };
            Ok(private(&visitor, commented.render()?))
        }
        Err(NotDone::Invalid(faults)) => {
            form.refuse_each(faults);
            refuse(form, None)
        }
        // The page says why, and gives back what was written.
        Err(NotDone::NotTaken(_)) => refuse(form, None),
        Err(NotDone::Store(error)) => Err(error.into()),
        Err(NotDone::Missing) => Err(Error::NotFound),
        Err(NotDone::NotYours | NotDone::Conflict) => Err(Error::Fault),
    }
}
