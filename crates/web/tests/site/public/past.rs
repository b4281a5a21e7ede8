//! Editions before the one that is public: looked up where every revision since kept them, and nowhere else.

use axum::http::StatusCode;
use office::publications::Writing;
use serde_json::Value;
use statute::publication::{Card, Earlier, Kind, Revision};

use super::{Place, card, pdf, writing};
use crate::security::no_style_or_script_inside;

fn edition(said: &str, earlier: Earlier) -> Writing {
    let revision = Some(Revision { said: said.into(), earlier, changed_on: None });
    writing(Card { revision, ..card(Kind::Guide, "政府信息公开指南") }, &format!("<p>{said}的指南</p>"))
}

#[tokio::test]
async fn an_earlier_edition_is_looked_up_with_its_files_until_a_revision_hides_it() {
    let place = Place::new().await;
    let mut first = edition("最初", Earlier::Kept);
    first.files.push(pdf("申请表.pdf"));
    let number = place.begun(first).await;
    place.publish(&number).await;
    let page = format!("/p/{number}");
    assert!(!place.page(&page).await.contains("历次版本"), "there was but one");
    assert!(!place.page(&page).await.contains("最初</"), "the first edition changes nothing");

    place.saved(&number, edition("办公地址变更", Earlier::Kept)).await;
    assert_eq!(place.get(&format!("{page}/v/1")).await.status, StatusCode::NOT_FOUND, "it is still public");
    place.publish(&number).await;
    let shown = place.page(&page).await;
    assert!(shown.contains("历次版本") && shown.contains("办公地址变更"), "{shown}");
    assert!(shown.contains(&format!("href=\"{page}/v/1\"")), "{shown}");
    let column = place.page("/zfxxgk/zfxxgkzn/").await;
    assert!(column.contains(&format!("href=\"{page}/v/1\"")), "the guide's column shows the same: {column}");
    let past = place.page(&format!("{page}/v/1")).await;
    for said in ["历史版本：第1版", "最初的指南", "noindex", "查看现行版本"] {
        assert!(past.contains(said), "{said}: {past}");
    }
    assert!(!past.contains("办公地址变更的指南"));
    no_style_or_script_inside("an earlier edition", &past);
    // Its file is handed out with it, no longer with what is public.
    let start = past.find("/v/1/files/").expect("its file");
    let file = &past[start + 4..];
    let file = &file[..file.find('"').unwrap()];
    assert_eq!(place.get(&format!("{page}/v/1{file}")).await.status, StatusCode::OK);
    assert_eq!(place.get(&format!("{page}{file}")).await.status, StatusCode::NOT_FOUND);
    for elsewhere in ["/sitemap.xml", "/feed/latest.json", "/search?q=最初", "/api/v1/search?q=最初"] {
        assert!(!place.get(elsewhere).await.text.contains("/v/1"), "{elsewhere}");
    }
    let item: Value =
        serde_json::from_str(&place.page(&format!("/api/v1/publications/{number}")).await).unwrap();
    let editions = item["editions"].as_array().unwrap();
    assert_eq!(editions.len(), 2);
    assert_eq!((editions[1]["edition"].as_u64(), editions[1]["until"].is_string()), (Some(1), true));
    assert_eq!(editions[1]["address"], format!("{page}/v/1"));

    place.saved(&number, edition("去掉不应公开的内容", Earlier::Hidden)).await;
    place.publish(&number).await;
    let shown = place.page(&page).await;
    assert!(shown.contains("第2版（不再公开）") && shown.contains("第1版（不再公开）"), "{shown}");
    assert!(!shown.contains("办公地址变更"), "nor what a hidden edition said of itself: {shown}");
    let item = place.page(&format!("/api/v1/publications/{number}")).await;
    assert!(!item.contains("办公地址变更"), "{item}");
    for gone in
        [format!("{page}/v/1"), format!("{page}/v/2"), format!("{page}/v/1{file}"), format!("{page}/v/3")]
    {
        assert_eq!(place.get(&gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }

    place.saved(&number, edition("再次修改", Earlier::Kept)).await;
    place.publish(&number).await;
    assert_eq!(place.get(&format!("{page}/v/3")).await.status, StatusCode::OK);
    place.withdraw(&number, "因内容有误撤下。", None).await;
    assert_eq!(
        place.get(&format!("{page}/v/3")).await.status,
        StatusCode::NOT_FOUND,
        "taken down as a whole"
    );
}
