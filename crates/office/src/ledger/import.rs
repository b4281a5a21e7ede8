//! Bringing a folder of registers into the ledger: all or nothing, the difference first.

use std::collections::{BTreeMap, BTreeSet};

use documents::registers::Folder;
use documents::report_json;
use serde::Serialize;
use serde_json::Value;
use statute::registers::{Agency, Register, Registers};
use store::{Author, Draft, Entry, Fact, Step, Store, Texts};

use super::current::{Current, report_stream};
use super::difference::{Change, Fresh, Ledger, Planned, RegisterDifference, Retraction, Vanished, compare};
use super::years::{as_of, begins_in};

/// Attempts when somebody else writes at the same time.
const ATTEMPTS: usize = 5;

/// What an office hands in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handed {
    /// The registers.
    pub registers: Registers,
    /// The text of the report.
    pub narrative: Option<String>,
    /// Last year's report, as `report.json` has it.
    pub previous: Option<Value>,
}

impl From<Folder> for Handed {
    fn from(folder: Folder) -> Self {
        let Folder { registers, narrative, previous, notes: _ } = folder;
        let previous = previous.map(|report| report_json::to_value(&report, &[]));
        Self { registers, narrative, previous }
    }
}

/// What the office allows, each with its reason in the officer's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// 更正: registers of published years may be altered.
    pub correct: Option<String>,
    /// 撤销录入: rows that the folder does not have are retracted.
    pub retract: Option<String>,
}

/// What becomes of one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterCount {
    /// The register.
    pub register: Register,
    /// Rows of the folder.
    pub rows: usize,
    /// New rows.
    pub entered: usize,
    /// Rows of which empty cells are filled.
    pub completed: usize,
    /// Rows of which something recorded is altered.
    pub corrected: usize,
    /// Rows of the ledger that are retracted.
    pub retracted: usize,
    /// Rows that are in the ledger as they are.
    pub unchanged: usize,
}

/// A published year that the folder would alter without a reason being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The year of the report.
    pub year: i16,
    /// Rows that touch it.
    pub rows: usize,
}

