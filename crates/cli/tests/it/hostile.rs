//! Files made to exhaust a reader end in the limit's message, within a gigabyte of memory and the time limit.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Address space that the program may use, in bytes.
const MEMORY: &str = "--as=1073741824";
/// The readers' limit with the start of the program, in a debug build on a busy machine.
const TIME: Duration = Duration::from_secs(45);

/// Reads the file and expects a refusal that says so.
pub(crate) fn refused(file: &Path, message: &str) {
    let started = Instant::now();
    let output = Command::new("prlimit")
        .arg(MEMORY)
        .arg(env!("CARGO_BIN_EXE_gongkai"))
        .args(["report", "read"])
        .arg(file)
        .arg("--json")
        .output()
        .expect("prlimit (util-linux) runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{}: {stderr}", file.display());
    // Where a debug build on a busy machine does not come to the limit in time, the clock is the limit.
    assert!(stderr.contains(message) || stderr.contains("读取超过30秒"), "{}: {stderr}", file.display());
    assert_eq!(output.stdout, b"", "{}: half a reading", file.display());
    assert!(started.elapsed() < TIME, "{} took {:?}", file.display(), started.elapsed());
}

#[test]
fn two_hundred_megabytes_of_garbage() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.pdf", "a.docx", "a.html", "a.txt"] {
        let path = folder.path().join(name);
        let mut file = File::create(&path).unwrap();
        file.write_all(b"%PDF-1.7\n\x93\xc1\x07").unwrap();
        file.set_len(200 << 20).unwrap();
        refused(&path, "50MB");
    }
}

#[test]
fn word_files_and_workbooks_that_unpack_to_too_much() {
    let folder = tempfile::tempdir().unwrap();
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", options).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..210 {
        writer.write_all(&blanks).unwrap();
    }
    let word = writer.finish().unwrap().into_inner();
    assert!(word.len() < 4 << 20);
    // The packed part goes into a workbook as it is.
    let mut bomb = ZipArchive::new(Cursor::new(&word)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>"),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.raw_copy_file_rename(bomb.by_index(0).unwrap(), "xl/worksheets/sheet1.xml").unwrap();
    let book = writer.finish().unwrap().into_inner();
    for (name, bytes) in [("a.docx", word), ("a.xlsx", book)] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        refused(&path, "200MB");
    }
}

#[test]
fn a_pdf_of_ten_thousand_pages() {
    const PAGES: usize = 10_000;
    let mut file = String::from("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n");
    let mut offsets = vec![9];
    let mut object = |file: &mut String, text: String| {
        offsets.push(file.len());
        file.push_str(&text);
    };
    let kids: String = (0..PAGES).fold(String::new(), |mut kids, page| {
        write!(kids, "{} 0 R ", page + 4).unwrap();
        kids
    });
    object(&mut file, format!("2 0 obj <</Type/Pages/Count {PAGES}/Kids[{kids}]>> endobj\n"));
    object(&mut file, "3 0 obj <</Length 9>> stream\nBT ET q Q\nendstream endobj\n".to_owned());
    for page in 0..PAGES {
        let number = page + 4;
        object(&mut file, format!("{number} 0 obj <</Type/Page/Parent 2 0 R/Contents 3 0 R>> endobj\n"));
    }
    let xref = file.len();
    writeln!(file, "xref\n0 {}\n0000000000 65535 f ", offsets.len() + 1).unwrap();
    for offset in &offsets {
        writeln!(file, "{offset:010} 00000 n ").unwrap();
    }
    write!(file, "trailer <</Size {}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n", offsets.len() + 1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    fs::write(&path, file).unwrap();
    refused(&path, "500页");
}

#[test]
fn endless_tables() {
    let folder = tempfile::tempdir().unwrap();
    let row = "<tr><td>规章</td><td>1</td><td>0</td></tr>";
    let html = format!("<html><meta charset=utf-8><table>{}", row.repeat(300_000));
    let markdown = format!("| 规章 | 有效 |\n|---|---|\n{}", "| 1 | 0 |\n".repeat(300_000));
    for (name, text) in [("a.html", html), ("a.md", markdown)] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        refused(&path, "5000行");
    }
}

#[test]
fn elements_and_arrays_inside_each_other() {
    const DEPTH: usize = 200_000;
    let folder = tempfile::tempdir().unwrap();
    let pdf = format!("%PDF-1.4\n1 0 obj {} endobj\ntrailer <</Root 1 0 R>>\n", "[".repeat(DEPTH));
    for (name, text) in [
        ("a.html", format!("<html><body>{}", "<div>".repeat(DEPTH))),
        ("b.html", format!("<html><body>{}", "<table><tr><td>".repeat(DEPTH / 10))),
        ("a.json", "[".repeat(DEPTH)),
        ("b.json", "{\"a\":".repeat(DEPTH)),
        ("a.pdf", pdf),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        refused(&path, "；");
    }
}
