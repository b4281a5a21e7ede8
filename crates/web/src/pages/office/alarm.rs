//! What the office must see to beside the limits (提醒): shown on top of the work list.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::SignedDuration;
use office::mail::Topic;
use store::{MailState, StoredMail};

use crate::desk::Bench;
use crate::error::Error;

/// An e-mail that waits longer than this needs somebody to look at the server.
const WAITING: SignedDuration = SignedDuration::from_hours(1);
/// Applications named in one alarm.
const NAMED: u32 = 20;

/// Something to see to, with the applications it is about.
#[derive(Template)]
#[template(path = "office/alarm.html")]
pub(super) struct Alarm {
    headline: String,
    text: &'static str,
    is_grave: bool,
    /// Number and what is added to it.
    cases: Vec<(String, String)>,
}

impl HtmlSafe for Alarm {}

/// Everything there is to see to in the agency.
pub(super) async fn alarms(bench: &Bench) -> Result<Vec<Alarm>, Error> {
    let desk = &bench.desk;
    let since = desk.clock.now() - WAITING;
    let mails = desk.store.mail_alarms(desk.agency, since, NAMED).await?;
    let (refused, waiting): (Vec<_>, Vec<_>) =
        mails.into_iter().partition(|mail| mail.state == MailState::Refused);
    let mut alarms = Vec::new();
    alarms.extend(mail_alarm(&refused, "没有送出", "请核对地址后再次发送，或者以其他方式告知申请人："));
    alarms.extend(mail_alarm(&waiting, "超过1小时没有发出", "请检查邮件服务器；系统会继续发送："));
    Ok(alarms)
}

fn mail_alarm(mails: &[StoredMail], what: &str, text: &'static str) -> Option<Alarm> {
    let topic = |mail: &StoredMail| Topic::from_code(&mail.topic).map_or("电子邮件", Topic::zh).to_owned();
    let cases: Vec<_> = mails.iter().map(|mail| (mail.application.clone(), topic(mail))).collect();
    let more = if mails.len() >= NAMED as usize { "以上" } else { "" };
    let headline = format!("{}封{more}电子邮件{what}", mails.len());
    (!mails.is_empty()).then_some(Alarm { headline, text, is_grave: true, cases })
}
