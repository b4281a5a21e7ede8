//! What an event says: the kinds of events and their data (`docs/ledger.md` lists them).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use statute::comment;
use statute::procedure::{self, Role};
use statute::publication;
use statute::rectification;
use statute::registers::{Agency, ApplicationEntry, Register};
use statute::remedy_case;

use crate::access::{Accessed, SignIn};
use crate::calendar::LimitMove;
use crate::canonical::canonical;
use crate::entry::Entry;
use crate::outbox::MailStep;

/// How a row of a register changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// 新增: the row is new, or comes back after it was retracted.
    Entered,
    /// 补录: cells that were empty are filled.
    Completed,
    /// 更正: something recorded is altered.
    Corrected,
    /// 撤销录入: the row should never have been entered, and counts nowhere from now on.
    Retracted,
}

impl Step {
    const ALL: [(Self, &str); 4] = [
        (Self::Entered, "entered"),
        (Self::Completed, "completed"),
        (Self::Corrected, "corrected"),
        (Self::Retracted, "retracted"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(step, _)| *step == self).map_or("", |(_, word)| word)
    }
}

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

/// The free texts of an application: an applicant's own words and what an officer wrote about them. Stored sealed only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// 主题
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// 申请内容
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// 原因
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Personal {
    /// Takes the free texts out of an application.
    pub fn take(row: &mut ApplicationEntry) -> Self {
        Self { topic: row.topic.take(), content: row.content.take(), reason: row.reason.take() }
    }

    /// Puts them back.
    pub fn put(self, row: &mut ApplicationEntry) {
        row.topic = self.topic;
        row.content = self.content;
        row.reason = self.reason;
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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

/// An officer's account in one agency (账户). Its password is no part of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name signed in with, unique in the deployment.
    pub name: String,
    /// What the officer is called on pages and letters.
    pub title: String,
    /// The roles held.
    pub roles: Vec<Role>,
    /// Whether it is closed for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_closed: bool,
}

#[derive(Serialize, Deserialize)]
struct ActData<S> {
    #[serde(flatten)]
    step: S,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct SettingsData {
    from: Date,
    settings: Value,
}

#[derive(Serialize, Deserialize)]
struct TemplateData {
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ListData {
    name: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct CalendarData {
    arrangement: String,
}

/// The word of a registration in the kind of its event; every other act is named by its verb.
const REGISTERED: &str = "registered";

#[derive(Serialize, Deserialize)]
struct EntryData<E> {
    entry: E,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    report_years: Vec<i16>,
    /// The hash of the sealed record that holds the free texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct TextData<T> {
    year: i16,
    #[serde(rename = "text")]
    value: T,
}

#[derive(Serialize, Deserialize)]
struct FrozenData {
    year: i16,
    files: Vec<FrozenFile>,
}

#[derive(Serialize, Deserialize)]
struct CorrectedData {
    year: i16,
    reason: String,
    rows: u64,
}

/// Every fact that names sealed attachments: those that are named are those that are erased.
macro_rules! with_files {
    ($files:ident) => {
        Fact::Procedure { $files, .. }
            | Fact::Remedy { $files, .. }
            | Fact::Rectification { $files, .. }
            | Fact::Mail(MailStep::Queued { $files, .. })
    };
}

impl Fact {
    /// The kind of the event.
    pub fn kind(&self) -> String {
        match self {
            Self::Agency { is_new: true, .. } => "agency.registered".into(),
            Self::Agency { .. } => "agency.changed".into(),
            Self::Entry { step, entry, .. } => format!("{}.{}", entry.register().file_stem(), step.word()),
            Self::Narrative { .. } => "report.narrative".into(),
            Self::Previous { .. } => "report.previous".into(),
            Self::Given { .. } => "report.registers".into(),
            Self::Frozen { .. } => "report.frozen".into(),
            Self::ReportCorrected { .. } => "report.corrected".into(),
            Self::Procedure { step, .. } => {
                format!("application.{}", step.act.verb().map_or(REGISTERED, procedure::Verb::code))
            }
            Self::Remedy { step, .. } => format!("remedy.{}", step.act.verb().done()),
            Self::Rectification { step, .. } => format!("rectification.{}", step.act.verb().done()),
            Self::Publication(step) => format!("publication.{}", step.act.verb().done()),
            Self::Comment(step) => format!("comment.{}", step.act.done()),
            Self::Account { is_new: true, .. } => "account.opened".into(),
            Self::Account { .. } => "account.changed".into(),
            Self::Settings { .. } => "agency.settings".into(),
            Self::Mail(step) => format!("mail.{}", step.word()),
            Self::Accessed(what) => format!("access.{}", what.word()),
            Self::SignIn(outcome) => format!("sign_in.{}", outcome.word()),
            Self::Template { .. } => "agency.template".into(),
            Self::List { .. } => "agency.list".into(),
            Self::ListWithdrawn(_) => "agency.list_withdrawn".into(),
            Self::Calendar { .. } => "calendar.adopted".into(),
            Self::LimitMoved(_) => "application.limit_moved".into(),
            Self::RemedyLimitMoved(_) => "remedy.limit_moved".into(),
        }
    }

    /// The canonical bytes of the data; `sealed` names the sealed record, in hexadecimal.
    pub(crate) fn data(&self, sealed: Option<String>) -> Vec<u8> {
        match self {
            Self::Agency { agency, .. } => canonical(agency),
            Self::Entry { entry, report_years, reason, .. } => canonical(&EntryData {
                entry,
                reason: reason.clone(),
                report_years: report_years.clone(),
                sealed,
            }),
            Self::Narrative { year, text } => canonical(&TextData { year: *year, value: text }),
            Self::Previous { year, report } => canonical(&TextData { year: *year, value: report }),
            Self::Given { year, registers } => canonical(&TextData { year: *year, value: registers }),
            Self::Frozen { year, files } => canonical(&FrozenData { year: *year, files: files.clone() }),
            Self::ReportCorrected { year, reason, rows } => {
                canonical(&CorrectedData { year: *year, reason: reason.clone(), rows: *rows })
            }
            Self::Procedure { step, files } => {
                canonical(&ActData { step: step.clone(), files: files.clone(), sealed })
            }
            Self::Remedy { step, files } => {
                canonical(&ActData { step: step.clone(), files: files.clone(), sealed })
            }
            Self::Rectification { step, files } => {
                canonical(&ActData { step: step.clone(), files: files.clone(), sealed })
            }
            Self::Publication(step) => canonical(&**step),
            Self::Comment(step) => canonical(&ActData { step: step.clone(), files: Vec::new(), sealed }),
            Self::Account { account, .. } => canonical(account),
            Self::Settings { from, settings } => {
                canonical(&SettingsData { from: *from, settings: settings.clone() })
            }
            Self::Mail(step) => step.data(sealed),
            Self::Accessed(what) => canonical(&what.data()),
            Self::SignIn(_) => canonical(&serde_json::Map::new()),
            Self::Template { code, text } => {
                canonical(&TemplateData { code: code.clone(), text: text.clone() })
            }
            Self::List { name, text } => canonical(&ListData { name: name.clone(), text: text.clone() }),
            Self::ListWithdrawn(withdrawn) => canonical(withdrawn),
            Self::Calendar { arrangement } => canonical(&CalendarData { arrangement: arrangement.clone() }),
            Self::LimitMoved(moved) | Self::RemedyLimitMoved(moved) => canonical(moved),
        }
    }

    /// Names the sealed attachments of an act or an e-mail.
    pub(crate) fn name_files(&mut self, hashes: Vec<String>) {
        if let with_files!(files) = self {
            *files = hashes;
        }
    }

    /// The sealed attachments it names, in hexadecimal.
    pub(crate) fn files(&self) -> &[String] {
        if let with_files!(files) = self { files } else { &[] }
    }

    /// Reads kind and data back: the fact, and the sealed record it names.
    pub(crate) fn read(kind: &str, data: Value) -> Result<(Self, Option<String>), String> {
        use serde_json::from_value as read;
        let text = |error: serde_json::Error| error.to_string();
        let fact = match kind {
            "agency.registered" | "agency.changed" => {
                Self::Agency { is_new: kind == "agency.registered", agency: read(data).map_err(text)? }
            }
            "report.narrative" => {
                let TextData { year, value } = read(data).map_err(text)?;
                Self::Narrative { year, text: value }
            }
            "report.previous" => {
                let TextData { year, value } = read(data).map_err(text)?;
                Self::Previous { year, report: value }
            }
            "report.registers" => {
                let TextData { year, value } = read(data).map_err(text)?;
                Self::Given { year, registers: value }
            }
            "report.frozen" => {
                let FrozenData { year, files } = read(data).map_err(text)?;
                Self::Frozen { year, files }
            }
            "report.corrected" => {
                let CorrectedData { year, reason, rows } = read(data).map_err(text)?;
                Self::ReportCorrected { year, reason, rows }
            }
            "account.opened" | "account.changed" => {
                Self::Account { is_new: kind == "account.opened", account: read(data).map_err(text)? }
            }
            "agency.settings" => {
                let SettingsData { from, settings } = read(data).map_err(text)?;
                Self::Settings { from, settings }
            }
            "agency.template" => {
                let TemplateData { code, text: own } = read(data).map_err(text)?;
                Self::Template { code, text: own }
            }
            "agency.list" => {
                let ListData { name, text: lines } = read(data).map_err(text)?;
                Self::List { name, text: lines }
            }
            "agency.list_withdrawn" => Self::ListWithdrawn(read(data).map_err(text)?),
            "calendar.adopted" => {
                let CalendarData { arrangement } = read(data).map_err(text)?;
                Self::Calendar { arrangement }
            }
            "application.limit_moved" => Self::LimitMoved(read(data).map_err(text)?),
            "remedy.limit_moved" => Self::RemedyLimitMoved(read(data).map_err(text)?),
            _ if kind.starts_with("access.") => {
                let what = Accessed::read(kind.trim_start_matches("access."), read(data).map_err(text)?);
                Self::Accessed(what.ok_or_else(|| format!("未知的事件 {kind}"))?)
            }
            _ if kind.starts_with("sign_in.") => {
                let outcome = SignIn::from_word(kind.trim_start_matches("sign_in."));
                Self::SignIn(outcome.ok_or_else(|| format!("未知的事件 {kind}"))?)
            }
            _ if kind.starts_with("mail.") => {
                let (step, sealed) = MailStep::read(kind.trim_start_matches("mail."), data)?;
                return Ok((Self::Mail(step), sealed));
            }
            _ if kind.starts_with("application.") => {
                let ActData { step, files, sealed } = read(data).map_err(text)?;
                return Ok((Self::Procedure { step, files }, sealed));
            }
            _ if kind.starts_with("remedy.") => {
                let ActData { step, files, sealed } = read(data).map_err(text)?;
                return Ok((Self::Remedy { step, files }, sealed));
            }
            _ if kind.starts_with("comment.") => {
                let ActData { step, sealed, .. } = read(data).map_err(text)?;
                return Ok((Self::Comment(step), sealed));
            }
            _ if kind.starts_with("publication.") => Self::Publication(Box::new(read(data).map_err(text)?)),
            _ if kind.starts_with("rectification.") => {
                let ActData { step, files, sealed } = read(data).map_err(text)?;
                return Ok((Self::Rectification { step, files }, sealed));
            }
            _ => {
                let (register, word) = kind.split_once('.').ok_or_else(|| format!("未知的事件 {kind}"))?;
                let register = Register::ALL.into_iter().find(|known| known.file_stem() == register);
                let step = Step::ALL.iter().find(|(_, name)| *name == word).map(|(step, _)| *step);
                let (Some(register), Some(step)) = (register, step) else {
                    return Err(format!("未知的事件 {kind}"));
                };
                let EntryData { entry, reason, report_years, sealed } =
                    read::<EntryData<Value>>(data).map_err(text)?;
                let entry = Entry::from_json(register, entry).map_err(text)?;
                return Ok((Self::Entry { step, entry, report_years, reason }, sealed));
            }
        };
        Ok((fact, None))
    }
}
