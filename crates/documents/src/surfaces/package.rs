//! The parts of an Office Open XML file, and those that every kind of it has.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "names of parts are folded before, or written in one way"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::markup::{self, Node};
use super::{Gather, decoded, metadata, picture, refused};
use crate::page::kind;
use crate::read::NotReadable;

/// Parts that stand beside the content, by the beginning of their names, and what people call what is in them; they
/// can be taken out without anything of the content changing.
const BESIDE: [(&str, &str); 10] = [
    ("docProps/", "文档属性"),
    ("word/comments", "批注"),
    ("word/people", "批注"),
    ("xl/comments", "批注"),
    ("xl/threadedComments/", "批注"),
    ("xl/persons/", "批注"),
    ("xl/drawings/commentsDrawing", "批注"),
    ("xl/calcChain", "计算顺序"),
    ("xl/printerSettings/", "打印设置"),
    ("word/printerSettings", "打印设置"),
];

/// What people call what is in a part that stands beside the content; none for a part of the content. Links of a part
/// are part of it.
pub(crate) fn beside(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if let Some((folder, file)) = name.strip_suffix(".rels").and_then(|name| name.split_once("_rels/")) {
        return beside(&format!("{folder}{file}"), &[]);
    }
    // Frames of notes; other drawings of this kind hold buttons.
    let is_notes = || {
        let text = String::from_utf8_lossy(bytes);
        text.matches("ObjectType=").count() == text.matches("ObjectType=\"Note\"").count()
    };
    if name.starts_with("xl/drawings/vmlDrawing") && !bytes.is_empty() && is_notes() {
        return Some("批注");
    }
    BESIDE.iter().find(|(start, _)| name.starts_with(start)).map(|(_, what)| *what)
}

/// Parts of one file.
const MOST_PARTS: usize = 20_000;

/// The parts by name; those looked at are taken out.
pub(crate) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

/// A link from a part to another or to somewhere else.
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) is_external: bool,
}

