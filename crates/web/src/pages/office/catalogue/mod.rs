//! The agency's basic catalogue at the desk (主动公开基本目录): what each entry is fulfilled by, one entry as a form, files in
//! and out, standard catalogues to begin from, earlier versions taken down. 《条例》第12条、第22条

mod entry;
mod withdraw;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::catalogue::{self, Held, NotKept, Version, Withdrawal, told_changes, withdrawal_of};
use statute::catalogue::{Entry, standards};
use statute::publication::Verb;

pub(crate) use self::entry::{edit, save};
pub(crate) use self::withdraw::submit as withdraw;
use super::frame;
use super::history;
use crate::desk::Bench;
use crate::download::{EXCEL, attachment};
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::pages::public::catalogue::Row;
use crate::session::Working;
use crate::submitted::Submitted;

const ADDRESS: &str = "/office/catalogue";
/// What a file may be.
const FILES: &str = ".xlsx,.csv";
/// The largest file, in bytes.
const LARGEST: u64 = office::applications::FILE_LIMIT as u64;
/// Cells told of at once.
const TOLD: usize = 50;

#[derive(Template)]
#[template(path = "office/catalogue/list.html")]
struct List<'a> {
    page: Page,
    form: &'a Typed,
    notice: Option<Notice>,
    /// What is wrong with a file, cell by cell.
    bad: Vec<String>,
    rows: Vec<Row>,
    version: i64,
    /// Entries of which nothing is published, that say nowhere where to look, that want something newer.
    empty: usize,
    unlinked: usize,
    stale: usize,
    can_keep: bool,
    /// Code, field, how many entries and source of each standard catalogue.
    standards: Vec<(&'a str, &'a str, usize, &'a str)>,
    /// Day, officer and what changed, of each version.
    versions: Vec<String>,
    /// The earlier versions that can be taken down by who looks.
    withdrawable: Vec<(&'a str, &'a str)>,
}

fn told(version: &Version, withdrawal: Option<&Withdrawal>, names: &history::Names) -> String {
    let [added, removed, altered] = version.changes;
    let who = |account: &String| names.get(account).unwrap_or(account).clone();
    let changed = format!(
        "第{}版　{}　{}　共{}项，增加{added}项，减少{removed}项，修改{altered}项",
        version.version,
        version.on,
        who(&version.actor),
        version.count
    );
    match withdrawal {
        Some(one) => format!("{changed}；{}由{}撤下：{}", one.on, who(&one.actor), one.notice),
        None => changed,
    }
}

/// What a page of the list says of what was just sent.
#[derive(Default)]
struct Said {
    form: Typed,
    notice: Option<Notice>,
    /// What is wrong with a file, cell by cell; what somebody else changed.
    bad: Vec<String>,
}

async fn list(bench: &Bench, appearance: Appearance, working: &Working, said: Said) -> Result<String, Error> {
    let desk = &bench.desk;
    let Held { entries, version, .. } = catalogue::held(&desk.store, desk.agency).await?;
    let found = catalogue::fulfilments(&desk.store, desk.agency, &entries, desk.clock.today()).await?;
    let empty = found.iter().filter(|one| one.is_linked && one.newest.is_none()).count();
    let unlinked = found.iter().filter(|one| !one.is_linked).count();
    let stale = found.iter().filter(|one| one.is_stale).count();
    let names = history::names(bench).await?;
    let versions = bench.versions.of(&desk.store, desk.agency).await?;
    let withdrawals = catalogue::withdrawals(&desk.store, desk.agency).await?;
    let withdrawal = |one: &Version| withdrawal_of(&withdrawals, one.version);
    let can_withdraw = working.is_any(Verb::Withdraw.rule().roles);
    let earlier = versions.iter().rev().filter(|one| one.version < version && withdrawal(one).is_none());
    let choice = |one: &Version| (one.version.to_string(), told(one, None, &names));
    let choices: Vec<_> = earlier.filter(|_| can_withdraw).map(choice).collect();
    let list = List {
        page: frame::page(bench, appearance, working, "主动公开基本目录", ADDRESS)
            .under("主动公开", frame::PUBLICATIONS),
        form: &said.form,
        notice: said.notice,
        bad: said.bad,
        rows: entries.into_iter().zip(found).map(|(entry, found)| Row::of(entry, found)).collect(),
        version,
        empty,
        unlinked,
        stale,
        can_keep: working.is_any(Verb::Begin.rule().roles),
        standards: standards()
            .iter()
            .map(|one| (one.code.as_str(), one.field.as_str(), one.entries("").len(), one.source.as_str()))
            .collect(),
        versions: versions.iter().rev().map(|one| told(one, withdrawal(one), &names)).collect(),
        withdrawable: choices.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect(),
    };
    Ok(list.render()?)
}

/// `GET /office/catalogue`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    frame::need_publication_reader(&working)?;
    Ok(Html(list(&bench, appearance, &working, Said::default()).await?))
}

