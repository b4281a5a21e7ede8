//! `GET /search`: looking for what is public, and what is suggested while somebody types. 《条例》第24条

use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use office::publications::{Marked, Match, Matches, NotFound, Suggested, Total};
use serde_json::json;
use statute::publication::{COLUMNS, Kind, THEMES, Validity};

use super::asked::{Asked, PAGES, RESULTS};
use super::item::Item;
use super::print::file_address;
use crate::desk::{Bench, Published};
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Turning, Typed, percent_encoded};
use crate::pages::portal::similar;

/// Where to look, beside everything.
const IN_TITLES: &[(&str, &str)] = &[("title", "只在标题和文号中")];
/// The order of results, beside the best first.
const BY_TIME: &[(&str, &str)] = &[("time", "按时间")];
/// Titles suggested at a time.
const SUGGESTED: usize = 8;
/// 政府信息公开条例 took effect in 2008: years before it are looked for by words.
const FIRST_YEAR: i16 = 2008;

/// A text with marks, shown with `<mark>`; everything in it is escaped.
#[derive(Template)]
#[template(
    source = "{% for (piece, is_marked) in text.pieces() %}{% if is_marked %}<mark>{{ piece }}</mark>{% else %}{{ piece }}{% endif %}{% endfor %}",
    ext = "html"
)]
struct Shown {
    text: Marked,
}

impl HtmlSafe for Shown {}

/// A result.
struct Row {
    item: Item,
    title: Shown,
    snippet: Shown,
    /// Where it lies.
    column: &'static str,
    /// The attachment the passage is from, and where it is handed out.
    attachment: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "public/search.html")]
struct Search<'a> {
    page: Page,
    form: Typed,
    columns: &'a [(&'a str, &'a str)],
    kinds: Vec<(&'a str, &'a str)>,
    themes: Vec<(&'a str, &'a str)>,
    years: &'a [(&'a str, &'a str)],
    /// More than one, or nothing to choose.
    agencies: &'a [(&'a str, &'a str)],
    validities: Vec<(&'a str, &'a str)>,
    notice: Option<Notice>,
    /// Annual reports that are meant or called alike.
    reports: Vec<&'a Published>,
    /// Whether they are what the words name.
    is_report: bool,
    /// What may be meant by words that find little (您是不是要找).
    meant: Vec<Suggested>,
    rows: Vec<Row>,
    /// Nothing has all words: the rows are the nearest.
    is_near: bool,
    turning: Option<Turning>,
    /// Where an application begins with the words that found nothing.
    apply: Option<String>,
    is_asked: bool,
}

impl From<NotFound> for Error {
    fn from(_: NotFound) -> Self {
        Self::Unavailable
    }
}

/// What an address asks for, looked for.
pub(crate) async fn look(bench: &Bench, asked: &Asked, limit: usize) -> Result<Matches, Error> {
    let finder = bench.finder.as_ref().ok_or(Error::Unavailable)?;
    let desk = &bench.desk;
    Ok(finder.search(&desk.store, desk.clock.today(), asked.query(limit)).await?)
}

/// `GET /search?q=&column=&kind=&theme=&year=&validity=&agency=&order=&within=&page=`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let asked = Asked::of(&query);
    let is_asked = !asked.is_nothing();
    let today = bench.desk.clock.today();
    let mut page = Page::new(&bench.masthead, appearance, "检索", "/search").under("首页", "/");
    page.head.is_unindexed = is_asked;
    if is_asked {
        page.address = format!("/search?{}", asked.turned(asked.page));
    }
    let found = if is_asked { Some(look(&bench, &asked, RESULTS).await?) } else { None };
    let (columns, years) = (columns(), years(today.year()));
    let (columns, years) = (pairs(&columns), pairs(&years));
    let agencies = match &bench.finder {
        Some(finder) => finder.agencies(&bench.desk.store, today).await?,
        None => Vec::new(),
    };
    let agencies: Vec<_> = agencies.iter().map(|name| (name.as_str(), name.as_str())).collect();
    let agencies = if agencies.len() > 1 { agencies } else { Vec::new() };
    let mut search = Search {
        page,
        form: typed(&asked),
        columns: &columns,
        kinds: Kind::ALL.iter().map(|kind| (kind.code(), kind.zh())).collect(),
        themes: THEMES.iter().map(|theme| (theme.name, theme.name)).collect(),
        years: &years,
        agencies: &agencies,
        validities: Validity::ALL.iter().map(|one| (one.code(), one.zh())).collect(),
        notice: None,
        reports: if asked.is_words_only() {
            similar::reports(&asked.words, &bench.published)
        } else {
            Vec::new()
        },
        is_report: asked.is_words_only() && !similar::named(&asked.words, &bench.published).is_empty(),
        meant: Vec::new(),
        rows: Vec::new(),
        is_near: false,
        turning: None,
        apply: None,
        is_asked,
    };
    if let Some(found) = found {
        if (found.matches.is_empty() || found.is_loosened) && asked.page == 1 {
            let is_found = |one: &Suggested| found.matches.iter().any(|row| row.item.number == one.number);
            search.meant = suggested(&bench, &asked.words).await?;
            search.meant.retain(|one| !is_found(one));
        }
        search.tell(&asked, found, today);
    }
    Ok(([(CACHE_CONTROL, "no-cache")], Html(search.render()?)).into_response())
}

