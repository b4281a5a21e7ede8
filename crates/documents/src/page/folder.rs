//! A folder of an old site's pages: which of them are articles, which files belong to them, where their links lead.
//! Nothing outside the folder is read, whatever links say; no more than one page is in memory at a time.

use std::fs;
use std::path::{Component, Path, PathBuf};

use ammonia::Url;

use super::bring::{Attached, Brought, attachment, web};
use super::folder_walk::Files;
use super::whitelist::{Address, address};
use crate::read::archive::too_large;
use crate::read::{NotReadable, TIME_LIMIT, guard};

/// A folder of an old site, with the address it had there.
#[derive(Clone, Debug)]
pub struct OldSite {
    root: PathBuf,
    /// The name of the site, where it is known: links that name it are links within it.
    host: Option<String>,
    /// Where the folder lay on the site, from `/` to `/`.
    path: String,
}

/// Something about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the folder on.
    pub file: String,
    /// What it is about, in Chinese.
    pub message: String,
}

/// A page with a text of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The bytes of the page.
    pub source: Vec<u8>,
    /// What it gives; its attachments are those that could not be found here.
    pub brought: Brought,
    /// Its files.
    pub files: Vec<Found>,
    /// What could not be found of what it links to.
    pub notes: Vec<String>,
}

/// A file that an article links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The address in the body, to be exchanged for the new one.
    pub href: String,
    /// The text of the link, or the name of the file.
    pub name: String,
    /// The file, from the folder on.
    pub file: String,
}

/// A page that is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoArticle {
    /// It has no text of its own, as a list of links has none.
    PassedOver(String),
    /// It cannot be read.
    Unreadable(String),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To another place of the old site: its address there, from the root on, without what stands behind `?` or `#`.
    Within(String),
    /// To another site, to a mailbox, a telephone.
    Elsewhere,
    /// Nowhere that is.
    Nowhere,
}

impl OldSite {
    /// Opens a folder; `at` is its address on the old site, as `http://www.example.gov.cn/zwgk/`, where it was not the
    /// whole of it.
    ///
    /// # Errors
    /// The folder cannot be read; the address is none of a site.
    pub fn open(folder: &Path, at: Option<&str>) -> Result<Self, NotReadable> {
        let root = fs::canonicalize(folder).and_then(|root| fs::read_dir(&root).map(|_| root));
        let root = root.map_err(|error| NotReadable {
            what: format!("文件夹 {} 打不开（{error}）", folder.display()),
            advice: "请检查路径和读取权限".into(),
        })?;
        let Some(at) = at else { return Ok(Self { root, host: None, path: "/".into() }) };
        let url = Url::parse(at).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let host = url.as_ref().and_then(|url| url.host_str()).map(str::to_owned);
        let (Some(url), Some(host)) = (url, host) else {
            return Err(NotReadable {
                what: format!("旧网站的地址“{at}”"),
                advice: "应形如 http://www.example.gov.cn/ 或者 http://www.example.gov.cn/zwgk/".into(),
            });
        };
        let path = format!("{}/", decoded(url.path()).trim_end_matches('/'));
        Ok(Self { root, host: Some(host), path })
    }

