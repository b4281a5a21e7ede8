//! A publication as a row of a list, for programs.

use jiff::civil::Date;
use serde_json::{Value, json};
use statute::publication::{Attribute, CommentStanding, Genre, Meeting, Publication, Validity};

use super::super::feed::moment;

/// An item as lists have it; none for what is not public.
pub(crate) fn summary(item: &Publication, today: Date) -> Option<Value> {
    let public = item.visible()?;
    let card = &public.edition.card;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    Some(json!({
        "number": item.number,
        "title": card.title,
        "address": format!("/p/{}", item.number),
        "column": card.column().code,
        "kind": card.kind.code(),
        "issuer": card.issuer,
        "document_number": card.document_number,
        "index_number": public.index_number,
        "made_on": day(card.made_on),
        "published_at": moment(public.first_at),
        "updated_at": moment(public.at),
        "theme": card.theme,
        "genre": card.genre.map(Genre::zh),
        "validity": item.validity(today).map(Validity::code),
        "valid_from": day(card.valid_from),
        "valid_until": day(item.in_force_until().or(card.valid_until)),
        "attribute": card.attribute.map(Attribute::code),
        "summary": card.summary,
        "keywords": card.keywords,
        "interprets": card.interprets,
        "meeting": Meeting::of(card).map(|one| json!({ "year": one.year, "number": one.number })),
        "comments": comments(item, today),
        "worked": card.worked.as_ref().map(|one| json!({
            "question": one.question,
            "answer": one.answer,
            "audience": one.audience,
            "conditions": one.conditions,
            "standard": one.standard,
            "materials": one.materials,
            "places": one.places,
            "term": one.term,
            "telephone": one.telephone,
            "given": one.given,
            "steps": one.steps.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>(),
            "result": one.result,
            "examples": one.examples().into_iter().map(|one| json!({
                "given": one.given,
                "steps": one.steps,
                "result": one.result,
            })).collect::<Vec<_>>(),
            "policy": one.policy,
            "basis": one.basis,
            "valid_from": day(card.valid_from),
            "valid_until": day(card.valid_until),
        })),
    }))
}

/// What a notice tells that asks for comments on a draft; null of anything else.
fn comments(item: &Publication, today: Date) -> Option<Value> {
    let asked = item.commentary()?;
    let result = item.comment_result.as_ref().map(|one| {
        json!({
            "published_on": one.on.to_string(),
            "received": one.tally.received,
            "adopted": one.tally.adopted,
            "partly": one.tally.partly,
            "rejected": one.tally.rejected,
            "text": one.said,
        })
    });
    Some(json!({
        "from": asked.from.map(|day| day.to_string()),
        "until": asked.until.map(|day| day.to_string()),
        "standing": asked.standing(today).map(CommentStanding::code),
        "form": format!("/zqyj/{}", item.number),
        "explanation": asked.explanation,
        "ways": asked.ways,
        "shortened": asked.shortened,
        "result": result,
    }))
}
