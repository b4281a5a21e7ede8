//! The tree of columns, their lists page by page, what has ended, the guide, the first page.

use axum::http::StatusCode;
use jiff::SignedDuration;
use statute::procedure::Role;
use statute::publication::{
    Act, COLUMNS, Cleaning, CleaningResult, Column, Kind, Withdrawal, WithdrawalKind,
};

use super::{Place, card, linked, meta, normative, on, writing};
use crate::security::no_style_or_script_inside;

#[tokio::test]
async fn every_column_stands_at_its_address_with_its_tags_and_the_tree() {
    let place = Place::new().await;
    for column in &COLUMNS {
        let address = column.address();
        let page = place.page(&address).await;
        assert!(page.contains(&format!("<h1>{}</h1>", column.name)), "{address}");
        assert_eq!(meta(&page, "ColumnName"), Some(column.name), "{address}");
        assert_eq!(meta(&page, "ColumnType"), Some(column.column_type), "{address}");
        for above in column.above() {
            assert!(
                page.contains(&format!("<li><a href=\"{}\">{}", above.address(), above.name)),
                "{address}"
            );
            assert!(page.contains("class=\"side tree\""), "{address}");
        }
        let own = format!("https://{}{address}", super::DOMAIN);
        assert_eq!(meta(&page, "Url"), Some(own.as_str()));
        no_style_or_script_inside(&address, &page);
        let typed = place.get(address.trim_end_matches('/')).await;
        assert_eq!((typed.status, typed.header("location")), (StatusCode::TEMPORARY_REDIRECT, &*address));
    }
    let page = place.page("/zfxxgk/fdzdgknr/zcwj/").await;
    assert!(page.contains("aria-current=\"page\">政策文件") && page.contains("本栏目暂无信息"));
}

#[tokio::test]
async fn a_long_list_is_turned_forth_and_back_without_gap_or_repetition() {
    let place = Place::new().await;
    let mut all = Vec::new();
    for index in 0..45 {
        place.clock.set(super::at(12) + SignedDuration::from_mins(index));
        all.push(place.published(card(Kind::News, &format!("动态第{index}条")), "<p>内容</p>").await);
    }
    all.reverse();
    let turn = |page: &str, rel: &str| {
        let rest = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
        Some(rest.split('"').next()?.replace("&#38;", "&"))
    };
    let (mut seen, mut pages, mut address) = (Vec::new(), Vec::new(), Some("/gzdt/".to_owned()));
    while let Some(here) = address {
        let page = place.page(&here).await;
        seen.extend(linked(&page).into_iter().map(str::to_owned));
        address = turn(&page, "next");
        pages.push(page);
    }
    assert_eq!((seen, pages.len()), (all.clone(), 3));
    assert!(turn(&pages[0], "prev").is_none());
    let back = place.page(&turn(&pages[2], "prev").expect("a page before")).await;
    assert_eq!(linked(&back), linked(&pages[1]));
    let first = place.page(&turn(&back, "prev").expect("a page before")).await;
    assert_eq!(linked(&first), linked(&pages[0]));
    assert!(turn(&first, "prev").is_none(), "nothing comes before the first");
    // Nonsense in the address is the first page or an empty one, never an error.
    for query in ["after=x", "after=,", "before=%00,1", "after=9999,P1&before=y", "x=1"] {
        assert_eq!(place.get(&format!("/gzdt/?{query}")).await.status, StatusCode::OK, "{query}");
    }
    let home = place.page("/").await;
    assert_eq!(linked(&home), all[..10]);
    assert_eq!(meta(&home, "ColumnType"), Some("首页"));
}

