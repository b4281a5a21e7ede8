//! A clean-up of documents (清理): decided for many at once, and its result as a publication to be reviewed and signed.
//! 《条例》第20条第（一）项

use std::collections::HashMap;

use documents::page::{Body, ListCell, ListTable};
use jiff::Timestamp;
use jiff::civil::Date;
use statute::calendar::date_zh;
use statute::normative::Standing;
use statute::procedure::Officer;
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Kind, NotPermitted, Publication, Step, Verb, cited,
};
use store::{Change, Shelf, Store, StoredPublication};

use super::write::{begin_with, submission_hash};
use super::{NotDone, Writing, screening};
use crate::applications::day_of;

/// Documents read at a time.
const BATCH: u32 = 500;

/// The columns of a result list.
const HEAD: [&str; 4] = ["序号", "标题", "发文字号", "有效期止"];

/// What is decided of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The number of the publication.
    pub number: String,
    /// The version that was on the screen.
    pub version: i64,
    /// The result.
    pub result: CleaningResult,
    /// The new last day in force of what is kept.
    pub valid_until: Option<Date>,
}

/// A clean-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The decision: its number or title.
    pub decision: String,
    /// From which day it holds.
    pub holds_from: Date,
    /// What is decided of each document.
    pub decided: Vec<Decided>,
    /// The key of the form it was sent with.
    pub submission: Option<String>,
}

/// Something that speaks against a clean-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleaningFault {
    /// The number of the document; none where it is about the clean-up as a whole.
    pub number: Option<String>,
    /// The field: `decision`, `holds_from`, `decided`; of a document `result`, `valid_until`.
    pub field: &'static str,
    /// What was expected, in Chinese.
    pub message: String,
}

impl CleaningFault {
    fn whole(field: &'static str, message: impl Into<String>) -> Self {
        Self { number: None, field, message: message.into() }
    }

    fn at(one: &Decided, field: &'static str, message: impl Into<String>) -> Self {
        Self { number: Some(one.number.clone()), field, message: message.into() }
    }
}

/// Why a clean-up is not done; nothing of it is.
#[derive(Debug, thiserror::Error)]
pub enum NotCleaned {
    /// Not for whoever asks.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// Everything that speaks against it.
    #[error("{}", .0.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("；"))]
    Invalid(Vec<CleaningFault>),
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The documents a clean-up goes through: what citizens see and is in force on a day, whatever column it stands in. Those
/// that are worked on are among them; [`Publication::permit`] says which they are.
///
/// # Errors
/// Where the database does not answer.
pub async fn in_force(store: &Store, agency: i64, today: Date) -> store::Result<Vec<StoredPublication>> {
    let mut all = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| kind.is_document()) {
        let (shelf, mut after) = (Shelf::Kind(*kind), None);
        loop {
            let rows = store.public_list(agency, &shelf, today, after, BATCH).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.shelf_key(&shelf));
            all.extend(rows.into_iter().filter(|row| is_in_force(&row.item, today)));
        }
    }
    Ok(all)
}

fn is_in_force(item: &Publication, today: Date) -> bool {
    item.visible().is_some() && item.standing(today).is_none_or(|standing| standing == Standing::InForce)
}

/// Decides a clean-up: every document at once or none, and with it begins the publication of its result. Answers the number
/// of that publication; the same submission again answers the same.
///
/// # Errors
/// [`NotCleaned::Invalid`] with every field that cannot be taken, and every document that is no longer as it was on the
/// screen; [`NotCleaned::NotPermitted`] for whoever may not.
pub async fn clean_up(
    store: &Store,
    agency: i64,
    campaign: Campaign,
    issuer: &str,
    by: &Officer,
    now: Timestamp,
) -> Result<String, NotCleaned> {
    Verb::Clean.permit(by)?;
    let submission = campaign.submission.as_deref();
    if let Some(key) = submission
        && let Some(number) = store.publication_submitted(agency, &submission_hash(store, key)).await?
    {
        return Ok(number);
    }
    let today = day_of(now);
    let (changes, mut faults) = examine(store, agency, &campaign, by, today).await?;
    let barred = screening::unpublishable(store, agency, "清理决定", &campaign.decision, now).await?;
    faults.extend(barred.map(|message| CleaningFault::whole("decision", message)));
    if !faults.is_empty() {
        return Err(NotCleaned::Invalid(faults));
    }
    let html = result_list(&campaign, &changes);
    let card = Card {
        issuer: issuer.to_owned(),
        made_on: Some(today),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Notice, format!("{issuer}关于公布文件清理结果的公告"))
    };
    let writing = Writing { card, html: html.as_str().to_owned(), files: Vec::new(), kept: Vec::new() };
    // Whoever signs does not write: the result is a draft of the office, to be reviewed as any other.
    let office = Officer { account: by.account.clone(), roles: Verb::Begin.rule().roles.to_vec() };
    match begin_with(store, agency, (writing, None), submission, changes, &office, now).await {
        Ok(begun) => Ok(begun.number),
        // Somebody was faster since it was read: which of them is told by reading again.
        Err(NotDone::Conflict) => {
            let (_, mut faults) = examine(store, agency, &campaign, by, today).await?;
            if faults.is_empty() {
                faults.push(CleaningFault::whole("decided", "文件刚刚由他人办理过，请再提交一次"));
            }
            Err(NotCleaned::Invalid(faults))
        }
        Err(NotDone::NotPermitted(refusal)) => Err(refusal.into()),
        Err(NotDone::Store(error)) => Err(error.into()),
        Err(error) => Err(NotCleaned::Invalid(vec![CleaningFault::whole("decided", error.to_string())])),
    }
}

