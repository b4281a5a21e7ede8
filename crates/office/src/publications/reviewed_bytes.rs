//! Whether the bytes that are to be public are those that were reviewed. 《条例》第17条

use statute::publication::Publication;
use store::{Store, sm3_of};

use super::NotDone;

/// The hash of what a review is bound to, after every byte it names was read back.
pub(super) async fn reviewed(store: &Store, item: &Publication) -> Result<String, NotDone> {
    for hash in item.draft.contents() {
        match store.content(hash).await? {
            Some(bytes) if sm3_of(&bytes) == hash => {}
            Some(_) => return Err(NotDone::Altered(format!("{hash} 被改动"))),
            None => return Err(NotDone::Altered(format!("{hash} 不存在"))),
        }
    }
    Ok(sm3_of(&item.draft.bytes_reviewed()))
}

/// The same hash, which must be the one that was reviewed.
pub(super) async fn unaltered(store: &Store, item: &Publication) -> Result<String, NotDone> {
    let sm3 = reviewed(store, item).await?;
    match &item.review {
        Some(review) if review.sm3 == sm3 => Ok(sm3),
        _ => Err(NotDone::Altered(item.draft.card.title.clone())),
    }
}
