//! One publication with everything on record of it: what citizens will see, what stands in the way, what may be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use office::applications::{Piece, pieces};
use office::publications;
use statute::publication::{Edition, Gate, Kind, Publication, Stage, Verb};
use store::StoredPublication;

use super::super::frame::{self, PUBLICATIONS};
use super::edition::{Fact, Looked, facts};
use super::findings::Findings;
use super::{Opened, address, fields, history, list, opened};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Steps, Tone};
use crate::session::Working;

/// The longest texts that are compared character by character.
const COMPARED: usize = 5000;

/// Something that goes with a publication.
struct Related {
    address: String,
    title: String,
    stage: Badge,
}

#[derive(Template)]
#[template(path = "office/publications/case.html")]
struct Case {
    page: Page,
    stage: Badge,
    limit: Option<(String, Badge)>,
    turn: String,
    /// That it is to be evaluated before it expires.
    evaluation: Option<Notice>,
    /// Why it was not published at its time.
    unpublished: Option<Notice>,
    menu: Vec<(&'static str, String)>,
    /// What of the text that was just saved was not kept.
    removed: Option<(Notice, Vec<String>)>,
    /// The verb whose gates are shown.
    onward: &'static str,
    gates: Vec<Gate>,
    /// What the machine found, and how each stands.
    findings: Findings,
    /// What is public, and since when.
    public: Vec<Fact>,
    public_address: Option<String>,
    /// What differs from what is public; none where nothing is.
    changes: Option<Vec<(&'static str, Vec<Piece>)>>,
    looked: Looked,
    related_title: &'static str,
    related: Vec<Related>,
    /// Where an interpretation of it is written; none where there is nothing to interpret, or the officer writes none.
    interpret: Option<String>,
    /// The notices that ask citizens about its draft.
    drafts: Vec<Related>,
    /// Where such a notice is written; none where there is nothing to ask about, or the officer writes none.
    ask: Option<String>,
    /// Where the comments it asked for are, and what became of them.
    comments: Option<(String, String)>,
    steps: Steps,
}

/// `GET /office/publications/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let opened = opened(&bench, &working, &number).await?;
    let item = &opened.file.stored.item;
    let writes = working.is_any(Verb::Begin.rule().roles);
    let onward = item.stage.onward();
    let title = item.draft.card.title.clone();
    let unpublished = bench.unpublished.why(&number).map(|why| not_published(&why));
    let may_write = item.permit(Verb::Save, working.officer()).is_ok();
    let looked = Looked::of(&opened);
    let looked = if may_write { looked.with_scrubs(&opened) } else { looked };
    let case = Case {
        page: frame::page(&bench, appearance, &working, title, address(&number))
            .under("公开信息", PUBLICATIONS),
        stage: list::stage(item),
        limit: list::limit(item, opened.today),
        turn: list::turn(item),
        evaluation: list::expiry(item, opened.today).map(|(last, _)| {
            let text = format!("有效期至{last}，届满前六个月内应当评估，并作出清理决定。");
            Notice::new(Tone::Soon, "即将到期", text)
        }),
        unpublished,
        menu: menu(&opened, &working),
        onward: onward.map(Verb::zh).unwrap_or_default(),
        gates: onward.map(|verb| opened.file.gates(verb, opened.today)).unwrap_or_default(),
        removed: bench.once.take(&working.token, &number, bench.desk.clock.now()).map(|told| {
            let notice = Notice::new(Tone::Soon, "正文已经保存，以下内容没有保留", "").answering();
            (notice, told.lines().map(str::to_owned).collect())
        }),
        findings: Findings::of(&opened),
        public: public(&opened),
        public_address: item.public.as_ref().map(|_| format!("/p/{number}")),
        changes: changes(&bench, &opened).await?,
        looked,
        related_title: match item.card().kind {
            Kind::Interpretation => "所解读的文件",
            Kind::Commentary => "所征求意见的文件",
            _ => "解读材料",
        },
        related: opened.file.related.iter().map(related).collect(),
        interpret: (writes && item.draft.card.kind.needs_interpretation() && item.withdrawal.is_none())
            .then(|| format!("{PUBLICATIONS}/new?interprets={number}")),
        drafts: opened.file.drafts.iter().map(related).collect(),
        ask: (writes && item.draft.card.kind.may_be_commented() && item.stage == Stage::Drafting)
            .then(|| format!("{PUBLICATIONS}/new?comments_on={number}")),
        comments: comments(&bench, &working, item).await?,
        steps: Steps { happenings: history::happenings(&opened) },
    };
    // What is not published yet stays out of every cache.
    Ok(frame::private(case.render()?))
}

/// Says that what was signed for a moment did not go out.
pub(super) fn not_published(why: &str) -> Notice {
    Notice::new(Tone::Late, "定时发布没有完成", format!("{why}。原因消除后自动发布，也可以现在办理。"))
}

fn menu(opened: &Opened, working: &Working) -> Vec<(&'static str, String)> {
    let item = &opened.file.stored.item;
    let address = address(&item.number);
    let is_found = opened.closing().next().is_some();
    let verbs = item.menu(working.officer()).filter(|verb| match verb {
        Verb::Save => true,
        Verb::Override => is_found,
        verb => fields::has_form(*verb),
    });
    let to = |verb| match verb {
        Verb::Save => format!("{address}/edit"),
        verb => format!("{address}/{}", verb.code()),
    };
    verbs.map(|verb| (verb.zh(), to(verb))).collect()
}

/// Where the comments are that it asked for, and what became of them; for who reads what citizens write.
async fn comments(
    bench: &Bench,
    working: &Working,
    item: &Publication,
) -> Result<Option<(String, String)>, Error> {
    if !frame::reads(working) || item.public.is_none() || item.card().commentary.is_none() {
        return Ok(None);
    }
    let tally = bench.desk.store.comments_counted(bench.desk.agency, &item.number).await?;
    Ok(Some((super::super::comments::address(&item.number), tally.zh())))
}

fn related(stored: &StoredPublication) -> Related {
    let item = &stored.item;
    Related {
        address: address(&item.number),
        title: format!("{} {}", item.number, item.draft.card.title),
        stage: list::stage(item),
    }
}

fn public(opened: &Opened) -> Vec<Fact> {
    let item = &opened.file.stored.item;
    let Some(public) = &item.public else { return Vec::new() };
    let moment = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%d %H:%M").to_string();
    let mut facts = vec![
        ("索引号", public.index_number.clone()),
        ("首次发布", moment(public.first_at)),
        ("现行版本", format!("第{}版，{}发布", public.editions, moment(public.at))),
    ];
    facts.extend(item.standing(opened.today).map(|standing| ("有效性", standing.zh().to_owned())));
    facts.extend(
        item.cleaning
            .iter()
            .map(|one| ("清理", format!("{}，自{}起，{}", one.result.zh(), one.holds_from, one.decision))),
    );
    facts.extend(item.withdrawal.iter().map(|(on, one)| {
        let by = one.replaced_by.iter().map(|number| format!("，由{number}替代")).collect::<String>();
        ("撤下", format!("{on}，{}{by}：{}", one.kind.zh(), one.notice))
    }));
    facts
}

/// What the draft changes of what is public, field by field.
async fn changes(bench: &Bench, opened: &Opened) -> Result<Option<Vec<(&'static str, Vec<Piece>)>>, Error> {
    let item = &opened.file.stored.item;
    let Some(public) = item.public.as_ref().filter(|public| public.edition != item.draft) else {
        return Ok(None);
    };
    let (before, after) = (facts(&public.edition.card), facts(&item.draft.card));
    let mut labels: Vec<&'static str> = after.iter().map(|(label, _)| *label).collect();
    labels.extend(
        before.iter().map(|(label, _)| *label).filter(|label| after.iter().all(|(known, _)| known != label)),
    );
    let of = |facts: &[Fact], label: &str| {
        facts.iter().find(|(known, _)| *known == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut changes: Vec<_> = labels
        .into_iter()
        .map(|label| (label, of(&before, label), of(&after, label)))
        .filter(|(_, before, after)| before != after)
        .map(|(label, before, after)| (label, pieces(&before, &after)))
        .collect();
    if public.edition.body != item.draft.body {
        let store = &bench.desk.store;
        let before = publications::text(store, &public.edition, "").await?.text();
        let after = publications::text(store, &item.draft, "").await?.text();
        let is_long = [&before, &after].into_iter().any(|text| text.chars().count() > COMPARED);
        let said = if is_long {
            vec![Piece::Same("有改动，篇幅较长，不逐字比较".to_owned())]
        } else {
            pieces(&before, &after)
        };
        changes.push(("正文", said));
    }
    let files = |edition: &Edition| {
        let named = edition
            .files
            .iter()
            .map(|file| format!("{}（SM3 {}…）", file.name, file.sm3.get(..8).unwrap_or_default()));
        named.collect::<Vec<_>>().join("、")
    };
    if public.edition.files != item.draft.files {
        changes.push(("附件", pieces(&files(&public.edition), &files(&item.draft))));
    }
    Ok(Some(changes))
}
