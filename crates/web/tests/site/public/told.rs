//! Where the office is found, as its settings have it: on pages that are kept in memory, with the next request.

use axum::http::StatusCode;
use jiff::civil::date;
use office::agencies::{self, Settings};
use statute::publication::Kind;
use store::Author;

use super::{CODE, Place, at, card, on, open};

fn settings(telephone: &str) -> Settings {
    Settings {
        code: Some(CODE.into()),
        letter_code: "示测公开".into(),
        address: Some("示例市示例路1号".into()),
        telephone: Some(telephone.into()),
        ..Settings::default()
    }
}

#[tokio::test]
async fn a_setting_that_changed_shows_on_the_next_request_of_a_page_in_memory() {
    let place = Place::new().await;
    let number = place.published(card(Kind::News, "动态"), "<p>内容</p>").await;
    let author = Author { actor: "测试".into(), at: at(12) };
    let item = format!("/p/{number}");
    let pages =
        ["/", "/zfxxgk/ysqgk/", "/zfxxgk/ysqgk/form", "/zfxxgk/zfxxgknb/", "/apply", "/search", &item];
    for address in pages {
        assert!(!place.page(address).await.contains("0000-1111"), "{address}");
    }
    agencies::set(&place.store, &author, 1, date(2026, 2, 1), &settings("0000-1111"))
        .await
        .expect("settings");
    for address in pages {
        let page = place.page(address).await;
        assert!(page.contains("地址：示例市示例路1号　电话：0000-1111"), "{address}: {page}");
    }
    assert!(place.page("/zfxxgk/ysqgk/").await.contains("<dd>0000-1111</dd>"));
    // What is set ahead holds from its day.
    agencies::set(&place.store, &author, 1, on(20), &settings("0000-2222")).await.expect("settings");
    assert!(place.page("/").await.contains("0000-1111"));
    place.clock.set_day(on(20));
    for address in pages {
        assert!(place.page(address).await.contains("0000-2222"), "{address}");
    }
}

#[tokio::test]
async fn what_another_program_sets_is_noticed_as_what_it_publishes() {
    let place = Place::new().await;
    let other = open(&place.folder).await;
    place.store.look_for_publications().await.expect("an answer");
    assert!(!place.page("/zfxxgk/ysqgk/").await.contains("0000-3333"));
    let author = Author { actor: "测试".into(), at: at(12) };
    agencies::set(&other, &author, 1, date(2026, 2, 1), &settings("0000-3333")).await.expect("settings");
    assert!(place.store.look_for_publications().await.expect("an answer"), "something public changed");
    assert!(place.page("/zfxxgk/ysqgk/").await.contains("0000-3333"));
}

#[tokio::test]
async fn instructions_form_and_reports_are_kept_packed_and_known() {
    let place = Place::new().await;
    for address in ["/zfxxgk/ysqgk/", "/zfxxgk/ysqgk/form", "/zfxxgk/zfxxgknb/", "/zfxxgk/zfxxgknb/2023/"] {
        let packed = place.ask(address, &[("accept-encoding", "br")]).await;
        assert_eq!(packed.header("content-encoding"), "br", "{address}");
        assert_eq!(packed.header("cache-control"), "no-cache");
        let known = format!("W/{}", packed.header("etag"));
        let again = place.ask(address, &[("accept-encoding", "br"), ("if-none-match", &known)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
    }
}

#[tokio::test]
async fn an_attachment_is_known_by_a_weak_tag_among_others() {
    let place = Place::new().await;
    let mut draft = super::writing(card(Kind::Notice, "附件公告"), "<p>内容</p>");
    draft.files.push(super::pdf("名单.pdf"));
    let number = place.begun(draft).await;
    place.publish(&number).await;
    let stored = place.store.publication(1, &number).await.unwrap().unwrap();
    let sm3 = stored.item.draft.files[0].sm3.clone();
    let address = format!("/p/{number}/files/{sm3}");
    let known = format!("\"other\", W/\"{sm3}\"");
    let answer = place.ask(&address, &[("if-none-match", &known)]).await;
    assert_eq!((answer.status, answer.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
}
