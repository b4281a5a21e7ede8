//! Where an application stands, made ready for the page.

use jiff::Timestamp;
use jiff::civil::Date;
use office::applications::CaseFile;
use office::letters::{self, Letter, NotComposed, SentLetter, Shelf};
use statute::calendar::Calendar;
use statute::fee::{self, Fee, Tariff};
use statute::procedure::{Act, Officer, Stage, Today, Verb};
use statute::readings::Readings;
use statute::remedy::{self, Remedies};

use super::calendar_file::Entry;
use crate::layout::{Badge, Tone};

/// The stage as a badge.
pub(super) fn stage(file: &CaseFile) -> Badge {
    let application = &file.stored.application;
    let tone = match application.stage {
        Stage::Closed => Tone::Done,
        Stage::AwaitingSupplement | Stage::AwaitingPayment => Tone::Soon,
        _ => Tone::Info,
    };
    let is_split = !application.split_into.is_empty();
    Badge::new(tone, if is_split { "已拆分办理" } else { stage_zh(application.stage) })
}

/// The stage as the applicant is told it: between draft and signature the answer is still being worked on.
pub(super) fn stage_zh(stage: Stage) -> &'static str {
    match stage {
        Stage::UnderReview | Stage::AwaitingSignature => Stage::Handling.zh(),
        stage => stage.zh(),
    }
}

/// What the applicant may do now.
pub(super) fn may(file: &CaseFile, date: Date) -> Vec<Verb> {
    let readings = Readings::default();
    let today = Today { date, calendar: Calendar::published(), readings: &readings };
    file.stored.application.menu(&Officer::applicant(), &today).collect()
}

/// The fee that was told, worked out again band by band.
pub(super) fn fee(file: &CaseFile) -> Option<Fee> {
    let notice = file.stored.application.fee.as_ref()?;
    match notice.mode {
        Tariff::Items => fee::by_items(notice.n, notice.after).ok(),
        Tariff::Pages => fee::by_pages(notice.n).ok(),
    }
}

/// The remedies against an answer, with whom to turn to.
pub(super) struct Contest {
    /// Ways and last days.
    pub(super) remedies: Remedies,
    /// 复议机关
    pub(super) review_body: String,
    /// 管辖法院
    pub(super) court: String,
    /// The same after a review; empty where nobody set any.
    pub(super) court_after_review: String,
    /// Where a review is applied for over the internet; empty where nowhere.
    pub(super) online_review: String,
}

/// The remedies against the answer that was served; by the law and the settings of the day it was signed.
pub(super) fn contest(file: &CaseFile, shelf: &Shelf) -> Option<Contest> {
    let application = &file.stored.application;
    let is_letter =
        |act: &Act| matches!(act, Act::Signed { .. } | Act::SupplementLapsed { .. } | Act::FeeLapsed { .. });
    let signed = file.steps.iter().rfind(|stored| is_letter(&stored.step.act));
    let ((served_on, _), decision, signed) = (application.served?, application.decision.as_ref()?, signed?);
    if application.is_open() {
        // Reopened: the decision on record may be a draft.
        return None;
    }
    let (on, readings) = (signed.step.on, Readings::default());
    let (leaf, grounds) = (decision.leaf, decision.ground_leaves().collect::<Vec<_>>());
    let remedies = remedy::remedies(leaf, &grounds, on, served_on, Calendar::published(), &readings);
    let settings = shelf.settings(signed.at.parse().unwrap_or(Timestamp::MAX));
    let named = |name: String, general: &str| if name.is_empty() { general.to_owned() } else { name };
    Some(Contest {
        review_body: named(settings.review_bodies.join("或者"), remedies.review_body),
        court: named(settings.courts.join("或者"), remedies.court),
        court_after_review: settings.courts_after_review().join("或者"),
        online_review: settings.online_review,
        remedies,
    })
}

/// What was handed over with the answer that was served: name and hash of each file. Only an answer that grants
/// something has any.
pub(super) fn enclosed(file: &CaseFile) -> Vec<(String, String)> {
    let application = &file.stored.application;
    if application.is_open() || application.served.is_none() { Vec::new() } else { file.enclosed() }
}

/// A letter the applicant has, as the page offers it.
pub(super) struct Told {
    /// What it is called, with its day.
    pub(super) name: String,
    /// What the form sends to get it.
    pub(super) key: String,
}

fn key(letter: &SentLetter) -> String {
    format!("{}.{}", letter.version, letter.form.code())
}

/// The letters that went to the applicant, newest first; the answer is one once it is served.
pub(super) fn letters(file: &CaseFile, shelf: &Shelf) -> Vec<Told> {
    let told = letters::sent(file).into_iter().filter(|letter| letter.is_told).collect();
    let composed = letters::compose_sent(shelf, file, told);
    let one = |(letter, written): (SentLetter, Result<Letter, NotComposed>)| {
        let name = format!("{}（{}）", written.ok()?.title, letter.on);
        Some(Told { name, key: key(&letter) })
    };
    composed.into_iter().rev().filter_map(one).collect()
}

/// The letter that the form asks for, if the applicant has it.
pub(super) fn letter(file: &CaseFile, shelf: &Shelf, asked: &str) -> Option<Letter> {
    let is_asked = |letter: &SentLetter| letter.is_told && key(letter) == asked;
    let told = letters::sent(file).into_iter().filter(is_asked).collect();
    let composed = letters::compose_sent(shelf, file, told);
    composed.into_iter().find_map(|(_, written)| written.ok())
}

/// The last days of the remedies as entries of a calendar.
pub(super) fn entries(number: &str, agency: &str, contest: &Contest) -> Vec<Entry> {
    let remedies = &contest.remedies;
    let why = format!("{agency}对申请 {number} 的答复。{}。以实际收到答复之日为准。", remedies.class.zh());
    let mut entries = vec![Entry {
        id: "review",
        on: remedies.review.by,
        summary: format!("申请行政复议的最后一天（申请 {number}）"),
        description: format!("{why}行政复议机关：{}。", contest.review_body),
    }];
    if let Some(suit) = &remedies.suit {
        entries.push(Entry {
            id: "suit",
            on: suit.by,
            summary: format!("直接提起行政诉讼的最后一天（申请 {number}）"),
            description: format!("{why}管辖法院：{}。", contest.court),
        });
    }
    entries
}
