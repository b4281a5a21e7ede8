//! The ways to publish something in a test: the agency set up, a card, and each step by an officer of its role.

use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Timestamp};
use office::agencies::{self, Settings};
use office::publications::{Doing, NotDone, Writing, act, begin};
use statute::procedure::{Officer, Role};
use statute::publication::{Act, Attribute, Card, Form, Genre, Kind, POINTS, Stage};
use store::{Author, Store};

/// What the index numbers of [`settings`] begin with.
pub(crate) const CODE: &str = "11370000000000000A";

/// The smallest picture that a program opens.
pub(crate) const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0dIDATx\xdacd\xf8\xcfP\x0f\x00\x03\x86\x01\x80Z4}k\x00\x00\x00\x00IEND\xaeB`\x82";

/// Ten o'clock in Beijing on a day of March 2026.
pub(crate) fn at(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T02:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours((day - 1) * 24)
}

pub(crate) fn on(day: i8) -> Date {
    date(2026, 3, day)
}

pub(crate) fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

pub(crate) async fn settings(store: &Store) {
    let settings = Settings { code: Some(CODE.into()), ..Settings::default() };
    let author = Author { actor: "测试".into(), at: at(1) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
}

pub(crate) fn card(kind: Kind, title: &str) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(on(1)),
        attribute: Some(Attribute::Proactive),
        ..Card::new(kind, title)
    }
}

pub(crate) fn normative() -> Card {
    Card {
        document_number: Some("示测发(2026)5号".into()),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(on(20)),
        valid_until: Some(date(2029, 3, 19)),
        ..card(Kind::Normative, "示例市测试局关于印发失业保险服务规定的通知")
    }
}

pub(crate) fn interpretation(of: &str) -> Card {
    Card {
        interprets: vec![of.to_owned()],
        form: Some(Form::Text),
        points: POINTS.to_vec(),
        ..card(Kind::Interpretation, "《失业保险服务规定》解读")
    }
}

pub(crate) fn writing(card: Card) -> Writing {
    let html = format!("<p>{}</p><p onclick=\"x()\">一、总则<script>alert(1)</script></p>", card.title);
    Writing { card, html, files: Vec::new(), kept: Vec::new() }
}

pub(crate) async fn begun(store: &Store, card: Card) -> String {
    begin(store, 1, writing(card), None, &officer(Role::Handler), at(2)).await.unwrap().number
}

/// Does something on top of what there is, as an officer of this role, on a day of March 2026.
pub(crate) async fn does(
    store: &Store,
    number: &str,
    doing: Act,
    role: Role,
    day: i64,
) -> Result<(), NotDone> {
    does_at(store, number, doing, role, at(day)).await
}

/// The same at any moment.
pub(crate) async fn does_at(
    store: &Store,
    number: &str,
    doing: Act,
    role: Role,
    now: Timestamp,
) -> Result<(), NotDone> {
    let version = store.publication(1, number).await.unwrap().unwrap().version;
    act(store, 1, Doing { number, version, act: doing }, &officer(role), now).await
}

pub(crate) fn signed() -> Act {
    Act::Signed { publish_at: None }
}

pub(crate) fn published() -> Act {
    Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
}

pub(crate) fn reviewed() -> Act {
    Act::Reviewed { sm3: String::new(), opinion: "不涉密，可以公开".into() }
}

pub(crate) async fn stage(store: &Store, number: &str) -> Stage {
    store.publication(1, number).await.unwrap().unwrap().item.stage
}

/// From the draft to the public on a day of March 2026; fails where a gate is closed.
pub(crate) async fn publish(store: &Store, number: &str, day: i64) {
    publish_at(store, number, at(day)).await.unwrap();
}

/// The same at any moment, or what stands in the way.
pub(crate) async fn publish_at(store: &Store, number: &str, now: Timestamp) -> Result<(), NotDone> {
    for (doing, role) in [
        (Act::Submitted, Role::Handler),
        (reviewed(), Role::SecrecyReviewer),
        (signed(), Role::Signer),
        (published(), Role::Clerk),
    ] {
        does_at(store, number, doing, role, now).await?;
    }
    Ok(())
}