/// The difference between a folder and the ledger, and whether it was written.
#[derive(Clone, Debug, Serialize)]
pub struct Import {
    /// The agency's full name.
    pub agency: String,
    /// Whether the ledger did not know the agency.
    pub is_new_agency: bool,
    /// Cells of `agency.toml`, narrative and predecessor that differ, in Chinese.
    pub texts: Vec<&'static str>,
    /// The year that narrative and predecessor belong to: the latest the registers speak of.
    pub year: i16,
    /// Registers with rows, in the folder or in the ledger.
    pub registers: Vec<RegisterCount>,
    /// Rows that differ.
    pub changes: Vec<Change>,
    /// Rows that the folder no longer has; they stay in the ledger.
    pub vanished: Vec<Vanished>,
    /// Rows that the folder no longer has and that are retracted.
    pub retracted: Vec<Retraction>,
    /// Published years that it may not touch.
    pub refused: Vec<Refusal>,
    /// Published years that are corrected, with the reason given.
    pub corrected_years: Vec<i16>,
    /// What the office should know.
    pub notes: Vec<String>,
    /// Events written; 0 where nothing differs, and in a dry run.
    pub events: u64,
    /// Whether the folder says nothing that the ledger does not hold.
    pub is_unchanged: bool,
    #[serde(skip)]
    drafts: Vec<Draft>,
    #[serde(skip)]
    fresh: Vec<(Register, Vec<Fresh>)>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The agency would be its own superior.
    #[error("agency.toml「parent」：{0}，上下级关系不能成环")]
    Circle(String),
    /// The registers speak of no year.
    #[error("台账中没有任何日期，不能确定年度")]
    NoYear,
    /// The ledger does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What is handed in, register by register.
struct Prepared {
    agency: Agency,
    absent: BTreeSet<Register>,
    given: Vec<(Register, Vec<Entry>)>,
    narrative: Option<String>,
    previous: Option<Value>,
    year: i16,
}

impl Prepared {
    fn new(handed: Handed) -> Result<Self, NotImported> {
        let (agency, absent) = (handed.registers.agency.clone(), handed.registers.absent.clone());
        let given = rows(handed.registers);
        let year = year_of(handed.previous.as_ref(), &given).ok_or(NotImported::NoYear)?;
        Ok(Self { agency, absent, given, narrative: handed.narrative, previous: handed.previous, year })
    }
}

/// The year the folder is about: the one after its predecessor's, else the latest in which anything begins.
fn year_of(previous: Option<&Value>, given: &[(Register, Vec<Entry>)]) -> Option<i16> {
    let previous = previous.and_then(|report| report.get("year")).and_then(Value::as_i64);
    previous.and_then(|year| i16::try_from(year + 1).ok()).or_else(|| {
        // Documents and members are stock; what happens in the year tells it.
        let happens = |register: &Register| !matches!(register, Register::Documents | Register::Members);
        let latest = |rows: &dyn Fn(&Register) -> bool| {
            let of = given.iter().filter(|(register, _)| rows(register));
            of.flat_map(|(_, rows)| rows).filter_map(begins_in).max()
        };
        latest(&happens).or_else(|| latest(&|_| true))
    })
}

/// The rows of every register.
fn rows(registers: Registers) -> Vec<(Register, Vec<Entry>)> {
    fn wrap<T>(rows: Vec<T>, entry: fn(T) -> Entry) -> Vec<Entry> {
        rows.into_iter().map(entry).collect()
    }
    vec![
        (Register::Applications, wrap(registers.applications, Entry::Application)),
        (Register::Consultations, wrap(registers.consultations, Entry::Consultation)),
        (Register::Documents, wrap(registers.documents, Entry::Document)),
        (Register::Interpretations, wrap(registers.interpretations, Entry::Interpretation)),
        (Register::Decisions, wrap(registers.decisions, Entry::Decision)),
        (Register::Fees, wrap(registers.fees, Entry::Fee)),
        (Register::Remedies, wrap(registers.remedies, Entry::Remedy)),
        (Register::Posts, wrap(registers.posts, Entry::Post)),
        (Register::Proposals, wrap(registers.proposals, Entry::Proposal)),
        (Register::Trainings, wrap(registers.trainings, Entry::Training)),
        (Register::Tasks, wrap(registers.tasks, Entry::Task)),
        (Register::Members, wrap(registers.members, Entry::Member)),
        (Register::Catalogue, wrap(registers.catalogue, Entry::Catalogue)),
    ]
}

/// Works out the difference between what is handed in and what the ledger holds. Nothing is written.
///
/// # Errors
/// [`NotImported`] where what is handed in cannot stand in any ledger.
fn difference(handed: &Prepared, current: &Current, reasons: &Reasons) -> Result<Import, NotImported> {
    let Prepared { agency, absent, given, narrative, previous, year } = handed;
    check_tree(agency, current)?;
    let frozen: Vec<i16> = current.frozen.keys().copied().collect();
    let mut import = Import {
        agency: agency.name.clone(),
        is_new_agency: current.agency.is_none(),
        texts: Vec::new(),
        year: *year,
        registers: Vec::new(),
        changes: Vec::new(),
        vanished: Vec::new(),
        retracted: Vec::new(),
        refused: Vec::new(),
        corrected_years: Vec::new(),
        notes: Vec::new(),
        events: 0,
        is_unchanged: false,
        drafts: Vec::new(),
        fresh: Vec::new(),
    };
    if let Some(parent) = agency.parent.as_deref()
        && !current.agencies.iter().any(|row| row.agency.name == parent)
    {
        import.notes.push(format!("上级机关「{parent}」尚未在数据库中登记"));
    }
    if current.agency.as_ref() != Some(agency) {
        import.texts.push("agency.toml");
        import.drafts.push(Draft {
            agency: current.id,
            stream: format!("agency/{}", current.id),
            expected: current.version,
            fact: Fact::Agency { is_new: current.agency.is_none(), agency: agency.clone() },
            texts: Texts::Nothing,
        });
    }
    let mut touched: BTreeMap<i16, usize> = BTreeMap::new();
    let (mut erased, mut returned, mut handled) = (0, 0, 0);
    for (register, given) in given {
        let register = *register;
        let stored = current.entries.get(&register).map_or(&[][..], Vec::as_slice);
        if absent.contains(&register) {
            let rows = stored.iter().filter(|row| as_of(&row.entry, *year).is_some()).count();
            if rows > 0 {
                import.vanished.push(Vanished { register, key: None, rows });
            }
            continue;
        }
        let total = given.len();
        let ledger = Ledger {
            stored,
            retracted: current.retracted.get(&register).map_or(&[][..], Vec::as_slice),
            frozen: &frozen,
            year: *year,
            retracts: reasons.retract.is_some(),
        };
        let found = compare(register, given, &ledger);
        erased += found.erased;
        returned += found.returned;
        handled += found.handled;
        take(&mut import, &mut touched, current, register, total, found, reasons);
    }
    if erased > 0 {
        import.notes.push(format!("{erased} 件申请的个人信息已依法删除，未再写入"));
    }
    if returned > 0 {
        import.notes.push(format!("{returned} 行曾撤销录入，本次重新录入"));
    }
    if handled > 0 {
        import.notes.push(format!("{handled} 行由工作台办理，所报与办理情况不同，以工作台为准，未导入"));
    }
    texts(&mut import, &mut touched, narrative.clone(), previous.clone(), absent, current);
    settle(&mut import, &touched, current, reasons);
    import.is_unchanged = import.drafts.is_empty() && import.fresh.is_empty();
    Ok(import)
}

/// An agency's superiors may not lead back to it.
fn check_tree(agency: &Agency, current: &Current) -> Result<(), NotImported> {
    let mut path = vec![agency.name.as_str()];
    let mut next = agency.parent.as_deref();
    while let Some(name) = next {
        let is_circle = path.contains(&name);
        path.push(name);
        if is_circle {
            return Err(NotImported::Circle(path.join(" → ")));
        }
        next = current
            .agencies
            .iter()
            .find(|row| row.agency.name == name)
            .and_then(|row| row.agency.parent.as_deref());
    }
    Ok(())
}

fn take(
    import: &mut Import,
    touched: &mut BTreeMap<i16, usize>,
    current: &Current,
    register: Register,
    rows: usize,
    found: RegisterDifference,
    reasons: &Reasons,
) {
    let mut count = RegisterCount {
        register,
        rows,
        entered: 0,
        completed: 0,
        corrected: 0,
        retracted: 0,
        unchanged: found.unchanged,
    };
    count.entered += found.fresh.len();
    for year in found.fresh.iter().flat_map(|fresh| &fresh.report_years) {
        *touched.entry(*year).or_default() += 1;
    }
    if !found.fresh.is_empty() {
        import.fresh.push((register, found.fresh));
    }
    for Planned { entry, stream, expected, step, texts, report_years } in found.planned {
        match step {
            Step::Entered => count.entered += 1,
            Step::Completed => count.completed += 1,
            Step::Corrected => count.corrected += 1,
            Step::Retracted => count.retracted += 1,
        }
        for year in &report_years {
            *touched.entry(*year).or_default() += 1;
        }
        let reason = match step {
            Step::Retracted => reasons.retract.clone(),
            Step::Entered | Step::Completed if report_years.is_empty() => None,
            Step::Entered | Step::Completed | Step::Corrected => reasons.correct.clone(),
        };
        let fact = Fact::Entry { step, entry, report_years, reason };
        import.drafts.push(Draft { agency: current.id, stream, expected, fact, texts });
    }
    import.changes.extend(found.changes);
    import.vanished.extend(found.vanished);
    import.retracted.extend(found.retractions);
    if rows > 0 || count.unchanged > 0 || count.retracted > 0 {
        import.registers.push(count);
    }
}

/// Narrative, predecessor and the list of registers handed in.
fn texts(
    import: &mut Import,
    touched: &mut BTreeMap<i16, usize>,
    narrative: Option<String>,
    previous: Option<Value>,
    absent: &BTreeSet<Register>,
    current: &Current,
) {
    let year = import.year;
    let mut facts = Vec::new();
    if let Some(text) = narrative.filter(|text| current.narrative.as_ref() != Some(text)) {
        import.texts.push("narrative.md");
        facts.push(Fact::Narrative { year, text });
    }
    if let Some(report) =
        previous.filter(|report| !current.previous.as_ref().is_some_and(|old| alike(old, report)))
    {
        import.texts.push("previous.json");
        facts.push(Fact::Previous { year, report });
    }
    if !facts.is_empty() && current.frozen.contains_key(&year) {
        *touched.entry(year).or_default() += facts.len();
    }
    let mut registers: Vec<String> = Register::ALL
        .into_iter()
        .filter(|register| !absent.contains(register))
        .map(|register| register.file_stem().to_owned())
        // A register handed in once is known, even if a later folder lacks it.
        .chain(current.given.iter().flatten().cloned())
        .collect();
    registers.sort();
    registers.dedup();
    if current.given.as_ref() != Some(&registers) {
        facts.push(Fact::Given { year, registers });
    }
    for (expected, fact) in (current.report_version..).zip(facts) {
        let stream = report_stream(current.id, year);
        import.drafts.push(Draft { agency: current.id, stream, expected, fact, texts: Texts::Nothing });
    }
}

/// Whether two reports say the same, however their keys are ordered.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|theirs| alike(value, theirs)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

/// Published years: refused without a reason, corrected with one.
fn settle(import: &mut Import, touched: &BTreeMap<i16, usize>, current: &Current, reasons: &Reasons) {
    let Some(reason) = &reasons.correct else {
        import.refused = touched.iter().map(|(year, rows)| Refusal { year: *year, rows: *rows }).collect();
        return;
    };
    for (year, rows) in touched {
        let stream = report_stream(current.id, *year);
        let written = import.drafts.iter().filter(|draft| draft.stream == stream).count() as i64;
        import.drafts.push(Draft {
            agency: current.id,
            expected: current.frozen[year] + written,
            stream,
            fact: Fact::ReportCorrected { year: *year, reason: reason.clone(), rows: *rows as u64 },
            texts: Texts::Nothing,
        });
        import.corrected_years.push(*year);
    }
}

/// What is to be written. The event of a new row is made only when its turn comes.
fn drafts<'a>(
    import: &mut Import,
    handed: &'a Prepared,
    agency: i64,
    reasons: &'a Reasons,
) -> impl Iterator<Item = Draft> + use<'a> {
    let changes = std::mem::take(&mut import.drafts).into_iter();
    let fresh = std::mem::take(&mut import.fresh).into_iter().flat_map(move |(register, fresh)| {
        let given = handed.given.iter().find(|(of, _)| *of == register).map_or(&[][..], |(_, rows)| rows);
        let correct = reasons.correct.as_ref();
        fresh.into_iter().map(move |fresh| {
            let entry = &given[fresh.index];
            fresh.draft(agency, entry, correct)
        })
    });
    changes.chain(fresh)
}