/// Keeps entries; what speaks against it where they are not kept.
async fn kept(
    bench: &Bench,
    working: &Working,
    version: i64,
    entries: Vec<Entry>,
) -> Result<Result<(), NotKept>, Error> {
    let desk = &bench.desk;
    let (officer, now) = (working.officer(), desk.clock.now());
    match catalogue::keep(&desk.store, desk.agency, version, entries, officer, now).await {
        Ok(()) => Ok(Ok(())),
        Err(NotKept::NotYours) => Err(Error::NotPermitted),
        Err(NotKept::Store(error)) => Err(error.into()),
        Err(why) => Ok(Err(why)),
    }
}

/// What others did since a version: who changed it last, and what changed, entry by entry.
async fn since(bench: &Bench, version: i64) -> Result<(Notice, Vec<String>), Error> {
    let (store, agency) = (&bench.desk.store, bench.desk.agency);
    let before = catalogue::held_at(store, agency, version).await?.unwrap_or_default();
    let now = catalogue::held(store, agency).await?;
    let mut told = told_changes(&before.entries, &now.entries);
    let more = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    told.extend((more > 0).then(|| format!("另有{more}项")));
    let versions = bench.versions.of(store, agency).await?;
    let last = versions.last().map(|last| last.actor.clone()).unwrap_or_default();
    let who = history::names(bench).await?.remove(&last).unwrap_or(last);
    let title = format!("没有保存：目录刚刚由{who}改过");
    let again = "请与下面的改动核对后再保存，填写的内容没有丢失；再次保存，改动的其他各项不受影响。";
    Ok((Notice::new(Tone::Soon, title, again).answering(), told))
}

/// Why entries of a file or of a standard catalogue were not kept on top of a version.
async fn refused(bench: &Bench, why: &NotKept, version: i64) -> Result<(StatusCode, Said), Error> {
    if matches!(why, NotKept::Conflict) {
        let (_, bad) = since(bench, version).await?;
        let notice = Notice::new(Tone::Soon, "没有保存", why.to_string()).answering();
        return Ok((StatusCode::CONFLICT, Said { notice: Some(notice), bad, ..Said::default() }));
    }
    let bad = match why {
        NotKept::Invalid(faults) => faults.iter().take(TOLD).map(|fault| fault.message.clone()).collect(),
        _ => Vec::new(),
    };
    let text = if bad.is_empty() { why.to_string() } else { String::new() };
    let notice = Notice::new(Tone::Late, "没有保存", text).answering();
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Said { notice: Some(notice), bad, ..Said::default() }))
}

/// `POST /office/catalogue`: a file takes the place of the whole catalogue.
pub(crate) async fn replace(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, form, files }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Begin.rule().roles)?;
    let version = form.version();
    let unread = |title: &str, text: String, bad| {
        let notice = Notice::new(Tone::Late, title, text).answering();
        (StatusCode::UNPROCESSABLE_ENTITY, Said { notice: Some(notice), bad, ..Said::default() })
    };
    let (status, said) = match files.into_iter().next() {
        None => unread("没有保存", "请选择 XLSX 或者 CSV 文件。".to_owned(), Vec::new()),
        Some(file) => {
            let read = move || catalogue::read_catalogue(&file.name, file.bytes);
            match tokio::task::spawn_blocking(read).await.map_err(|_| Error::Fault)? {
                Ok(entries) => match kept(&bench, &working, version, entries).await? {
                    Ok(()) => return Ok(Redirect::to(ADDRESS).into_response()),
                    Err(why) => refused(&bench, &why, version).await?,
                },
                Err(bad) => {
                    let text = format!("有{}处需要修改，目录没有改动。", bad.len());
                    unread("文件没有导入", text, bad.iter().take(TOLD).map(ToString::to_string).collect())
                }
            }
        }
    };
    Ok((status, Html(list(&bench, appearance, &working, said).await?)).into_response())
}

/// `POST /office/catalogue/standard`: adds the entries of a standard catalogue that are not there yet.
pub(crate) async fn adopt(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Begin.rule().roles)?;
    let code = form.value("standard");
    let standard = standards().iter().find(|one| one.code == code).ok_or(Error::Malformed)?;
    let version = form.version();
    let held = catalogue::held(&bench.desk.store, bench.desk.agency).await?;
    let entries = catalogue::adopted(&held.entries, standard, &bench.masthead.agency);
    match kept(&bench, &working, version, entries).await? {
        Ok(()) => Ok(Redirect::to(ADDRESS).into_response()),
        Err(why) => {
            let (status, said) = refused(&bench, &why, version).await?;
            Ok((status, Html(list(&bench, appearance, &working, said).await?)).into_response())
        }
    }
}

/// `GET /office/catalogue/catalogue.xlsx`: everything, to be corrected elsewhere and brought in again.
pub(crate) async fn download(State(bench): State<Bench>, working: Working) -> Result<Response, Error> {
    frame::need_publication_reader(&working)?;
    let entries = catalogue::held(&bench.desk.store, bench.desk.agency).await?.entries;
    let written = tokio::task::spawn_blocking(move || catalogue::catalogue_workbook(&entries, false)).await;
    let bytes = written.ok().and_then(Result::ok).ok_or(Error::Fault)?;
    let today = bench.desk.clock.today();
    Ok(attachment(&format!("主动公开基本目录（{today}）.xlsx"), EXCEL, bytes))
}
