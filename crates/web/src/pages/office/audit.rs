//! What was done by whom (操作记录), for the audit administrator. GB/T 22239-2019

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use statute::procedure::{Role, Verb};
use statute::registers::Register;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Turning};
use crate::session::Working;

/// Events of a page.
const ROWS: u32 = 100;

/// An event, without what it holds.
struct Row {
    id: i64,
    at: String,
    actor: String,
    what: String,
    object: String,
}

#[derive(Template)]
#[template(path = "office/audit.html")]
struct Audit {
    page: Page,
    events: Vec<Row>,
    turning: Option<Turning>,
}

/// `GET /office/audit`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    working.need(&[Role::AuditAdministrator])?;
    let before = query.get("before").and_then(|id| id.parse().ok());
    let mut events = bench.desk.store.latest_events(bench.desk.agency, before, ROWS + 1).await?;
    let has_more = events.len() > ROWS as usize;
    events.truncate(ROWS as usize);
    let next = events.last().filter(|_| has_more).map(|event| format!("/office/audit?before={}", event.id));
    let previous = before.map(|_: i64| "/office/audit".to_owned());
    let turning = (next.is_some() || previous.is_some()).then(|| Turning {
        summary: format!("本页{}条，新的在前", events.len()),
        previous,
        next,
    });
    let events = events.into_iter().map(row).collect();
    let page = frame::page(&bench, appearance, &working, "操作记录", "/office/audit");
    Ok(Html(Audit { page, events, turning }.render()?))
}

fn row(event: store::Event) -> Row {
    let store::Event { id, at, actor, kind, stream, .. } = event;
    let at = frame::beijing(&at, "%Y-%m-%d %H:%M:%S");
    Row { id, at, actor, what: what(&kind), object: object(&stream) }
}

/// What it was done with, by its stream: `application/1/2026-12`; one that has no word stays as it is.
fn object(stream: &str) -> String {
    let (about, rest) = stream.split_once('/').unwrap_or((stream, ""));
    let number = rest.split('/').nth(1).unwrap_or_default();
    match about {
        "access" if number.is_empty() => "台账".into(),
        "access" if number.starts_with('R') => format!("案件{number}"),
        "access" if number.starts_with('C') => format!("更正申请{number}"),
        "application" | "access" | "mail" => format!("申请{number}"),
        "remedy" => format!("案件{number}"),
        "rectification" => format!("更正申请{number}"),
        "publication" => format!("公开信息{number}"),
        "comment" => format!("意见{number}"),
        "list" => "本机关的词表和目录".into(),
        "account" | "sign_in" => format!("账户{rest}"),
        "agency" => "本机关".into(),
        "template" => "文书模板".into(),
        _ => stream.to_owned(),
    }
}

/// What happened, in words; a kind that has none stays as it is.
fn what(kind: &str) -> String {
    let (about, word) = kind.split_once('.').unwrap_or((kind, ""));
    let register = Register::ALL.into_iter().find(|register| register.file_stem() == about);
    let entry = match word {
        "entered" => "新增",
        "completed" => "补录",
        "corrected" => "更正",
        "retracted" => "撤销录入",
        _ => "",
    };
    let said = match (about, word) {
        ("application", "registered") => "登记申请",
        ("application" | "remedy", "limit_moved") => "期限因节假日安排变动",
        ("application", verb) => Verb::from_code(verb).map_or("", Verb::zh),
        ("agency", "registered") => "设立机关",
        ("agency", "changed") => "变更机关信息",
        ("agency", "settings") => "变更机关设置",
        ("agency", "template") => "变更文书模板",
        ("account", "opened") => "开立账户",
        ("account", "changed") => "变更账户",
        ("access", "identity") => "显示完整证件号码",
        ("access", "letter") => "下载文书",
        ("access", "file") => "下载附件",
        ("access", "register") => "下载台账",
        ("sign_in", "succeeded") => "登录",
        ("sign_in", "failed") => "登录失败：密码不正确",
        ("sign_in", "locked") => "登录失败：账户锁定",
        ("remedy", _) => "办理复议、诉讼案件",
        ("rectification", _) => "办理更正申请",
        ("publication", "imported") => "导入旧网站的网页",
        ("publication", _) => "办理公开信息",
        ("comment", "received") => "收到意见",
        ("comment", _) => "处理意见",
        ("agency", "list") => "变更词表、目录",
        ("agency", "list_withdrawn") => "撤下以前的目录",
        ("mail", "queued") => "电子邮件待发",
        ("mail", "sent") => "电子邮件已发出",
        ("mail", "refused") => "电子邮件没有送出",
        ("mail", "again") => "电子邮件再次发送",
        ("mail", "settled") => "电子邮件已另行告知",
        ("report", "narrative" | "previous" | "registers") => "年度报告资料",
        ("report", "frozen") => "公布年度报告",
        ("report", "corrected") => "更正已公布年度的台账",
        _ => "",
    };
    match register {
        Some(register) if !entry.is_empty() => format!("{}：{entry}", register.zh()),
        _ if said.is_empty() => kind.to_owned(),
        _ => said.to_owned(),
    }
}
