//! The e-mails of an application (电子邮件): how each stands, and what an officer does about one that was not sent.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use office::applications::CaseFile;
use office::mail::{self, Topic};
use statute::procedure::{Application, Role, Service, Stage, Verb};
use store::{MailState, MailStep, StoredMail};

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Badge, Tone};
use crate::session::Working;
use crate::submitted::Submitted;

/// Who sees to e-mails that were not sent.
const SEES_TO: [Role; 2] = [Role::Clerk, Role::Handler];

struct Row {
    topic: &'static str,
    state: Badge,
    when: String,
    detail: String,
    act: i64,
    version: i64,
    /// Whether an officer is asked to do something about it.
    is_open: bool,
    /// Where an answer that it did not bring is served again, and what the button says.
    again: Option<(String, &'static str)>,
    /// Whether it can be sent once more as it is.
    can_repeat: bool,
}

/// How an answer that did not arrive by e-mail is served again: what was refused is no service, so that is recorded
/// first.
pub(super) fn serves_again(application: &Application) -> Option<Verb> {
    match application.stage {
        Stage::AwaitingService => Some(Verb::Serve),
        Stage::Closed if matches!(application.served, Some((_, Service::Email))) => Some(Verb::FailService),
        _ => None,
    }
}

/// The e-mails of an application as its page shows them; nothing where there are none.
#[derive(Template)]
#[template(path = "office/mails.html")]
pub(super) struct Mails {
    address: String,
    form_token: String,
    can_act: bool,
    rows: Vec<Row>,
}

impl HtmlSafe for Mails {}

impl Mails {
    /// Those of an application.
    pub(super) async fn of(bench: &Bench, working: &Working, file: &CaseFile) -> Result<Self, Error> {
        let (store, agency) = (&bench.desk.store, bench.desk.agency);
        let application = &file.stored.application;
        let number = &application.number;
        let again = serves_again(application).map(|verb| {
            let word = if verb == Verb::Serve { "重新送达" } else { "记录未能送达，重新送达" };
            (format!("/office/applications/{number}/{}", verb.code()), word)
        });
        let mut rows = Vec::new();
        let mails = if file.beside.mails { store.mails(agency, number).await? } else { Vec::new() };
        for mail in mails {
            let reply = match mail.state {
                MailState::Queued => None,
                _ => store.mail_reply(&mail).await?,
            };
            rows.push(row(&mail, reply, again.clone()));
        }
        Ok(Self {
            address: format!("/office/applications/{number}/mail"),
            form_token: working.form_token.clone(),
            can_act: working.is_any(&SEES_TO),
            rows,
        })
    }
}

fn row(mail: &StoredMail, reply: Option<String>, again: Option<(String, &'static str)>) -> Row {
    let is_service = mail::is_service(mail);
    let state = match mail.state {
        MailState::Queued => Badge::new(Tone::Info, "待发"),
        MailState::Sent => Badge::new(Tone::Done, "邮件服务器已接收"),
        MailState::Refused => Badge::new(Tone::Late, "没有送出"),
        MailState::Settled if is_service => Badge::new(Tone::Plain, "没有送出，已另行送达"),
        MailState::Settled => Badge::new(Tone::Plain, "已另行告知"),
    };
    let mut detail = Vec::new();
    detail.extend(reply.filter(|reply| !reply.is_empty()).map(|reply| match mail.code {
        Some(code) if !reply.contains(&code.to_string()) => format!("邮件服务器答复：{code} {reply}"),
        _ => format!("邮件服务器答复：{reply}"),
    }));
    if mail.state == MailState::Queued && mail.attempts > 0 {
        let fault = mail.fault.as_deref().map(|fault| format!("（{fault}）")).unwrap_or_default();
        detail.push(format!("试过{}次，没有成功{fault}，系统会再试", mail.attempts));
    }
    detail.push(format!("邮件标识 {}", mail.message_id));
    Row {
        topic: Topic::from_code(&mail.topic).map_or("电子邮件", Topic::zh),
        state,
        when: frame::beijing(mail.ended_at.as_deref().unwrap_or(&mail.queued_at), "%Y-%m-%d %H:%M"),
        detail: detail.join("；"),
        act: mail.act,
        version: mail.version,
        is_open: mail.state == MailState::Refused,
        again: again.filter(|_| is_service),
        can_repeat: !is_service,
    }
}

/// `POST /office/applications/{number}/mail`: has one tried again, or says that the applicant was told otherwise.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    Path(number): Path<String>,
    Submitted { working, form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(&SEES_TO)?;
    let step = match form.value("what") {
        "again" => MailStep::Again,
        "settled" => MailStep::Settled,
        _ => return Err(Error::Malformed),
    };
    let act: i64 = form.value("act").parse().map_err(|_| Error::Malformed)?;
    let version: i64 = form.value("version").parse().map_err(|_| Error::Malformed)?;
    let desk = &bench.desk;
    let mail = desk.store.mails(desk.agency, &number).await?.into_iter().find(|mail| mail.act == act);
    let mail = mail.ok_or(Error::NotFound)?;
    if mail.version != version || mail.state != MailState::Refused {
        return Err(Error::Conflict("这封邮件的情况刚刚有变化".into()));
    }
    if mail::is_service(&mail) {
        let stored = desk.store.application(desk.agency, &number).await?.ok_or(Error::NotFound)?;
        if step == MailStep::Again || serves_again(&stored.application).is_some() {
            return Err(Error::Conflict("没有送出的答复书不算送达，请记录未能送达后重新送达".into()));
        }
    }
    let author = frame::author(&bench, &working);
    desk.store.record_mail(&author, desk.agency, &mail, step, "").await?;
    Ok(Redirect::to(&format!("/office/applications/{number}")).into_response())
}