impl Package {
    /// Unpacks every part.
    pub(super) fn open(bytes: &[u8], gather: &mut Gather) -> Result<Self, NotReadable> {
        let broken = || refused("损坏的文件（或未下载完整）", "请重新另存");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        if archive.len() > MOST_PARTS {
            return Err(refused("文件的部件过多", "请重新另存"));
        }
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let part = archive
                .by_index(index)
                .map_err(|_| refused("文件的部件加密或者损坏", "请取消密码保护后另存"))?;
            if part.is_dir() {
                continue;
            }
            let name = String::from_utf8_lossy(part.name_raw()).replace('\\', "/");
            let name = name.trim_start_matches('/').to_owned();
            let mut content = Vec::new();
            part.take(gather.left().saturating_add(1)).read_to_end(&mut content).map_err(|_| broken())?;
            gather.spend(content.len() as u64)?;
            if parts.insert(name, content).is_some() {
                return Err(refused("文件里有两个同名的部件", "请重新另存"));
            }
        }
        Ok(Self { parts })
    }

    /// The parts of a file, by name.
    pub(crate) fn parts_of(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, NotReadable> {
        Ok(Self::open(bytes, &mut Gather::default())?.parts)
    }

    /// Takes a part out as text.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<String>, NotReadable> {
        let found = self.parts.keys().find(|part| part.eq_ignore_ascii_case(name)).cloned();
        found.and_then(|name| self.parts.remove(&name)).map(|bytes| decoded(&bytes)).transpose()
    }

    /// A part as text; it stays to be looked at with the rest.
    pub(super) fn look(&self, name: &str) -> Result<Option<String>, NotReadable> {
        self.parts.get(name).map(|bytes| decoded(bytes)).transpose()
    }

    /// Names of the parts that are left and begin so.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        self.parts.keys().filter(|name| name.starts_with(start)).cloned().collect()
    }

    /// Where a part leads, with absolute names of parts; external targets are kept as they stand.
    pub(super) fn relations(&self, part: &str) -> Result<Vec<Relation>, NotReadable> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(bytes) = self.parts.get(name.trim_start_matches('/')) else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        markup::walk(&decoded(bytes)?, |node| {
            if let Node::Start(element) = node
                && element.name == "Relationship"
            {
                let is_external = element.get("TargetMode").is_some_and(|mode| mode == "External");
                let target = element.get("Target").unwrap_or_default().to_owned();
                relations.push(Relation {
                    id: element.get("Id").unwrap_or_default().to_owned(),
                    kind: element
                        .get("Type")
                        .and_then(|kind| kind.rsplit('/').next())
                        .unwrap_or_default()
                        .to_owned(),
                    target: if is_external { target } else { absolute(folder, &target) },
                    is_external,
                });
            }
        })?;
        Ok(relations)
    }

    /// Everything that has not been taken out: properties, targets of links, embedded files, pictures, and whatever
    /// else holds text.
    pub(super) fn rest(mut self, gather: &mut Gather) -> Result<(), NotReadable> {
        for (name, bytes) in std::mem::take(&mut self.parts) {
            let lower = name.to_ascii_lowercase();
            let what = beside(&name, &bytes).unwrap_or_default();
            if lower.starts_with("docprops/") && lower.ends_with(".xml") {
                metadata::properties(&decoded(&bytes)?, gather)?;
            } else if lower.ends_with(".rels") {
                markup::walk(&decoded(&bytes)?, |node| {
                    if let Node::Start(element) = node
                        && element.get("TargetMode").is_some_and(|mode| mode == "External")
                    {
                        gather.tell(format!("{what}链接目标"), element.get("Target").unwrap_or_default());
                    }
                })?;
            } else if lower == "[content_types].xml" {
            } else if bytes.starts_with(b"PK")
                || bytes.starts_with(b"\xd0\xcf\x11\xe0")
                || bytes.starts_with(b"%PDF-")
            {
                let file = name.rsplit('/').next().unwrap_or(&name);
                if lower.ends_with("vbaproject.bin") {
                    return Err(refused("文件含有宏", "请另存为不含宏的DOCX或者XLSX"));
                }
                gather.inside("嵌入文件", file, &bytes)?;
            } else if kind(&bytes).is_some() || picture::is_picture(&bytes) {
                let file = name.rsplit('/').next().unwrap_or(&name);
                gather.inside(&format!("{what}图片"), file, &bytes)?;
            } else if lower.ends_with(".xml")
                || lower.ends_with(".vml")
                || bytes.trim_ascii_start().starts_with(b"<?xml")
            {
                other(&format!("{what}部件“{name}”"), &decoded(&bytes)?, gather)?;
            } else if [".htm", ".html", ".mht", ".txt", ".rtf"].iter().any(|ending| lower.ends_with(ending)) {
                let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
                gather.inside("嵌入文件", &name, &bytes)?;
            } else if !lower.ends_with(".odttf") {
                gather.tell(format!("{what}部件“{name}”"), &picture::strings(&bytes));
            }
        }
        Ok(())
    }
}

/// A part that no reader of ours knows: its texts, a line for each paragraph, and what its attributes say. Tracked
/// changes, variables and comments are told apart, for they can be taken out of it.
fn other(place: &str, xml: &str, gather: &mut Gather) -> Result<(), NotReadable> {
    let (mut text, mut said, mut changed) = (String::new(), String::new(), String::new());
    let mut changes = 0_usize;
    markup::walk(xml, |node| match node {
        Node::Start(element) => {
            changes += usize::from(element.name.ends_with("Change"));
            for (_, value) in element.attributes() {
                if element.name == "docVar" {
                    gather.tell(format!("文档属性 {place}的变量"), &value);
                } else if markup::is_worth_a_look(&value) {
                    let is_of_change = changes > 0 || markup::is_change(element.name);
                    let said = if is_of_change { &mut changed } else { &mut said };
                    said.push_str(&value);
                    said.push('\n');
                }
            }
        }
        Node::Text(part) => text.push_str(part),
        Node::End(name) => {
            changes = changes.saturating_sub(usize::from(name.ends_with("Change")));
            if !matches!(name, "t" | "r" | "rPr" | "fld") && !text.ends_with('\n') {
                text.push('\n');
            }
        }
        Node::Comment(part) => gather.tell(format!("{place}的XML注释"), part),
    })?;
    gather.tell(place, text.trim_start());
    gather.tell(format!("{place}的属性"), &said);
    gather.tell(format!("{place}的修订"), &changed);
    Ok(())
}

/// The name of a part as another one in this folder calls it.
fn absolute(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut way: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                way.pop();
            }
            "." | "" => {}
            _ => way.push(step),
        }
    }
    way.join("/")
}
