//! A publication as the full-text index takes it: what citizens see of it, and nothing else.

use std::sync::Arc;

use jiff::civil::Date;
use search::Item;
use statute::publication::{Card, Column, ENDED, Public, Publication, Worked};
use store::Store;

use super::file_texts::FileTexts;
use super::site::body;

/// The key of a publication of the agency in the index.
pub(super) fn key_of(number: &str) -> u64 {
    let hash = store::sm3_of(number.as_bytes());
    u64::from_str_radix(hash.get(..16).unwrap_or_default(), 16).unwrap_or_default()
}

/// A column as the index takes it: the codes from the top of the tree down.
pub fn column_path(column: &Column) -> String {
    let above: String = column.above().iter().map(|column| format!("{}/", column.code)).collect();
    format!("{above}{}", column.code)
}

/// What stands on the page beside the text: keywords, what explains a draft, the result of its comments, a question with
/// its answer and example.
fn told(item: &Publication, card: &Card) -> Vec<String> {
    let asked =
        item.commentary().into_iter().flat_map(|asked| [asked.explanation.clone(), asked.ways.clone()]);
    let result = item.comment_result.as_ref().map(|result| result.said.clone());
    let worked = card.worked.iter().flat_map(Worked::texts).map(|(_, text)| text.to_owned());
    let registration = item.registration.clone();
    [card.keywords.join(" ")]
        .into_iter()
        .chain(registration)
        .chain(asked)
        .chain(result)
        .chain(worked)
        .collect()
}

/// What of a publication is indexed, in one word: the hash of the edition that is public.
pub(super) fn state_of(public: &Public) -> String {
    store::sm3_of(&public.edition.bytes_reviewed())
}

/// The publication as the index takes it on a day, with the texts of its files as far as they were read, and whether one
/// was not; none where citizens see nothing of it.
pub(super) async fn item_of(
    store: &Store,
    texts: &Arc<FileTexts>,
    item: &Publication,
    today: Date,
) -> store::Result<Option<(Item, bool)>> {
    let Some(public) = item.visible() else { return Ok(None) };
    let card = &public.edition.card;
    let body = body(store, &public.edition).await?;
    let validity = item.validity(today);
    // What has ended is listed there and nowhere else.
    let ended = validity.filter(|validity| validity.has_ended()).and_then(|_| Column::from_code(ENDED));
    let text = [body.text()].into_iter().chain(told(item, card)).collect::<Vec<_>>().join("\n");
    let (attachments, is_unread) = texts.of(&public.edition).await;
    let indexed = Item {
        id: key_of(&item.number),
        number: item.number.clone(),
        state: state_of(public),
        agency: card.issuer.clone(),
        title: card.title.clone(),
        document_number: card.document_number.clone().unwrap_or_default(),
        index_number: public.index_number.clone(),
        column: column_path(ended.unwrap_or_else(|| card.column())),
        kind: card.kind.code().to_owned(),
        theme: card.theme.clone().unwrap_or_default(),
        genre: card.genre.map(|genre| genre.zh().to_owned()).unwrap_or_default(),
        validity: validity.map(|validity| validity.code().to_owned()).unwrap_or_default(),
        published_at: public.first_at,
        summary: card.summary.clone(),
        text,
        attachments,
    };
    Ok(Some((indexed, is_unread)))
}
