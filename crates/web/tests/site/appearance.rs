//! Light or dark, ordinary or large: kept in a cookie, without a script.

use axum::http::StatusCode;

use crate::{get, get_with, header, post, text};

#[tokio::test]
async fn a_choice_is_kept_and_leads_back() {
    let response = post("/appearance", "", "size=large&back=%2Foffice%2Fstyles").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(header(&response, "location"), "/office/styles");
    let cookie = header(&response, "set-cookie").to_owned();
    assert!(
        cookie.starts_with("appearance=system-large-standard;") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let response = post("/appearance", "other=1; appearance=system-large", "theme=dark&back=/").await;
    assert!(header(&response, "set-cookie").starts_with("appearance=dark-large-standard;"), "the size stays");
    let response = post("/appearance", "appearance=dark-large", "text=largest&back=/").await;
    assert!(header(&response, "set-cookie").starts_with("appearance=dark-large-largest;"));
    let response = post("/appearance", "appearance=dark-large-largest", "size=normal&back=/").await;
    assert!(header(&response, "set-cookie").starts_with("appearance=dark-normal-largest;"), "the text stays");
    let response = post("/appearance", "appearance=dark-large-largest", "text=nonsense").await;
    assert!(header(&response, "set-cookie").starts_with("appearance=dark-large-largest;"));
}

#[tokio::test]
async fn pages_come_in_the_chosen_appearance() {
    let page = text(get_with("/zfxxgk/zfxxgknb/", "cookie", "a=b; appearance=dark-large").await).await;
    assert!(page.contains("data-theme=\"dark\" data-size=\"large\""));
    assert!(page.contains("value=\"normal\" aria-pressed=\"true\""), "the button takes it back");
    let page = text(get_with("/zfxxgk/zfxxgknb/", "cookie", "appearance=light-normal-large").await).await;
    assert!(page.contains("data-theme=\"light\" data-size=\"normal\" data-text=\"large\""), "{page}");
    for nonsense in [
        "appearance",
        "appearance=\"><script>",
        "appearance=-",
        "appearance=--",
        "appearance=system-normal-x",
        "",
    ] {
        let page = text(get_with("/zfxxgk/zfxxgknb/", "cookie", nonsense).await).await;
        assert!(
            page.contains("data-theme=\"system\" data-size=\"normal\" data-text=\"standard\""),
            "{nonsense}"
        );
    }
    assert!(text(get("/nowhere").await).await.contains("data-theme=\"system\""));
    assert!(
        text(get_with("/nowhere", "cookie", "appearance=dark-normal").await)
            .await
            .contains("data-theme=\"dark\"")
    );
}

#[tokio::test]
async fn the_way_back_never_leaves_the_site() {
    for back in [
        "//elsewhere.example",
        "/%5Celsewhere.example",
        "https%3A%2F%2Felsewhere.example",
        "",
        "/a%0D%0Ab: c",
        "/中",
    ] {
        let response = post("/appearance", "", &format!("theme=dark&back={back}")).await;
        assert_eq!(header(&response, "location"), "/", "{back}");
    }
}

#[test]
fn both_ways_to_darkness_set_the_same_colors() {
    let style = include_str!("../../static/site.css");
    let blocks: Vec<String> = style
        .split("color-scheme: dark;")
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or_default().split_whitespace().collect())
        .collect();
    assert_eq!(blocks.len(), 2);
    assert!(blocks[0].contains("--paper:") && blocks[0] == blocks[1]);
}
