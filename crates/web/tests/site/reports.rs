//! The list of annual reports and their files.

use axum::http::StatusCode;

use crate::{get, get_with, header, text};

#[tokio::test]
async fn the_list_links_every_report_and_escapes_names() {
    let response = get("/zfxxgk/zfxxgknb/").await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = text(response).await;
    assert!(page.contains("href=\"/zfxxgk/zfxxgknb/2023/report.html\""));
    assert!(!page.contains("<>"), "names are escaped");
    assert!(page.contains("<meta name=\"ColumnType\" content=\"信息公开年报\">"));
}

#[tokio::test]
async fn a_file_comes_as_published_and_only_once() {
    let response = get("/zfxxgk/zfxxgknb/2023/report.html").await;
    assert_eq!(header(&response, "etag"), "\"abc\"");
    assert_eq!(text(response).await, "<p>示例</p>");
    let again = get_with("/zfxxgk/zfxxgknb/2023/report.html", "if-none-match", "\"abc\"").await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_rendered_page_is_sent_once_per_appearance() {
    let list = get("/zfxxgk/zfxxgknb/").await;
    let tag = header(&list, "etag").to_owned();
    assert_eq!(header(&list, "vary"), "Cookie");
    let again = get_with("/zfxxgk/zfxxgknb/", "if-none-match", &tag).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    let large = get_with("/zfxxgk/zfxxgknb/", "cookie", "appearance=dark-large").await;
    assert_ne!(header(&large, "etag"), tag);
}
