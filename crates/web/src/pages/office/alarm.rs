//! What the office must see to beside the limits (提醒): shown on top of the work list.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::SignedDuration;
use office::mail::{self, Topic};
use store::{LimitMove, MailState, StoredMail};

use super::mail::serves_again;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::percent_encoded;

/// An e-mail that waits longer than this needs somebody to look at the server.
const WAITING: SignedDuration = SignedDuration::from_hours(1);
/// Limits that moved are told this long.
const TOLD: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Applications named in one alarm.
const NAMED: u32 = 20;

/// Something to see to, with the applications it is about.
#[derive(Template)]
#[template(path = "office/alarm.html")]
pub(super) struct Alarm {
    headline: String,
    text: &'static str,
    is_grave: bool,
    /// The case and what is added to it.
    cases: Vec<(Link, String)>,
}

impl HtmlSafe for Alarm {}

/// An application, a review or a lawsuit by its number and page.
struct Link {
    number: String,
    address: String,
}

impl Link {
    fn to(number: String) -> Self {
        // Reviews and lawsuits are numbered R2026-2.
        let kind = if number.starts_with('R') { "remedies" } else { "applications" };
        let address = format!("/office/{kind}/{}", percent_encoded(&number));
        Self { number, address }
    }
}

/// Everything there is to see to in the agency.
pub(super) async fn alarms(bench: &Bench) -> Result<Vec<Alarm>, Error> {
    let desk = &bench.desk;
    let (waiting_since, moved_since) = (desk.clock.now() - WAITING, desk.clock.now() - TOLD);
    let (has_mails, has_moves) = desk.store.has_alarms(desk.agency, waiting_since, moved_since).await?;
    let mails =
        if has_mails { desk.store.mail_alarms(desk.agency, waiting_since, NAMED).await? } else { Vec::new() };
    let (refused, waiting): (Vec<_>, Vec<_>) =
        mails.into_iter().partition(|mail| mail.state == MailState::Refused);
    let (services, refused): (Vec<_>, Vec<_>) = refused.into_iter().partition(mail::is_service);
    let mut alarms = Vec::new();
    let mut unserved =
        mail_alarm(&services, "没有送出，不算送达", "请以电子邮件或者其他方式重新送达答复书：");
    for (case, _) in unserved.iter_mut().flat_map(|alarm| &mut alarm.cases) {
        let stored = desk.store.application(desk.agency, &case.number).await?;
        let verb = stored.and_then(|stored| serves_again(&stored.application));
        case.address.extend(verb.map(|verb| format!("/{}", verb.code())));
    }
    alarms.extend(unserved);
    alarms.extend(mail_alarm(&refused, "没有送出", "请核对地址后再次发送，或者以其他方式告知申请人："));
    alarms.extend(mail_alarm(&waiting, "超过1小时没有发出", "请检查邮件服务器；系统会继续发送："));
    let moves =
        if has_moves { desk.store.limit_moves(desk.agency, moved_since, NAMED).await? } else { Vec::new() };
    let cases: Vec<_> = moves.into_iter().map(|one| (Link::to(one.number), moved(&one.moved))).collect();
    if !cases.is_empty() {
        let more = if cases.len() >= NAMED as usize { "以上" } else { "" };
        alarms.push(Alarm {
            headline: format!("节假日安排有变动，{}件{more}在办事项的期限改变", cases.len()),
            text: "请核对，必要时告知当事人：",
            is_grave: false,
            cases,
        });
    }
    Ok(alarms)
}

/// How a limit moved: 答复期限由2026-10-08改为2026-10-09.
pub(super) fn moved(moved: &LimitMove) -> String {
    format!("{}期限由{}改为{}", moved.kind, moved.from, moved.to)
}

fn mail_alarm(mails: &[StoredMail], what: &str, text: &'static str) -> Option<Alarm> {
    let topic = |mail: &StoredMail| Topic::from_code(&mail.topic).map_or("电子邮件", Topic::zh).to_owned();
    let cases: Vec<_> = mails.iter().map(|mail| (Link::to(mail.application.clone()), topic(mail))).collect();
    let more = if mails.len() >= NAMED as usize { "以上" } else { "" };
    let headline = format!("{}封{more}电子邮件{what}", mails.len());
    (!mails.is_empty()).then_some(Alarm { headline, text, is_grave: true, cases })
}
