//! The frame of public pages: where a choice of appearance leads back to, one address for one text, tree, marks, map.

use axum::http::StatusCode;
use jiff::SignedDuration;
use statute::publication::{COLUMNS, Kind};
use web::Marks;

use super::{DOMAIN, Place, SITE_CODE, card, meta, normative, writing};
use crate::security::no_style_or_script_inside;

/// Where a choice of appearance leads back to: both forms of the page say it.
fn back(page: &str) -> String {
    let mut said = page.split("name=\"back\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let first = said.next().expect("a form").replace("&#38;", "&");
    assert!(said.all(|other| other.replace("&#38;", "&") == first));
    first
}

fn own(address: &str) -> String {
    format!("https://{DOMAIN}{address}")
}

fn url(page: &str) -> String {
    meta(page, "Url").unwrap_or_default().replace("&#38;", "&")
}

#[tokio::test]
async fn a_choice_of_appearance_leads_back_to_the_page_of_the_list() {
    let place = Place::new().await;
    for index in 0..25 {
        place.clock.set(super::at(12) + SignedDuration::from_mins(index));
        place.published(card(Kind::News, &format!("动态第{index}条")), "<p>内容</p>").await;
    }
    let first = place.page("/gzdt/").await;
    assert_eq!((back(&first).as_str(), url(&first)), ("/gzdt/", own("/gzdt/")));
    let rest = first.split("rel=\"next\" href=\"").nth(1).expect("a page after");
    let next = rest.split('"').next().unwrap().replace("&#38;", "&");
    let second = place.page(&next).await;
    assert_eq!((back(&second), url(&second)), (next.clone(), own(&next)));
    let rest = second.split("rel=\"prev\" href=\"").nth(1).expect("a page before");
    let previous = rest.split('"').next().unwrap().replace("&#38;", "&");
    assert_eq!(back(&place.page(&previous).await), previous);
    for nonsense in ["/gzdt/?after=x", "/gzdt/?show=closed", "/gzdt/?x=1"] {
        let page = place.page(nonsense).await;
        assert_eq!((back(&page).as_str(), url(&page)), ("/gzdt/", own("/gzdt/")), "{nonsense}");
    }
    let closed = place.page("/zqyj/?show=closed").await;
    assert_eq!((back(&closed).as_str(), url(&closed)), ("/zqyj/?show=closed", own("/zqyj/?show=closed")));
}

#[tokio::test]
async fn an_earlier_version_of_the_catalogue_stays_after_a_choice_of_appearance() {
    let place = Place::new().await;
    let clerk = super::officer(statute::procedure::Role::Clerk);
    let entries = statute::catalogue::standards()[0].entries("示例市测试局");
    let fewer = entries[1..].to_vec();
    let now = place.clock.now();
    office::catalogue::keep(&place.store, 1, 0, entries, &clerk, now).await.expect("kept");
    office::catalogue::keep(&place.store, 1, 1, fewer, &clerk, now).await.expect("kept");
    let earlier = place.page("/zfxxgk/gkml/?version=1").await;
    let address = "/zfxxgk/gkml/?version=1";
    assert_eq!((back(&earlier).as_str(), url(&earlier)), (address, own(address)));
    let current = place.page("/zfxxgk/gkml/?version=2").await;
    assert_eq!(url(&current), own("/zfxxgk/gkml/"), "one address for what holds");
    let signer = super::officer(statute::procedure::Role::Signer);
    office::catalogue::withdraw(&place.store, 1, &[1], "有误", &signer, now).await.expect("withdrawn");
    for gone in [address, "/zfxxgk/gkml/files/catalogue.csv?version=1"] {
        let notice = place.get(gone).await;
        assert_eq!((notice.status, back(&notice.text).as_str()), (StatusCode::GONE, address), "{gone}");
    }
}

#[tokio::test]
async fn the_guide_in_its_column_has_what_its_page_has_and_one_address() {
    let place = Place::new().await;
    let number = place.published(card(Kind::Guide, "政府信息公开指南"), "<p>内容</p>").await;
    let page = place.page("/zfxxgk/zfxxgkzn/").await;
    assert!(page.contains("data-print") && page.contains("data:image/svg+xml"), "{page}");
    assert!(page.contains("这一页有错，我来指出"));
    assert!(page.contains(&format!("本页地址：{}", own("/zfxxgk/zfxxgkzn/"))));
    assert_eq!(url(&page), own(&format!("/p/{number}")));
    assert_eq!(url(&place.page(&format!("/p/{number}")).await), own(&format!("/p/{number}")));
}

#[tokio::test]
async fn a_text_is_read_in_the_size_that_was_chosen_and_no_other_page_in_memory_takes_its_place() {
    let place = Place::new().await;
    let number = place.published(card(Kind::Guide, "政府信息公开指南"), "<p>内容</p>").await;
    let pages = [format!("/p/{number}"), "/zfxxgk/zfxxgkzn/".to_owned()];
    for address in &pages {
        let mut seen = std::collections::HashSet::new();
        for (cookie, size) in [
            ("", "standard"),
            ("appearance=system-normal-large", "large"),
            ("appearance=system-normal-largest", "largest"),
            ("appearance=dark-large-largest", "largest"),
            ("appearance=dark-large", "standard"),
        ] {
            for _ in 0..2 {
                let answer = place.ask(address, &[("cookie", cookie)]).await;
                assert!(answer.text.contains(&format!("data-text=\"{size}\"")), "{address} {cookie}");
                let chosen = format!("name=\"text\" value=\"{size}\" aria-pressed=\"true\"");
                assert!(answer.text.contains(&chosen), "{address} {cookie}: {}", answer.text);
                seen.insert(answer.header("etag").to_owned());
                assert_eq!(url(&answer.text), own(&format!("/p/{number}")), "one address");
                assert_eq!(back(&answer.text), *address);
            }
        }
        assert_eq!(seen.len(), 5, "{address}");
    }
    let without = place.page("/search").await;
    assert!(!without.contains("name=\"text\""), "where nothing is read there is nothing to choose");
}

#[tokio::test]
async fn a_publication_stands_beside_the_tree_of_its_column() {
    let place = Place::new().await;
    let (number, _) = place.issued(writing(normative("服务规定", 5), "<p>第一条</p>"), "解读").await;
    let page = place.page(&format!("/p/{number}")).await;
    assert!(page.contains("class=\"side tree\""));
    assert!(page.contains("<a href=\"/zfxxgk/fdzdgknr/gfxwj/\" aria-current=\"true\">"), "{page}");
    let report = place.page("/zfxxgk/zfxxgknb/2023/").await;
    assert!(report.contains("class=\"side tree\""));
    let form = place.page("/zfxxgk/ysqgk/form").await;
    assert!(form.contains("<li><a href=\"/zfxxgk/\">政府信息公开</a></li>"), "{form}");
}

#[tokio::test]
async fn annual_reports_are_found_by_the_search() {
    let place = Place::new().await;
    let page = place.page("/search?q=2023年政府信息公开工作年度报告").await;
    assert!(page.contains("href=\"/zfxxgk/zfxxgknb/2023/\"") && !page.contains("没有找到"), "{page}");
    assert!(
        place.page("/search?q=2023年政府信息公开工作年度报告&order=time").await.contains("/zfxxgknb/2023/\"")
    );
    let narrowed = place.page("/search?q=2023年政府信息公开工作年度报告&kind=notice").await;
    assert!(!narrowed.contains("/zfxxgknb/2023/\"") && narrowed.contains("没有找到"));
    let other = place.page("/search?q=示例路改造").await;
    assert!(!other.contains("/zfxxgknb/2023/\"") && other.contains("没有找到"));
    let api = place.page("/api/v1/search?q=2023年政府信息公开工作年度报告").await;
    assert!(!api.contains("zfxxgknb"), "{api}");
}

#[tokio::test]
async fn the_footer_has_the_marks_and_the_map_every_column() {
    let marks = Marks {
        domain: DOMAIN.into(),
        site_code: SITE_CODE.into(),
        conac: "0A1B2C3D4E5F60718293A4B5C6D7E8F9".into(),
        operator: "示例市测试局信息中心".into(),
        ..Marks::default()
    };
    let place = Place::with(marks).await;
    let map = place.page("/map").await;
    no_style_or_script_inside("/map", &map);
    assert!(
        map.contains("https://bszs.conac.cn/sitename?method=show&#38;id=0A1B2C3D4E5F60718293A4B5C6D7E8F9")
    );
    assert!(map.contains("承办单位：示例市测试局信息中心") && map.contains("href=\"/map\" aria-current"));
    let main = map.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    for column in &COLUMNS {
        let link = format!("<a href=\"{}\">{}</a>", column.address(), column.name);
        assert!(main.contains(&link), "{link}");
    }
    assert_eq!(place.get("/map/").await.status, StatusCode::TEMPORARY_REDIRECT);
    assert!(place.page("/sitemap.xml").await.contains(&format!("<loc>https://{DOMAIN}/map</loc>")));
    assert!(place.page("/").await.contains("<a href=\"/map\">网站地图</a>"));
}
