//! Old addresses lead on for good to what came in from them; nothing else does.

use axum::http::{Method, Request, StatusCode};
use statute::publication::{Act, Attribute, Card, Edition, Kind, Origin, Step};
use store::{Author, Content, FromSite, Numbering};
use tower::ServiceExt;

use super::{Place, at, card, meta, on};

/// Brings something in that was public at an address of another site.
async fn imported(place: &Place, card: Card, address: &str) {
    let body = Content::new("<p>旧网站的正文。</p>".into());
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let origin = Origin {
        address: address.into(),
        published_at: on(1).at(9, 30, 0, 0),
        index_number: format!("旧{address}"),
        sm3: String::new(),
    };
    let step = Step { on: on(11), by: "命令行".into(), act: Act::Imported { edition, origin } };
    let mut all = vec![FromSite { step, contents: vec![body] }];
    let author = Author { actor: "命令行".into(), at: at(11) };
    let next = |_: Numbering, _: usize| -> store::Result<_> { Ok(all.pop()) };
    place.store.import_publications(&author, 1, on(11), super::CODE, next).await.expect("imported");
}

#[tokio::test]
async fn an_old_address_leads_on_for_good() {
    let place = Place::new().await;
    assert_eq!(place.get("/zcwj/旧%20页.html").await.status, StatusCode::NOT_FOUND);
    imported(&place, card(Kind::Notice, "旧网站的通知"), "/zcwj/旧 页.html").await;
    let kept = Card { attribute: Some(Attribute::OnApplication), ..card(Kind::Notice, "不公开的通知") };
    imported(&place, kept, "/zcwj/b.html").await;
    let answer = place.get("/zcwj/旧%20页.html?from=1").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::MOVED_PERMANENTLY, "/p/P2026-1"));
    let page = place.page("/p/P2026-1").await;
    assert!(page.contains("旧网站的正文。") && page.contains("旧/zcwj/旧 页.html"), "{page}");
    assert_eq!(meta(&page, "PubDate"), Some("2026-03-01 09:30"));
    for nothing in ["/zcwj/b.html", "/zcwj/c.html", "/zcwj/", "/zcwj/%00", "/zcwj/%FF", "/office/nowhere"] {
        assert_eq!(place.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let request = Request::builder().method(Method::POST).uri("/zcwj/%E6%97%A7%20%E9%A1%B5.html");
    let request =
        request.header("host", "localhost:8000").body(axum::body::Body::empty()).expect("a request");
    let status = place.router.clone().oneshot(request).await.expect("an answer").status();
    assert!(status.is_client_error(), "{status}");
    // Taken down, it leads to the notice.
    place.withdraw("P2026-1", "因有误撤下。", None).await;
    assert_eq!(place.get("/zcwj/旧%20页.html").await.header("location"), "/p/P2026-1");
    assert_eq!(place.get("/p/P2026-1").await.status, StatusCode::GONE);
}

/// A notice that asked for comments elsewhere asks no more: it stands among those that are over, and its address, which
/// lies where comments are sent to, leads on as well.
#[tokio::test]
async fn an_old_notice_of_a_draft_is_over() {
    let place = Place::new().await;
    imported(&place, card(Kind::Commentary, "旧网站的征求意见"), "/zqyj/t1.html").await;
    assert_eq!(place.get("/zqyj/t1.html").await.header("location"), "/p/P2026-1");
    assert!(place.page("/zqyj/?show=closed").await.contains("旧网站的征求意见"));
    assert!(!place.page("/zqyj/").await.contains("旧网站的征求意见"));
    for nothing in ["/zqyj/t2.html", "/zqyj/P2026-1", "/zqyj/P2026-7"] {
        assert_eq!(place.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}
