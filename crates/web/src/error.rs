//! The only place where an error becomes a status and a page, with the way on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::layout::{Appearance, Masthead, Page};
use crate::pages::office::again;
use crate::sent::Kept;

/// Why a request has no ordinary answer. A handler returns it as `Err`; the page is made by [`pages`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(dead_code, reason = "a closed list: pages that come use the rest")]
pub(crate) enum Error {
    /// Nothing is there, or nothing the visitor may know of.
    #[error("页面不存在")]
    NotFound,
    /// Nobody is signed in, or the session has ended.
    #[error("请先登录")]
    NotSignedIn,
    /// The officer's role does not allow it.
    #[error("没有权限")]
    NotPermitted,
    /// The form's token is missing or of another session.
    #[error("页面已过期")]
    Stale,
    /// The form is of an earlier sign-in of the same account: it can be sent again.
    #[error("请继续提交")]
    Again(Kept),
    /// The request cannot be understood.
    #[error("不能识别的请求")]
    Malformed,
    /// The address does not take this kind of request.
    #[error("不支持的操作")]
    MethodNotAllowed,
    /// What is sent is larger than allowed, in bytes.
    #[error("内容过大")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Somebody else changed it meanwhile: what they changed.
    #[error("内容已被他人更改")]
    Conflict(String),
    /// Too many attempts: how many seconds to wait.
    #[error("操作过于频繁")]
    TooMany {
        /// Seconds until the next attempt is worth while.
        wait: u32,
    },
    /// The database or the disk does not answer just now.
    #[error("系统暂时不能使用")]
    Unavailable,
    /// A file cannot be set for want of a font: the characters that none has.
    #[error("暂时不能生成这个文件")]
    NoFont(String),
    /// A fault of ours.
    #[error("系统出现故障")]
    Fault,
}

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::NotPermitted | Self::Stale | Self::Again(_) => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable | Self::NoFont(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What an answer without a page of its own amounts to: axum's refusals, for one.
    pub(crate) fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::UNAUTHORIZED => Self::NotSignedIn,
            StatusCode::FORBIDDEN => Self::NotPermitted,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge { limit: 0 },
            StatusCode::CONFLICT => Self::Conflict(String::new()),
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany { wait: 60 },
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            status if status.is_client_error() => Self::Malformed,
            _ => Self::Fault,
        }
    }

    /// What happened, in one or two sentences.
    fn explanation(&self) -> String {
        match self {
            Self::NotFound => "地址可能有误，或者页面已经移动、撤下。".into(),
            Self::NotSignedIn => "登录已到期，或者还没有登录。请登录后再试。".into(),
            Self::NotPermitted => "您的岗位没有这项权限。需要办理的，请联系本机关的系统管理员。".into(),
            Self::Stale => "页面打开时间过长，或者在别处重新登录过。请返回上一页，刷新后重新提交。".into(),
            Self::Again(_) => "在别处重新登录过，填写的内容没有丢失。".into(),
            Self::Malformed => "提交的内容不完整或者格式有误，没有作任何处理。".into(),
            Self::MethodNotAllowed => "这个地址不接受这样的请求，没有作任何处理。".into(),
            Self::TooLarge { limit: 0 } => "提交的内容超过大小限制，没有保存。".into(),
            Self::TooLarge { limit } => {
                format!("提交的内容超过{}，没有保存。请压缩或者分开提交。", bytes_zh(*limit))
            }
            Self::Conflict(change) if change.is_empty() => {
                "您打开页面之后，这项内容已被他人更改。您提交的内容没有保存。".into()
            }
            Self::Conflict(change) => format!("{change}。您提交的内容没有保存。"),
            Self::TooMany { wait } => format!("请在{wait}秒后再试。"),
            Self::Unavailable => {
                "数据库暂时没有响应。请稍后再试；刚才提交的内容如未显示受理，请重新提交。".into()
            }
            Self::NoFont(characters) => {
                format!("系统没有可以显示“{characters}”的字体，不能生成PDF。请查看网页，或者下载DOCX。")
            }
            Self::Fault => "故障已经记入日志。刚才提交的内容如未显示受理，请重新提交。".into(),
        }
    }
}

/// A size as people read it.
fn bytes_zh(bytes: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    if bytes >= MEGABYTE {
        format!("{} MB", bytes / MEGABYTE)
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

impl From<askama::Error> for Error {
    fn from(_: askama::Error) -> Self {
        Self::Fault
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict(String::new()) } else { Self::Unavailable }
    }
}

impl IntoResponse for Error {
    /// The status alone; [`pages`] adds the page, knowing the visitor's appearance and whose site it is.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooMany { wait } = self {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait));
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "portal/error.html")]
struct ErrorPage<'a> {
    page: Page,
    explanation: &'a str,
    is_console: bool,
    is_signed_out: bool,
}

/// Turns every refusal without a page into a page. What is asked under `/api/` keeps its own answer.
pub(crate) async fn pages(State(masthead): State<Arc<Masthead>>, request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or("/", |part| part.as_str()).to_owned();
    let back = if request.method() == Method::GET { address.clone() } else { "/".to_owned() };
    let appearance = Appearance::of(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let is_refusal = status.is_client_error() || status.is_server_error();
    if !is_refusal || is_html(response.headers()) || address.starts_with("/api/") {
        return response;
    }
    let error = response.extensions().get::<Error>().cloned().unwrap_or_else(|| Error::of(status));
    let is_console = address == "/office" || address.starts_with("/office/");
    let again = match &error {
        Error::Again(kept) => again::page(&masthead, appearance, kept, &address).ok(),
        _ => None,
    };
    let page = ErrorPage {
        page: Page::new(&masthead, appearance, error.to_string(), back),
        explanation: &error.explanation(),
        is_console,
        is_signed_out: error == Error::NotSignedIn,
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A page without a page still says what it is.
    let text = again.unwrap_or_else(|| page.render().unwrap_or_else(|_| error.to_string()));
    (status, parts.headers, Html(text)).into_response()
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
