//! Lists that the office keeps (词库、同义词、本机关没有的信息): shown, changed, refused by line.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::lists::{self, Kept, NotKept};
use statute::procedure::Role;
use store::StoredList;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Field, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

/// Who keeps a list.
pub(super) const fn keepers(kept: Kept) -> &'static [Role] {
    match kept {
        Kept::Words => &[Role::SecrecyReviewer],
        Kept::Synonyms | Kept::Absent => &[Role::Clerk, Role::Handler],
    }
}

const fn explained(kept: Kept) -> &'static str {
    match kept {
        Kept::Words => {
            "提交保密审查前，标题、正文、附件都按此词库筛查；国家秘密标志、身份证号码等由程序识别，不必列入。"
        }
        Kept::Absent => {
            "本机关依职责没有的信息，每行一个栏目和理由。理由对外公布：栏目没有内容时，公众看到的是理由；网站自查不把它算作空白栏目。栏目有了内容，理由不再显示。"
        }
        Kept::Synonyms => "检索时，一组词中的任何一个都能查到写着其他各词的信息。",
    }
}

#[derive(Template)]
#[template(path = "office/list.html")]
struct ListPage<'a> {
    page: Page,
    form: &'a Typed,
    text: Field<'a>,
    explained: &'static str,
    /// What is said where the office wrote none.
    unwritten: &'static str,
    notice: Option<Notice>,
    /// Who wrote it last, and when; none where it is the built-in one.
    last: Option<(String, String)>,
    version: i64,
}

fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    kept: Kept,
    form: &Typed,
    own: Option<&StoredList>,
    notice: Option<Notice>,
) -> Result<String, Error> {
    let address = format!("/office/lists/{}", kept.code());
    let page =
        frame::page(bench, appearance, working, kept.zh(), address).under("主动公开", "/office/publications");
    let last = own.map(|list| (list.actor.clone(), frame::beijing(&list.at, "%Y-%m-%d %H:%M")));
    let version = form.version();
    let text = form.area("text", kept.zh()).required().tall();
    let unwritten = match kept {
        Kept::Words | Kept::Synonyms => "现在用的是程序自带的示例，保存后改用本机关的列表。",
        Kept::Absent => "还没有填写。",
    };
    Ok(ListPage { page, form, text, explained: explained(kept), unwritten, notice, last, version }
        .render()?)
}

fn kept_as(name: &str, working: &Working) -> Result<Kept, Error> {
    let kept = Kept::from_code(name).ok_or(Error::NotFound)?;
    working.need(keepers(kept))?;
    Ok(kept)
}

/// `GET /office/lists/{name}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    let kept = kept_as(&name, &working)?;
    let (text, own) = lists::held(&bench.desk.store, bench.desk.agency, kept).await?;
    let version = own.as_ref().map_or(0, |list| list.version);
    let form = Typed::default().with("text", text).with("version", version.to_string());
    Ok(Html(page(&bench, appearance, &working, kept, &form, own.as_ref(), None)?))
}

/// `POST /office/lists/{name}`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    let kept = kept_as(&name, &working)?;
    let desk = &bench.desk;
    let version = form.version();
    let text = form.value("text").to_owned();
    let author = frame::author(&bench, &working);
    let mut notice = None;
    match lists::keep(&desk.store, &author, desk.agency, kept, version, &text).await {
        Ok(()) => return Ok(Redirect::to(&format!("/office/lists/{}", kept.code())).into_response()),
        Err(NotKept::Invalid(fault)) => form.refuse_each([fault]),
        Err(error @ NotKept::Conflict) => {
            notice = Some(Notice::new(Tone::Soon, "没有保存", error.to_string()).answering());
        }
        Err(NotKept::Store(error)) => return Err(error.into()),
    }
    let (_, own) = lists::held(&desk.store, desk.agency, kept).await?;
    if notice.is_some() {
        form.set("version", own.as_ref().map_or(0, |list| list.version).to_string());
    }
    let answer = Html(page(&bench, appearance, &working, kept, &form, own.as_ref(), notice)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}
