//! A folder of an old site's pages: which of them are articles, which files belong to them. Nothing outside the folder
//! is read, whatever links say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::bring::{Attached, Brought, attachment, is_file, web};
use super::whitelist::{Address, address};
use crate::read::archive::too_large;
use crate::read::{NotReadable, TIME_LIMIT, guard};

/// Folders within folders.
const MAX_DEPTH: usize = 30;
/// Files of one folder.
const MAX_FILES: usize = 200_000;

/// What a folder would bring in.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The articles, in the order of their names.
    pub articles: Vec<Article>,
    /// Pages without a text of their own, and files that no article links to, with the reason.
    pub passed_over: Vec<Fault>,
    /// What is wrong, by file.
    pub faults: Vec<Fault>,
}

/// Something about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the folder on.
    pub file: String,
    /// What it is about, in Chinese.
    pub message: String,
}

/// A page that is brought in.
#[derive(Debug, PartialEq, Eq)]
pub struct Article {
    /// The file, from the folder on.
    pub file: String,
    /// What it gives; its attachments are those that could not be found here.
    pub brought: Brought,
    /// Its files.
    pub files: Vec<Found>,
}

/// A file that an article links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The address in the body, to be exchanged for the new one.
    pub href: String,
    /// The text of the link, or the name of the file.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What it is, by its content.
    pub media: &'static str,
}

/// Reads a folder; each page is read by itself, and one that cannot be read does not stop the others. `each` is told
/// how many of how many files are done.
///
/// # Errors
/// The folder cannot be read, or holds more files than any site of an office has.
pub fn folder(folder: &Path, mut each: impl FnMut(usize, usize)) -> Result<Plan, NotReadable> {
    let root = fs::canonicalize(folder).map_err(|error| NotReadable {
        what: format!("文件夹 {} 打不开（{error}）", folder.display()),
        advice: "请检查路径和读取权限".into(),
    })?;
    let mut plan = Plan::default();
    let mut files = Vec::new();
    walk(&root, &root, 0, &mut files, &mut plan.faults)?;
    files.sort();
    let mut linked = BTreeSet::new();
    let pages: Vec<&PathBuf> = files.iter().filter(|it| is_page(it)).collect();
    for (index, path) in pages.iter().enumerate() {
        article(&root, path, &mut plan, &mut linked);
        each(index + 1, pages.len());
    }
    for path in files.iter().filter(|it| !is_page(it) && !linked.contains(*it)) {
        if is_file(&path.to_string_lossy()) {
            let message = "没有网页链接到它，没有导入；需要的请单独导入".into();
            plan.passed_over.push(Fault { file: shown(&root, path), message });
        }
    }
    Ok(plan)
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ["html", "htm", "shtml", "xhtml"].iter().any(|page| ending.eq_ignore_ascii_case(page))
    })
}

/// A file's name from the folder on.
fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn walk(
    root: &Path,
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    faults: &mut Vec<Fault>,
) -> Result<(), NotReadable> {
    let mut fault = |path: &Path, message: String| faults.push(Fault { file: shown(root, path), message });
    if depth > MAX_DEPTH {
        fault(folder, format!("文件夹嵌套超过{MAX_DEPTH}层，其中的文件没有读取"));
        return Ok(());
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            fault(folder, format!("文件夹打不开（{error}）"));
            return Ok(());
        }
    };
    let mut folders = Vec::new();
    for entry in entries {
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        match entry.file_type() {
            // A link could lead anywhere.
            Ok(kind) if kind.is_symlink() => fault(&path, "是符号链接，没有读取".into()),
            Ok(kind) if kind.is_dir() => folders.push(path),
            Ok(kind) if kind.is_file() => files.push(path),
            Ok(_) => fault(&path, "不是普通文件，没有读取".into()),
            Err(error) => fault(&path, format!("打不开（{error}）")),
        }
    }
    if files.len() > MAX_FILES {
        return Err(NotReadable {
            what: format!("文件夹里有超过{MAX_FILES}个文件"),
            advice: "请分成几个文件夹导入".into(),
        });
    }
    folders.sort();
    folders.iter().try_for_each(|it| walk(root, it, depth + 1, files, faults))
}

