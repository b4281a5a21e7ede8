//! The list of annual reports and their files.

use axum::http::StatusCode;

use crate::{get, get_with, header, text};

#[tokio::test]
async fn the_list_links_every_report_and_escapes_names() {
    let response = get("/zfxxgk/zfxxgknb/").await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = text(response).await;
    assert!(page.contains("href=\"/zfxxgk/zfxxgknb/2023/report.html\""));
    assert!(page.contains("href=\"/zfxxgk/zfxxgknb/2023/\""));
    assert!(page.contains("datetime=\"2024-01-25\">2024-01-25</time>"), "each with its day: {page}");
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
    assert_eq!(header(&list, "vary"), "Cookie, Accept-Encoding");
    let again = get_with("/zfxxgk/zfxxgknb/", "if-none-match", &tag).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    let large = get_with("/zfxxgk/zfxxgknb/", "cookie", "appearance=dark-large").await;
    assert_ne!(header(&large, "etag"), tag);
}

#[tokio::test]
async fn what_stays_the_same_is_packed_as_browsers_take_it_and_known_by_weak_tags() {
    let page = text(get("/zfxxgk/zfxxgknb/").await).await;
    let asset = |ending: &str| {
        let rest = page.split("\"/static/site-").nth(if ending == "css" { 1 } else { 3 }).expect("an asset");
        format!("/static/site-{}", rest.split('"').next().unwrap())
    };
    let (style, script) = (asset("css"), asset("js"));
    assert!(style.contains(".css") && script.contains(".js"), "{style} {script}");
    for address in [
        "/zfxxgk/zfxxgknb/",
        "/zfxxgk/zfxxgknb/2023/",
        "/zfxxgk/zfxxgknb/2023/report.html",
        "/zfxxgk/ysqgk/",
        "/zfxxgk/ysqgk/form",
        &style,
        &script,
    ] {
        for (taken, name) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
            let answer = get_with(address, "accept-encoding", taken).await;
            assert_eq!(header(&answer, "content-encoding"), name, "{address}");
            assert!(header(&answer, "vary").ends_with("Accept-Encoding"), "{address}");
            let tag = header(&answer, "etag").to_owned();
            let request = axum::http::Request::get(address)
                .header("accept-encoding", taken)
                .header("if-none-match", format!("\"other\", W/{tag}"));
            let again = crate::ask(request.body(axum::body::Body::empty()).unwrap()).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{address} {taken}");
        }
    }
    let kept = get(&style).await;
    assert!(header(&kept, "cache-control").contains("immutable"));
    assert_eq!(header(&kept, "vary"), "Accept-Encoding", "it looks the same in every appearance");
}

#[tokio::test]
async fn a_report_has_a_page_of_the_site_with_its_files_and_tags() {
    let page = text(get("/zfxxgk/zfxxgknb/2023/").await).await;
    for part in [
        "<meta name=\"ColumnType\" content=\"信息公开年报\">",
        "<meta name=\"ArticleTitle\" content=\"示例市&#60;&#62;局2023年政府信息公开工作年度报告\">",
        "<meta name=\"PubDate\" content=\"2024-01-25 00:00\">",
        "<meta name=\"ContentSource\" content=\"示例市&#60;&#62;局\">",
        "href=\"/zfxxgk/zfxxgknb/2023/report.html\"",
        "<dd>2024-01-25</dd>",
        "<a href=\"/zfxxgk/zfxxgknb/\">政府信息公开年报</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let typed = get("/zfxxgk/zfxxgknb/2023").await;
    assert_eq!(header(&typed, "location"), "/zfxxgk/zfxxgknb/2023/");
    for wrong in ["/zfxxgk/zfxxgknb/2022", "/zfxxgk/zfxxgknb/2022/", "/zfxxgk/zfxxgknb/02023/"] {
        assert_eq!(get(wrong).await.status(), StatusCode::NOT_FOUND, "{wrong}");
    }
}
