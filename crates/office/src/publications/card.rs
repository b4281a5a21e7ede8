//! The card of a publication as it is written: what it says of others, the least time for comments, its words tidied.

use jiff::Timestamp;
use statute::publication::{AttachedFile, Card, Kind, Least};
use store::Store;

use super::write::Writing;
use crate::agencies;
use crate::applications::{FieldFault, day_of};

/// What a card says it interprets and cannot: numbers that are not there, or not of what is interpreted.
///
/// # Errors
/// Where the database does not answer.
pub async fn unknown(
    store: &Store,
    agency: i64,
    card: &Card,
    own: Option<&str>,
) -> store::Result<Vec<FieldFault>> {
    let fault = |message| FieldFault { field: "interprets", message };
    let mut faults = Vec::new();
    if card.kind != Kind::Interpretation && !card.interprets.is_empty() {
        faults.push(fault(format!("所解读的文件只用于{}", Kind::Interpretation.zh())));
    }
    if let Some(number) = card.commentary.as_ref().and_then(|asked| asked.document.as_deref()) {
        let found = store.publication(agency, number).await?.map(|one| one.item.draft.card.kind);
        let message = match found {
            None => Some(format!("所征求意见的文件 {number} 不存在，应为本机关信息的编号，如 P2026-1")),
            Some(kind) if !kind.may_be_commented() => Some(format!(
                "所征求意见的文件 {number} 是{}，应为政策文件、行政规范性文件或者规章",
                kind.zh()
            )),
            Some(_) => None,
        };
        faults.extend(message.map(|message| FieldFault { field: "document", message }));
    }
    if let Some(number) = card.worked.as_ref().and_then(|worked| worked.policy.as_deref()) {
        let found = store.publication(agency, number).await?;
        let is_document = found.is_some_and(|one| one.item.draft.card.kind.is_document());
        let message = || format!("所依据的文件 {number} 应为本机关公开的文件的编号，如 P2026-1");
        faults.extend((!is_document).then(|| FieldFault { field: "policy", message: message() }));
    }
    for number in &card.interprets {
        let found = store.publication(agency, number).await?.filter(|_| own != Some(number.as_str()));
        let message = match found.map(|one| one.item.draft.card.kind) {
            None => Some(format!("所解读的文件 {number} 不存在，应为本机关信息的编号，如 P2026-1")),
            Some(kind) if !kind.needs_interpretation() => {
                Some(format!("所解读的文件 {number} 是{}，应为政策文件、行政规范性文件或者规章", kind.zh()))
            }
            Some(_) => None,
        };
        faults.extend(message.map(fault));
    }
    Ok(faults)
}

/// The files of the document whose draft is shown: the notice hands out what is kept of them.
pub(super) async fn drafted(store: &Store, agency: i64, card: &Card) -> store::Result<Vec<AttachedFile>> {
    let Some(number) = card.commentary.as_ref().and_then(|asked| asked.document.as_deref()) else {
        return Ok(Vec::new());
    };
    let document = store.publication(agency, number).await?;
    Ok(document.map(|one| one.item.draft.files).unwrap_or_default())
}

/// With the least time for comments that holds today, where it asks for any; nothing else asks for comments.
pub(super) async fn timed(
    store: &Store,
    agency: i64,
    mut writing: Writing,
    now: Timestamp,
) -> store::Result<Writing> {
    let card = &mut writing.card;
    if card.kind != Kind::Commentary {
        card.commentary = None;
    }
    if card.kind != Kind::Worked {
        card.worked = None;
    }
    if let Some(asked) = &mut card.commentary {
        let document = match &asked.document {
            Some(number) => store.publication(agency, number).await?.map(|one| one.item.draft.card.kind),
            None => None,
        };
        let settings = agencies::settings(store, agency, day_of(now)).await?;
        asked.least = Least::of(document, asked.is_market, settings.comment_workdays());
    }
    Ok(writing)
}

/// Numbers in the one way they are written, blanks around words gone.
pub(super) fn tidy(card: &mut Card) {
    card.title = card.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(number) = &card.document_number {
        let trimmed = number.trim();
        card.document_number = match trimmed.parse::<statute::publication::DocumentNumber>() {
            _ if trimmed.is_empty() => None,
            Ok(read) => Some(read.to_string()),
            Err(_) => Some(trimmed.to_owned()),
        };
    }
    card.keywords.retain(|word| !word.trim().is_empty());
    card.interprets.sort();
    card.interprets.dedup();
}
