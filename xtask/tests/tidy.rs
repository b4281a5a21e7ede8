//! House rules that a program can hold (STYLE.md).

use std::fs;
use std::path::{Path, PathBuf};

/// The longest a source file may be, in lines.
const LINE_LIMIT: usize = 800;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask has a parent").to_path_buf()
}

/// Every Rust file of the workspace with its text.
fn rust_files() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("readable folder") {
            let path = entry.expect("readable entry").path();
            if path.is_dir() {
                if !path.ends_with("target") {
                    walk(&path, files);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8 source");
                files.push((path, text));
            }
        }
    }
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        walk(&root().join(folder), &mut files);
    }
    assert!(files.len() > 20, "the walk found the sources");
    files
}

/// Fails with one line per file that breaks a rule.
fn check(rule: &str, broken: impl Fn(&Path, &str) -> bool) {
    let offenders: Vec<_> = rust_files()
        .into_iter()
        .filter(|(path, text)| broken(path, text))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(offenders.is_empty(), "{rule}:\n{}", offenders.join("\n"));
}

fn is_in(path: &Path, crates: &[&str]) -> bool {
    crates.iter().any(|name| path.starts_with(root().join("crates").join(name)))
}

#[test]
fn no_file_is_over_the_limit() {
    check("over 800 lines", |_, text| text.lines().count() > LINE_LIMIT);
}

#[test]
fn every_file_opens_with_a_module_comment() {
    check("does not open with //!", |_, text| !text.starts_with("//!"));
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    const NAMES: [&str; 8] = ["utils", "common", "helpers", "misc", "types", "models", "manager", "service"];
    check("a module name that says nothing", |path, _| {
        path.components().any(|part| {
            let name = part.as_os_str().to_string_lossy();
            NAMES.contains(&name.trim_end_matches(".rs"))
        })
    });
}

#[test]
fn sql_stands_only_in_store() {
    const WORDS: [&str; 4] = ["\"select ", "\"insert into ", "\"update ", "\"delete from "];
    check("SQL outside store", |path, text| {
        !is_in(path, &["store"])
            && !path.starts_with(root().join("xtask"))
            && WORDS.iter().any(|word| text.contains(word))
    });
}

#[test]
fn workdays_are_counted_only_in_statute() {
    check("day arithmetic outside statute", |path, text| {
        path.components().any(|part| part.as_os_str() == "src")
            && !is_in(path, &["statute"])
            && (text.contains("ToSpan") || text.contains(".tomorrow()") || text.contains(".weekday()"))
    });
}

#[test]
fn statute_asks_neither_clock_nor_disk() {
    const FORBIDDEN: [&str; 5] = ["std::fs", "std::env", "std::time", "Zoned::now", "Timestamp::now"];
    check("I/O in statute", |path, text| {
        path.starts_with(root().join("crates/statute/src"))
            && FORBIDDEN.iter().any(|word| text.contains(word))
    });
}

#[test]
fn no_unfinished_marks() {
    check("an unfinished mark", |path, text| {
        !path.starts_with(root().join("xtask"))
            && ["TODO", "FIXME", "todo!(", "unimplemented!(", "#[ignore"]
                .iter()
                .any(|mark| text.contains(mark))
    });
}

#[test]
fn no_marks_of_a_conflict_are_left() {
    for name in [
        "justfile",
        "CHANGELOG.md",
        "README.md",
        "GLOSSARY.md",
        "Cargo.toml",
        "scripts/test",
        "docs/README.md",
    ] {
        let text = fs::read_to_string(root().join(name)).expect("a file of the project");
        assert!(
            !text.lines().any(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")),
            "{name}"
        );
    }
    check("a mark of a conflict", |_, text| text.lines().any(|line| line.starts_with(&"<".repeat(7))));
}

#[test]
fn pages_are_listed_in_their_folder() {
    for folder in ["docs", "docs/decisions"] {
        let folder = root().join(folder);
        let index = fs::read_to_string(folder.join("README.md")).expect("an index");
        let mut count = 0;
        for entry in fs::read_dir(&folder).expect("readable folder") {
            let name = entry.expect("readable entry").file_name().to_string_lossy().into_owned();
            if name != "README.md" {
                count += 1;
                assert!(index.contains(&name), "{}/README.md does not list {name}", folder.display());
            }
        }
        assert!(count > 0, "there are pages");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut pages = vec![];
    for folder in ["", "docs", "docs/decisions"] {
        for entry in fs::read_dir(root().join(folder)).expect("readable folder") {
            let path = entry.expect("readable entry").path();
            if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            }
        }
    }
    let mut broken = vec![];
    for page in &pages {
        let text = fs::read_to_string(page).expect("UTF-8 page");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let outside = file.is_empty() || file.contains("://");
            if !outside && !page.parent().expect("a page stands in a folder").join(file).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(pages.len() > 8, "the walk found the pages");
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

/// The words of a text that could be identifiers, in lower case without underscores, each once.
fn identifiers(text: &str) -> std::collections::HashSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .map(|word| word.replace('_', "").to_lowercase())
        .collect()
}

#[test]
fn every_word_of_the_glossary_is_used_in_the_code() {
    let mut used = std::collections::HashSet::new();
    for (path, text) in rust_files() {
        if path.components().any(|part| part.as_os_str() == "src") {
            used.extend(identifiers(&text));
        }
    }
    let glossary = fs::read_to_string(root().join("GLOSSARY.md")).expect("a glossary");
    let mut count = 0;
    for row in glossary.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let column = row.split('|').nth(2).expect("a column of identifiers");
        for name in column.split('`').skip(1).step_by(2) {
            count += 1;
            let word = name.replace([' ', '_'], "").to_lowercase();
            assert!(
                used.iter().any(|known| known.contains(&word)),
                "GLOSSARY.md: nothing is called `{name}`: {row}"
            );
        }
    }
    assert!(count > 30, "the table was found");
}