impl Search<'_> {
    fn tell(&mut self, asked: &Asked, found: Matches, today: jiff::civil::Date) {
        let is_empty = found.matches.is_empty();
        let is_beyond = is_empty && asked.page > 1;
        if (is_empty && !is_beyond) || found.is_loosened {
            let words = asked.words.chars().take(100).collect::<String>();
            self.apply = Some(format!("/apply?content={}", percent_encoded(&words)));
        }
        let (count, has_more) = match found.total {
            Total::Exactly(count) => (count, format!("共{count}条")),
            Total::MoreThan(count) => (count + 1, format!("超过{count}条")),
        };
        self.notice = if is_beyond {
            Some(Notice::new(Tone::Info, "后面没有更多的结果", ""))
        } else if is_empty && !self.reports.is_empty() || found.is_loosened && self.is_report {
            None
        } else if is_empty {
            Some(Notice::new(Tone::Info, "没有找到符合的信息", "可以换一个说法，或者去掉一些条件。"))
        } else if found.is_loosened {
            Some(Notice::new(Tone::Info, "没有完全符合的信息", "下面是相近的。"))
        } else {
            None
        };
        self.is_near = found.is_loosened;
        self.rows = found.matches.into_iter().filter_map(|one| row(one, today)).collect();
        let address = |page: usize| format!("/search?{}", asked.turned(page));
        let is_last = asked.page * RESULTS >= count || asked.page == PAGES;
        // The nearest are no list that is read to its end.
        let nearest = format!("列出最相近的{}条", self.rows.len());
        self.turning = (!is_empty || is_beyond).then(|| Turning {
            summary: if found.is_loosened { nearest } else { has_more },
            previous: (asked.page > 1).then(|| address(asked.page - 1)),
            next: (!is_last && !is_empty && !found.is_loosened).then(|| address(asked.page + 1)),
        });
    }
}

fn row(found: Match, today: jiff::civil::Date) -> Option<Row> {
    let item = Item::of(&found.item, today)?;
    let attachment = found.attachment.map(|file| {
        let address = file_address(&format!("/p/{}", found.item.number), &file);
        (file.name, address)
    });
    Some(Row {
        item,
        title: Shown { text: found.title },
        snippet: Shown { text: found.snippet },
        column: found.item.card().column().name,
        attachment,
    })
}

/// The form as it was sent.
fn typed(asked: &Asked) -> Typed {
    let code = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Typed::default()
        .prefixed("find-")
        .with("q", asked.words.as_str())
        .with("column", code(asked.column.map(|column| column.code)))
        .with("kind", code(asked.kind.map(Kind::code)))
        .with("theme", code(asked.theme.as_deref()))
        .with("year", asked.year.map(|year| year.to_string()).unwrap_or_default())
        .with("validity", code(asked.validity.map(Validity::code)))
        .with("agency", code(asked.agency.as_deref()))
        .with("order", if asked.is_by_time { "time" } else { "" })
        .with("within", if asked.is_in_titles { "title" } else { "" })
}

/// Columns that results can lie in, each below those above it.
fn columns() -> Vec<(String, String)> {
    let holds = COLUMNS.iter().filter(|one| !matches!(one.code, "zfxxgknb" | "ysqgk"));
    holds
        .map(|one| (one.code.to_owned(), format!("{}{}", "　".repeat(one.above().len()), one.name)))
        .collect()
}

/// Years of publication, the newest first.
fn years(last: i16) -> Vec<(String, String)> {
    (FIRST_YEAR..=last).rev().map(|year| (year.to_string(), format!("{year}年"))).collect()
}

fn pairs(options: &[(String, String)]) -> Vec<(&str, &str)> {
    options.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect()
}

/// What may be meant by words, as the index knows it: by signs, pinyin, its initials, 发文字号.
async fn suggested(bench: &Bench, words: &str) -> Result<Vec<Suggested>, Error> {
    let finder = bench.finder.as_ref().ok_or(Error::Unavailable)?;
    let desk = &bench.desk;
    Ok(finder.suggest(&desk.store, desk.clock.today(), words, SUGGESTED).await?)
}

/// `GET /search/suggest?q=`
pub(crate) async fn suggest(
    State(bench): State<Bench>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let typed = query.get("q").map_or("", String::as_str);
    let reports = similar::named(typed, &bench.published).into_iter();
    let reports = reports.map(|one| json!({ "title": one.title, "address": one.address }));
    let found = suggested(&bench, typed).await?.into_iter().map(|one| {
        json!({ "title": one.title, "detail": one.document_number, "address": format!("/p/{}", one.number) })
    });
    let found: Vec<_> = reports.chain(found).take(SUGGESTED).collect();
    Ok(([(CONTENT_TYPE, "application/json")], json!(found).to_string()).into_response())
}
