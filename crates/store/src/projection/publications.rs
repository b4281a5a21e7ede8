//! One row per publication, what interprets what, and the row of the register 公开文件 that it counts as.

use statute::publication::{Act, Attribute, Publication, Stage, Step};
use statute::registers::{DocumentEntry, Register};

use super::{corrupt, load, number_of};
use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::event::Event;
use crate::numbered::PUBLICATIONS;
use crate::publications::{comments_until, ends_on, made_on, published_at};

/// Applies a step to the row of its publication: what it counted as before, and what it counts as now.
pub(super) async fn apply(
    write: &mut Write,
    event: &Event,
    step: &Step,
) -> Result<(Option<DocumentEntry>, Option<DocumentEntry>)> {
    let number = number_of(event).ok_or_else(|| unreadable(event))?;
    if let Act::Begun { submission, .. } = &step.act {
        let item = Publication::begin(number, step).ok_or_else(|| unreadable(event))?;
        insert(write, event, &item, submission.as_deref()).await?;
        link(write, event, number, &[], &interpreted(&item)).await?;
        return Ok((None, None));
    }
    let mut item: Publication =
        load(write, PUBLICATIONS, event, number).await?.ok_or_else(|| unreadable(event))?;
    let (before, links) = (item.entry(), interpreted(&item));
    item.apply(step);
    update(write, event, &item).await?;
    let now = interpreted(&item);
    if now != links {
        link(write, event, number, &links, &now).await?;
    }
    Ok((before, item.entry()))
}

/// Whether a register that was imported holds the document already: then the folder's row counts, not a second one.
pub(super) async fn is_entered(write: &mut Write, event: &Event, row: &DocumentEntry) -> Result<bool> {
    const SQL: &str = "select 1 from entry where agency = $1 and register = $2 and stream = $3";
    let register = Register::Documents.file_stem();
    let stream = format!("{register}/{}/{}", event.agency, Entry::Document(row.clone()).key());
    let row: Option<(i32,)> = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(event.agency)
        .bind(register)
        .bind(stream)
        .fetch_optional(&mut **db)
        .await)?;
    Ok(row.is_some())
}

/// Whether the publication has a row of its own in the register.
pub(super) async fn has_row(write: &mut Write, event: &Event) -> Result<bool> {
    const SQL: &str = "select 1 from entry where agency = $1 and register = $2 and stream = $3";
    let row: Option<(i32,)> = on!(write, Write, |db| sqlx::query_as(SQL)
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

/// What it interprets, or would once it is published.
fn interpreted(item: &Publication) -> Vec<String> {
    let public = item.public.iter().flat_map(|public| &public.edition.card.interprets);
    let mut all: Vec<String> = item.draft.card.interprets.iter().chain(public).cloned().collect();
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
                       column_code, made_on, published_at, ends_on, submission, data, version, comments_on, \
                       comments_until) values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
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
        .bind(comments_on(item))
        .bind(comments_until(item))
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn update(write: &mut Write, event: &Event, item: &Publication) -> Result<()> {
    const SQL: &str = "update publication set stage = $3, is_open = $4, is_public = $5, column_code = $6, \
                       made_on = $7, published_at = $8, ends_on = $9, publish_at = $10, index_year = $11, \
                       index_serial = $12, data = $13, version = $14, comments_on = $15, \
                       comments_until = $16 where agency = $1 and number = $2";
    let index = item.public.as_ref().and_then(|public| {
        let number: statute::publication::IndexNumber = public.index_number.parse().ok()?;
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
        .bind(comments_on(item))
        .bind(comments_until(item))
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
