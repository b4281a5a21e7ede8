//! The site, asked through its whole router.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod appearance;
mod applying;
mod citizen;
mod commenting;
mod console;
mod demo;
mod errors;
mod following;
mod public;
mod publishing;
mod reports;
mod security;
mod styles;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::response::Response;
use tower::ServiceExt;
use web::{PublishedFile, PublishedReport, Site};

/// The site of a made-up agency with one report.
fn site() -> Site {
    let file = PublishedFile {
        name: "report.html".into(),
        label: "网页".into(),
        content_type: "text/html; charset=utf-8",
        bytes: "<p>示例</p>".into(),
        hash: "abc".into(),
    };
    let report = PublishedReport {
        year: 2023,
        title: "示例市<>局2023年政府信息公开工作年度报告".into(),
        published_on: Some(jiff::civil::date(2024, 1, 25)),
        files: vec![file],
    };
    Site { agency: "示例市<>局".into(), reports: vec![report], ..Site::default() }
}

async fn ask(request: Request<Body>) -> Response {
    web::router(site()).expect("pages render").oneshot(request).await.expect("an answer")
}

async fn get(address: &str) -> Response {
    ask(Request::get(address).body(Body::empty()).expect("a request")).await
}

async fn get_with(address: &str, header: &str, value: &str) -> Response {
    ask(Request::get(address).header(header, value).body(Body::empty()).expect("a request")).await
}

async fn post(address: &str, cookie: &str, form: &str) -> Response {
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .body(Body::from(form.to_owned()));
    ask(request.expect("a request")).await
}

async fn text(response: Response) -> String {
    let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
    String::from_utf8_lossy(&body).into_owned()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

/// The messages above a refused form lead to its fields, in their order.
fn messages_follow_the_fields(page: &str) {
    let summary =
        page.split("处需要修改").nth(1).and_then(|rest| rest.split("</ul>").next()).expect("a refused form");
    let links = summary.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    let place =
        |id: &str| page.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("no field {id}: {page}"));
    let places: Vec<_> = links.map(place).collect();
    assert!(!places.is_empty() && places.is_sorted(), "{summary}");
}
