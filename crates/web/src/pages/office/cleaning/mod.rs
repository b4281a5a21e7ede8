//! A clean-up of documents (清理): what is in force, a result for each, and the draft of the result list. However many
//! there are, one form decides them: it is turned page by page and sent as a whole. 《条例》第20条第（一）项

mod choices;

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::publications::{Campaign, CleaningFault, Decided, NotCleaned, clean_up, in_force};
use statute::publication::{CleaningResult, Verb};
use store::StoredPublication;

use self::choices::{Choice, Choices, carry, names, read};
use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Field, Notice, Page, Tone, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

/// Where it stands.
const ADDRESS: &str = "/office/cleaning";
/// Documents of a page: their fields stay well within what a form may have.
const ROWS: usize = 100;

/// The fields of a document.
struct Fields<'a> {
    result: Field<'a>,
    valid_until: Field<'a>,
    /// Name and value of the version that is on the screen.
    version: (&'a str, i64),
}

/// A document and what is decided of it.
struct Row<'a> {
    number: &'a str,
    title: &'a str,
    document_number: &'a str,
    until: String,
    /// None where nothing can be decided of it now.
    fields: Option<Fields<'a>>,
    /// Why not.
    reason: String,
    /// What speaks against what had been chosen of it.
    error: &'a str,
}

#[derive(Template)]
#[template(path = "office/cleaning/cleaning.html")]
struct CleanUp<'a> {
    page: Page,
    form: &'a Typed,
    notice: Option<Notice>,
    /// What was chosen and is not in the list any more.
    gone: &'a [String],
    submission: &'a str,
    decision: Field<'a>,
    holds_from: Field<'a>,
    rows: Vec<Row<'a>>,
    /// Which page it is, from 1, and of how many.
    at: usize,
    pages: usize,
    total: usize,
    chosen: usize,
    /// What is chosen on other pages.
    elsewhere: String,
}

/// What may be decided.
const RESULTS: [(&str, &str); 4] = [
    (CleaningResult::Kept.code(), CleaningResult::Kept.zh()),
    (CleaningResult::Amended.code(), CleaningResult::Amended.zh()),
    (CleaningResult::Repealed.code(), CleaningResult::Repealed.zh()),
    (CleaningResult::Lapsed.code(), CleaningResult::Lapsed.zh()),
];

/// A clean-up as it is being decided.
struct Deciding {
    /// What is in force, in the order of the list.
    documents: Vec<StoredPublication>,
    choices: Choices,
    /// Choices that are not in the list any more.
    left: Choices,
    /// What is said of them.
    gone: Vec<String>,
}

impl Deciding {
    /// The list as it is now, and what of the choices is in it.
    async fn of(bench: &Bench, choices: Choices) -> Result<Self, Error> {
        let desk = &bench.desk;
        let documents = in_force(&desk.store, desk.agency, desk.clock.today()).await?;
        let there: BTreeSet<_> = documents.iter().map(|document| document.item.number.as_str()).collect();
        let (choices, left): (Choices, Choices) =
            choices.into_iter().partition(|(number, _)| there.contains(number.as_str()));
        let mut gone = Vec::new();
        for number in left.keys() {
            let read = desk.store.publication(desk.agency, number).await?;
            gone.push(read.map_or_else(
                || format!("没有编号为 {number} 的文件"),
                |read| format!("《{}》（{number}）", read.item.card().title),
            ));
        }
        Ok(Self { documents, choices, left, gone })
    }

    fn pages(&self) -> usize {
        self.documents.len().div_ceil(ROWS).max(1)
    }

    /// The page, from 1, that a document stands on.
    fn page_of(&self, number: &str) -> Option<usize> {
        let place = self.documents.iter().position(|document| document.item.number == number)?;
        Some(place / ROWS + 1)
    }

