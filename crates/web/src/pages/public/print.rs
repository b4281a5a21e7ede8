//! `GET /p/{number}.pdf`, `.docx`: a publication as a file to take away, set once for each change of what is public;
//! `.xlsx` and `GET /p/{number}/tables/{nth}.csv`: its tables as data. 《条例》第23条

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::LINK;
use axum::response::Response;
use jiff::civil::Date;
use office::publications::{
    CSV, Found, NotPrinted, Rendition, Shown, Told, found, printable, table_file, table_labels, table_named,
    text_under,
};
use statute::publication::{AttachedFile, Publication};

use super::article::size;
use super::facts::{banner, facts};
use super::publication::withdrawn;
use super::worked::WorkedCard;
use crate::cache::kept_file;
use crate::desk::Bench;
use crate::download::disposition;
use crate::error::Error;
use crate::layout::{Appearance, Notice, percent_encoded};

/// A way to take a publication away.
pub(crate) struct Download {
    /// `PDF`, `DOCX`, `原文件（DOCX，35 KB）`.
    pub(super) label: String,
    pub(super) media: String,
    pub(super) address: String,
    /// What it is called where it is kept, where that is not said with the file.
    pub(super) name: String,
}

/// Where a file of what is at an address is handed out.
pub(super) fn file_address(address: &str, file: &AttachedFile) -> String {
    format!("{address}/files/{}/{}", file.sm3, percent_encoded(&file.name))
}

/// What a publication is taken away as: the file it was brought in from, which was reviewed with it as all of its files
/// were, what is set from its page, and its tables.
pub(super) fn downloads(shown: &Shown) -> Vec<Download> {
    let originals = shown.public().edition.files.iter().filter(|file| file.is_original);
    let originals = originals.map(|file| {
        let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase();
        Download {
            label: format!("原文件（{ending}，{}）", size(file.bytes)),
            media: file.media.clone(),
            address: file_address(&shown.address, file),
            name: file.name.clone(),
        }
    });
    // What is set is set from the page of what is public now.
    let is_current = shown.address == format!("/p/{}", shown.item.number);
    let set = Rendition::offered(shown).filter(|_| is_current).map(|one| Download {
        label: one.zh().to_owned(),
        media: one.media().to_owned(),
        address: format!("{}.{}", shown.address, one.ending()),
        name: String::new(),
    });
    let tables = table_labels(&shown.body.tables());
    let tables = (1..).zip(tables).filter(|_| is_current).map(|(nth, label)| Download {
        label,
        media: CSV.to_owned(),
        address: format!("{}/tables/{nth}.csv", shown.address),
        name: String::new(),
    });
    originals.chain(set).chain(tables).collect()
}

/// The metadata at the end of a file: that of the page, with its files and its address.
fn metadata(bench: &Bench, shown: &Shown, today: Date) -> Vec<(String, String)> {
    let facts = facts(&shown.item, today).into_iter().filter(|fact| fact.label != "标题");
    let rows = facts.map(|fact| {
        let value = fact.badge.map_or(fact.value, |badge| badge.text().to_owned());
        (fact.label.to_owned(), value)
    });
    let files = shown.public().edition.files.iter().filter(|file| !file.is_picture);
    let files: Vec<_> = files.map(|file| file.name.as_str()).collect();
    let address = bench.own_address(&shown.address);
    let more = [("附件", files.join("、")), ("网页地址", address)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty());
    rows.chain(asked(&shown.item)).chain(more.map(|(label, value)| (label.to_owned(), value))).collect()
}

/// What the notice of a draft tells beside the draft.
fn asked(item: &Publication) -> Vec<(String, String)> {
    let Some(asked) = item.commentary() else { return Vec::new() };
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let days = format!("{}至{}", day(asked.from), day(asked.until));
    let result = item.comment_result.as_ref().map(|one| format!("{}。{}", one.tally.zh(), one.said));
    let told = [
        ("征求意见期限", days),
        ("缩短期限的理由", asked.shortened.clone()),
        ("起草说明", asked.explanation.clone()),
        ("提出意见的其他方式", asked.ways.clone()),
        ("征求意见结果", result.unwrap_or_default()),
    ];
    let told = told.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(label, value)| (label.to_owned(), value)).collect()
}

/// What the page tells on the day: what to know first, the text with the card in plain words above it, the metadata.
fn told(bench: &Bench, shown: &Shown, today: Date) -> Result<Told, Error> {
    let item = &shown.item;
    let worked = WorkedCard::of(item, &shown.related, today);
    let of_card = worked.as_ref().and_then(|worked| worked.banner.as_ref());
    let of_document = item.validity(today).and_then(|validity| banner(item, validity));
    let notice = of_document.as_ref().or(of_card).map(Notice::plain);
    let body = match &worked {
        Some(worked) => {
            let card = worked.text().map_err(|_| Error::Fault)?;
            text_under(&card, shown).ok_or(Error::Fault)?
        }
        None => shown.body.clone(),
    };
    Ok(Told { notice, body, metadata: metadata(bench, shown, today) })
}

/// The file. Setting it takes a while: it is done beside the others' requests.
pub(super) async fn answer(
    bench: &Bench,
    shown: &Shown,
    rendition: Rendition,
    today: Date,
) -> Result<Response, Error> {
    if !Rendition::offered(shown).any(|one| one == rendition) {
        return Err(Error::NotFound);
    }
    let site = bench.own_site();
    let printable = printable(&bench.desk.store, shown, told(bench, shown, today)?, site).await?;
    let disposition = disposition("attachment", &printable.file_name(rendition));
    let written = tokio::task::spawn_blocking(move || printable.written(rendition)).await;
    let bytes = written.map_err(|_| Error::Fault)?.map_err(|error| match error {
        NotPrinted::Characters(characters) => Error::NoFont(characters),
        NotPrinted::Fault(_) => Error::Fault,
    })?;
    Ok(of_page(bench, &shown.address, kept_file(rendition.media(), disposition, bytes)))
}

/// Tells search engines to show the page, not what is made from it.
fn of_page(bench: &Bench, address: &str, mut response: Response) -> Response {
    let page = bench.own_address(address);
    if let Ok(link) = HeaderValue::from_str(&format!("<{page}>; rel=\"canonical\""))
        && !page.is_empty()
    {
        response.headers_mut().insert(LINK, link);
    }
    response
}

/// `GET /p/{number}/tables/{nth}.csv`
pub(crate) async fn table(
    State(bench): State<Bench>,
    Path((number, name)): Path<(String, String)>,
    appearance: Appearance,
) -> Result<Response, Error> {
    let nth = table_named(&name).ok_or(Error::NotFound)?;
    let shown = match found(&bench.desk.store, bench.desk.agency, &number).await? {
        None => return Err(Error::NotFound),
        Some(Found::Withdrawn { on, withdrawal }) => {
            return withdrawn(&bench, appearance, &number, on, withdrawal).await;
        }
        Some(Found::Shown(shown)) => shown,
    };
    let written = tokio::task::spawn_blocking(move || table_file(&shown, nth)).await;
    let file = written.map_err(|_| Error::Fault)?.ok_or(Error::NotFound)?;
    let address = format!("/p/{number}");
    Ok(of_page(&bench, &address, kept_file(CSV, disposition("attachment", &file.name), file.bytes)))
}