/// The difference between a folder and the ledger, without writing; no store stands for a ledger that holds nothing.
///
/// # Errors
/// [`NotImported`] says why it cannot be imported.
pub async fn plan(store: Option<&Store>, handed: Handed, reasons: &Reasons) -> Result<Import, NotImported> {
    let handed = Prepared::new(handed)?;
    let current = match store {
        Some(store) => Current::load(store, &handed.agency.name, handed.year).await?,
        None => Current::empty(),
    };
    difference(&handed, &current, reasons)
}

/// Brings a folder into the ledger, all or nothing. A published year it may not touch leaves everything as it was.
///
/// # Errors
/// [`NotImported`] says why nothing was imported.
pub async fn import(
    store: &Store,
    author: &Author,
    handed: Handed,
    reasons: &Reasons,
) -> Result<Import, NotImported> {
    let handed = Prepared::new(handed)?;
    let mut attempt = 1;
    loop {
        let current = Current::load(store, &handed.agency.name, handed.year).await?;
        let mut import = difference(&handed, &current, reasons)?;
        if import.refused.is_empty() && !import.is_unchanged {
            let drafts = drafts(&mut import, &handed, current.id, reasons);
            match store.append(author, drafts).await {
                Ok(appended) => import.events = appended.events,
                // Somebody else was faster: what is left to do is worked out again.
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => {
                    attempt += 1;
                    continue;
                }
                Err(error) => return Err(error.into()),
            }
        }
        return Ok(import);
    }
}
