//! Structured data for machines that read pages (schema.org). It is data, not script: nothing of it runs.

use axum::http::HeaderMap;
use office::publications::Shown;
use serde_json::{Value, json};
use statute::publication::Validity;

use super::print::downloads;
use crate::desk::Bench;
use crate::pages::portal::qr::whole_address;

/// Without addresses that nobody knows as long as the site's own name is not set.
fn known(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            fields.retain(|_, value| value.as_str() != Some(""));
            fields.values_mut().for_each(|value| *value = known(value.take()));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| *value = known(value.take())),
        _ => {}
    }
    value
}

/// The agency.
pub(super) fn organization(bench: &Bench) -> Value {
    known(json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": bench.masthead.agency,
        "url": bench.own_address("/"),
    }))
}

/// A publication, and where it lies. Where the site's name is not known, addresses are those it was asked under, as in
/// feeds.
pub(super) fn publication(
    bench: &Bench,
    headers: &HeaderMap,
    shown: &Shown,
    description: &str,
    validity: Option<Validity>,
) -> Option<Value> {
    let whole = |address: &str| whole_address(bench, headers, address).unwrap_or_else(|| address.to_owned());
    let item = &shown.item;
    let public = item.visible()?;
    let card = &public.edition.card;
    let column = card.column();
    let mut data = json!({
        "@type": if card.kind.is_document() { "Legislation" } else { "Article" },
        "name": card.title,
        "headline": card.title,
        "inLanguage": "zh-CN",
        "identifier": public.index_number,
        "url": whole(&shown.address),
        "datePublished": public.first_at.date().to_string(),
        "dateModified": public.at.date().to_string(),
        "publisher": { "@type": "GovernmentOrganization", "name": bench.masthead.agency },
    });
    let mut put = |name: &str, value: Option<Value>| {
        if let (Some(value), Some(fields)) = (value, data.as_object_mut()) {
            fields.insert(name.to_owned(), value);
        }
    };
    put("description", Some(description).filter(|text| !text.is_empty()).map(Value::from));
    put("keywords", (!card.keywords.is_empty()).then(|| card.keywords.join(",").into()));
    let encoding = downloads(shown).into_iter().map(|one| {
        json!({
            "@type": "MediaObject",
            "name": one.label,
            "encodingFormat": one.media,
            "contentUrl": whole(&one.address),
        })
    });
    put("encoding", Some(encoding.collect::<Vec<_>>().into()));
    if card.kind.is_document() {
        put("legislationIdentifier", card.document_number.clone().map(Value::from));
        put("legislationDate", card.made_on.map(|day| day.to_string().into()));
        put("legislationDateVersion", card.valid_from.map(|day| day.to_string().into()));
        let force = validity.map(|validity| match validity {
            Validity::InForce => "InForce",
            Validity::Amended => "PartiallyInForce",
            Validity::NotYet | Validity::Repealed | Validity::Lapsed => "NotInForce",
        });
        put("legislationLegalForce", force.map(|force| format!("https://schema.org/{force}").into()));
    }
    let above = column.above().into_iter().chain([column]);
    let places = above.map(|column| (column.name.to_owned(), column.address()));
    let places = [("首页".to_owned(), "/".to_owned())].into_iter().chain(places);
    let list: Vec<Value> = places
        .enumerate()
        .map(|(place, (name, address))| {
            json!({ "@type": "ListItem", "position": place + 1, "name": name, "item": whole(&address) })
        })
        .collect();
    let trail = json!({ "@type": "BreadcrumbList", "itemListElement": list });
    Some(known(json!({ "@context": "https://schema.org", "@graph": [data, trail] })))
}
