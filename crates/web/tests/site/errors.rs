//! What is refused is a page with the way on.

use axum::http::StatusCode;

use crate::{get, header, post, text};

#[tokio::test]
async fn what_is_not_there_offers_the_way_on() {
    for address in [
        "/zfxxgk/zfxxgknb/2022/report.html",
        "/zfxxgk/zfxxgknb/2023/records.html",
        "/nowhere",
        "/static/site-0.css",
    ] {
        let response = get(address).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{address}");
        assert_eq!(header(&response, "cache-control"), "no-store");
        let page = text(response).await;
        assert!(page.contains("<h1>页面不存在</h1>") && page.contains("/zfxxgk/zfxxgknb/"), "{address}");
    }
}

#[tokio::test]
async fn the_console_leads_back_to_the_console() {
    let page = text(get("/office/nowhere").await).await;
    assert!(page.contains("<h1>页面不存在</h1>") && page.contains("href=\"/office\""));
}

#[tokio::test]
async fn refusals_of_the_server_itself_are_pages_too() {
    let response = get("/zfxxgk/zfxxgknb/x%FF/y").await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(text(response).await.contains("<h1>不能识别的请求</h1>"));
    let response = post("/zfxxgk/zfxxgknb/", "", "").await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&response, "allow"), "GET,HEAD");
    assert!(text(response).await.contains("<h1>不支持的操作</h1>"));
}

#[tokio::test]
async fn an_address_in_the_error_page_is_escaped() {
    let page = text(get("/%22%3E%3Cscript%3E?a=%22%3E").await).await;
    assert!(!page.contains("\"><script>") && !page.contains("?a=\">"));
}
