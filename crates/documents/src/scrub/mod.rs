//! Takes out of DOCX and XLSX what nobody means to publish: comments, tracked changes, properties, leftovers.
//!
//! What is hidden (text, sheets, rows, columns) is not taken out but refused: it may be what somebody needs, or what
//! the visible part is computed from, and only a person can tell.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "names of parts are folded before, or written in one way"
)]

mod rewrite;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::page::kind;
use crate::read::{Format, NotReadable, TIME_LIMIT, sniff, within};
use crate::surfaces::{Package, Surface, beside, surfaces};
use rewrite::{Fate, rewritten};

/// A scrubbed file (净化后的文件), opened again and looked through.
#[derive(Clone, Debug)]
pub struct Scrubbed {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was taken out, place and number, in Chinese: `批注2处`.
    pub removed: Vec<String>,
    /// Each text that was taken out, with its place.
    pub taken: Vec<Surface>,
    /// What the file now says.
    pub surfaces: Vec<Surface>,
}

/// What is taken out, by what its places contain, and what people call it.
const UNWANTED: [(&str, &str); 6] = [
    ("批注", "批注"),
    ("修订", "修订"),
    ("文档属性", "文档属性"),
    ("没有单元格使用的文字", "没有单元格使用的文字"),
    ("XML注释", "XML注释"),
    ("打印设置", "打印设置"),
];
/// Scrubs a file.
///
/// # Errors
/// It is neither DOCX nor XLSX, cannot be looked through, holds something hidden, or cannot be scrubbed without
/// changing what it says.
pub fn scrub(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Scrubbed, NotReadable> {
    let bytes = bytes.into();
    if kind(&bytes).is_some() {
        return Err(refused("图片不能自动净化", "请用图片程序去掉拍摄地点、作者等信息后另存"));
    }
    let before = surfaces(name, bytes.clone())?;
    if let Some(hidden) = before.iter().find(|surface| unquoted(&surface.place).contains("隐藏")) {
        return Err(refused(
            format!("{}有内容，不能自动净化", hidden.place),
            "请打开文件，取消隐藏后决定保留或者删除",
        ));
    }
    let (format, owned) = (sniff::format(&bytes, name)?, name.to_owned());
    if !matches!(format, Format::Docx | Format::Xlsx) {
        return Err(refused(
            format!("{}文件不能自动净化", format.zh()),
            "请用原来的程序去掉批注、属性后另存",
        ));
    }
    let scrubbed = within(TIME_LIMIT, move || package(&bytes))?;
    let after = surfaces(&owned, scrubbed.clone())?;
    if let Some(left) = after.iter().find(|surface| unwanted(surface).is_some()) {
        return Err(refused(format!("净化后仍有内容：{}", left.place), "请用Word或者Excel去掉后另存"));
    }
    let texts = |surfaces: &[Surface]| {
        let kept = surfaces.iter().filter(|surface| unwanted(surface).is_none());
        kept.map(|surface| surface.text.clone()).collect::<Vec<_>>()
    };
    if texts(&before) != texts(&after) {
        return Err(refused("净化会改变正文", "请用Word或者Excel去掉后另存"));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let taken: Vec<Surface> = before.into_iter().filter(|surface| unwanted(surface).is_some()).collect();
    for what in taken.iter().filter_map(unwanted) {
        *counts.entry(what).or_default() += 1;
    }
    let removed = counts.into_iter().map(|(what, count)| format!("{what}{count}处")).collect();
    Ok(Scrubbed { bytes: scrubbed, removed, taken, surfaces: after })
}

/// What a surface is called that is to be taken out.
fn unwanted(surface: &Surface) -> Option<&'static str> {
    // What stands in an embedded file is that file's; it is not scrubbed and stays to be seen.
    let place = unquoted(&surface.place);
    let place = place.split_once("中的").map_or(place.as_str(), |(before, _)| before);
    UNWANTED.iter().find(|(word, _)| place.contains(word)).map(|(_, what)| *what)
}

/// A place without the names in it, which people give: a sheet may be called 修订对照表.
fn unquoted(place: &str) -> String {
    let mut rest = place;
    let mut told = String::new();
    while let Some((before, (_, after))) =
        rest.split_once('“').and_then(|(before, named)| Some((before, named.split_once('”')?)))
    {
        told.push_str(before);
        rest = after;
    }
    told + rest
}

/// A refusal: the file was looked through and cannot be scrubbed.
fn refused(what: impl Into<String>, advice: &str) -> NotReadable {
    NotReadable { what: what.into(), advice: advice.into() }
}

/// Writes the package anew, without what is dropped.
fn package(bytes: &[u8]) -> Result<Vec<u8>, NotReadable> {
    let parts = Package::parts_of(bytes)?;
    let dropped: BTreeSet<String> = parts
        .iter()
        .filter(|(name, bytes)| beside(name, bytes).is_some())
        .map(|(name, _)| name.clone())
        .collect();
    let unused = unused_strings(&parts)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let broken = |_| refused("文件无法重新写出", "请重新另存后再试");
    for (name, bytes) in &parts {
        if dropped.contains(name) {
            continue;
        }
        let written = part(name, bytes, &dropped, &parts, &unused)?;
        writer.start_file(name.as_str(), SimpleFileOptions::default()).map_err(broken)?;
        writer
            .write_all(written.as_deref().unwrap_or(bytes))
            .map_err(|_| refused("文件无法重新写出", "请重新另存后再试"))?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

/// A part as it is written; none where it stays as it is.
fn part(
    name: &str,
    bytes: &[u8],
    dropped: &BTreeSet<String>,
    parts: &BTreeMap<String, Vec<u8>>,
    unused: &BTreeSet<usize>,
) -> Result<Option<Vec<u8>>, NotReadable> {
    let is_dropped = |target: &str| {
        let target = target.trim_start_matches("../").trim_start_matches('/');
        dropped.iter().any(|name| name == target || name.ends_with(&format!("/{target}")))
    };
    let xml = || crate::surfaces::decoded(bytes);
    let written = if name == "[Content_Types].xml" {
        rewritten(&xml()?, |element, _| {
            let gone = element.get("PartName").is_some_and(is_dropped);
            Ok(if gone { Fate::Drop } else { Fate::Keep })
        })?
    } else if name.ends_with(".rels") {
        rewritten(&xml()?, |element, _| {
            let gone = element.get("TargetMode").is_none_or(|mode| mode != "External")
                && element.get("Target").is_some_and(is_dropped);
            Ok(if gone { Fate::Drop } else { Fate::Keep })
        })?
    } else if name.starts_with("word/") && name.ends_with(".xml") {
        rewritten(&xml()?, rewrite::of_document)?
    } else if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
        let notes = notes_of(name, parts, &is_dropped)?;
        rewritten(&xml()?, |element, _| {
            let gone = matches!(element.name, "legacyDrawing" | "pageSetup")
                && element.get("id").is_some_and(|id| notes.contains(id));
            Ok(if !gone {
                Fate::Keep
            } else if element.name == "pageSetup" {
                Fate::WithoutId
            } else {
                Fate::Drop
            })
        })?
    } else if name.eq_ignore_ascii_case("xl/sharedStrings.xml") {
        rewrite::blanked(&xml()?, unused)?
    } else if name.ends_with(".xml") && xml().is_ok_and(|xml| xml.contains("<!--")) {
        rewritten(&xml()?, |_, _| Ok(Fate::Keep))?
    } else {
        return Ok(None);
    };
    Ok(Some(written))
}

/// The relations of a sheet that lead to parts that are dropped.
fn notes_of(
    sheet: &str,
    parts: &BTreeMap<String, Vec<u8>>,
    is_dropped: &impl Fn(&str) -> bool,
) -> Result<BTreeSet<String>, NotReadable> {
    let (folder, file) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let Some(bytes) = parts.get(&format!("{folder}/_rels/{file}.rels")) else { return Ok(BTreeSet::new()) };
    let mut ids = BTreeSet::new();
    rewritten(&crate::surfaces::decoded(bytes)?, |element, _| {
        if element.get("Target").is_some_and(is_dropped) {
            ids.extend(element.get("Id").map(str::to_owned));
        }
        Ok(Fate::Keep)
    })?;
    Ok(ids)
}

/// Which shared strings no cell of any sheet uses.
fn unused_strings(parts: &BTreeMap<String, Vec<u8>>) -> Result<BTreeSet<usize>, NotReadable> {
    let Some(strings) = parts.iter().find(|(name, _)| name.eq_ignore_ascii_case("xl/sharedStrings.xml"))
    else {
        return Ok(BTreeSet::new());
    };
    let mut used = BTreeSet::new();
    for (name, bytes) in parts {
        if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
            used.extend(rewrite::used_strings(&crate::surfaces::decoded(bytes)?)?);
        }
    }
    let count = rewrite::count_strings(&crate::surfaces::decoded(strings.1)?)?;
    Ok((0..count).filter(|at| !used.contains(at)).collect())
}