    /// The page of the list with what was typed, and what speaks against it.
    fn page(
        &self,
        bench: &Bench,
        appearance: Appearance,
        working: &Working,
        sent: &Typed,
        at: usize,
        faults: &[CleaningFault],
    ) -> Result<String, Error> {
        let at = at.clamp(1, self.pages());
        let shown: Vec<_> = self.documents.iter().skip((at - 1) * ROWS).take(ROWS).collect();
        let fields: HashMap<&str, [String; 3]> = shown
            .iter()
            .map(|document| (document.item.number.as_str(), names(&document.item.number)))
            .collect();
        let mut form = Typed::default();
        let order = ["decision", "holds_from", "decided"];
        for name in order {
            form = form.with(name, sent.value(name));
            if !sent.error(name).is_empty() {
                form.refuse(name, sent.error(name));
            }
        }
        let mut elsewhere = BTreeSet::new();
        for fault in faults {
            match fault.number.as_deref().map(|number| (number, fields.get(number))) {
                None => form.refuse(fault.field, &fault.message),
                Some((_, Some([result, until, _]))) => {
                    form.refuse(if fault.field == "valid_until" { until } else { result }, &fault.message);
                }
                Some((number, None)) => elsewhere.extend(self.page_of(number)),
            }
        }
        for document in &shown {
            let number = document.item.number.as_str();
            let Some(choice) = self.choices.get(number) else { continue };
            let [result, until, _] = &fields[number];
            form = form.with(result, choice.result.as_str()).with(until, choice.until.as_str());
            if choice.version != document.version {
                let title = &document.item.card().title;
                form.refuse(result, format!("《{title}》在页面打开之后由他人办理过，请核对后再提交"));
            }
        }
        let in_order = shown.iter().flat_map(|document| &fields[document.item.number.as_str()]);
        form.in_order(order.into_iter().chain(in_order.map(String::as_str)));
        let rows = shown.iter().map(|document| row(document, &fields, &form, working));
        let page = frame::page(bench, appearance, working, "文件清理", ADDRESS)
            .under("主动公开", "/office/publications");
        let notice = (!elsewhere.is_empty()).then(|| {
            let pages = elsewhere.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
            Notice::new(Tone::Late, "没有办理", format!("第{pages}页也有需要修改的，请翻到该页查看。"))
                .answering()
        });
        let clean_up = CleanUp {
            page,
            form: &form,
            notice,
            gone: &self.gone,
            submission: sent.value("submission"),
            decision: form
                .text("decision", "清理决定")
                .required()
                .hint("文号或者名称，如 示测发〔2026〕9号。"),
            holds_from: form.input("date", "holds_from", "施行日期").required(),
            rows: rows.collect(),
            at,
            pages: self.pages(),
            total: self.documents.len(),
            chosen: self.choices.values().filter(|choice| !choice.result.is_empty()).count(),
            elsewhere: carry(&self.choices, |number| fields.contains_key(number)),
        };
        Ok(clean_up.render()?)
    }

    /// What is decided, in the order of the list, with what has left it: it is refused, unless the form was sent before. And
    /// what cannot be read.
    fn decided(&self) -> (Vec<Decided>, Vec<CleaningFault>) {
        let (mut decided, mut faults) = (Vec::new(), Vec::new());
        for document in &self.documents {
            let number = &document.item.number;
            let Some(Choice { version, result, until }) = self.choices.get(number) else { continue };
            let title = &document.item.card().title;
            let mut fault = |field, message| {
                faults.push(CleaningFault { number: Some(number.clone()), field, message });
            };
            let valid_until = until.parse().ok();
            if valid_until.is_none() && !until.is_empty() {
                let said = format!("《{title}》新的有效期止“{until}”应为存在的日期，形如 2031-03-01");
                fault("valid_until", said);
            }
            match CleaningResult::from_code(result) {
                Some(result) => {
                    decided.push(Decided { number: number.clone(), version: *version, result, valid_until });
                }
                None => fault("result", format!("《{title}》填写了有效期止，请选择清理结果")),
            }
        }
        for (number, Choice { version, result, until }) in &self.left {
            let Some(result) = CleaningResult::from_code(result) else { continue };
            let (number, valid_until) = (number.clone(), until.parse().ok());
            decided.push(Decided { number, version: *version, result, valid_until });
        }
        (decided, faults)
    }
}

