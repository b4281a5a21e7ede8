//! The receipt of an application for the applicant (申请回执): printed at the counter as the portal shows it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use office::applications;
use statute::procedure::{Role, Verb};

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone};
use crate::pages::portal::receipt_box::ReceiptBox;
use crate::session::Working;

#[derive(Template)]
#[template(path = "office/receipt.html")]
struct ReceiptPage {
    page: Page,
    notice: Notice,
    receipt: ReceiptBox,
    back: String,
    /// Where a code that was lost is replaced; none where the officer may not.
    replace: Option<String>,
    registers: bool,
}

/// `GET /office/applications/{number}/receipt`: with the query code right after it was given out, without it afterwards.
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    headers: HeaderMap,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    frame::need_reader(&working)?;
    let desk = &bench.desk;
    let stored = desk.store.application(desk.agency, &number).await?.ok_or(Error::NotFound)?;
    let back = format!("/office/applications/{number}");
    let page =
        frame::page(&bench, appearance, &working, format!("申请回执 {number}"), format!("{back}/receipt"))
            .under("工作清单", "/office")
            .under(&number, &back);
    let query_code = bench.once.take(&working.token, &number, desk.clock.now());
    let notice = if query_code.is_some() {
        let text = "请打印或者抄给申请人。查询码只在本页显示这一次，离开或者刷新后不再显示，本机关也查不到。";
        Notice::new(Tone::Done, "请把回执交给申请人", text).answering()
    } else {
        let text = "本系统不保存查询码本身，不能再次显示。申请人没有记下的，核对身份后换发新的查询码。";
        Notice::new(Tone::Soon, "查询码只在登记或者换发后显示一次", text)
    };
    let holder =
        applications::code_holder(&desk.store, desk.agency, &number).await.map_err(frame::refused)?;
    let may = working.is_any(Verb::IssueQueryCode.rule().roles);
    let replace = (query_code.is_none() && may)
        .then(|| format!("/office/applications/{holder}/{}", Verb::IssueQueryCode.code()));
    let day = format!("到达日期 {}", stored.application.arrived_on);
    let without_code = "查询码另行告知，或者由本机关核对身份后换发。";
    let receipt = ReceiptBox::new(&bench, &headers, &number, query_code.as_deref(), without_code, day);
    let registers = working.is_any(&[Role::Clerk]);
    let page = ReceiptPage { page, notice, receipt, back, replace, registers };
    Ok(frame::private(page.render()?))
}