#[tokio::test]
async fn a_document_leaves_the_list_in_force_the_day_after_its_last_and_joins_what_has_ended() {
    let place = Place::new().await;
    let (document, _) =
        place.issued(writing(normative("失业保险服务规定", 5), "<p>第一条</p>"), "规定解读").await;
    let (kept, ended) = ("/zfxxgk/fdzdgknr/gfxwj/", "/zfxxgk/fdzdgknr/fzsx/");
    assert_eq!(linked(&place.page(kept).await), [document.as_str()]);
    assert!(place.page(kept).await.contains("尚未生效"), "the list says what is not in force yet");
    assert!(linked(&place.page(ended).await).is_empty());
    let decision = "示测发〔2026〕9号".to_owned();
    let cleaning =
        Cleaning { result: CleaningResult::Repealed, holds_from: on(25), decision, valid_until: None };
    place.does(&place.store, &document, Act::Cleaned(cleaning), Role::Signer, place.clock.now()).await;
    place.clock.set_day(on(24));
    assert_eq!(linked(&place.page(kept).await), [document.as_str()]);
    assert!(!place.page(&format!("/p/{document}")).await.contains("class=\"notice"));
    // Nothing but the day changes, and the pages in memory know it.
    place.clock.set_day(on(25));
    assert!(linked(&place.page(kept).await).is_empty());
    assert_eq!(linked(&place.page(ended).await), [document.as_str()]);
    let page = place.page(&format!("/p/{document}")).await;
    assert!(page.contains("已废止") && page.contains("自2026-03-25起由示测发〔2026〕9号废止"), "{page}");
    // Whoever takes the file away reads it first, and not before the day.
    let said = |bytes: Vec<u8>| -> String {
        let found = documents::surfaces("a.docx", bytes).expect("our own file");
        found.into_iter().filter(|one| one.is_shown).map(|one| one.text).take(1).collect()
    };
    let file = format!("/p/{document}.docx");
    assert_eq!(
        said(place.get(&file).await.bytes),
        "已废止：本文件自2026-03-25起由示测发〔2026〕9号废止，仅供查阅。"
    );
    place.clock.set_day(on(24));
    assert!(!said(place.get(&file).await.bytes).contains("废止"));
}

#[tokio::test]
async fn a_decision_named_by_title_stands_in_its_marks_and_an_interpretation_tells_that_its_document_is_gone()
{
    let place = Place::new().await;
    let (document, explained) =
        place.issued(writing(normative("失业保险服务规定", 5), "<p>第一条</p>"), "规定解读").await;
    let decision = "关于公布《目录》的决定".to_owned();
    let cleaning =
        Cleaning { result: CleaningResult::Repealed, holds_from: on(25), decision, valid_until: None };
    place.does(&place.store, &document, Act::Cleaned(cleaning), Role::Signer, place.clock.now()).await;
    place.clock.set_day(on(25));
    let page = place.page(&format!("/p/{document}")).await;
    assert!(page.contains("由《关于公布〈目录〉的决定》废止"), "{page}");
    let address = format!("/p/{explained}");
    assert!(!place.page(&address).await.contains("所解读的文件已经撤下"));
    let withdrawal =
        Withdrawal { kind: WithdrawalKind::Error, notice: "内容有误".into(), replaced_by: None };
    place.does(&place.store, &document, Act::Withdrawn(withdrawal), Role::Signer, place.clock.now()).await;
    let page = place.page(&address).await;
    assert!(page.contains("所解读的文件已于2026-03-25撤下，本解读仅供查阅"), "{page}");
}

#[tokio::test]
async fn the_guide_is_shown_in_full_and_parents_show_what_lies_below() {
    let place = Place::new().await;
    let old = place.published(card(Kind::Guide, "政府信息公开指南（2025年）"), "<p>旧的内容</p>").await;
    place.clock.set(place.clock.now() + SignedDuration::from_hours(1));
    let new = place.published(card(Kind::Guide, "政府信息公开指南（2026年）"), "<p>新的内容</p>").await;
    let page = place.page("/zfxxgk/zfxxgkzn/").await;
    assert!(page.contains("新的内容") && !page.contains("旧的内容"));
    assert_eq!(linked(&page), [old.as_str()]);
    assert_eq!(meta(&page, "ArticleTitle"), Some("政府信息公开指南（2026年）"));
    let plan = place.published(card(Kind::Plan, "2026年工作计划"), "<p>计划</p>").await;
    assert_eq!(linked(&place.page("/zfxxgk/fdzdgknr/").await), [plan.as_str()]);
    let entry = place.page("/zfxxgk/").await;
    assert_eq!(linked(&entry), [new.as_str(), &old, &plan]);
    assert!(entry.contains("href=\"/apply\"") && entry.contains("href=\"/zfxxgk/zfxxgknb/2023/\""));
}

#[tokio::test]
async fn meetings_are_told_apart_by_year_and_number() {
    let place = Place::new().await;
    for title in ["2026年第十次局长办公会议", "2025年第12次局长办公会议", "2026年第2次局长办公会议"]
    {
        place.published(card(Kind::Meeting, title), "<p>会议研究了就业工作。</p>").await;
    }
    let page = place.page(&Column::from_code("hy").expect("a column").address()).await;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    let order = [
        "<h2>2026年</h2>",
        ">2026年第10次</span>",
        ">2026年第2次</span>",
        "<h2>2025年</h2>",
        ">2025年第12次</span>",
    ];
    assert!(order.map(at).is_sorted(), "{page}");
    let told = place.page("/api/v1/publications?column=hy").await;
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["items"][0]["meeting"], serde_json::json!({ "year": 2026, "number": 2 }));
}