fn row<'a>(
    document: &'a StoredPublication,
    fields: &'a HashMap<&str, [String; 3]>,
    form: &'a Typed,
    working: &Working,
) -> Row<'a> {
    let item = &document.item;
    let card = item.card();
    let [result, until, version] = &fields[item.number.as_str()];
    let refusal = item.permit(Verb::Clean, working.officer()).err();
    let is_open = refusal.is_none();
    Row {
        number: &item.number,
        title: &card.title,
        document_number: card.document_number.as_deref().unwrap_or_default(),
        until: item.in_force_until().map_or_else(|| "未载明".to_owned(), |day| day.to_string()),
        fields: is_open.then(|| Fields {
            result: form.select(result, "清理结果", &RESULTS).blank("不在此次清理").short(),
            valid_until: form.input("date", until, "新的有效期止").short(),
            version: (version, document.version),
        }),
        reason: refusal.map(|refusal| refusal.why).unwrap_or_default(),
        error: form.error(result),
    }
}

/// `GET /office/cleaning`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(Verb::Clean.rule().roles)?;
    let deciding = Deciding::of(&bench, Choices::new()).await?;
    let today = bench.desk.clock.today().to_string();
    let form = Typed::default().with("holds_from", today).with("submission", random());
    Ok(Html(deciding.page(&bench, appearance, &working, &form, 1, &[])?))
}

/// `POST /office/cleaning`: turns to another page of the list, or decides every document that has a result, and begins the
/// publication of the results.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Clean.rule().roles)?;
    let deciding = Deciding::of(&bench, read(&form)).await?;
    let answer =
        |status: StatusCode, form: &Typed, at: usize, faults: &[CleaningFault]| -> Result<Response, Error> {
            let page = deciding.page(&bench, appearance, &working, form, at, faults)?;
            Ok((status, frame::private(page)).into_response())
        };
    if let Ok(turned_to) = form.value("go").parse() {
        return answer(StatusCode::OK, &form, turned_to, &[]);
    }
    let at = form.value("at").parse().unwrap_or(1);
    form.longest("decision", "清理决定", 200);
    let holds_from = form.value("holds_from").parse();
    if holds_from.is_err() {
        form.refuse("holds_from", "请填写施行日期，形如 2026-03-01");
    }
    let (decided, mut faults) = deciding.decided();
    if let (Ok(holds_from), true, true) = (holds_from, form.is_sound(), faults.is_empty()) {
        let desk = &bench.desk;
        let submission = form.submission().map(str::to_owned);
        let decision = form.value("decision").to_owned();
        let campaign = Campaign { decision, holds_from, decided, submission };
        let (issuer, now) = (&bench.masthead.agency, desk.clock.now());
        match clean_up(&desk.store, desk.agency, campaign, issuer, working.officer(), now).await {
            Ok(number) => return Ok(Redirect::to(&format!("/office/publications/{number}")).into_response()),
            Err(NotCleaned::Invalid(found)) => faults = found,
            Err(NotCleaned::NotPermitted(_)) => return Err(Error::NotPermitted),
            Err(NotCleaned::Store(error)) => return Err(error.into()),
        }
    }
    // To the first document that something speaks against, unless the page that was shown has one.
    let pages: BTreeSet<_> =
        faults.iter().filter_map(|fault| deciding.page_of(fault.number.as_deref()?)).collect();
    let at = if pages.contains(&at) { at } else { pages.first().copied().unwrap_or(at) };
    answer(StatusCode::UNPROCESSABLE_ENTITY, &form, at, &faults)
}
