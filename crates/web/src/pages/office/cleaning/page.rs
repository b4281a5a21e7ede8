//! The page of a clean-up: a hundred documents of the list, each with its fields and what speaks against it.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use office::publications::CleaningFault;
use statute::publication::{CleaningResult, Verb};
use store::StoredPublication;

use super::super::frame;
use super::ADDRESS;
use super::choices::{carry, names};
use super::deciding::{Deciding, ROWS};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Field, Notice, Page, Tone, Typed};
use crate::session::Working;

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

impl Deciding {
    /// The page of the list with what was typed, and what speaks against it.
    pub(super) fn page(
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