/// What is to be recorded, in the order of the documents, and what speaks against it.
async fn examine(
    store: &Store,
    agency: i64,
    campaign: &Campaign,
    by: &Officer,
    today: Date,
) -> store::Result<(Vec<Change>, Vec<CleaningFault>)> {
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    let decision = campaign.decision.trim();
    if decision.is_empty() {
        faults.push(CleaningFault::whole("decision", "请填写清理决定的文号或者名称"));
    }
    if campaign.decided.is_empty() {
        faults.push(CleaningFault::whole("decided", "请至少给出一件文件的清理结果"));
    }
    let mut found = HashMap::new();
    for some in campaign.decided.chunks(BATCH as usize) {
        let numbers: Vec<_> = some.iter().map(|one| one.number.clone()).collect();
        let rows = store.publications(agency, &numbers).await?;
        found.extend(rows.into_iter().map(|row| (row.item.number.clone(), row)));
    }
    for one in &campaign.decided {
        let Some(read) = found.remove(&one.number) else {
            faults.push(CleaningFault::at(one, "result", format!("没有编号为 {} 的文件", one.number)));
            continue;
        };
        let title = &read.item.card().title;
        if !is_in_force(&read.item, today) {
            faults.push(CleaningFault::at(one, "result", format!("《{title}》不是现行有效的公开文件")));
            continue;
        }
        if let Err(refusal) = read.item.permit(Verb::Clean, by) {
            faults.push(CleaningFault::at(one, "result", format!("《{title}》不能清理：{}", refusal.why)));
            continue;
        }
        if read.version != one.version {
            let said = format!("《{title}》在页面打开之后由他人办理过，请核对后再提交");
            faults.push(CleaningFault::at(one, "result", said));
        }
        let cleaning = Cleaning {
            result: one.result,
            holds_from: campaign.holds_from,
            decision: decision.to_owned(),
            valid_until: one.valid_until,
        };
        let act = Act::Cleaned(cleaning);
        if let Some((field, said)) = read.item.day_fault(&act, today) {
            faults.push(CleaningFault::at(one, field, format!("《{title}》{said}")));
        }
        let step = Step { on: today, by: by.account.clone(), act };
        changes.push(Change { read, step });
    }
    Ok((changes, faults))
}

/// The result as a page: four lists, each in the order of the documents.
fn result_list(campaign: &Campaign, changes: &[Change]) -> Body {
    let intro = format!(
        "根据{}，自{}起，文件清理结果如下。",
        cited(campaign.decision.trim()),
        date_zh(campaign.holds_from)
    );
    let lists: Vec<_> = CleaningResult::ALL
        .into_iter()
        .filter_map(|result| {
            let of = campaign.decided.iter().zip(changes).filter(|(one, _)| one.result == result);
            let rows: Vec<_> = of.enumerate().map(|(nth, (one, change))| row(nth, one, change)).collect();
            let caption = format!("{}的文件（{}件）", result.zh(), rows.len());
            (!rows.is_empty()).then(|| ListTable { caption, head: HEAD.map(str::to_owned).to_vec(), rows })
        })
        .collect();
    Body::composed(&[intro], &lists)
}

fn row(nth: usize, one: &Decided, change: &Change) -> Vec<ListCell> {
    let card = change.read.item.card();
    let until = match one.result {
        CleaningResult::Kept => one.valid_until,
        CleaningResult::Amended => change.read.item.in_force_until(),
        // What it said of itself holds no more.
        CleaningResult::Repealed | CleaningResult::Lapsed => None,
    };
    vec![
        (nth + 1).to_string().into(),
        ListCell { text: card.title.clone(), href: Some(format!("/p/{}", one.number)) },
        card.document_number.clone().unwrap_or_default().into(),
        until.map_or_else(String::new, |day| day.to_string()).into(),
    ]
}
