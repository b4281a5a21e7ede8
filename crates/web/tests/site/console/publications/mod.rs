//! Publications in the console: what their tests begin with.

mod attachments;
mod bringing;
mod course;
mod forms;
mod old_site;
mod overdue;
mod roles;
mod screening;
mod scrubbing;

use axum::body::Body;
use axum::http::Request;
use jiff::civil::{Date, date};
use office::publications;
use statute::procedure::Role;
use statute::publication::{
    Act, Attribute, Card, Commentary, Deliberation, Genre, Heard, Kind, Least, Tally, Verb,
};

use super::{Answer, Office, moment, officer, token};
use crate::publishing::{self, act, begin, course, writing};

const NOW: &str = "2026-03-16T01:00:00Z";
/// Before the comments of the public that are closed at [`NOW`].
const BEFORE: &str = "2026-03-02T01:00:00Z";
const NEW: &str = "/office/publications/new";

/// Every verb that has a form for every publication.
fn verbs() -> impl Iterator<Item = Verb> {
    Verb::ALL.into_iter().filter(|verb| !matches!(verb, Verb::Begin | Verb::Import | Verb::Save))
}

pub(crate) fn card(kind: Kind) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        document_number: kind.is_document().then(|| "示测发〔2026〕5号".into()),
        made_on: Some(date(2026, 3, 2)),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(date(2026, 3, 20)),
        valid_until: Some(date(2029, 3, 19)),
        attribute: Some(Attribute::Proactive),
        commentary: (kind == Kind::Commentary).then(|| Commentary {
            from: Some(date(2026, 3, 2)),
            until: Some(date(2026, 3, 13)),
            explanation: "为规范服务".into(),
            ..Commentary::new(Least::Workdays(7))
        }),
        ..Card::new(kind, "关于失业保险服务的通知")
    }
}

/// What the machine stops.
const MARKED: &str = "机密★10年";

pub(crate) async fn begun(office: &Office, card: Card) -> String {
    written(office, card, "<p>一、总则</p><table><tr><th>项目</th><td>标准</td></tr></table>").await
}

pub(crate) async fn written(office: &Office, card: Card, html: &str) -> String {
    begin(&office.store, writing(card, html), &officer(Role::Handler), moment(BEFORE)).await
}

pub(crate) async fn does(office: &Office, number: &str, role: Role, doing: Act, now: &str) {
    act(&office.store, number, doing, &officer(role), moment(now)).await;
}

async fn version(office: &Office, number: &str) -> i64 {
    publishing::version(&office.store, number).await
}

/// A policy that may be published without an interpretation once it is exempted.
pub(super) fn policy(title: &str, serial: u32, made_on: Date) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        document_number: Some(format!("示测发〔2026〕{serial}号")),
        made_on: Some(made_on),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Policy, title)
    }
}

/// Publishes a policy that was made in January and that nothing interprets.
pub(super) async fn published(office: &Office, title: &str, serial: u32) -> String {
    published_with(office, policy(title, serial, date(2026, 1, 5)), "<p>正文</p>").await
}

/// Publishes what needs no interpretation because it is exempted.
pub(super) async fn published_with(office: &Office, card: Card, html: &str) -> String {
    let number = begin(&office.store, writing(card, html), &officer(Role::Handler), moment(NOW)).await;
    let exempted = (Role::Signer, Act::Exempted { reason: "内容浅显".into() });
    for (role, doing) in std::iter::once(exempted).chain(course()) {
        does(office, &number, role, doing, NOW).await;
    }
    number
}

