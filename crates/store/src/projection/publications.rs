//! One row per publication, what interprets or explains what, and the row of the register 公开文件 that it counts as.

use statute::publication::{Act, Attribute, IndexNumber, Publication, Stage, Step};
use statute::registers::{DocumentEntry, Register};

use super::{corrupt, load, number_of};
use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::event::Event;
use crate::numbered::PUBLICATIONS;
use crate::publications::{comments_until, ends_on, kind, made_on, published_at};

/// The largest serial of an index number that the next one goes on from: there must be room behind it.
const LAST_SERIAL: u32 = 99_999_999;

/// Applies a step to the row of its publication: what it counted as before, and what it counts as now.
pub(super) async fn apply(
    write: &mut Write,
    event: &Event,
    step: &Step,
) -> Result<(Option<DocumentEntry>, Option<DocumentEntry>)> {
    let number = number_of(event).ok_or_else(|| unreadable(event))?;
    if let Some(item) = Publication::begin(number, step) {
        let submission = match &step.act {
            Act::Begun { submission, .. } => submission.as_deref(),
            _ => None,
        };
        insert(write, event, &item, submission).await?;
        if item.public.is_some() {
            update(write, event, &item).await?;
        }
        link(write, event, number, &[], &linked(&item)).await?;
        return Ok((None, item.entry()));
    }
    let mut item: Publication =
        load(write, PUBLICATIONS, event, number).await?.ok_or_else(|| unreadable(event))?;
    let (before, links) = (item.entry(), linked(&item));
    item.apply(step);
    update(write, event, &item).await?;
    let now = linked(&item);
    if now != links {
        link(write, event, number, &links, &now).await?;
    }
    Ok((before, item.entry()))
}

/// The row of a document that a folder brought, under its number or its title.
pub(crate) const DOCUMENT_IN_FOLDER: &str =
    "select 1 from entry where agency = $1 and register = $2 and stream in ($3, $4)";

/// The row of the register that a publication counts as.
pub(crate) const DOCUMENT_ROW: &str =
    "select 1 from entry where agency = $1 and register = $2 and stream = $3";

/// The streams of the row that a folder brings of a document: by its number, and by its title where the folder has no
/// number for it.
pub(crate) fn document_streams(agency: i64, row: &DocumentEntry) -> [String; 2] {
    let stream = |row: DocumentEntry| {
        format!("{}/{agency}/{}", Register::Documents.file_stem(), Entry::Document(row).key())
    };
    [stream(row.clone()), stream(DocumentEntry { number: None, ..row.clone() })]
}

/// Whether a register that was imported holds the document already: then the folder's row counts, not a second one.
pub(super) async fn is_entered(write: &mut Write, event: &Event, row: &DocumentEntry) -> Result<bool> {
    let [by_number, by_title] = document_streams(event.agency, row);
    let row: Option<(i32,)> = on!(write, Write, |db| sqlx::query_as(DOCUMENT_IN_FOLDER)
        .bind(event.agency)
        .bind(Register::Documents.file_stem())
        .bind(by_number)
        .bind(by_title)
        .fetch_optional(&mut **db)
        .await)?;
    Ok(row.is_some())
}

/// Whether the publication has a row of its own in the register.
pub(super) async fn has_row(write: &mut Write, event: &Event) -> Result<bool> {
    let row: Option<(i32,)> = on!(write, Write, |db| sqlx::query_as(DOCUMENT_ROW)
        .bind(event.agency)
        .bind(Register::Documents.file_stem())
        .bind(&event.stream)
        .fetch_optional(&mut **db)
        .await)?;
    Ok(row.is_some())
}

fn unreadable(event: &Event) -> crate::error::Error {
    corrupt(event, "公开的信息不能识别")
}

fn json(item: &Publication) -> String {
    serde_json::to_string(item).expect("a publication is always JSON")
}

/// What it interprets or explains in plain words, or would once it is published.
fn linked(item: &Publication) -> Vec<String> {
    let cards = [Some(&item.draft.card), item.public.as_ref().map(|public| &public.edition.card)];
    let each = cards.into_iter().flatten().flat_map(|card| {
        card.interprets.iter().chain(card.worked.iter().filter_map(|worked| worked.policy.as_ref()))
    });
    let mut all: Vec<String> = each.cloned().collect();
    all.sort();
    all.dedup();
    all
}

