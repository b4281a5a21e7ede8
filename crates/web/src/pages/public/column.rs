//! A column (栏目): a list, what lies below it, or the guide in full. 《条例》第12条、第20条、第24条

use std::collections::HashMap;

use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use office::lists::absent;
use office::publications::{Found, found};
use statute::publication::{Column, Meeting};
use store::{Shelf, StoredPublication};

use super::article::{Article, article};
use super::catalogue;
use super::item::Item;
use super::shelf::{COMMENTARIES, Leaf, ROWS, latest, leaf, list_of, query_of};
use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{APPLYING, Appearance, Page, REPORTS, Tab, Tabs, Turning};
use crate::pages::portal::qr;

/// Rows of a column shown by the one above it.
const FEW: u32 = 5;

/// The list of a column.
#[derive(Template)]
#[template(path = "public/list.html")]
struct List {
    page: Page,
    description: &'static str,
    tabs: Option<Tabs>,
    /// Rows under their headings; one without a heading where they are not parted.
    groups: Vec<(String, Vec<Item>)>,
    turning: Option<Turning>,
    /// What is said where there is nothing.
    empty: String,
}

/// A column as the one above it shows it.
pub(crate) struct Section {
    pub(crate) column: &'static Column,
    pub(crate) items: Vec<Item>,
    /// Name and address of what it holds beside publications: columns, reports, forms.
    pub(crate) links: Vec<(String, String)>,
    /// What is said where there is nothing.
    pub(crate) empty: String,
}

/// A column that lies above others.
#[derive(Template)]
#[template(path = "public/parent.html")]
struct Parent {
    page: Page,
    description: &'static str,
    sections: Vec<Section>,
}

/// The guide in full, with its earlier versions.
#[derive(Template)]
#[template(path = "public/guide.html")]
struct Guide {
    page: Page,
    article: Article,
    earlier: Vec<Item>,
    /// The column's address as a code for telephones, with the address.
    code: Option<(String, String)>,
}

/// The page of a column, kept in memory.
pub(crate) async fn show(
    bench: Bench,
    column: &'static Column,
    appearance: Appearance,
    query: HashMap<String, String>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let today = bench.desk.clock.today();
    let mut page = page(&bench, appearance, column);
    if column.children().next().is_some() {
        let mut sections = Vec::new();
        for child in column.children() {
            sections.push(section(&bench, child, today).await?);
        }
        return Ok(kept(Parent { page, description: column.description, sections }.render()?));
    }
    let shelf = list_of(column, &query);
    let own = query_of(column, &query);
    if !own.is_empty() {
        page.address = format!("{}?{own}", column.address());
        page.head.url = bench.own_address(&page.address);
    }
    let is_closed = matches!(shelf, Shelf::Closed);
    let tabs = (column.code == COMMENTARIES).then(|| comment_tabs(column, is_closed));
    let Leaf { mut rows, previous, next } = leaf(&bench, &shelf, &query, ROWS).await?;
    let is_first = previous.is_none();
    if column.code == GUIDE && is_first && !rows.is_empty() {
        return guide(&bench, page, &shelf, rows, headers).await;
    }
    if column.code == CATALOGUE && is_first {
        let items = rows.iter().filter_map(|row| Item::of(&row.item, today)).collect();
        let page = page.clone();
        if let Some(shown) = catalogue::show(&bench, page, column.description, &query, items).await? {
            return Ok(shown);
        }
    }
    let kept_query = if is_closed { "show=closed&" } else { "" };
    let address = |query: String| format!("{}?{kept_query}{query}", column.address());
    let is_turned = previous.is_some() || next.is_some();
    let count = rows.len();
    let groups = if column.code == MEETINGS {
        meetings(&mut rows, today)
    } else {
        let items: Vec<_> = rows.iter().filter_map(|row| Item::of(&row.item, today)).collect();
        if items.is_empty() { Vec::new() } else { vec![(String::new(), items)] }
    };
    let ordered = if column.code == MEETINGS { "，按会议的年份和次数排列" } else { "" };
    let turning = is_turned.then(|| Turning {
        summary: format!("本页{count}条{ordered}"),
        previous: previous.map(address),
        next: next.map(address),
    });
    let empty = if groups.is_empty() {
        empty(&bench, column, "本栏目暂无信息。").await?
    } else {
        String::new()
    };
    Ok(kept(List { page, description: column.description, tabs, groups, turning, empty }.render()?))
}