    /// Every file of the folder, in the order of names.
    pub fn files(&self) -> Files<'_> {
        Files::of(&self.root)
    }

    /// Whether a file is a page by its name.
    pub fn is_page(file: &str) -> bool {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| {
            ["html", "htm", "shtml", "xhtml"].iter().any(|page| ending.eq_ignore_ascii_case(page))
        })
    }

    /// The address of a file on the old site.
    pub fn address(&self, file: &str) -> String {
        format!("{}{file}", self.path)
    }

    /// The bytes of a file within the limit.
    ///
    /// # Errors
    /// It cannot be read, or is too large.
    pub fn content(&self, file: &str) -> Result<Vec<u8>, String> {
        let path = self.root.join(file);
        let size = fs::metadata(&path).map_err(|error| format!("打不开（{error}）"))?.len();
        if let Some(refusal) = too_large(size) {
            return Err(refusal.to_string());
        }
        fs::read(path).map_err(|error| format!("读不出来（{error}）"))
    }

    /// Reads a page; one that cannot be read does not stop the others.
    ///
    /// # Errors
    /// It is no article.
    pub fn article(&self, file: &str) -> Result<Article, NoArticle> {
        let source = self.content(file).map_err(NoArticle::Unreadable)?;
        let bytes = source.clone();
        let page = guard::within(TIME_LIMIT, move || web::read(&bytes)).map_err(|refusal| {
            let is_passed = refusal.what.contains(web::NO_TEXT);
            if is_passed {
                NoArticle::PassedOver(refusal.to_string())
            } else {
                NoArticle::Unreadable(refusal.to_string())
            }
        })?;
        let mut brought = page.with(|src| self.content(&self.file_at(file, src).ok()?).ok());
        let (mut files, mut notes, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for Attached { href, name } in std::mem::take(&mut brought.attachments) {
            if self.leads_to(file, &href) == Lead::Elsewhere {
                notes.push(format!("附件“{href}”在别的网站，没有导入，链接保留"));
                left.push(Attached { href, name });
                continue;
            }
            let found = self.file_at(file, &href).and_then(|found| {
                attachment(&found, &self.content(&found)?).map_err(|refusal| refusal.to_string())?;
                Ok(found)
            });
            match found {
                Ok(found) => {
                    let own = found.rsplit('/').next().unwrap_or_default().to_owned();
                    files.push(Found { href, name: if name.is_empty() { own } else { name }, file: found });
                }
                Err(message) => {
                    notes.push(format!("附件“{href}”：{message}"));
                    left.push(Attached { href, name });
                }
            }
        }
        brought.attachments = left;
        if brought.body.is_empty() && files.is_empty() {
            return Err(NoArticle::PassedOver("网页里没有正文，也没有附件".into()));
        }
        Ok(Article { source, brought, files, notes })
    }

    /// Where a link of a page leads.
    pub fn leads_to(&self, file: &str, href: &str) -> Lead {
        let written = match address(href) {
            Address::Here(href) => href,
            Address::There(href) => {
                let url = Url::parse(&href).ok();
                let host = url.as_ref().and_then(|url| url.host_str());
                match (url.as_ref(), host, &self.host) {
                    (Some(url), Some(host), Some(own)) if host.eq_ignore_ascii_case(own) => {
                        url.path().to_owned()
                    }
                    _ => return Lead::Elsewhere,
                }
            }
            Address::Anchor | Address::Data(_) | Address::Unlawful => return Lead::Nowhere,
        };
        let plain = decoded(written.split(['?', '#']).next().unwrap_or_default());
        if plain.is_empty() {
            return Lead::Nowhere;
        }
        let page = self.address(file);
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = if plain.starts_with('/') { plain } else { format!("{folder}/{plain}") };
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/').filter(|part| !matches!(*part, "" | ".")) {
            if part != ".." {
                parts.push(part);
            } else if parts.pop().is_none() {
                return Lead::Nowhere;
            }
        }
        let end = if whole.ends_with('/') && !parts.is_empty() { "/" } else { "" };
        Lead::Within(format!("/{}{end}", parts.join("/")))
    }

    /// The file inside the folder that an address of a page means.
    fn file_at(&self, page: &str, href: &str) -> Result<String, String> {
        const OUTSIDE: &str = "指向文件夹之外，没有读取";
        let leads = match self.leads_to(page, href) {
            Lead::Within(address) => address,
            Lead::Elsewhere => return Err("不是本文件夹里的地址".into()),
            Lead::Nowhere => return Err(OUTSIDE.into()),
        };
        let file = leads.strip_prefix(&self.path).ok_or(OUTSIDE)?;
        let is_plain = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        let path = self.root.join(file);
        let path = fs::canonicalize(path).map_err(|_| "文件不在文件夹里".to_owned())?;
        // A symbolic link could lead anywhere.
        if !is_plain || !path.starts_with(&self.root) {
            return Err(OUTSIDE.into());
        }
        if path.is_file() { Ok(file.to_owned()) } else { Err("不是文件".into()) }
    }
}

/// An address without its `%20`; what does not become UTF-8 stays as it is.
pub fn decoded(text: &str) -> String {
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