/// The document that it asks citizens about, or would once it is published.
fn comments_on(item: &Publication) -> Option<&str> {
    item.card().commentary.as_ref()?.document.as_deref()
}

async fn link(
    write: &mut Write,
    event: &Event,
    number: &str,
    before: &[String],
    now: &[String],
) -> Result<()> {
    const FORGET: &str = "delete from publication_link where agency = $1 and interprets = $2 and number = $3";
    const SQL: &str =
        "insert into publication_link (agency, interprets, number, version) values ($1, $2, $3, $4)";
    for interprets in before {
        on!(&mut *write, Write, |db| sqlx::query(FORGET)
            .bind(event.agency)
            .bind(interprets)
            .bind(number)
            .execute(&mut **db)
            .await
            .map(drop))?;
    }
    for interprets in now {
        on!(&mut *write, Write, |db| sqlx::query(SQL)
            .bind(event.agency)
            .bind(interprets)
            .bind(number)
            .bind(event.version)
            .execute(&mut **db)
            .await
            .map(drop))?;
    }
    Ok(())
}

async fn insert(
    write: &mut Write,
    event: &Event,
    item: &Publication,
    submission: Option<&str>,
) -> Result<()> {
    const SQL: &str = "insert into publication (agency, number, year, serial, stream, stage, is_open, is_public, \
                       column_code, made_on, published_at, ends_on, submission, data, version, old_address, \
                       comments_on, comments_until, kind) \
                       values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    let (year, serial) = PUBLICATIONS.serial_of(&item.number).ok_or_else(|| unreadable(event))?;
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&item.number)
        .bind(year)
        .bind(serial)
        .bind(&event.stream)
        .bind(item.stage.code())
        .bind(i64::from(item.stage.is_open()))
        .bind(item.card().column().code)
        .bind(made_on(item))
        .bind(published_at(item))
        .bind(ends_on(item))
        .bind(submission)
        .bind(json(item))
        .bind(event.version)
        .bind(item.origin.as_ref().map(|origin| &origin.address))
        .bind(comments_on(item))
        .bind(comments_until(item))
        .bind(kind(item))
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn update(write: &mut Write, event: &Event, item: &Publication) -> Result<()> {
    const SQL: &str = "update publication set stage = $3, is_open = $4, is_public = $5, column_code = $6, \
                       made_on = $7, published_at = $8, ends_on = $9, publish_at = $10, index_year = $11, \
                       index_serial = $12, data = $13, version = $14, index_number = $15, comments_on = $16, \
                       comments_until = $17, kind = $18 where agency = $1 and number = $2";
    let index_number = item.public.as_ref().map(|public| &public.index_number);
    // One that another site printed and that is none by our rule is kept as it is; the next numbers do not go on from it.
    let index = index_number.and_then(|text| {
        let number: IndexNumber =
            text.parse().ok().filter(|number: &IndexNumber| number.serial <= LAST_SERIAL)?;
        Some((i64::from(number.year), i64::from(number.serial)))
    });
    let is_waiting =
        item.stage == Stage::AwaitingPublication && item.draft.card.attribute == Some(Attribute::Proactive);
    let publish_at = item.signature.as_ref().filter(|_| is_waiting).and_then(|signed| signed.publish_at);
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&item.number)
        .bind(item.stage.code())
        .bind(i64::from(item.stage.is_open()))
        .bind(i64::from(item.visible().is_some()))
        .bind(item.card().column().code)
        .bind(made_on(item))
        .bind(published_at(item))
        .bind(ends_on(item))
        .bind(publish_at.map(|at| at.to_string()))
        .bind(index.map(|(year, _)| year))
        .bind(index.map(|(_, serial)| serial))
        .bind(json(item))
        .bind(event.version)
        .bind(index_number)
        .bind(comments_on(item))
        .bind(comments_until(item))
        .bind(kind(item))
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
