//! A page of an old site, or a file of it that stands for itself, as a publication: card, text, files; its links are exchanged when all numbers are known.

use std::collections::{BTreeMap, HashMap};

use documents::Surface;
use documents::page::{Article, Body, Found, Lead, NoArticle, OldSite};
use jiff::Timestamp;
use statute::publication::{
    Act, AttachedFile, Attribute, Card, Edition, Form, Kind, Origin, Publication, Step,
};
use store::{Content, FromSite, sm3_of};

use super::{Coming, Outcome, Told, column, is_here, lone};
use crate::applications::{Upload, day_of};
use crate::publications::attach::{FILES_LIMIT, attach, is_publishable};
use crate::publications::bring::card;
use crate::publications::card::tidy;
use crate::publications::edition::picture;
use crate::publications::{picture_address, screening};

/// A page that was read, before its links are exchanged.
pub(super) struct Prepared {
    pub(super) card: Card,
    pub(super) origin: Origin,
    pub(super) notes: Vec<String>,
    /// Every text of its files, with its place.
    surfaces: Vec<(String, String)>,
    /// The files it links to, from the folder on.
    pub(super) files: Vec<String>,
    body: Body,
    attached: Vec<AttachedFile>,
    contents: Vec<Content>,
    /// The files that links of the text lead to: address, SM3.
    linked: HashMap<String, String>,
    file: String,
}

/// Reads a page; what becomes of it where it does not come in.
pub(super) fn prepare(coming: &Coming, file: &str, issuer: &str, now: Timestamp) -> Result<Prepared, Told> {
    let is_page = OldSite::is_page(file);
    let read = if is_page { coming.site.article(file) } else { coming.site.lone(file) };
    let article = read.map_err(|no| match no {
        NoArticle::PassedOver(why) => Told::left(file, Outcome::PassedOver, vec![why]),
        NoArticle::Unreadable(why) => Told::left(file, Outcome::LeftOut, vec![why]),
    })?;
    let linked_files = if is_page { coming.site.linked(file, &article) } else { Vec::new() };
    let Article { source, mut brought, files, mut notes } = article;
    if !is_page {
        lone::name(coming, file, &mut brought.offered, &mut notes)?;
    }
    let (offered, today) = (&brought.offered, day_of(now));
    let mut faults = Vec::new();
    let title = offered.title.as_deref().unwrap_or_default();
    let wrong =
        Card::new(Kind::Other, title.split_whitespace().collect::<Vec<_>>().join(" ")).impossible(today);
    match offered.title {
        None => faults.push("没有找到标题".to_owned()),
        Some(_) => faults.extend(wrong.into_iter().map(|fault| fault.message)),
    }
    let address = coming.site.address(file);
    let column = column::of(&coming.columns, offered.column.as_deref(), &address);
    let column = column.map_err(|why| faults.push(why)).ok();
    match offered.published_on {
        None => faults.push("没有找到发布日期（PubDate 标签，或者“发布日期”一栏）".to_owned()),
        Some(day) if day > today => faults.push(format!("发布日期 {day} 晚于今天（{today}）")),
        Some(_) => {}
    }
    if let Some(other) = offered.attribute.filter(|one| *one != Attribute::Proactive) {
        let what = if is_page { "网页" } else { "文件" };
        faults.push(format!("{what}写明“{}”，不作为主动公开的信息导入", other.zh()));
    }
    let (Some(column), Some(published_on), true) = (column, offered.published_on, faults.is_empty()) else {
        return Err(Told::left(file, Outcome::LeftOut, faults));
    };
    let (kind, column) = column::kind_in(column);
    let mut card = card(kind, &brought, file, issuer, now, &mut notes);
    card.column = column;
    card.attribute = Some(Attribute::Proactive);
    card.form = (kind == Kind::Interpretation).then_some(Form::Text);
    tidy(&mut card);
    notes.extend(brought.problems.iter().map(|one| format!("{}：{}", one.place, one.message)));
    let mut index_number = offered.index_number.clone().unwrap_or_default();
    if !index_number.is_empty() && !is_whole(&index_number) {
        notes.push(format!("索引号“{index_number}”不完整，没有带入，另行编号"));
        index_number.clear();
    }
    let mut prepared = Prepared {
        card,
        origin: Origin {
            address,
            published_at: published_on.to_datetime(offered.published_time.unwrap_or_default()),
            index_number,
            sm3: String::new(),
        },
        notes,
        surfaces: Vec::new(),
        files: linked_files,
        body: brought.body,
        attached: Vec::new(),
        contents: Vec::new(),
        linked: HashMap::new(),
        file: file.to_owned(),
    };
    let mut addresses = BTreeMap::new();
    for found in brought.pictures {
        let (attached, content) = picture(found);
        match documents::surfaces(&attached.name, content.bytes()) {
            Ok(surfaces) => prepared.look(&attached.name, surfaces),
            Err(refusal) => {
                let why = format!("图片“{}”：{refusal}", attached.name);
                return Err(Told::left(file, Outcome::LeftOut, vec![why]));
            }
        }
        addresses.insert(attached.name.clone(), picture_address(content.sm3()));
        prepared.keep(attached, content);
    }
    prepared.body = prepared.body.readdressed(&addresses);
    for found in files {
        prepared.take(coming, found);
    }
    if !is_page {
        prepared.keep_original(file, &source).map_err(|why| Told::left(file, Outcome::LeftOut, vec![why]))?;
    }
    let count = prepared.attached.len();
    if count > FILES_LIMIT {
        let why = format!("附件和图片有{count}个，应不超过{FILES_LIMIT}个");
        return Err(Told::left(file, Outcome::LeftOut, vec![why]));
    }
    let mut all = source;
    prepared.attached.iter().for_each(|one| all.extend_from_slice(one.sm3.as_bytes()));
    prepared.origin.sm3 = sm3_of(&all);
    Ok(prepared)
}

