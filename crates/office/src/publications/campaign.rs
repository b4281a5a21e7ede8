//! A clean-up of documents (清理): decided for many at once, and its result as a publication to be reviewed and signed.
//! 《条例》第20条第（一）项

use documents::page::{Body, ListCell, ListTable};
use jiff::Timestamp;
use jiff::civil::Date;
use statute::calendar::date_zh;
use statute::procedure::Officer;
use statute::publication::{Act, Attribute, Card, Cleaning, CleaningResult, Kind, Step, Verb};
use store::{Author, Change, Shelf, Store, StoredPublication};

use super::{NotDone, Writing, begin};
use crate::applications::{FieldFault, day_of};

/// The most documents of one clean-up.
const MOST: u32 = 500;

/// The columns of a result list.
const HEAD: [&str; 4] = ["序号", "标题", "发文字号", "有效期止"];

/// What is decided of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The number of the publication.
    pub number: String,
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
}

/// The documents a clean-up goes through: what is in force on a day.
///
/// # Errors
/// Where the database does not answer.
pub async fn in_force(store: &Store, agency: i64, today: Date) -> store::Result<Vec<StoredPublication>> {
    let mut rows = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| kind.is_document()) {
        rows.extend(store.public_list(agency, &Shelf::Column(kind.column()), today, None, MOST).await?);
    }
    Ok(rows)
}

/// Decides a clean-up: every document at once or none, and begins the publication of its result. Answers the number of
/// that publication.
///
/// # Errors
/// [`NotDone::Invalid`] with every field that cannot be taken; [`NotDone::NotPermitted`] for whoever may not.
pub async fn clean_up(
    store: &Store,
    agency: i64,
    campaign: Campaign,
    issuer: &str,
    by: &Officer,
    now: Timestamp,
) -> Result<String, NotDone> {
    Verb::Clean.permit(by)?;
    let today = day_of(now);
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    let mut fault = |field, message: String| faults.push(FieldFault { field, message });
    if campaign.decision.trim().is_empty() {
        fault("decision", "请填写清理决定的文号或者名称".into());
    }
    if campaign.decided.is_empty() {
        fault("decided", "请至少给出一件文件的清理结果".into());
    }
    for one in &campaign.decided {
        let read = store.publication(agency, &one.number).await?.ok_or(NotDone::Missing)?;
        read.item.permit(Verb::Clean, by)?;
        let title = read.item.card().title.clone();
        match (one.result, one.valid_until) {
            (CleaningResult::Kept, None) => {
                fault("decided", format!("《{title}》继续有效的，请填写新的有效期止"));
            }
            (CleaningResult::Kept, Some(until)) if until < campaign.holds_from => {
                fault("decided", format!("《{title}》的有效期止 {until} 早于清理决定施行之日"));
            }
            _ => {}
        }
        let cleaning = Cleaning {
            result: one.result,
            holds_from: campaign.holds_from,
            decision: campaign.decision.trim().to_owned(),
            valid_until: one.valid_until.filter(|_| one.result == CleaningResult::Kept),
        };
        let step = Step { on: today, by: by.account.clone(), act: Act::Cleaned(cleaning) };
        changes.push(Change { read, step });
    }
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let html = result_list(&campaign, &changes);
    let card = Card {
        issuer: issuer.to_owned(),
        made_on: Some(today),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Notice, format!("{issuer}关于公布文件清理结果的公告"))
    };
    let author = Author { actor: by.account.clone(), at: now };
    store.record_publications(&author, agency, changes, Vec::new(), "").await?;
    let writing = Writing { card, html: html.as_str().to_owned(), files: Vec::new(), kept: Vec::new() };
    // Whoever signs does not write: the result is a draft of the office, to be reviewed as any other.
    let office = Officer { account: by.account.clone(), roles: Verb::Begin.rule().roles.to_vec() };
    Ok(begin(store, agency, writing, None, &office, now).await?.number)
}

/// The result as a page: four lists, each in the order of the documents.
fn result_list(campaign: &Campaign, changes: &[Change]) -> Body {
    let intro =
        format!("根据{}，自{}起，文件清理结果如下。", campaign.decision.trim(), date_zh(campaign.holds_from));
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
    let until = one.valid_until.or(change.read.item.in_force_until());
    vec![
        (nth + 1).to_string().into(),
        ListCell { text: card.title.clone(), href: Some(format!("/p/{}", one.number)) },
        card.document_number.clone().unwrap_or_default().into(),
        until.map_or_else(String::new, |day| day.to_string()).into(),
    ]
}
