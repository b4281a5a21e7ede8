//! What an event says: the kinds of events and their data (`docs/ledger.md` lists them).

mod account;
mod data;
mod files;
mod kind;
mod personal;
mod read;
mod row;

pub use account::Account;
pub use personal::Personal;
pub use row::Step;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use statute::comment;
use statute::procedure;
use statute::publication;
use statute::rectification;
use statute::registers::Agency;
use statute::remedy_case;

use crate::access::{Accessed, SignIn};
use crate::calendar::LimitMove;
use crate::entry::Entry;
use crate::outbox::MailStep;

/// A file of a frozen report with its SM3 hash in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// Name without folder.
    pub name: String,
    /// SM3 of its bytes.
    pub sm3: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// `agency.registered`, `agency.changed`: an agency as it is from now on.
    Agency {
        /// Whether it is new.
        is_new: bool,
        /// Everything `agency.toml` says.
        agency: Agency,
    },
    /// `REGISTER.entered`, `.completed`, `.corrected`: a row of a register as it is from now on; `.retracted`: as it
    /// was to the last.
    Entry {
        /// How it changed.
        step: Step,
        /// The row; free texts of an application are sealed, never part of the event.
        entry: Entry,
        /// Frozen report years that the change touches.
        report_years: Vec<i16>,
        /// Why something recorded is altered or retracted, in the officer's words.
        reason: Option<String>,
    },
    /// `report.narrative`: the text of a year's report.
    Narrative {
        /// The year reported on.
        year: i16,
        /// Markdown with figures by name.
        text: String,
    },
    /// `report.previous`: last year's report, as `report.json` has it.
    Previous {
        /// The year this report is the predecessor for.
        year: i16,
        /// The report.
        report: Value,
    },
    /// `report.registers`: which registers the office handed in for the year, by file name; the others count as empty.
    Given {
        /// The year reported on.
        year: i16,
        /// Names of registers, sorted.
        registers: Vec<String>,
    },
    /// `report.frozen`: a year's report is published with these files.
    Frozen {
        /// The year reported on.
        year: i16,
        /// What was published.
        files: Vec<FrozenFile>,
    },
    /// `report.corrected`: registers of a frozen year were corrected; the report is to be published again.
    ReportCorrected {
        /// The year reported on.
        year: i16,
        /// Why.
        reason: String,
        /// How many rows were corrected.
        rows: u64,
    },
    /// `application.VERB`: something was done with an application under the procedure.
    Procedure {
        /// What, by whom, on which day.
        step: procedure::Step,
        /// Hashes of sealed attachments, in hexadecimal.
        files: Vec<String>,
    },
    /// `remedy.filed`, `remedy.replied` …: something was done in a review or lawsuit.
    Remedy {
        /// What, by whom, on which day.
        step: remedy_case::Step,
        /// Hashes of sealed attachments, in hexadecimal.
        files: Vec<String>,
    },
    /// `rectification.registered`, `rectification.drafted` …: something was done with a request to correct records.
    Rectification {
        /// What, by whom, on which day.
        step: rectification::Step,
        /// Hashes of sealed attachments, in hexadecimal.
        files: Vec<String>,
    },
    /// `publication.begun`, `publication.saved` …: something was done with a publication.
    Publication(Box<publication::Step>),
    /// `comment.received`, `comment.answered`: a comment of a citizen on a draft; what was written is sealed.
    Comment(comment::Step),
    /// `account.opened`, `account.changed`: an officer's account as it is from now on.
    Account {
        /// Whether it is new.
        is_new: bool,
        /// The account.
        account: Account,
    },
    /// `agency.settings`: names, addresses, review body and courts of an agency from a day on.
    Settings {
        /// The day they hold from.
        from: Date,
        /// The settings; null where those of this day are withdrawn before they hold.
        settings: Value,
    },
    /// `mail.queued`, `.sent`, `.refused`, `.again`, `.settled`: a letter by e-mail and what became of it.
    Mail(MailStep),
    /// `access.identity`, `.letter`, `.file`, `.register`: an officer had something of an applicant.
    Accessed(Accessed),
    /// `sign_in.succeeded`, `.failed`, `.locked`: how an attempt to sign in ended.
    SignIn(SignIn),
    /// `agency.template`: an agency's own template of a letter from now on, in place of the built-in one.
    Template {
        /// The code of the template.
        code: String,
        /// Its text; none where the built-in one holds again.
        text: Option<String>,
    },
    /// `agency.list`: a list of an agency's own from now on, in place of the one before.
    List {
        /// Which: words that are screened for, synonyms of the search.
        name: String,
        /// Its lines.
        text: String,
    },
    /// `agency.list_withdrawn`: earlier versions of a list that citizens see are not shown any more.
    ListWithdrawn(ListWithdrawn),
    /// `calendar.adopted`: limits are reckoned by this arrangement of workdays from now on.
    Calendar {
        /// Its lines, as [`statute::calendar::Calendar::lines`] writes them.
        arrangement: String,
    },
    /// `application.limit_moved`: the limit of an open application moved with the arrangement.
    LimitMoved(LimitMove),
    /// `remedy.limit_moved`: the same of an undecided review or lawsuit.
    RemedyLimitMoved(LimitMove),
}

/// Earlier versions of a list are not shown to citizens any more (撤下).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListWithdrawn {
    /// Which of the list, by the version of its stream.
    pub versions: Vec<i64>,
    /// What their addresses tell.
    pub notice: String,
}
