//! Doing something with a publication: the one way for the console and for the clock. 《条例》第17条、第26条

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use statute::procedure::{Officer, Role};
use statute::publication::{Act, IndexScheme, Least, Stage, Step, Verb};
use store::{Author, Change, Changes, Store};

use super::act_along::{heard, together};
use super::act_faults::{clean, moment_fault, replacement_fault, text_fault};
use super::corrections::corrections;
use super::reviewed_bytes::{reviewed, unaltered};
use super::{NotDone, case_file, screening};
use crate::agencies;
use crate::applications::{FieldFault, day_of};

/// Who publishes what was signed for a moment of its own.
const CLOCK: &str = "定时发布";

/// What is done with which publication.
#[derive(Clone, Debug)]
pub struct Doing<'a> {
    /// Its number.
    pub number: &'a str,
    /// The version that was on the screen.
    pub version: i64,
    /// The act; hashes, moment and index number are filled in when it is recorded.
    pub act: Act,
}

/// Does it: loads the publication, asks table and gates, records the act. What interprets a policy is signed and
/// published with it (三同步).
///
/// # Errors
/// [`NotDone`]: no such publication, not permitted now, a gate that is closed, bytes that are not those reviewed,
/// somebody was faster.
pub async fn act(
    store: &Store,
    agency: i64,
    doing: Doing<'_>,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    // It holds whole publications: on the heap, so that whoever waits for it need not carry them.
    Box::pin(decided(store, agency, doing, &[], by, now)).await
}

/// Takes a publication down and, under the same notice and in the same moment, what interprets it and is named by its
/// number: all of it or nothing.
///
/// # Errors
/// As [`act`]; what is named must be public and interpret it.
pub async fn withdraw(
    store: &Store,
    agency: i64,
    doing: Doing<'_>,
    along: &[String],
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    Box::pin(decided(store, agency, doing, along, by, now)).await
}

