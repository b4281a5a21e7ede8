//! Every provision that is written in the sources stands in the index, and the index itself is sound.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use statute::citation::{Act, Citation, PROVISIONS, find};
use statute::leaf::Leaf;

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path
            .extension()
            .is_some_and(|ending| ["rs", "md", "html", "typ", "toml"].iter().any(|e| ending == *e))
        {
            files.push(path);
        }
    }
}

#[test]
fn every_citation_in_sources_and_documents_resolves() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["crates", "docs", "xtask"] {
        sources(&root.join(folder), &mut files);
    }
    for entry in fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    let (mut count, mut unknown) = (0, Vec::new());
    for path in files {
        // This file names provisions that do not exist.
        if path.ends_with("articles/citations.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (line, text) in text.lines().enumerate() {
            for written in find(text) {
                count += 1;
                if written.citation.is_none() {
                    unknown.push(format!("{}:{}: {}", path.display(), line + 1, written.text));
                }
            }
        }
    }
    assert!(count > 200, "only {count} citations were found");
    assert!(
        unknown.is_empty(),
        "not in the index of provisions (crates/statute/src/citation/index.rs):\n{}",
        unknown.join("\n")
    );
}

#[test]
fn the_index_holds_each_article_once_with_a_summary_of_our_own() {
    let mut seen = BTreeSet::new();
    for provision in PROVISIONS {
        assert!(seen.insert((provision.act, provision.article)), "{provision:?}");
        assert!(!provision.items.is_empty(), "{provision:?}");
        let length = provision.summary.chars().count();
        assert!((2..=50).contains(&length), "{provision:?}");
    }
    for article in 1..=56 {
        assert!(seen.contains(&(Act::Regulation, article)), "《条例》第{article}条");
    }
}

#[test]
fn a_citation_prints_short_and_formal_and_reads_back() {
    let citation = Citation::regulation(36).item(4);
    assert_eq!(citation.to_string(), "《条例》第36条第（四）项");
    assert_eq!(citation.formal(), "《中华人民共和国政府信息公开条例》第三十六条第（四）项");
    assert_eq!(
        Citation::of(Act::ReviewLaw, 23).paragraph(1).item(4).formal(),
        "《中华人民共和国行政复议法》第二十三条第一款第（四）项"
    );
    assert_eq!(Citation::regulation(20).item(15).to_string(), "《条例》第20条第（十五）项");
    for provision in PROVISIONS {
        // Both versions of 行政复议法 have one full name, which means the one in force.
        if provision.act == Act::ReviewLaw2017 {
            continue;
        }
        let citation = Citation::of(provision.act, provision.article);
        for text in [citation.to_string(), citation.formal()] {
            let found = find(&text);
            assert_eq!(found.len(), 1, "{text}");
            let read = found[0].citation.unwrap();
            assert_eq!(read.provision().article, provision.article, "{text}");
        }
    }
}

#[test]
fn what_does_not_exist_is_not_found() {
    for text in [
        "《条例》第57条",
        "《条例》第33条第4款",
        "《条例》第36条第（八）项",
        "《条例》第33条第1款第（一）项",
        "《无此法》第1条",
    ] {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].citation, None, "{text}");
    }
    let found = find("《条例》第32条、第33条第3款、第99条，又见《年度报告》的格式");
    let resolved: Vec<bool> = found.iter().map(|written| written.citation.is_some()).collect();
    assert_eq!(resolved, [true, true, false]);
    assert!(std::panic::catch_unwind(|| Citation::regulation(57)).is_err());
    assert!(std::panic::catch_unwind(|| Citation::regulation(33).paragraph(4)).is_err());
    assert!(std::panic::catch_unwind(|| Citation::regulation(36).item(8)).is_err());
}

#[test]
fn each_outcome_has_its_articles() {
    let articles = |leaf: Leaf| leaf.basis().iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    for (code, expected) in [
        ("1", "《条例》第36条第（一）项、《条例》第36条第（二）项"),
        ("2", "《条例》第37条、《条例》第36条第（二）项、《条例》第36条第（三）项"),
        ("3.1", "《条例》第14条、《条例》第36条第（三）项"),
        ("3.2", "《条例》第14条、《条例》第36条第（三）项"),
        ("3.3", "《条例》第14条、《条例》第36条第（三）项"),
        ("3.4", "《条例》第15条、《条例》第32条、《条例》第36条第（三）项"),
        ("3.5", "《条例》第16条第1款、《条例》第36条第（三）项"),
        ("3.6", "《条例》第16条第2款、《条例》第36条第（三）项"),
        ("3.7", "《条例》第16条第2款、《条例》第36条第（三）项"),
        ("3.8", "《条例》第36条第（七）项"),
        ("4.1", "《条例》第36条第（四）项、《条例》第36条第（五）项"),
        ("4.2", "《条例》第38条"),
        ("4.3", "《条例》第30条"),
        ("5.1", "《条例》第39条第1款"),
        ("5.2", "《条例》第36条第（六）项"),
        ("5.3", "《条例》第39条第2款"),
        ("5.4", "《条例》第35条"),
        ("5.5", "《条例》第2条、《条例》第36条"),
        ("6.1", "《条例》第30条"),
        ("6.2", "《条例》第42条第1款、《信息处理费管理办法》第6条"),
        ("6.3", ""),
    ] {
        assert_eq!(articles(Leaf::from_code(code).unwrap()), expected, "{code}");
    }
    assert!(Leaf::ALL.into_iter().filter(|leaf| leaf.basis().is_empty()).eq([Leaf::OtherHandling]));
}
