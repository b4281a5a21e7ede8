//! A publication as pages show it: text, files, what belongs to it.

use jiff::civil::Date;
use office::publications::{Amounts, Shown, amounts, description};
use statute::publication::Kind;

use super::commentary::Asked;
use super::facts::{Fact, banner, facts, gone};
use super::item::{Item, minute};
use super::past::{self, Row};
use super::print::{self, Download};
use super::worked::WorkedCard;
use crate::desk::Bench;
use crate::layout::{ArticleTags, Chart, Notice};

/// A file of the list.
pub(crate) struct FileLink {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) size: String,
}

/// A publication as its page and the guide's column show it.
pub(crate) struct Article {
    pub(crate) tags: ArticleTags,
    pub(super) facts: Vec<Fact>,
    pub(super) banner: Option<Notice>,
    /// Clean HTML, as `documents::page::Body` makes it, with its columns of numbers marked.
    pub(super) body: String,
    pub(super) has_table: bool,
    /// What a budget's table says, drawn, and its unit.
    pub(super) chart: Option<(&'static str, Chart)>,
    pub(super) files: Vec<FileLink>,
    /// The page as files to take away.
    pub(super) downloads: Vec<Download>,
    /// What it interprets, or what interprets it.
    pub(super) related_heading: &'static str,
    pub(super) related: Vec<Item>,
    /// What a notice tells that asks for comments on the draft below it.
    pub(super) asked: Option<Asked>,
    /// The drafts of it that citizens were asked about.
    pub(super) drafts: Vec<Item>,
    /// A question with its plain answer and worked examples.
    pub(super) worked: Option<WorkedCard>,
    /// The cards that explain it in plain words (看得懂算得清).
    pub(super) cards: Vec<Item>,
    pub(super) source: String,
    /// Every edition, where there was more than one.
    pub(super) editions: Vec<Row>,
    /// What tells that this is an earlier edition, and where the one is that is public now.
    pub(super) replaced: Option<(Notice, String)>,
}

/// A publication as pages show it.
pub(crate) fn article(bench: &Bench, shown: &Shown, today: Date) -> Article {
    let item = &shown.item;
    let public = shown.public();
    let card = &public.edition.card;
    let source = if card.source.is_empty() { &card.issuer } else { &card.source };
    let source = if source.is_empty() { bench.masthead.agency.clone() } else { source.clone() };
    let tags = ArticleTags {
        title: card.title.clone(),
        published_at: minute(public.first_at),
        source: source.clone(),
        keywords: card.keywords.join(","),
        description: description(card, &shown.body.text()),
    };
    let listed = public.edition.files.iter().filter(|file| !file.is_picture);
    let files = listed.map(|file| FileLink {
        name: file.name.clone(),
        address: print::file_address(&shown.address, file),
        size: size(file.bytes),
    });
    let body = shown.body.laid_out();
    Article {
        tags,
        facts: facts(item, today),
        banner: item
            .validity(today)
            .and_then(|validity| banner(item, validity))
            .or_else(|| gone(&shown.gone)),
        chart: chart(card.kind, shown),
        has_table: body.contains("<table"),
        body,
        files: files.collect(),
        downloads: print::downloads(shown),
        related_heading: match card.kind {
            Kind::Interpretation => "解读的文件",
            Kind::Commentary => "最后公布的文件",
            Kind::Worked => "依据的文件",
            _ => "相关解读",
        },
        asked: Asked::of(item, today),
        worked: WorkedCard::of(item, &shown.related, today),
        cards: shown.cards.iter().filter_map(|one| Item::of(one, today)).collect(),
        drafts: shown.drafts.iter().filter_map(|one| Item::of(one, today)).collect(),
        related: shown.related.iter().filter_map(|one| Item::of(one, today)).collect(),
        source,
        editions: past::rows(shown),
        replaced: None,
    }
}

/// The amounts of a budget beside their table; every number of it is in the table.
fn chart(kind: Kind, shown: &Shown) -> Option<(&'static str, Chart)> {
    if kind != Kind::Budget {
        return None;
    }
    let Amounts { unit, column, items, has_more } = amounts(&shown.body.text())?;
    let title =
        if has_more { format!("金额最大的{}项", items.len()) } else { "各项金额".to_owned() };
    let title = if column.is_empty() { title } else { format!("{column}：{title}") };
    let items = items.into_iter().map(|one| (one.item, one.size, one.written)).collect();
    Some((unit, Chart::amounts("amounts", title, "项目", unit, items)))
}

/// The lines of a text that say something.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A size as people read it.
pub(crate) fn size(bytes: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    if bytes >= MEGABYTE {
        format!("{}.{} MB", bytes / MEGABYTE, bytes % MEGABYTE * 10 / MEGABYTE)
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}
