//! Beginning a publication, blank or out of another: the interpretation of a document, the notice of a draft. 《条例》第19条

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::publications;
use statute::publication::{Attribute, Card, Commentary, Kind, Least, USUAL_WORKDAYS, Verb, titled};

use super::card::typed;
use super::write::{Desk, Said, tell, writing};
use super::{Opened, address, text};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

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
            let title = format!("{}解读", titled(&policy.file.stored.item.draft.card.title));
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
        ..Card::new(Kind::Commentary, format!("关于{}公开征求意见的公告", titled(&draft.card.title)))
    };
    // What citizens are asked about is not made yet.
    let body = publications::text(&desk.store, draft, "").await?.unsigned();
    let form = typed(&card).with("html", text::typed_of(body.as_str())).with("submission", random());
    let kept = draft.files.iter().filter(|file| !file.is_picture);
    Ok(kept.fold(form, |form, file| form.with("kept", file.sm3.as_str())))
}
