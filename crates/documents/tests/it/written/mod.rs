//! What the writers make of a compiled report.

mod docx;
mod html;
mod pdf;
mod records;
pub(crate) mod samples;
mod xlsx;

use std::fs;
use std::path::PathBuf;

/// Leaves a written file where a person can look at it: `target/tmp/written/`.
pub(crate) fn keep(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("written");
    fs::create_dir_all(&folder).expect("a folder for written files");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a written file");
    path
}
