//! Readers meet broken files: the corpus of `fuzz/` and thousands of mutations of it, none of which may panic or
//! take long. Every mutation follows from a fixed seed; a failure names it.

mod brought;
mod corpus;
#[path = "../../../../../fuzz/fuzz_targets/folder.rs"]
mod folder;
mod mutate;
#[path = "../../../../../fuzz/fuzz_targets/zipped.rs"]
mod zipped;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use documents::read;
use folder::Folder;
use mutate::Random;

/// Mutations tried of each reader.
const MUTATIONS: u64 = 5_000;
/// One mutation in so many starts from any file, the others from the smallest: a full form takes a debug build long.
const MOSTLY_SMALL: usize = 60;
/// The longest that one small file may take, in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(10);

fn corpus_folder(reader: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(reader)
}

/// The kept files of a reader, the smallest first.
fn kept(reader: &str) -> Vec<(String, Vec<u8>)> {
    let folder = corpus_folder(reader);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let bytes = fs::read(&path).expect("a file");
            (path.file_name().expect("a name").to_string_lossy().into_owned(), whole(reader, &bytes))
        })
        .collect();
    // The smallest first: it is what most mutations start from.
    files.sort_by_key(|(name, bytes)| (bytes.len(), name.clone()));
    assert!(!files.is_empty(), "no corpus in {}", folder.display());
    files
}

/// The file that an input of the corpus stands for.
fn whole(reader: &str, input: &[u8]) -> Vec<u8> {
    let sound = match reader {
        "docx" => &zipped::DOCX,
        "xlsx" => &zipped::XLSX,
        "workbook" => &zipped::WORKBOOK,
        _ => return input.to_vec(),
    };
    sound.with(input).into_owned()
}

/// Reads a published report; whether it is one. A reader's panic is caught by the guard, which says so.
fn report(bytes: &[u8], reader: &str) -> bool {
    match read::report(bytes, &format!("report.{reader}")) {
        Ok(_) => true,
        Err(refusal) if refusal.what == read::FAULT => panic!("the reader panics"),
        Err(_) => false,
    }
}

/// Replays the corpus of a reader and mutations of it; only a panic or a long wait is a failure, whatever comes of it.
fn replay(reader: &str, read: impl Fn(&[u8]) -> bool) {
    let survives = |bytes: &[u8], which: &str| {
        let started = Instant::now();
        let is_read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
        let took = started.elapsed();
        assert!(took < LONGEST, "{which} takes {took:?}");
        is_read.unwrap_or_else(|_| panic!("{which} makes the reader panic"))
    };
    let files = kept(reader);
    let mut sound = 0;
    for (file, bytes) in &files {
        sound += usize::from(survives(bytes, &format!("{reader}/{file}")));
    }
    assert!(sound > 0, "no file of the corpus of {reader} is read: the mutations would start from nothing");
    for number in 0..MUTATIONS {
        let mut random = Random::new(number);
        let pick = if random.below(MOSTLY_SMALL) == 0 { random.below(files.len()) } else { 0 };
        let (file, bytes) = &files[pick];
        let other = &files[random.below(files.len())].1;
        let mutated = mutate::file(reader, bytes, other, &mut random);
        survives(&mutated, &format!("mutation {number} of {reader}/{file}"));
    }
}

#[test]
fn txt() {
    replay("txt", |bytes| report(bytes, "txt"));
}

#[test]
fn html() {
    replay("html", |bytes| report(bytes, "html"));
}

#[test]
fn md() {
    replay("md", |bytes| report(bytes, "md"));
}

#[test]
fn docx() {
    replay("docx", |bytes| report(bytes, "docx"));
}

#[test]
fn pdf() {
    replay("pdf", |bytes| report(bytes, "pdf"));
}

#[test]
fn xlsx() {
    replay("xlsx", |bytes| report(bytes, "xlsx"));
}

#[test]
fn json() {
    replay("json", |bytes| report(bytes, "json"));
}

#[test]
fn registers() {
    let folder = Folder::new("registers");
    replay("registers", |bytes| folder.registers(bytes));
}

#[test]
fn workbook() {
    let folder = Folder::new("workbook");
    replay("workbook", |bytes| folder.workbook(bytes));
}