/// The bytes of a file within the limit.
fn content(path: &Path) -> Result<Vec<u8>, String> {
    let size = fs::metadata(path).map_err(|error| format!("打不开（{error}）"))?.len();
    if let Some(refusal) = too_large(size) {
        return Err(refusal.to_string());
    }
    fs::read(path).map_err(|error| format!("读不出来（{error}）"))
}

fn article(root: &Path, path: &Path, plan: &mut Plan, linked: &mut BTreeSet<PathBuf>) {
    let file = shown(root, path);
    let fault = |message: String| Fault { file: file.clone(), message };
    let bytes = match content(path) {
        Ok(bytes) => bytes,
        Err(message) => return plan.faults.push(fault(message)),
    };
    let page = match guard::within(TIME_LIMIT, move || web::read(&bytes)) {
        Ok(page) => page,
        Err(refusal) if refusal.what.contains(web::NO_TEXT) => {
            return plan.passed_over.push(fault(refusal.to_string()));
        }
        Err(refusal) => return plan.faults.push(fault(refusal.to_string())),
    };
    let mut brought = page.with(|src| content(&resolve(root, path, src).ok()?).ok());
    let mut files = Vec::new();
    let mut left = Vec::new();
    for Attached { href, name } in std::mem::take(&mut brought.attachments) {
        if matches!(address(&href), Address::There(_)) {
            plan.faults.push(fault(format!("附件“{href}”在别的网站，没有导入，链接保留")));
            left.push(Attached { href, name });
            continue;
        }
        let found = resolve(root, path, &href).and_then(|path| {
            let media = attachment(&shown(root, &path), &content(&path)?).map_err(|it| it.to_string())?;
            Ok((path, media))
        });
        match found {
            Ok((path, media)) => {
                linked.insert(path.clone());
                let own = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
                let name = if name.is_empty() { own } else { name };
                files.push(Found { href, name, path, media });
            }
            Err(message) => {
                plan.faults.push(fault(format!("附件“{href}”：{message}")));
                left.push(Attached { href, name });
            }
        }
    }
    brought.attachments = left;
    if brought.body.is_empty() && files.is_empty() {
        return plan.passed_over.push(fault("网页里没有正文，也没有附件".into()));
    }
    plan.articles.push(Article { file, brought, files });
}

/// The file inside the folder that an address of a page means.
fn resolve(root: &Path, page: &Path, href: &str) -> Result<PathBuf, String> {
    let Address::Here(href) = address(href) else { return Err("不是本文件夹里的地址".into()) };
    let written = href.split(['?', '#']).next().unwrap_or_default();
    let plain = decoded(written);
    let (mut path, relative) = match plain.strip_prefix('/') {
        Some(rest) => (root.to_path_buf(), rest.to_owned()),
        None => (page.parent().unwrap_or(root).to_path_buf(), plain.clone()),
    };
    for part in Path::new(&relative).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir => {
                if path == root || !path.pop() {
                    return Err("指向文件夹之外，没有读取".into());
                }
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return Err("指向文件夹之外，没有读取".into()),
        }
    }
    let path = fs::canonicalize(&path).map_err(|_| "文件不在文件夹里".to_owned())?;
    if !path.starts_with(root) {
        return Err("指向文件夹之外，没有读取".into());
    }
    if path.is_file() { Ok(path) } else { Err("不是文件".into()) }
}

/// An address without its `%20`; what does not become UTF-8 stays as it is.
fn decoded(text: &str) -> String {
    let source = text.as_bytes();
    let mut bytes = Vec::with_capacity(source.len());
    let mut at = 0;
    while at < source.len() {
        let hex = source.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        let value = hex.and_then(|it| u8::from_str_radix(it, 16).ok()).filter(|_| source[at] == b'%');
        bytes.push(value.unwrap_or(source[at]));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(bytes).ok().filter(|it| !it.contains('\0')).unwrap_or_else(|| text.to_owned())
}

/// What the articles of a plan offer, counted by title: the same one twice is seen before it is published twice.
pub fn doubles(plan: &Plan) -> BTreeMap<&str, Vec<&str>> {
    let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for it in &plan.articles {
        if let Some(title) = &it.brought.offered.title {
            titles.entry(title).or_default().push(&it.file);
        }
    }
    titles.retain(|_, files| files.len() > 1);
    titles
}
