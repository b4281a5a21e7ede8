//! What an applicant does with an application: supplement, reasons, withdrawal, taking the answer. 《条例》第30条、第35条

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use office::applications::{self, CaseFile, Deed, NotDone};
use serde_json::Map;
use statute::procedure::{Act, Officer, Service, Verb};

use super::page::{Forms, standing_page};
use super::{again, is_ticketed, reload};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Tone, Typed};
use crate::sent::Sent;
use crate::session::Visitor;

/// The longest text of a supplement or of reasons.
const TEXT_LIMIT: usize = 5000;

/// `POST /apply/status/act`: supplement, reasons, withdrawal.
pub(crate) async fn act(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let Sent { typed: mut form, files } = sent;
    let verb = Verb::from_code(form.value("verb")).ok_or(Error::Malformed)?;
    let version = form.value("version").parse().map_err(|_| Error::Malformed)?;
    let act = match verb {
        Verb::Supplement => Act::SupplementReceived,
        Verb::GiveReasons => Act::ReasonsGiven,
        Verb::Withdraw => Act::Withdrawn,
        Verb::Serve => Act::Served { way: Service::Download },
        _ => return Err(Error::Malformed),
    };
    match verb {
        Verb::Withdraw => form.require("sure", "请勾选确认"),
        Verb::Serve => {}
        _ if files.is_empty() => form.require("text", "请填写内容，或者上传附件"),
        _ => {}
    }
    form.longest("text", "内容", TEXT_LIMIT);
    if !applications::is_readable(form.value("text")) {
        form.refuse("text", "含有不能识别的字符");
    }
    let number = form.value("number").to_owned();
    let notice = if form.is_sound() {
        let by_whom = Officer::applicant();
        let deed = Deed { on: None, act: act.clone(), version, texts: texts(&form), files };
        match bench.office().act(&number, deed, &by_whom).await {
            Ok(()) => {
                let file = reload(&bench, &number).await?;
                return standing_page(
                    &bench,
                    appearance,
                    &visitor,
                    &file,
                    Some(thanks(verb)),
                    Forms::default(),
                )
                .await;
            }
            Err(NotDone::Invalid(faults)) => {
                form.refuse_each(faults);
                None
            }
            Err(NotDone::NotPermitted(refused)) => {
                Some(Notice::new(Tone::Soon, "现在不能办理", refused.to_string()).answering())
            }
            Err(NotDone::Conflict) => Some(overtaken(&reload(&bench, &number).await?, version, &act)),
            Err(NotDone::Missing | NotDone::NotComposed(_)) => return Err(Error::NotFound),
            Err(NotDone::Store(error)) => return Err(error.into()),
        }
    } else {
        None
    };
    let status = if form.is_sound() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let file = reload(&bench, &number).await?;
    let answer = standing_page(&bench, appearance, &visitor, &file, notice, Forms::with(verb, form)).await?;
    Ok((status, answer).into_response())
}

fn texts(form: &Typed) -> Map<String, serde_json::Value> {
    let text = form.value("text");
    let name = if form.value("verb") == Verb::Supplement.code() { "content" } else { "reason" };
    let pair = (!text.is_empty()).then(|| (name.to_owned(), text.into()));
    pair.into_iter().collect()
}

fn thanks(verb: Verb) -> Notice {
    let (headline, text) = match verb {
        Verb::Supplement => ("补正已经提交", "答复期限从次日起重新计算。"),
        Verb::GiveReasons => ("说明已经提交", ""),
        Verb::Serve => ("已经确认收到答复", "随附的信息可以下载；行政复议、行政诉讼的期限从今天起算。"),
        _ => ("申请已经撤回", "本机关不再办理。需要时可以重新申请。"),
    };
    Notice::new(Tone::Done, headline, text).answering()
}

/// Something was recorded after the page was opened: perhaps the very same form, sent twice.
fn overtaken(file: &CaseFile, version: i64, act: &Act) -> Notice {
    let is_same = |stored: &store::StoredStep| stored.version > version && stored.step.act == *act;
    if file.steps.iter().any(is_same) {
        Notice::new(Tone::Done, "已经收到，没有重复登记", "").answering()
    } else {
        let text =
            "您打开页面之后，办理情况有了变化。填写的内容都在，请核对最新情况后再提交；附件需要重新选择。";
        Notice::new(Tone::Soon, "尚未提交", text).answering()
    }
}
