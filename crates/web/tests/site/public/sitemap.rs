//! The list of addresses for search engines, where there are too many for one file.

use axum::http::StatusCode;
use jiff::civil::date;
use statute::publication::{Act, Edition, Kind, Origin, Step};
use store::{Author, Content, FromSite, Numbering};

use super::{CODE, DOMAIN, Place, at, card, on};

/// What another site had published, one a day: in each file every publication of its month and no other.
#[tokio::test]
async fn many_publications_are_listed_by_the_months_they_came_out_in() {
    let place = Place::new().await;
    let new = place.published(card(Kind::News, "新的动态"), "<p>内容</p>").await;
    let author = Author { actor: "系统管理员".into(), at: at(12) };
    let next = |_: Numbering, nth: usize| -> store::Result<_> {
        let day = date(2020, 1, 1).saturating_add(jiff::Span::new().days(nth as i64));
        let body = Content::new(format!("<p>{nth}</p>").into_bytes());
        let edition = Edition {
            card: card(Kind::News, &format!("第{nth}条")),
            body: body.sm3().to_owned(),
            files: Vec::new(),
        };
        let origin = Origin {
            address: format!("/{nth}.html"),
            published_at: day.at(9, 0, 0, 0),
            index_number: String::new(),
            sm3: format!("{nth:064}"),
        };
        let step = Step { on: on(12), by: "系统管理员".into(), act: Act::Imported { edition, origin } };
        Ok((nth < 1100).then(|| FromSite { step, contents: vec![body] }))
    };
    assert_eq!(place.store.import_publications(&author, 1, on(12), CODE, next).await.unwrap(), 1100);

    let index = place.page("/sitemap.xml").await;
    let files: Vec<&str> =
        index.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    let own = format!("https://{DOMAIN}/sitemap/");
    assert_eq!(
        files[..3],
        [format!("{own}pages.xml"), format!("{own}2026-03.xml"), format!("{own}2023-01.xml")]
    );
    // 2020-01-01 and 1,100 days on: to 2023-01-04.
    assert_eq!(files.len(), 2 + 37, "{index}");
    let mut listed = Vec::new();
    for file in &files[1..] {
        let text = place.page(file.strip_prefix(&format!("https://{DOMAIN}")).unwrap()).await;
        let month = &file[own.len()..own.len() + 7];
        assert_eq!(text.matches("<lastmod>").count(), text.matches(&format!("<lastmod>{month}")).count());
        listed.extend(text.split("/p/").skip(1).filter_map(|rest| rest.split('<').next().map(str::to_owned)));
    }
    assert_eq!(listed.len(), 1101);
    assert_eq!(listed[0], new);
    listed.sort();
    listed.dedup();
    assert_eq!(listed.len(), 1101, "each once");
    assert!(place.page("/sitemap/pages.xml").await.contains("/zfxxgk/"));
    for wrong in ["2019-12.xml", "2023-02.xml", "2023-1.xml", "2023.xml", "2023-13.xml", "1.xml", "2023-01"] {
        assert_eq!(place.get(&format!("/sitemap/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}
