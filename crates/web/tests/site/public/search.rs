//! Looking for what is public: words, filters, suggestions, what found nothing; validity that turns with the day.

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use office::publications::{Finder, Query, reindex};
use statute::publication::Kind;

use super::{Place, card, linked, meta, normative, on, writing};
use crate::security::no_style_or_script_inside;

async fn filled() -> (Place, String, String, String) {
    let place = Place::new().await;
    let text = "<p>失业保险金的申领条件和<b>标准</b>，按照本规定执行。</p>";
    let (document, explained) =
        place.issued(writing(normative("失业保险服务规定", 5), text), "《失业保险服务规定》解读").await;
    let notice =
        place.published(card(Kind::Notice, "关于公开招聘工作人员的公告"), "<p>报名时间和条件</p>").await;
    (place, document, explained, notice)
}

#[tokio::test]
async fn words_are_found_in_titles_and_texts_and_marked() {
    let (place, document, explained, notice) = filled().await;
    let page = place.page("/search?q=失业保险").await;
    assert_eq!(linked(&page).len(), 2);
    assert!(linked(&page).contains(&document.as_str()) && linked(&page).contains(&explained.as_str()));
    assert!(page.contains("<mark>失业保险</mark>") && page.contains("共2条"), "{page}");
    no_style_or_script_inside("/search", &page);
    assert_eq!(meta(&page, "robots"), Some("noindex"));
    let page = place.page("/search?q=申领条件").await;
    assert_eq!(linked(&page), [document.as_str()]);
    let page = place.page("/search?q=示测发〔2026〕5号").await;
    assert_eq!(linked(&page)[0], document);
    let page = place.page("/search?q=招工").await;
    assert_eq!(linked(&page), [notice.as_str()], "招工 and 招聘 mean the same");
    let page = place.page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E失业").await;
    assert!(!page.contains("<script>alert"));
    assert!(linked(&place.page("/search").await).is_empty());
}

#[tokio::test]
async fn filters_narrow_and_time_orders() {
    let (place, document, explained, notice) = filled().await;
    for (query, found) in [
        ("kind=normative", vec![&document]),
        ("kind=notice&q=条件", vec![&notice]),
        ("column=fdzdgknr", vec![&document]),
        ("column=zfxxgk", vec![&document]),
        ("column=zcjd", vec![&explained]),
        ("theme=劳动、人事、监察", vec![&document]),
        ("validity=not_yet", vec![&document]),
        ("validity=in_force", vec![]),
        ("year=2026&kind=notice", vec![&notice]),
        ("year=2025", vec![]),
        ("q=申领&within=title", vec![]),
    ] {
        let page = place.page(&format!("/search?{query}")).await;
        assert_eq!(linked(&page), found, "{query}");
    }
    let page = place.page("/search?kind=nonsense&year=x&q=条件&order=time&page=999999").await;
    assert!(page.contains("没有找到") || !linked(&page).is_empty());
}

#[tokio::test]
async fn what_finds_nothing_leads_to_the_application_with_the_words() {
    let (place, ..) = filled().await;
    let page = place.page("/search?q=征地补偿安置").await;
    let link = page.split("href=\"/apply?content=").nth(1).and_then(|rest| rest.split('"').next());
    let form = place.page(&format!("/apply?content={}", link.expect("a way on"))).await;
    assert!(form.contains("\n征地补偿安置</textarea>"), "{form}");
}

#[tokio::test]
async fn titles_are_suggested_by_signs_and_pinyin_and_offered_to_applicants() {
    let (place, document, ..) = filled().await;
    for typed in ["失业", "shiye", "sybx"] {
        let text = place.page(&format!("/search/suggest?q={typed}")).await;
        assert!(text.contains(&format!("\"/p/{document}\"")), "{typed}: {text}");
    }
    assert_eq!(place.page("/search/suggest?q=").await, "[]");
    let text = place.page("/apply/similar?q=我想知道失业保险服务的规定").await;
    assert!(text.contains(&format!("\"/p/{document}\"")), "{text}");
    let text = place.page("/apply/similar?q=2023年政府信息公开工作年度报告").await;
    assert!(text.contains("/zfxxgk/zfxxgknb/2023/report.html"), "{text}");
}

#[tokio::test]
async fn a_change_is_found_with_the_next_search_and_validity_turns_at_midnight() {
    let (place, document, ..) = filled().await;
    assert_eq!(linked(&place.page("/search?q=招聘&order=time").await).len(), 1);
    // The index tells moments by the second.
    place.clock.set(super::at(12) + jiff::SignedDuration::from_mins(5));
    let other = place.published(card(Kind::Notice, "招聘结果公示"), "<p>名单</p>").await;
    assert_eq!(linked(&place.page("/search?q=招聘&order=time").await)[0], other);
    place.withdraw(&other, "有误", None).await;
    assert_eq!(linked(&place.page("/search?q=招聘").await).len(), 1);
    place.clock.set_day(on(20));
    assert_eq!(linked(&place.page("/search?validity=in_force").await), [document.as_str()]);
    assert!(linked(&place.page("/search?validity=not_yet").await).is_empty());
    place.clock.set_day("2029-03-20".parse().unwrap());
    assert_eq!(linked(&place.page("/search?validity=lapsed&column=fzsx").await), [document.as_str()]);
    assert!(linked(&place.page("/search?column=gfxwj").await).is_empty());
}

async fn found(finder: &Arc<Finder>, place: &Place, words: &str) -> Vec<String> {
    let query = Query { words: words.to_owned(), limit: 10, ..Query::default() };
    let found = finder.search(&place.store, place.clock.today(), query).await.unwrap();
    found.matches.into_iter().map(|one| one.item.number).collect()
}

fn opened(folder: &Path) -> Arc<Finder> {
    Arc::new(Finder::open(1, folder).unwrap())
}

#[tokio::test]
async fn an_index_on_disk_follows_where_it_stopped_and_goes_over_to_one_made_anew() {
    let (place, _, _, notice) = filled().await;
    let folder = place.folder.path().join("search");
    let finder = opened(&folder);
    assert_eq!(found(&finder, &place, "公开招聘").await, [notice.as_str()]);
    drop(finder);
    // While nobody looked, something was published and something taken down.
    let other = place.published(card(Kind::Notice, "公开招聘补充公告"), "<p>补充</p>").await;
    place.withdraw(&notice, "有误", None).await;
    let finder = opened(&folder);
    assert_eq!(
        finder.follow(&place.store, place.clock.today()).await.unwrap(),
        2,
        "only what happened since"
    );
    assert_eq!(found(&finder, &place, "公开招聘").await, [other.as_str()]);
    // Another program makes it anew meanwhile.
    let today = place.clock.today();
    let told = std::cell::Cell::new(0);
    let count = reindex(&place.store, 1, &folder, today, |done| told.set(done)).await.unwrap();
    assert_eq!((count, told.get()), (3, 3));
    let last = place.published(card(Kind::Notice, "公开招聘结果"), "<p>结果</p>").await;
    let mut both = found(&finder, &place, "公开招聘").await;
    both.sort();
    let mut expected = [other, last];
    expected.sort();
    assert_eq!(both, expected);
    drop(finder);
    // What cannot be read is made anew.
    std::fs::write(folder.join("current.json"), "{").unwrap();
    assert_eq!(found(&opened(&folder), &place, "公开招聘").await.len(), 2);
    assert_eq!(place.get("/search?q=x").await.status, StatusCode::OK);
}
