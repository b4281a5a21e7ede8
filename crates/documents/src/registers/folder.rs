//! The folder that an office hands in: `agency.toml`, registers, `narrative.md`, `previous.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use statute::registers::{Agency, Register, Registers};
use statute::report::{AnnualReport, Row};

use super::bad_cell::BadCell;
use super::entries::{Entry, Placed};
use super::grid::{Grid, decode, sheets_of_workbook, trim};
use super::rules;

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folder {
    /// The agency and its registers.
    pub registers: Registers,
    /// The text of the parts, as a template with figures by name.
    pub narrative: Option<String>,
    /// Last year's report.
    pub previous: Option<AnnualReport>,
    /// What the office should know, in Chinese: registers that are absent, columns that are not read.
    pub notes: Vec<String>,
}

/// The largest file that is read, in bytes: a register of a million rows has room in it.
const LARGEST_FILE: u64 = 500 * 1024 * 1024;

/// Reads a folder, or a single workbook with `agency.toml` beside it.
///
/// # Errors
/// Every cell that cannot be taken as it stands, all at once.
pub fn read_folder(path: &Path) -> Result<Folder, Vec<BadCell>> {
    let mut bad = Vec::new();
    let mut folder = Folder::default();
    let (home, only) =
        if path.is_file() { (path.parent().unwrap_or(path), Some(path)) } else { (path, None) };
    folder.registers.agency = agency(home, &mut bad);
    let mut grids = grids(home, only, &mut bad, &mut folder.notes);
    if grids.is_empty() && bad.iter().all(|cell| cell.file == "agency.toml") {
        let names = "applications.csv（依申请公开台账）等 CSV 文件，或者一个 XLSX 工作簿";
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        bad.push(BadCell::of_file(name, "没有台账", format!("应至少有一个台账：{names}")));
    }
    fill(&mut folder.registers, &mut grids, &mut bad, &mut folder.notes);
    folder.narrative = text_file(home, "narrative.md", &mut bad);
    folder.previous = previous(home, &mut bad, &mut folder.notes);
    if folder.registers.absent.len() < Register::ALL.len() && !folder.registers.absent.is_empty() {
        let names: Vec<_> = folder.registers.absent.iter().map(|register| register.zh()).collect();
        folder.notes.push(format!("未提供的台账，按空台账计：{}", names.join("、")));
    }
    if bad.is_empty() { Ok(folder) } else { Err(bad) }
}

fn agency(home: &Path, bad: &mut Vec<BadCell>) -> Agency {
    const FILE: &str = "agency.toml";
    const EXPECTED: &str = "应写明机关全称，如 name = \"某某市某某局\"";
    if !home.join(FILE).is_file() {
        bad.push(BadCell::of_file(FILE, "没有此文件", EXPECTED));
        return Agency::default();
    }
    let Some(text) = text_file(home, FILE, bad) else { return Agency::default() };
    match toml::from_str::<Agency>(&text) {
        Ok(agency) if trim(&agency.name).is_empty() => {
            bad.push(BadCell::of_file(FILE, "name 为空", EXPECTED));
            agency
        }
        Ok(mut agency) => {
            agency.name = trim(&agency.name).to_owned();
            agency
        }
        Err(error) => {
            let row =
                error.span().map(|span| text.bytes().take(span.start).filter(|b| *b == b'\n').count() + 1);
            let known = "name、short_name、code、address、postcode、telephone、email、parent、is_government、\
                         makes_rules、expiry_counts_as_repeal";
            let expected =
                format!("应为 TOML 格式，{}，可用的名称：{known}", EXPECTED.trim_start_matches('应'));
            bad.push(BadCell { row, ..BadCell::of_file(FILE, error.message().to_owned(), expected) });
            Agency::default()
        }
    }
}

/// A text file of the folder, if it is there.
fn text_file(home: &Path, name: &str, bad: &mut Vec<BadCell>) -> Option<String> {
    let path = home.join(name);
    if !path.exists() {
        return None;
    }
    let text = decode(bytes(&path, name, bad)?);
    if text.is_none() {
        bad.push(BadCell::of_file(name, "无法识别的编码", "应为 UTF-8 或者 GB18030 编码的文本"));
    }
    text
}

fn bytes(path: &Path, name: &str, bad: &mut Vec<BadCell>) -> Option<Vec<u8>> {
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() > LARGEST_FILE) {
        bad.push(BadCell::of_file(name, "超过500 MB", "应为不超过500 MB的文件"));
        return None;
    }
    match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            bad.push(BadCell::of_file(name, format!("无法读取（{error}）"), "应为能够读取的文件"));
            None
        }
    }
}

/// The registers found, each once.
fn grids(
    home: &Path,
    only: Option<&Path>,
    bad: &mut Vec<BadCell>,
    notes: &mut Vec<String>,
) -> BTreeMap<Register, Grid> {
    let mut found: BTreeMap<Register, Grid> = BTreeMap::new();
    let mut add = |register: Register, grid: Grid, bad: &mut Vec<BadCell>| {
        if let Some(first) = found.get(&register) {
            let given = format!("{}已由 {} 提供", register.zh(), first.place);
            bad.push(BadCell::of_file(&grid.place, given, "应只提供一份"));
        } else {
            found.insert(register, grid);
        }
    };
    for path in files(home, only, bad) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            "csv" => {
                let Some(register) = register_named(&stem) else {
                    notes.push(format!("{name}：不是台账的文件名，未读入"));
                    continue;
                };
                let Some(bytes) = bytes(&path, &name, bad) else { continue };
                match Grid::from_csv(&name, bytes) {
                    Ok(grid) => add(register, grid, bad),
                    Err(cell) => bad.push(cell),
                }
            }
            "xlsx" | "xlsm" => {
                let Some(bytes) = bytes(&path, &name, bad) else { continue };
                match sheets_of_workbook(&name, bytes) {
                    Ok(sheets) => {
                        for (sheet, grid) in sheets {
                            match register_named(&sheet) {
                                Some(register) => add(register, grid, bad),
                                None if grid.is_empty() || sheet.contains("说明") => {}
                                None => notes.push(format!("{name}：工作表「{sheet}」不是台账，未读入")),
                            }
                        }
                    }
                    Err(cell) => bad.push(cell),
                }
            }
            "xls" | "et" | "ods" => {
                bad.push(BadCell::of_file(name, format!("{ending} 格式"), "应另存为 XLSX 或者 CSV 文件"));
            }
            _ => {}
        }
    }
    found
}