/// Whether an index number has its serial: content systems printed `2021-None` where there was none.
fn is_whole(index_number: &str) -> bool {
    let end = index_number.to_ascii_lowercase();
    !["none", "null", "undefined", "nan", "-", "/"].iter().any(|missing| end.ends_with(missing))
}

impl Prepared {
    fn keep(&mut self, attached: AttachedFile, content: Content) {
        if self.attached.iter().all(|known| known.sm3 != attached.sm3) {
            self.attached.push(attached);
            self.contents.push(content);
        }
    }

    /// Keeps the texts of a file to be looked into.
    fn look(&mut self, name: &str, surfaces: Vec<Surface>) {
        self.surfaces.extend(surfaces.into_iter().map(|one| (format!("{name} {}", one.place), one.text)));
    }

    /// Keeps the file that the text is from as its original (原文件).
    fn keep_original(&mut self, file: &str, bytes: &[u8]) -> Result<(), String> {
        let name = file.rsplit('/').next().unwrap_or_default().to_owned();
        if !is_publishable(bytes) {
            self.notes.push(format!("“{name}”不是可以作为附件发布的文件，没有附上"));
            return Ok(());
        }
        let (attached, content) = attach(Upload { name, bytes: bytes.to_vec() })?;
        let surfaces = documents::surfaces(&attached.name, content.bytes())
            .map_err(|refusal| format!("“{}”：{refusal}", attached.name))?;
        self.look(&attached.name, surfaces);
        self.keep(AttachedFile { is_original: true, ..attached }, content);
        Ok(())
    }

    /// Takes a file along that the page links to; one that cannot be is told.
    fn take(&mut self, coming: &Coming, found: Found) {
        let ending = found.file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let has_ending = found.name.to_lowercase().ends_with(&format!(".{}", ending.to_lowercase()));
        let name = if has_ending { found.name } else { format!("{}.{ending}", found.name) };
        let taken = coming.site.content(&found.file).and_then(|bytes| {
            let (attached, content) = attach(Upload { name, bytes })?;
            let surfaces = documents::surfaces(&attached.name, content.bytes())
                .map_err(|refusal| format!("附件“{}”：{refusal}", attached.name))?;
            Ok((attached, content, surfaces))
        });
        match taken {
            Ok((attached, content, surfaces)) => {
                self.look(&attached.name, surfaces);
                self.linked.insert(found.href, attached.sm3.clone());
                self.keep(attached, content);
            }
            Err(why) => self.notes.push(format!("没有带入 {}：{why}", found.file)),
        }
    }

    /// Every text that citizens would see of it, with its place.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, String)> {
        let texts = screening::texts(&self.card, &self.body, &self.attached);
        texts.into_iter().map(|one| (one.place, one.text)).chain(self.surfaces.iter().cloned())
    }

    /// The addresses of the old site that its text links to, each with what it is called there; none where the link
    /// leads nowhere.
    pub(super) fn links(&self, coming: &Coming) -> Vec<(Option<String>, String)> {
        let links = self.body.links().into_iter().filter(|link| !self.linked.contains_key(&link.href));
        links
            .filter_map(|link| match coming.site.leads_to(&self.file, &link.href) {
                Lead::Elsewhere => None,
                Lead::Within(address) if is_here(&address) => None,
                Lead::Nowhere => Some((None, link.href)),
                Lead::Within(address) => Some((Some(address), link.href)),
            })
            .collect()
    }

    /// The publication as it would be if its links led nowhere: for what is asked of it before.
    pub(super) fn alone(&self, by: &str, now: Timestamp) -> Option<Publication> {
        let edition = Edition { card: self.card.clone(), body: String::new(), files: Vec::new() };
        let act = Act::Imported { edition, origin: self.origin.clone() };
        Publication::begin("", &Step { on: day_of(now), by: by.to_owned(), act })
    }

    /// The publication, its links leading to the numbers that `number_of` answers for addresses of the old site.
    pub(super) fn linked(
        self,
        coming: &Coming,
        by: &str,
        now: Timestamp,
        number_of: impl Fn(&str) -> Option<(String, Kind)>,
    ) -> FromSite {
        let Self { mut card, origin, body, attached, mut contents, linked, file, .. } = self;
        let mut explained = Vec::new();
        let body = body.relinked(|href| {
            if let Some(sm3) = linked.get(href) {
                return Some(picture_address(sm3));
            }
            match coming.site.leads_to(&file, href) {
                Lead::Elsewhere => Some(href.to_owned()),
                Lead::Nowhere => None,
                Lead::Within(address) if is_here(&address) => Some(address),
                Lead::Within(address) => {
                    let (number, kind) = number_of(&address)?;
                    explained.extend(kind.needs_interpretation().then(|| number.clone()));
                    Some(format!("/p/{number}"))
                }
            }
        });
        // What explains a policy links to it.
        if card.kind == Kind::Interpretation {
            card.interprets = explained;
            tidy(&mut card);
        }
        let text = Content::new(body.as_str().as_bytes().to_vec());
        let edition = Edition { card, body: text.sm3().to_owned(), files: attached };
        contents.push(text);
        let act = Act::Imported { edition, origin };
        FromSite { step: Step { on: day_of(now), by: by.to_owned(), act }, contents }
    }
}
