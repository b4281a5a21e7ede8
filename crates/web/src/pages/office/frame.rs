//! What the pages of the console share: who is working, where else to go, how a limit is shown.

use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use office::applications::NotDone;
use office::work::SOON_WORKDAYS;
use statute::calendar::Calendar;
use statute::procedure::Role;
use statute::publication::Verb;
use store::{Accessed, Author};

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Group, OfficerName, Page, SideLink, Tone};
use crate::session::Working;

/// Roles that open accounts and set roles.
pub(super) const ACCOUNT_ROLES: [Role; 2] = [Role::SystemAdministrator, Role::SecurityAdministrator];

/// The list of publications.
pub(super) const PUBLICATIONS: &str = "/office/publications";

/// A page of the console with its officer, navigation and token.
pub(super) fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    title: impl Into<String>,
    address: impl Into<String>,
) -> Page {
    let mut page = Page::new(&bench.masthead, appearance, title, address);
    let roles = &working.officer().roles;
    let role = if roles.is_empty() { "尚未授予岗位".to_owned() } else { Role::names(roles) };
    page.officer = Some(OfficerName { name: working.signed_in.title.clone(), role });
    page.navigation = navigation(working);
    page.form_token.clone_from(&working.form_token);
    page
}

fn navigation(working: &Working) -> Vec<Group> {
    let link = |label, address| SideLink { label, address, count: None, is_late: false };
    let mut groups = Vec::new();
    if !reads(working) {
        groups.push(Group { title: "工作台", links: vec![link("首页", "/office")] });
    }
    if reads(working) {
        let mut links = vec![link("工作清单", "/office"), link("查找申请", "/office/search")];
        if working.is_any(&[Role::Clerk]) {
            links.push(link("登记申请", "/office/applications/new"));
        }
        links.push(link("复议诉讼", "/office/remedies"));
        links.push(link("更正申请", "/office/rectifications"));
        links.push(link("本年统计", "/office/report"));
        if working.is_any(&[Role::Supervisor]) {
            links.push(link("下级机关", "/office/subordinates"));
        }
        groups.push(Group { title: "申请办理", links });
    }
    if let Some(waiting) = working.waiting {
        let count = Some(waiting);
        let mut links =
            vec![SideLink { label: "公开信息", address: PUBLICATIONS, count, is_late: false }];
        if working.is_any(Verb::Begin.rule().roles) {
            links.push(link("起草", "/office/publications/new"));
            links.push(link("同义词", "/office/lists/synonyms"));
            links.push(link("没有的信息", "/office/lists/absent"));
        }
        if working.is_any(Verb::Clean.rule().roles) {
            links.push(link("文件清理", "/office/cleaning"));
        }
        if working.is_any(&[Role::SecrecyReviewer]) {
            links.push(link("筛查词表", "/office/lists/words"));
        }
        links.push(link("基本目录", "/office/catalogue"));
        links.push(link("网站自查", "/office/inspection"));
        groups.push(Group { title: "主动公开", links });
    }
    if working.is_any(&ACCOUNT_ROLES) {
        let mut links = vec![link("账户", "/office/accounts")];
        if working.is_any(&[Role::SystemAdministrator]) {
            links.push(link("机关设置", "/office/settings"));
            links.push(link("文书模板", "/office/templates"));
        }
        groups.push(Group { title: "系统管理", links });
    }
    if working.is_any(&[Role::AuditAdministrator]) {
        groups.push(Group { title: "审计", links: vec![link("操作记录", "/office/audit")] });
    }
    groups.push(Group { title: "本人", links: vec![link("修改密码", "/office/password")] });
    groups
}

/// Who records what is done now.
pub(super) fn author(bench: &Bench, working: &Working) -> Author {
    Author { actor: working.officer().account.clone(), at: bench.desk.clock.now() }
}

/// Records that the officer is handed something of an applicant, before it is.
pub(super) async fn handed_out(
    bench: &Bench,
    working: &Working,
    number: &str,
    what: Accessed,
) -> Result<(), Error> {
    let desk = &bench.desk;
    Ok(desk.store.record_access(&author(bench, working), desk.agency, number, what).await?)
}

/// Whether the officer reads applications.
pub(super) fn reads(working: &Working) -> bool {
    working.officer().roles.iter().any(|role| role.reads_applications())
}

/// Refuses who does not read applications.
pub(super) fn need_reader(working: &Working) -> Result<(), Error> {
    if reads(working) { Ok(()) } else { Err(Error::NotPermitted) }
}

/// Whether the officer reads what is about to be published.
pub(super) fn reads_publications(working: &Working) -> bool {
    working.officer().roles.iter().any(|role| role.reads_publications())
}

/// Refuses who does not read publications.
pub(super) fn need_publication_reader(working: &Working) -> Result<(), Error> {
    if reads_publications(working) { Ok(()) } else { Err(Error::NotPermitted) }
}

/// A page that no cache may keep: it shows personal data, or what is not public.
pub(super) fn private(page: String) -> Response {
    ([(CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

/// What a deed that cannot be shown at a form amounts to.
pub(super) fn refused(error: NotDone) -> Error {
    match error {
        NotDone::Missing => Error::NotFound,
        NotDone::NotPermitted(_) => Error::NotPermitted,
        NotDone::Invalid(_) | NotDone::NotComposed(_) => Error::Malformed,
        NotDone::Conflict => Error::Conflict(String::new()),
        NotDone::Store(error) => error.into(),
    }
}

/// How far off a limit is.
pub(super) fn badge(by: Date, today: Date) -> Badge {
    let calendar = Calendar::published();
    if by < today {
        return Badge::new(Tone::Late, format!("逾期{}个工作日", calendar.workdays_between(by, today)));
    }
    let left = calendar.workdays_between(today, by);
    let tone = if left <= SOON_WORKDAYS { Tone::Soon } else { Tone::Plain };
    let text = if by == today { "今天到期".to_owned() } else { format!("剩{left}个工作日") };
    Badge::new(tone, text)
}

/// A moment on record as the clock in Beijing showed it; what is no moment stays as it is.
pub(super) fn beijing(at: &str, format: &str) -> String {
    let moment = at.parse::<Timestamp>().map(|at| Offset::constant(8).to_datetime(at));
    moment.map_or_else(|_| at.to_owned(), |at| at.strftime(format).to_string())
}
