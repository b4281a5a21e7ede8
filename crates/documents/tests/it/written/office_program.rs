//! The Word file opened by another office program: what it lays out and prints as PDF says the same as the file.

use std::fs;
use std::path::Path;
use std::process::Command;

use documents::read;
use documents::write;

use super::samples;

/// Has `soffice` print a Word file as PDF, in a profile of its own; `None` where it is not installed.
fn printed(docx: &[u8], folder: &Path) -> Option<Vec<u8>> {
    let source = folder.join("report.docx");
    fs::write(&source, docx).expect("a file to convert");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    // The project's own fonts, so that a machine without Chinese ones prints the same.
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let config = format!(
        "<fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
        fonts.display(),
        folder.join("cache").display()
    );
    fs::write(folder.join("fonts.conf"), config).expect("a list of fonts");
    let run = Command::new("soffice")
        .env("FONTCONFIG_FILE", folder.join("fonts.conf"))
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, &source])
        .output();
    let Ok(run) = run else {
        assert!(
            std::env::var_os("GONGKAI_REQUIRE_LIBREOFFICE").is_none(),
            "GONGKAI_REQUIRE_LIBREOFFICE is set but soffice cannot be run"
        );
        return None;
    };
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    Some(fs::read(folder.join("report.pdf")).unwrap_or_else(|_| panic!("nothing was printed: {told}")))
}

#[test]
fn libreoffice_prints_the_word_file_with_the_same_tables() {
    let compiled = samples::founding();
    let folder = tempfile::tempdir().expect("a folder");
    let docx = write::docx(&compiled).expect("a Word file");
    let Some(pdf) = printed(&docx, folder.path()) else {
        eprintln!("LibreOffice is not installed: the Word file was NOT opened by it");
        return;
    };
    let reading = read::report(pdf.as_slice(), "report.pdf").expect("a report");
    assert_eq!(reading.report.tables, compiled.report.tables);
    assert_eq!(reading.report.year, compiled.report.year);
    assert_eq!(reading.problems, []);
}
