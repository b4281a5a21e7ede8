//! What the texts of public items say that should not be there, and what service guides do not say. 国办秘函〔2019〕19号

use jiff::civil::Date;
use statute::inspection::{Place, SiteState, missing_elements};
use statute::publication::Kind;
use statute::screening::{Kind as Found, Severity};
use store::{Shelf, Store, StoredPublication};

use crate::publications::{Screened, body, closing_in, words_on};

/// Service guides read at a time.
const BATCH: u32 = 200;

/// Searches the texts of public items for what the office's list and the machine would stop now; what a reviewer let pass
/// is let pass. Their files are not read again.
pub(super) async fn search(
    store: &Store,
    agency: i64,
    items: &[StoredPublication],
    today: Date,
    site: &mut SiteState,
) -> store::Result<()> {
    let list = words_on(store, agency, today).await?;
    for StoredPublication { item, .. } in items {
        let Some(public) = item.visible() else { continue };
        let text = body(store, &public.edition).await?;
        let found = closing_in(&public.edition, &text, &list, &item.overridden);
        let (stopped, doubtful): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|one| one.hit.severity == Severity::Block);
        let (words, secrets): (Vec<_>, Vec<_>) =
            stopped.into_iter().partition(|one| one.hit.kind == Found::ListedWord);
        site.words.extend(told(&words, super::place(item)));
        site.secrets.extend(told(&secrets, super::place(item)));
        site.doubtful.extend(told(&doubtful, super::place(item)));
    }
    Ok(())
}

/// One finding for an item, however much is found in it.
fn told(found: &[Screened], place: Place) -> Option<(String, Place)> {
    let first = found.first()?;
    let said = if found.len() > 1 { format!("{first}，共{}处", found.len()) } else { first.to_string() };
    Some((said, place))
}

/// The elements that each service guide lacks in title and text.
pub(super) async fn guides(
    store: &Store,
    agency: i64,
    today: Date,
) -> store::Result<Vec<(Vec<&'static str>, Place)>> {
    let shelf = Shelf::Kind(Kind::ServiceGuide);
    let (mut guides, mut after) = (Vec::new(), None);
    loop {
        let rows = store.public_list(agency, &shelf, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.shelf_key(&shelf));
        for StoredPublication { item, .. } in &rows {
            let Some(public) = item.visible() else { continue };
            let text = body(store, &public.edition).await?;
            let missing = missing_elements(&format!("{}{}", public.edition.card.title, text.text()));
            guides.push((missing, super::place(item)));
        }
    }
    Ok(guides)
}
