//! Inputs of the reader of registers: a folder as one text, each file behind a line `=== applications.csv`. What they
//! are read to is tallied as well, as building a report does.

use std::fs;
use std::path::{Path, PathBuf};

use documents::registers::read_folder;
use statute::figures::{Year, figures, tables};

/// The files a folder can hold; a section of another name is left out.
const NAMES: [&str; 16] = [
    "agency.toml",
    "narrative.md",
    "previous.json",
    "applications.csv",
    "consultations.csv",
    "documents.csv",
    "interpretations.csv",
    "decisions.csv",
    "fees.csv",
    "remedies.csv",
    "posts.csv",
    "proposals.csv",
    "trainings.csv",
    "tasks.csv",
    "members.csv",
    "catalogue.csv",
];
const AGENCY: &[u8] = "name = \"示例市示例局\"\n".as_bytes();

/// A folder that is filled anew for every input.
pub(crate) struct Folder {
    home: PathBuf,
}

impl Folder {
    /// An empty folder of this name among the temporary ones.
    pub(crate) fn new(name: &str) -> Self {
        let home = std::env::temp_dir().join(format!("gongkai-{name}-{}", std::process::id()));
        fs::create_dir_all(&home).expect("a folder for the input");
        Self { home }
    }

    /// Reads a folder of text files.
    pub(crate) fn registers(&self, input: &[u8]) -> bool {
        for name in NAMES {
            let _ = fs::remove_file(self.home.join(name));
        }
        for (name, content) in sections(input) {
            fs::write(self.home.join(name), content).expect("the input is written");
        }
        tallied(&self.home)
    }

    /// Reads a workbook, with the agency beside it.
    pub(crate) fn workbook(&self, input: &[u8]) -> bool {
        let path = self.home.join("registers.xlsx");
        fs::write(self.home.join("agency.toml"), AGENCY).expect("the agency is written");
        fs::write(&path, input).expect("the input is written");
        tallied(&path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// Reads and tallies; whether there was no bad cell.
fn tallied(path: &Path) -> bool {
    let Ok(folder) = read_folder(path) else { return false };
    let of_year = Year { registers: &folder.registers, year: 2023, previous: folder.previous.as_ref() };
    let _ = tables(&figures(&of_year));
    true
}

/// The files in an input.
fn sections(input: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut sections: Vec<(&'static str, Vec<u8>)> = Vec::new();
    let mut is_wanted = false;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(b"=== ") {
            let name = NAMES.into_iter().find(|known| known.as_bytes() == name.trim_ascii());
            is_wanted = name.is_some();
            sections.extend(name.map(|name| (name, Vec::new())));
        } else if is_wanted && let Some((_, content)) = sections.last_mut() {
            content.extend_from_slice(line);
        }
    }
    sections
}
