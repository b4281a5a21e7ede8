//! Clean files: our own renderings, the sample, published reports where they are at hand.

use std::path::{Path, PathBuf};

use documents::{surfaces, write};
use statute::screening::Severity;

use super::{hits, list};
use crate::written::samples;

/// Characters of a page of an official document: 22 lines of 28.
const PAGE: usize = 22 * 28;

/// Text files of a folder, those inside it as well.
fn texts(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            texts(&path, files);
        } else if ["md", "toml", "csv", "html", "txt", "docx", "pdf", "xlsx"].contains(&ending.as_str()) {
            files.push(path);
        }
    }
}

#[test]
fn clean_pages_give_no_false_alarm() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    texts(&root.join("samples"), &mut files);
    texts(&root.join("crates/office/src/letters/templates"), &mut files);
    texts(&root.join("docs"), &mut files);
    let reports = root.join("../shared/reports");
    if reports.is_dir() {
        texts(&reports, &mut files);
    } else {
        eprintln!("SKIPPED: {} is not there, published reports are not screened", reports.display());
    }
    let mut all: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    let report = samples::founding();
    let renderings: [(&str, crate::written::Write); 4] = [
        ("report.html", write::html),
        ("report.docx", write::docx),
        ("report.pdf", write::pdf),
        ("report.xlsx", write::xlsx),
    ];
    for (name, render) in renderings {
        all.push((name.to_owned(), render(&report).unwrap()));
    }
    let list = list();
    let (mut characters, mut alarms) = (0, Vec::new());
    for (name, bytes) in all {
        let found = surfaces(&name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        characters += found.iter().map(|surface| surface.text.chars().count()).sum::<usize>();
        alarms.extend(
            hits(&found, &list)
                .into_iter()
                // A hint (提示) keeps nobody from going on: offices publish their own telephones.
                .filter(|(_, hit)| hit.severity > Severity::Note)
                .map(|(place, hit)| format!("{name} {place}: {:?} {}", hit.kind, hit.found)),
        );
    }
    let pages = characters / PAGE;
    eprintln!("{pages} clean pages, {} alarms: {alarms:#?}", alarms.len());
    assert!(pages >= 100, "only {pages} pages");
    assert!(alarms.len() * 100 <= pages, "{} alarms on {pages} pages:\n{}", alarms.len(), alarms.join("\n"));
}