/// What is said of a column where nothing is: why the agency has nothing of the kind, where it says so.
async fn empty(bench: &Bench, column: &Column, otherwise: &str) -> Result<String, Error> {
    let (absent, _) = absent(&bench.desk.store, bench.desk.agency).await?;
    let of = absent.into_iter().find(|one| one.column.code == column.code);
    Ok(of.map_or_else(
        || otherwise.to_owned(),
        |one| format!("本机关没有这类信息：{}。", one.reason.trim_end_matches('。')),
    ))
}

/// 主动公开基本目录: its page is the catalogue, with what is published in the column below it.
const CATALOGUE: &str = "gkml";

/// 会议: its lists are ordered by which meeting it was.
const MEETINGS: &str = "hy";

/// The rows of a page under the years of their meetings, the last meeting first. Pages are turned by the day something
/// was published on: a meeting that was published late stands on the page of that day.
fn meetings(rows: &mut [StoredPublication], today: Date) -> Vec<(String, Vec<Item>)> {
    rows.sort_by_key(|row| Meeting::order(row.item.card()));
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for row in rows {
        let Some(item) = Item::of(&row.item, today) else { continue };
        let year = Meeting::year_of(row.item.card()).map(|year| format!("{year}年")).unwrap_or_default();
        match groups.last_mut().filter(|(heading, _)| *heading == year) {
            Some((_, items)) => items.push(item),
            None => groups.push((year, vec![item])),
        }
    }
    groups
}

fn comment_tabs(column: &Column, is_closed: bool) -> Tabs {
    let tab = |label: &str, query: &str, is_current| Tab {
        label: label.into(),
        address: format!("{}{query}", column.address()),
        is_current,
    };
    let tabs = vec![tab("正在征求意见", "", !is_closed), tab("已经截止", "?show=closed", is_closed)];
    Tabs { label: "征求意见", tabs }
}

/// 政府信息公开指南: its page is the guide itself, not a list.
const GUIDE: &str = "zfxxgkzn";

fn page(bench: &Bench, appearance: Appearance, column: &'static Column) -> Page {
    let address = column.address();
    let mut page = Page::new(&bench.masthead, appearance, column.name, address.as_str())
        .under_columns(column)
        .beside_tree(column);
    page.head.url = bench.own_address(&address);
    page.head.feed = Some(column.code);
    page
}

async fn guide(
    bench: &Bench,
    page: Page,
    shelf: &Shelf<'_>,
    rows: Vec<StoredPublication>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let today = bench.desk.clock.today();
    let newest = rows.iter().max_by_key(|row| row.shelf_key(shelf)).map(|row| row.item.number.clone());
    let newest = newest.unwrap_or_default();
    let Some(Found::Shown(shown)) = found(&bench.desk.store, bench.desk.agency, &newest).await? else {
        return Err(Error::NotFound);
    };
    let earlier = rows.iter().filter(|row| row.item.number != newest);
    let earlier = earlier.filter_map(|row| Item::of(&row.item, today)).collect();
    let mut page = page;
    let article = article(bench, &shown, today);
    page.head.article = Some(article.tags.clone());
    // The same text has a page of its own: that is the one to be known.
    page.head.url = bench.own_address(&shown.address);
    let code = qr::of_page(bench, headers, &page.address);
    Ok(kept(Guide { page, article, earlier, code }.render()?))
}

/// A column as the one above it shows it.
pub(crate) async fn section(bench: &Bench, column: &'static Column, today: Date) -> Result<Section, Error> {
    let link = |name: &str, address: &str| (name.to_owned(), address.to_owned());
    let links = match column.code {
        code if code == APPLYING.code => {
            vec![link("在线申请", "/apply"), link("查询办理情况", "/apply/status")]
        }
        code if code == REPORTS.code => bench
            .published
            .iter()
            .take(FEW as usize)
            .map(|report| link(&report.title, &report.address))
            .collect(),
        _ => column.children().map(|child| link(child.name, &child.address())).collect(),
    };
    let rows = latest(bench, column, today, FEW).await?;
    let items: Vec<_> = rows.iter().filter_map(|row| Item::of(&row.item, today)).collect();
    let is_empty = items.is_empty() && links.is_empty();
    let empty = if is_empty { empty(bench, column, "暂无信息。").await? } else { String::new() };
    Ok(Section { column, items, links, empty })
}
