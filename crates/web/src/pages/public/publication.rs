//! `GET /p/{number}`: a publication with its metadata, text and files, or the notice that took its place.
//! 《条例》第12条第2款、第24条

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use office::publications::{Amounts, Found, Rendition, Shown, amounts, description, found};
use statute::publication::{Attribute, Card, Example, Kind, Publication, Validity, Withdrawal, Worked};

use super::figures;
use super::item::{Item, asked, badge, minute};
use super::past::{self, Row};
use super::print::{self, Download};
use super::structured;
use super::withdrawn::Withdrawn;
use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, ArticleTags, Badge, Chart, Notice, Page, Tone};
use crate::pages::portal::qr;

/// A row of the metadata box.
pub(crate) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) badge: Option<Badge>,
}

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

/// What a notice tells that asks for comments.
pub(crate) struct Asked {
    pub(super) standing: Option<Badge>,
    pub(super) days: String,
    /// Why the time is shorter than it should be.
    pub(super) shortened: String,
    pub(super) explanation: Vec<String>,
    pub(super) ways: Vec<String>,
    /// Where comments are written, while they are taken.
    pub(super) form: Option<String>,
    /// The day of the result, its numbers, what is told.
    pub(super) result: Option<(String, String, Vec<String>)>,
}

impl Asked {
    fn of(item: &Publication, today: Date) -> Option<Self> {
        let commentary = item.commentary()?;
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let result = item.comment_result.as_ref();
        Some(Self {
            standing: asked(item, today),
            days: format!("{}至{}，截止日24:00为止", day(commentary.from), day(commentary.until)),
            shortened: commentary.shortened.clone(),
            explanation: lines(&commentary.explanation),
            ways: lines(&commentary.ways),
            form: item.takes_comment(today).is_ok().then(|| format!("/zqyj/{}", item.number)),
            result: result.map(|one| (one.on.to_string(), one.tally.zh(), lines(&one.said))),
        })
    }
}

/// A question with its plain answer and worked examples, and how far it may be relied on.
pub(crate) struct WorkedCard {
    pub(super) question: String,
    pub(super) answer: Vec<String>,
    /// What whoever is concerned has to know: what it is called, and its lines.
    pub(super) facts: Vec<(&'static str, Vec<String>)>,
    pub(super) examples: Vec<Example>,
    /// What it rests on, with the address of the policy where a line names it and it is public.
    pub(super) basis: Vec<(String, Option<String>)>,
    /// 适用期限
    pub(super) validity: String,
    /// What the reader of one that does not hold any more should know first.
    pub(super) banner: Option<Notice>,
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// 适用期限 of a card, as far as it says.
pub(super) fn term(card: &Card) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match card.valid_until {
        Some(_) => format!("{}至{}", day(card.valid_from), day(card.valid_until)),
        None => format!("{}起", day(card.valid_from)),
    }
}

/// Lines of what a card rests on; the policy it explains is linked where it is named, or in a line of its own.
fn basis(worked: &Worked, related: &[Publication]) -> Vec<(String, Option<String>)> {
    let mut basis: Vec<_> = lines(&worked.basis).into_iter().map(|line| (line, None)).collect();
    let policy = related.iter().find(|one| worked.policy.as_deref() == Some(one.number.as_str()));
    let Some((policy, public)) = policy.and_then(|one| Some((one, one.visible()?))) else { return basis };
    let Card { title, document_number, .. } = &public.edition.card;
    let names_it = |line: &str| {
        line.contains(title) || document_number.as_ref().is_some_and(|number| line.contains(number))
    };
    let address = Some(format!("/p/{}", policy.number));
    match basis.iter_mut().find(|(line, _)| names_it(line)) {
        Some((_, link)) => *link = address,
        None => basis.push((title.clone(), address)),
    }
    basis
}

impl WorkedCard {
    fn of(item: &Publication, related: &[Publication], today: Date) -> Option<Self> {
        let card = &item.visible()?.edition.card;
        let worked = card.worked.as_ref()?;
        let ended = related.iter().filter_map(|one| one.validity(today)).any(Validity::has_ended);
        let is_over = card.valid_until.is_some_and(|last| last < today);
        let banner = if ended {
            Some(Notice::new(Tone::Late, "依据的文件已经废止或者失效", "解答和算例仅供查阅。"))
        } else if is_over {
            Some(Notice::new(Tone::Late, "已过适用期限", "解答和算例仅供查阅，标准以现行文件为准。"))
        } else {
            None
        };
        let facts = worked.facts().into_iter().map(|(label, text)| (label, lines(text)));
        Some(Self {
            question: worked.question.clone(),
            answer: lines(&worked.answer),
            facts: facts.filter(|(_, lines)| !lines.is_empty()).collect(),
            examples: worked.examples(),
            basis: basis(worked, related),
            validity: term(card),
            banner,
        })
    }
}

#[derive(Template)]
#[template(path = "public/publication.html")]
pub(super) struct Show {
    pub(super) page: Page,
    pub(super) article: Article,
    /// The page's address as a code for telephones, with the address.
    pub(super) code: Option<(String, String)>,
}

/// `GET /p/{number}`, and `GET /p/{number}.pdf`, `.docx`, `.xlsx`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path(number): Path<String>,
    appearance: Appearance,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (store, agency, today) = (&bench.desk.store, bench.desk.agency, bench.desk.clock.today());
    let (number, rendition) = match Rendition::named(&number) {
        Some((number, rendition)) => (number.to_owned(), Some(rendition)),
        None => (number, None),
    };
    match found(store, agency, &number).await? {
        None => Err(Error::NotFound),
        Some(Found::Withdrawn { on, withdrawal }) => {
            withdrawn(&bench, appearance, &number, on, withdrawal).await
        }
        Some(Found::Shown(shown)) => {
            if let Some(rendition) = rendition {
                return print::answer(&bench, &shown, rendition, today).await;
            }
            let address = format!("/p/{number}");
            let card = &shown.public().edition.card;
            let column = card.column();
            let mut page = Page::new(&bench.masthead, appearance, card.title.as_str(), address.as_str())
                .under_columns(column)
                .under(column.name, column.address())
                .beside_tree(column);
            page.column = Some(column);
            page.head.url = bench.own_address(&address);
            let article = article(&bench, &shown, today);
            let (told, validity) = (&article.tags.description, shown.item.validity(today));
            if let Some(data) = structured::publication(&bench, &headers, &shown, told, validity) {
                page.head.set_data(&data);
            }
            page.head.article = Some(article.tags.clone());
            let code = qr::of_page(&bench, &headers, &address);
            Ok(kept(Show { page, article, code }.render()?))
        }
    }
}