/// A publication at which the verb can be done, every gate passed.
async fn at(office: &Office, verb: Verb) -> String {
    let (kind, steps) = match verb {
        Verb::RecordComments | Verb::ReviewLegality | Verb::Deliberate | Verb::Number | Verb::Exempt => {
            (Kind::Normative, 0)
        }
        Verb::CloseComments => (Kind::Commentary, 4),
        Verb::Review | Verb::SendBack => (Kind::News, 1),
        Verb::Sign => (Kind::News, 2),
        Verb::Publish => (Kind::News, 3),
        Verb::Withdraw | Verb::Drop => (Kind::News, 4),
        Verb::Clean => (Kind::DisclosureRule, 4),
        _ => (Kind::News, 0),
    };
    let text = if verb == Verb::Override { format!("<p>{MARKED}</p>") } else { "<p>一、总则</p>".into() };
    let number = written(office, card(kind), &text).await;
    for (role, act) in course().into_iter().take(steps) {
        // Comments are asked for in time.
        does(office, &number, role, act, if kind == Kind::Commentary { BEFORE } else { NOW }).await;
    }
    // Each after the one before it.
    let heard = Heard {
        place: "报纸".into(),
        from: date(2026, 3, 2),
        until: date(2026, 3, 11),
        tally: Tally::default(),
        said: "没有收到意见".into(),
        shortened: String::new(),
    };
    let before = [
        (Verb::ReviewLegality, Role::Handler, Act::CommentsRecorded(heard)),
        (
            Verb::Deliberate,
            Role::Reviewer,
            Act::LegalityReviewed { opinion: "合法".into(), is_refused: false },
        ),
        (
            Verb::Number,
            Role::Handler,
            Act::Deliberated(Deliberation {
                meeting: "第4次局长办公会议".into(),
                held_on: date(2026, 3, 16),
            }),
        ),
    ];
    let known = before.iter().position(|(known, ..)| *known == verb).map_or(0, |at| at + 1);
    for (_, role, act) in before.into_iter().take(known) {
        does(office, &number, role, act, NOW).await;
    }
    if verb == Verb::Drop {
        let (read, now) = (version(office, &number).await, moment(NOW));
        let (altered, by) = (writing(card(Kind::News), "<p>改过</p>"), officer(Role::Handler));
        let saved = publications::save(&office.store, 1, &number, read, altered, &by, now);
        saved.await.expect("saved");
    }
    number
}

fn form(verb: Verb) -> Vec<(&'static str, String)> {
    let fields: Vec<(&str, &str)> = match verb {
        Verb::RecordComments => vec![
            ("place", "报纸"),
            ("from", "2026-03-02"),
            ("until", "2026-03-11"),
            ("received", "3"),
            ("adopted", "1"),
            ("partly", "0"),
            ("said", "采纳一条"),
        ],
        Verb::CloseComments => vec![("said", "没有收到意见")],
        Verb::ReviewLegality => vec![("result", "passed"), ("opinion", "合法")],
        Verb::Deliberate => vec![("meeting", "第4次局长办公会议"), ("held_on", "2026-03-16")],
        Verb::Number => vec![("registration", "SLCR-2026-0010001")],
        Verb::Exempt | Verb::SendBack | Verb::Discard | Verb::Override => vec![("reason", "理由")],
        Verb::Review => vec![("seen", "card"), ("seen", "body"), ("opinion", "不涉密，可以公开")],
        Verb::Sign => vec![("publish_at", "2026-04-01T09:00")],
        Verb::Withdraw => vec![("kind", "error"), ("notice", "内容有误")],
        Verb::Clean => {
            vec![("result", "repealed"), ("holds_from", "2026-03-16"), ("decision", "示测发〔2026〕9号")]
        }
        _ => vec![],
    };
    fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

/// The form of a verb for a publication.
async fn form_of(office: &Office, number: &str, verb: Verb) -> Vec<(&'static str, String)> {
    let stored = office.store.publication(1, number).await.expect("an answer").expect("it is there");
    let (found, _) =
        publications::screened(&office.store, 1, &stored.item, moment(NOW)).await.expect("looked at");
    let hits = found.into_iter().filter(|_| verb == Verb::Override).map(|one| ("hits", one.key));
    form(verb).into_iter().chain(hits).collect()
}

async fn send(
    office: &Office,
    role: Role,
    number: &str,
    verb: Verb,
    mut form: Vec<(&str, String)>,
) -> Answer {
    form.push(("version", version(office, number).await.to_string()));
    office.post(role, &format!("/office/publications/{number}/{}", verb.code()), &form).await
}

/// What is typed to begin a publication.
fn typed(kind: Kind, title: &str) -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_owned();
    vec![
        ("kind", text(kind.code())),
        ("title", text(title)),
        ("issuer", text("示例市测试局")),
        ("made_on", text("2026-03-02")),
        ("document_number", text("示测发(2026)5号")),
        ("theme", text("劳动、人事、监察/社会保障")),
        ("genre", text("notice")),
        ("valid_from", text("2026-03-20")),
        ("valid_until", text("2029-03-19")),
        ("attribute", text("proactive")),
        ("keywords", text("失业保险、服务")),
        ("html", text("一、总则\n第一条 a<b")),
    ]
}

/// A form with files, as a browser sends it.
async fn send_files(
    office: &Office,
    address: &str,
    fields: &[(&str, String)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    let own = [("form_token", office.form_token(Role::Handler))];
    for (name, value) in fields.iter().chain(&own) {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    for (name, bytes) in files {
        let head =
            format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(b"--edge--\r\n");
    let request = Request::post(address)
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("cookie", format!("session={}", token(Role::Handler)));
    office.answer(request.body(Body::from(body)).expect("a request")).await
}
