//! Headers of every answer, and that no page carries anything they forbid.

use crate::{get, header, text};

const PAGES: [&str; 3] = ["/zfxxgk/zfxxgknb/", "/office/styles", "/nowhere"];

#[tokio::test]
async fn pages_load_from_this_site_only() {
    for address in PAGES.into_iter().chain(["/appearance", "/"]) {
        let response = get(address).await;
        let policy = header(&response, "content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{address}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{address}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{address}");
        assert_eq!(header(&response, "x-frame-options"), "DENY", "{address}");
    }
}

#[tokio::test]
async fn a_published_report_keeps_its_own_style_and_runs_nothing() {
    let response = get("/zfxxgk/zfxxgknb/2023/report.html").await;
    let policy = header(&response, "content-security-policy");
    assert!(policy.contains("style-src 'unsafe-inline'") && !policy.contains("script-src"), "{policy}");
}

#[tokio::test]
async fn no_page_has_style_or_script_inside() {
    for address in PAGES {
        no_style_or_script_inside(address, &text(get(address).await).await);
    }
}

pub(crate) fn no_style_or_script_inside(address: &str, page: &str) {
    for forbidden in ["<style", " style=\"", " onclick=", "javascript:", "<script>"] {
        assert!(!page.contains(forbidden), "{address} has {forbidden}");
    }
}

#[tokio::test]
async fn stylesheet_and_script_are_named_by_content_and_kept() {
    let page = text(get("/zfxxgk/zfxxgknb/").await).await;
    for (before, kind) in [("href=\"/static/", "text/css"), ("src=\"/static/", "text/javascript")] {
        let rest = page.split(before).nth(1).expect("a reference");
        let name = rest.split('"').next().expect("its end");
        let response = get(&format!("/static/{name}")).await;
        assert!(header(&response, "content-type").starts_with(kind), "{name}");
        assert!(header(&response, "cache-control").contains("immutable"), "{name}");
        assert!(text(response).await.len() > 1000, "{name}");
    }
}
