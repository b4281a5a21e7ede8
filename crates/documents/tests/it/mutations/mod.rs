//! Readers meet broken files: the corpus of `fuzz/` and thousands of mutations of it, none of which may panic or
//! take long. Every mutation follows from a fixed seed; a failure names it.

mod corpus;
mod mutate;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use documents::read;
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
            (
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                fs::read(&path).expect("a file"),
            )
        })
        .collect();
    // The smallest first: it is what most mutations start from.
    files.sort_by_key(|(name, bytes)| (bytes.len(), name.clone()));
    assert!(!files.is_empty(), "no corpus in {}", folder.display());
    files
}

/// Reads; only a panic or a long wait is a failure, whatever comes of it.
fn survives(bytes: &[u8], name: &str, which: &str) -> bool {
    let started = Instant::now();
    let read = catch_unwind(|| read::report(bytes, name).is_ok());
    let took = started.elapsed();
    assert!(took < LONGEST, "{which} takes {took:?}");
    read.unwrap_or_else(|_| panic!("{which} panics"))
}

fn replay(reader: &str) {
    let name = format!("report.{reader}");
    let files = kept(reader);
    let mut read = 0;
    for (file, bytes) in &files {
        read += usize::from(survives(bytes, &name, file));
    }
    assert!(
        read > 0,
        "no file of the corpus of {reader} is read as a report: the mutations would start from nothing"
    );
    for number in 0..MUTATIONS {
        let mut random = Random::new(number);
        let pick = if random.below(MOSTLY_SMALL) == 0 { random.below(files.len()) } else { 0 };
        let (file, bytes) = &files[pick];
        let other = &files[random.below(files.len())].1;
        let mutated = mutate::file(reader, bytes, other, &mut random);
        survives(&mutated, &name, &format!("mutation {number} of {reader}/{file}"));
    }
}

#[test]
fn txt() {
    replay("txt");
}

#[test]
fn html() {
    replay("html");
}

#[test]
fn md() {
    replay("md");
}

#[test]
fn docx() {
    replay("docx");
}

#[test]
fn pdf() {
    replay("pdf");
}

#[test]
fn xlsx() {
    replay("xlsx");
}

#[test]
fn json() {
    replay("json");
}