async fn decided(
    store: &Store,
    agency: i64,
    doing: Doing<'_>,
    with: &[String],
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotDone> {
    let Doing { number, version, mut act } = doing;
    let file = case_file(store, agency, number).await?;
    if file.stored.version != version {
        return Err(NotDone::Conflict);
    }
    let (item, verb, today) = (&file.stored.item, act.verb(), day_of(now));
    item.permit(verb, by)?;
    // What is signed for a moment must be in order then.
    let goes_out = match &act {
        Act::Signed { publish_at: Some(at) } => at.date().max(today),
        _ => today,
    };
    item.pass(verb, &file.companions(), goes_out)?;
    let early = moment_fault(&act, beijing(now));
    let replaced = replacement_fault(store, agency, number, &act).await?;
    let wrong = item.day_fault(&act, today).into_iter().chain(text_fault(&act)).chain(early).chain(replaced);
    let faults: Vec<_> = wrong.map(|(field, message)| FieldFault { field, message }).collect();
    if !faults.is_empty() {
        return Err(NotDone::Invalid(faults));
    }
    let mut along = Vec::new();
    let mut scheme = IndexScheme::default();
    match &mut act {
        Act::CommentsRecorded(heard) => {
            let settings = agencies::settings(store, agency, today).await?;
            let least = Least::of(Some(item.draft.card.kind), false, settings.comment_workdays());
            if let Some(message) = heard.too_short(least) {
                return Err(NotDone::Invalid(vec![FieldFault { field: "until", message }]));
            }
        }
        Act::CommentsClosed { said, .. } => {
            let open = store.comments_counted(agency, number).await?.open().unwrap_or_default();
            if open > 0 {
                let message = format!("还有{open}条意见没有处理，逐条写明采纳情况后再公布结果");
                return Err(NotDone::Invalid(vec![FieldFault { field: "said", message }]));
            }
            clean(store, agency, ("said", "征求意见结果"), said, now).await?;
            along = heard(store, agency, item, said).await?;
        }
        // What these say stands on public pages at once, without a review.
        Act::Withdrawn(withdrawal) => {
            clean(store, agency, ("notice", "撤下公告"), &withdrawal.notice, now).await?;
            if withdrawal.replaced_by.as_ref().is_some_and(|by| with.contains(by)) {
                let message = "替代本文件的信息不能一并撤下".to_owned();
                return Err(NotDone::Invalid(vec![FieldFault { field: "along", message }]));
            }
            for number in with {
                let one = file.explaining().find(|one| one.item.number == *number);
                let Some(one) = one else {
                    let message = format!("{number} 不是公开的、解读本文件的材料，请重新选择");
                    return Err(NotDone::Invalid(vec![FieldFault { field: "along", message }]));
                };
                one.item.permit(Verb::Withdraw, by)?;
                along.push((one.clone(), Act::Withdrawn(withdrawal.clone())));
            }
        }
        Act::Cleaned(cleaning) => {
            clean(store, agency, ("decision", "清理决定"), &cleaning.decision, now).await?;
        }
        Act::Numbered { registration } => {
            clean(store, agency, ("registration", "统一登记号"), registration, now).await?;
        }
        Act::Overridden { hits, found, .. } => {
            let (screened, _) = screening::screened(store, agency, item, now).await?;
            let passed = screened.iter().filter(|one| hits.contains(&one.key) && one.may_pass());
            *found = passed.clone().map(ToString::to_string).collect();
            *hits = passed.map(|one| one.key.clone()).collect();
            if hits.is_empty() {
                let message = "请选择可以放行的提示；词库中不得公开的词不能放行".to_owned();
                return Err(NotDone::Invalid(vec![FieldFault { field: "hits", message }]));
            }
        }
        Act::Submitted => screening::pass(store, agency, item, now).await?,
        Act::Reviewed { sm3, .. } => *sm3 = reviewed(store, item).await?,
        Act::Signed { publish_at } => {
            let act = Act::Signed { publish_at: *publish_at };
            for one in together(store, agency, &file, Verb::Sign, goes_out).await? {
                along.push((one, act.clone()));
            }
        }
        Act::Published { at, sm3, .. } => {
            *at = beijing(now);
            *sm3 = unaltered(store, item).await?;
            for one in together(store, agency, &file, Verb::Publish, goes_out).await? {
                let sm3 = unaltered(store, &one.item).await?;
                along.push((one, Act::Published { at: *at, index_number: String::new(), sm3 }));
            }
            scheme = agencies::settings(store, agency, today).await?.index_scheme();
        }
        _ => {}
    }
    let step = |act| Step { on: today, by: by.account.clone(), act };
    let mut changes = vec![Change { read: file.stored.clone(), step: step(act) }];
    changes.extend(along.into_iter().map(|(read, act)| Change { read, step: step(act) }));
    let author = Author { actor: by.account.clone(), at: now };
    let also = corrections(store, agency, &changes).await?;
    let changes = Changes { steps: changes, also };
    Ok(store.record_publications(&author, agency, changes, Vec::new(), scheme).await?)
}

/// Publishes what was signed for a moment that has come; answers how many, and what could not be published and why.
///
/// # Errors
/// Where the database does not answer.
pub async fn publish_due(
    store: &Store,
    agency: i64,
    now: Timestamp,
) -> store::Result<(usize, Vec<(String, NotDone)>)> {
    let (mut published, mut failed) = (0, Vec::new());
    let by = Officer { account: CLOCK.to_owned(), roles: vec![Role::Clerk] };
    for number in store.publications_due(agency, beijing(now)).await? {
        // What interprets a policy has gone out with it meanwhile.
        let Some(stored) = store.publication(agency, &number).await? else { continue };
        if stored.item.stage != Stage::AwaitingPublication {
            continue;
        }
        let act_of = Act::Published { at: beijing(now), index_number: String::new(), sm3: String::new() };
        let doing = Doing { number: &number, version: stored.version, act: act_of };
        match act(store, agency, doing, &by, now).await {
            Ok(()) => published += 1,
            Err(why) => failed.push((number, why)),
        }
    }
    Ok((published, failed))
}

/// The moment on Beijing's clocks.
pub(crate) fn beijing(now: Timestamp) -> DateTime {
    Offset::constant(8).to_datetime(now)
}