/// The files of the folder by name; those a spreadsheet program leaves while it has one open are none.
fn files(home: &Path, only: Option<&Path>, bad: &mut Vec<BadCell>) -> Vec<PathBuf> {
    if let Some(only) = only {
        return vec![only.to_owned()];
    }
    let entries = match fs::read_dir(home) {
        Ok(entries) => entries,
        Err(error) => {
            let name = home.display().to_string();
            bad.push(BadCell::of_file(name, format!("无法读取（{error}）"), "应为能够读取的文件夹"));
            return Vec::new();
        }
    };
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with("~$") && !name.starts_with('.')
        })
        .collect();
    files.sort();
    files
}

fn register_named(name: &str) -> Option<Register> {
    let name = trim(name);
    Register::ALL
        .into_iter()
        .find(|register| register.zh() == name || register.file_stem().eq_ignore_ascii_case(name))
}

/// Understands every register that is there and holds them against each other.
fn fill(
    registers: &mut Registers,
    grids: &mut BTreeMap<Register, Grid>,
    bad: &mut Vec<BadCell>,
    notes: &mut Vec<String>,
) {
    fn placed<T: Entry>(
        register: Register,
        grids: &mut BTreeMap<Register, Grid>,
        bad: &mut Vec<BadCell>,
        notes: &mut Vec<String>,
    ) -> Placed<T> {
        // The text of a register goes as soon as it is understood.
        grids.remove(&register).map(|grid| Placed::read(register, grid, bad, notes)).unwrap_or_default()
    }
    registers.absent = Register::ALL.into_iter().filter(|register| !grids.contains_key(register)).collect();
    for register in Register::ALL {
        match register {
            Register::Applications => {
                let before = bad.len();
                let applications = placed(register, grids, bad, notes);
                let rows_were_dropped = bad.len() > before;
                rules::applications(&applications, bad);
                let consultations = placed(Register::Consultations, grids, bad, notes);
                rules::consultations(&consultations, &applications, rows_were_dropped, bad);
                registers.applications = applications.into_entries();
                registers.consultations = consultations.into_entries();
            }
            // With the applications they belong to.
            Register::Consultations => {}
            Register::Documents => {
                let documents = placed(register, grids, bad, notes);
                rules::documents(&documents, bad);
                registers.documents = documents.into_entries();
            }
            Register::Interpretations => {
                registers.interpretations = placed(register, grids, bad, notes).into_entries();
            }
            Register::Decisions => registers.decisions = placed(register, grids, bad, notes).into_entries(),
            Register::Fees => registers.fees = placed(register, grids, bad, notes).into_entries(),
            Register::Remedies => {
                let remedies = placed(register, grids, bad, notes);
                rules::remedies(&remedies, bad);
                registers.remedies = remedies.into_entries();
            }
            Register::Posts => registers.posts = placed(register, grids, bad, notes).into_entries(),
            Register::Proposals => {
                let proposals = placed(register, grids, bad, notes);
                rules::proposals(&proposals, bad);
                registers.proposals = proposals.into_entries();
            }
            Register::Trainings => registers.trainings = placed(register, grids, bad, notes).into_entries(),
            Register::Tasks => {
                let tasks = placed(register, grids, bad, notes);
                rules::tasks(&tasks, bad);
                registers.tasks = tasks.into_entries();
            }
            Register::Members => {
                let members = placed(register, grids, bad, notes);
                rules::members(&members, bad);
                registers.members = members.into_entries();
            }
            Register::Catalogue => registers.catalogue = placed(register, grids, bad, notes).into_entries(),
        }
    }
}

/// Last year's report, if it is there.
fn previous(home: &Path, bad: &mut Vec<BadCell>, notes: &mut Vec<String>) -> Option<AnnualReport> {
    const FILE: &str = "previous.json";
    const EXPECTED: &str = "应为上年度报告的 JSON（gongkai report read --json 或者 report.json）";
    let text = text_file(home, FILE, bad)?;
    let value = match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(value) => value,
        Err(error) => {
            bad.push(BadCell {
                row: Some(error.line()),
                ..BadCell::of_file(FILE, error.to_string(), EXPECTED)
            });
            return None;
        }
    };
    match crate::report_json::from_value(&value) {
        Ok((report, _)) => {
            let row = |row| report.tables.part3.as_ref().and_then(|part3| part3.row_count(row));
            for needed in [Row::Received, Row::CarriedOut] {
                if row(needed).is_none() {
                    notes.push(format!("{FILE}：没有“{}”，不作相应的上年比较", needed.label()));
                }
            }
            Some(report)
        }
        Err(error) => {
            bad.push(BadCell::of_file(FILE, error, EXPECTED));
            None
        }
    }
}
