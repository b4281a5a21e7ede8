//! What the writers make of a compiled report.

mod docx;
mod html;
mod office_program;
pub(crate) mod pdf;
mod publication;
mod records;
pub(crate) mod samples;
mod xlsx;

use std::fs;
use std::path::PathBuf;

use documents::write::{self, WriteError};
use statute::report::{Cell, CompiledReport, Section};

/// A writer.
pub(crate) type Write = fn(&CompiledReport) -> Result<Vec<u8>, WriteError>;

/// Leaves a written file where a person can look at it: `target/tmp/written/`.
pub(crate) fn keep(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("written");
    fs::create_dir_all(&folder).expect("a folder for written files");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a written file");
    path
}

#[test]
fn a_report_with_nothing_in_it_is_still_written() {
    let empty = CompiledReport::default();
    let writers: [Write; 6] =
        [write::html, write::docx, write::pdf, write::xlsx, write::json, write::records];
    for write in writers {
        assert!(!write(&empty).expect("a file").is_empty());
    }
}

#[test]
fn headings_and_cells_of_any_kind_are_written() {
    let mut odd = samples::founding();
    let long = "关于[示例]*情况?的说明：其一/其二\\其三，共计三十余字的一个很长很长很长的标题".to_owned();
    let heading = |heading: String| Section {
        part: None,
        heading,
        paragraphs: vec![" \u{b}\t".into(), "#[x] $y$ *z* \\".into()],
    };
    odd.report.sections.extend([heading(long.clone()), heading(long), heading(String::new())]);
    let part2 = odd.report.tables.part2.as_mut().expect("table two");
    part2.licences = Cell::Text("约12345件（含委托下放事项）".repeat(150));
    part2.coercions = Cell::Number("-12.50".parse().expect("a decimal"));
    part2.fees = Cell::Unread;
    let writers: [(&str, Write); 6] = [
        ("odd.html", write::html),
        ("odd.docx", write::docx),
        ("odd.pdf", write::pdf),
        ("odd.xlsx", write::xlsx),
        ("odd.json", write::json),
        ("odd-records.html", write::records),
    ];
    for (name, write) in writers {
        keep(name, &write(&odd).expect(name));
    }
}
