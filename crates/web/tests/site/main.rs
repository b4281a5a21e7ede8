//! The site, asked through its whole router.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use tower::ServiceExt;
use web::{PublishedFile, PublishedReport, Site};

async fn get(address: &str, known: Option<&str>) -> Response {
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
        files: vec![file],
    };
    let site = Site { agency: "示例市<>局".into(), reports: vec![report] };
    let mut request = Request::get(address);
    if let Some(etag) = known {
        request = request.header("if-none-match", etag);
    }
    let request = request.body(Body::empty()).expect("a request");
    web::router(site).expect("pages render").oneshot(request).await.expect("an answer")
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.expect("a body").to_vec()).expect("UTF-8")
}

#[tokio::test]
async fn the_list_links_every_report_and_escapes_names() {
    let response = get("/zfxxgk/zfxxgknb/", None).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(
        response.headers()["content-security-policy"].to_str().expect("text").contains("default-src 'none'")
    );
    let page = text(response).await;
    assert!(page.contains("href=\"/zfxxgk/zfxxgknb/2023/report.html\""));
    assert!(!page.contains("<>"), "names are escaped");
}

#[tokio::test]
async fn a_file_comes_as_published_and_only_once() {
    let response = get("/zfxxgk/zfxxgknb/2023/report.html", None).await;
    assert_eq!(response.headers()["etag"], "\"abc\"");
    assert_eq!(text(response).await, "<p>示例</p>");
    let again = get("/zfxxgk/zfxxgknb/2023/report.html", Some("\"abc\"")).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_not_there_offers_the_way_on() {
    for address in
        ["/zfxxgk/zfxxgknb/2022/report.html", "/zfxxgk/zfxxgknb/2023/records.html", "/office", "/x%FF"]
    {
        let response = get(address, None).await;
        assert!(response.status().is_client_error(), "{address}");
    }
    assert!(text(get("/nowhere", None).await).await.contains("/zfxxgk/zfxxgknb/"));
}