/// The notice in the place of what was taken down, at any address of it.
pub(super) async fn withdrawn(
    bench: &Bench,
    appearance: Appearance,
    number: &str,
    on: Date,
    withdrawal: Withdrawal,
) -> Result<Response, Error> {
    let address = format!("/p/{number}");
    let page = Page::new(&bench.masthead, appearance, "信息已经撤下", address).under("首页", "/");
    let replacing = match &withdrawal.replaced_by {
        Some(other) => bench.desk.store.publication(bench.desk.agency, other).await?,
        None => None,
    };
    let replaced_by = replacing.and_then(|stored| Item::of(&stored.item, bench.desk.clock.today()));
    let headline = format!("这里的信息已于{on}撤下");
    Withdrawn::answer(page, headline, withdrawal.notice, replaced_by)
}

/// The amounts of a budget beside their table; every number of it is in the table.
fn chart(kind: Kind, shown: &Shown) -> Option<(&'static str, Chart)> {
    if kind != Kind::Budget {
        return None;
    }
    let Amounts { unit, items, has_more } = amounts(&shown.body.text())?;
    let title =
        if has_more { format!("金额最大的{}项", items.len()) } else { "各项金额".to_owned() };
    Some((unit, Chart::bars("amounts", title, "项目", unit, items)))
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
    let body = figures::aligned(shown.body.as_str());
    Article {
        tags,
        facts: facts(item, today),
        banner: item.validity(today).and_then(|validity| banner(item, validity)),
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

/// A size as people read it.
pub(crate) fn size(bytes: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    if bytes >= MEGABYTE {
        format!("{}.{} MB", bytes / MEGABYTE, bytes % MEGABYTE * 10 / MEGABYTE)
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

/// The metadata box, in the order government sites have it. 《条例》第12条第2款
pub(super) fn facts(item: &Publication, today: Date) -> Vec<Fact> {
    let Some(public) = item.visible() else { return Vec::new() };
    let card = &public.edition.card;
    let is_document = card.kind.is_document();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let updated = if public.editions > 1 { minute(public.at) } else { String::new() };
    let rows = [
        ("标题", card.title.clone()),
        (if is_document { "发文机关" } else { "发布机构" }, card.issuer.clone()),
        ("发文字号", text(&card.document_number)),
        ("索引号", public.index_number.clone()),
        ("成文日期", day(card.made_on)),
        ("发布日期", minute(public.first_at)),
        ("更新日期", updated),
        ("主题分类", text(&card.theme)),
        ("体裁", card.genre.map(|genre| genre.zh().to_owned()).unwrap_or_default()),
        ("有效性", String::new()),
        ("施行日期", if is_document { day(card.valid_from) } else { String::new() }),
        ("有效期止", if is_document { day(item.in_force_until()) } else { String::new() }),
        ("统一登记号", text(&item.registration)),
        ("解读形式", card.form.map(|form| form.zh().to_owned()).unwrap_or_default()),
        ("公开方式", card.attribute.map_or("", Attribute::zh).to_owned()),
        ("内容概述", card.summary.clone()),
        ("关键词", card.keywords.join("、")),
    ];
    let rows = rows.into_iter().map(|(label, value)| {
        let validity = item.validity(today).filter(|_| label == "有效性");
        Fact { label, value, badge: validity.map(badge) }
    });
    rows.filter(|row| !row.value.is_empty() || row.badge.is_some()).collect()
}

/// What the reader of a document that is not simply in force should know first.
fn banner(item: &Publication, validity: Validity) -> Option<Notice> {
    let card = &item.visible()?.edition.card;
    let cleaning = item.cleaning.as_ref();
    let decision = cleaning.map(|one| one.decision.as_str()).filter(|text| !text.is_empty());
    let from = cleaning.map(|one| one.holds_from.to_string()).unwrap_or_default();
    let last = item.in_force_until().map(|day| day.to_string()).unwrap_or_default();
    let (tone, text) = match validity {
        Validity::InForce => return None,
        Validity::NotYet => {
            let first = card.valid_from.map(|day| day.to_string()).unwrap_or_default();
            (Tone::Soon, format!("本文件自{first}起施行。"))
        }
        Validity::Amended => {
            let by = decision.map(|decision| format!("由{decision}")).unwrap_or_default();
            (Tone::Soon, format!("本文件自{from}起{by}修改，请一并查阅修改的决定。"))
        }
        Validity::Repealed => {
            let by = decision.map(|decision| format!("由{decision}")).unwrap_or_default();
            (Tone::Late, format!("本文件自{from}起{by}废止，仅供查阅。"))
        }
        Validity::Lapsed => (Tone::Late, format!("本文件有效期至{last}，已经失效，仅供查阅。")),
    };
    Some(Notice::new(tone, validity.zh(), text))
}
