//! Looking for what is public: words, filters, suggestions, what found nothing; validity that turns with the day.

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use office::applications::Upload;
use office::publications::{Finder, Query, reindex};
use statute::publication::{Card, Kind};

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
        ("agency=示例市测试局&kind=notice", vec![&notice]),
        ("agency=另一个局", vec![]),
    ] {
        let page = place.page(&format!("/search?{query}")).await;
        assert_eq!(linked(&page), found, "{query}");
    }
    let page = place.page("/search?kind=nonsense&year=x&q=条件&order=time&page=999999").await;
    assert!(page.contains("后面没有更多的结果"));
    let beyond = place.page("/search?q=失业保险&page=5").await;
    assert!(beyond.contains("后面没有更多的结果") && !beyond.contains("/apply?content="), "{beyond}");
    assert!(!place.page("/search").await.contains("find-agency"), "one agency is nothing to choose");
    let other = Card { issuer: "另一个局".into(), ..card(Kind::Notice, "联合公告") };
    place.published(other, "<p>公告</p>").await;
    assert!(place.page("/search").await.contains("find-agency"));
    // What the page shows beside its text is found too.
    let known = Card { keywords: vec!["柔性引才".into()], ..card(Kind::Notice, "人才公告") };
    let number = place.published(known, "<p>公告</p>").await;
    assert_eq!(linked(&place.page("/search?q=柔性引才").await), [number.as_str()]);
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
    assert!(text.contains("/zfxxgk/zfxxgknb/2023/"), "{text}");
}

#[tokio::test]
async fn words_that_find_little_are_answered_with_what_may_be_meant() {
    let (place, document, explained, notice) = filled().await;
    let meant = |page: &str| -> Vec<String> {
        let rest = page.split("您是不是要找：").nth(1).and_then(|rest| rest.split("</ul>").next());
        let links = rest.unwrap_or_default().split("href=\"/p/").skip(1);
        links.filter_map(|link| link.split('"').next()).map(str::to_owned).collect()
    };
    for typed in ["sybx", "shiyebaoxian", "SYBX"] {
        let page = place.page(&format!("/search?q={typed}")).await;
        assert!(meant(&page).contains(&document), "{typed}: {page}");
        no_style_or_script_inside("/search", &page);
    }
    for typed in ["示测发", "示测发〔2026", "示测发2026"] {
        let page = place.page(&format!("/search?q={typed}")).await;
        assert!(linked(&page).contains(&document.as_str()), "found or meant: {typed}: {page}");
    }
    let page = place.page("/search?q=sybx&year=2020").await;
    assert!(meant(&page).contains(&explained), "what is meant is told whatever the conditions: {page}");
    // What was found is not offered once more.
    assert!(meant(&place.page("/search?q=失业保险").await).is_empty());
    assert!(meant(&place.page("/search?q=失业保险&page=5").await).is_empty());
    assert!(meant(&place.page("/search?kind=budget").await).is_empty());
    assert!(meant(&place.page("/search?q=xyzxyz").await).is_empty());
    assert_eq!(meant(&place.page("/search?q=gongkaizhaopin").await), [notice.as_str()]);
    place.withdraw(&notice, "有误", None).await;
    assert!(meant(&place.page("/search?q=gongkaizhaopin").await).is_empty());
    let found: serde_json::Value =
        serde_json::from_str(&place.page("/search/suggest?q=示测发").await).unwrap();
    assert_eq!(found[0]["address"], format!("/p/{document}"));
    assert_eq!(found[0]["detail"], "示测发〔2026〕5号");
}

#[tokio::test]
async fn annual_reports_are_found_by_what_they_are_called() {
    let (place, ..) = filled().await;
    let report = "href=\"/zfxxgk/zfxxgknb/2023/\"";
    for words in ["年报", "年度报告", "政府信息公开年报 2023", "2023年报", "政府信息公开工作年度报告"]
    {
        let page = place.page(&format!("/search?q={words}")).await;
        assert!(page.contains(report) && page.contains("2024-01-25</time>"), "{words}: {page}");
        assert!(!page.contains("没有找到") && !page.contains("没有完全符合"), "{words}: {page}");
        no_style_or_script_inside("/search", &page);
    }
    for words in ["2022年报", "企业年报公示", "年报&kind=notice"] {
        assert!(!place.page(&format!("/search?q={words}")).await.contains(report), "{words}");
    }
    for address in ["/search/suggest?q=年报", "/apply/similar?q=2023年的年报"] {
        assert!(place.page(address).await.contains("\"/zfxxgk/zfxxgknb/2023/\""), "{address}");
    }
}

#[tokio::test]
async fn every_search_box_offers_while_it_is_typed_in() {
    let (place, document, ..) = filled().await;
    for address in ["/", "/zfxxgk/", &format!("/p/{document}"), "/map", "/nowhere", "/apply", "/search"] {
        let page = place.get(address).await.text;
        let boxes: Vec<&str> = page.split("data-suggest=\"/search/suggest\"").skip(1).collect();
        assert_eq!(boxes.len(), 1, "{address}");
        let named = boxes[0].split("data-suggest-place=\"").nth(1).and_then(|rest| rest.split('"').next());
        let place = format!("<div id=\"{}\" class=\"offers\" hidden></div>", named.expect("its place"));
        assert_eq!(page.matches(&place).count(), 1, "{address}");
    }
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

/// A Word file that says some things on its face and others where nobody should look, and what it says where.
fn attached(name: &str, shown: &str) -> Upload {
    use std::io::Write;
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的蓝鲸</w:t></w:r>";
    let deleted = "<w:del w:author=\"甲\"><w:r><w:delText>删去的海豚</w:delText></w:r></w:del>";
    let document = format!(
        "<w:document {W}><w:body><w:p><w:r><w:t>{shown}</w:t></w:r>{hidden}{deleted}</w:p></w:body></w:document>"
    );
    let comment = "<w:comment w:id=\"1\"><w:p><w:r><w:t>批注里的海象</w:t></w:r></w:p></w:comment>";
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", document),
        ("word/comments.xml", format!("<w:comments {W}>{comment}</w:comments>")),
    ];
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    Upload { name: name.into(), bytes: package.finish().unwrap().into_inner() }
}

#[tokio::test]
async fn what_stands_in_an_attachment_is_found_and_nothing_that_is_hidden_in_it() {
    let mut place = Place::new().await;
    let folder = place.folder.path().join("search");
    let finder = opened(&folder);
    place.find_by(&finder);
    let today = place.clock.today();
    let mut draft = writing(card(Kind::Notice, "关于公布名单的公告"), "<p>名单见附件。</p>");
    draft.files.push(attached("入围名单.docx", "入围单位为翡翠湖养殖场和石桥镇卫生院。"));
    draft.files.push(Upload { name: "坏的.pdf".into(), bytes: b"%PDF-1.4 nothing".to_vec() });
    let number = place.begun(draft).await;
    let file = place.store.publication(1, &number).await.unwrap().unwrap().item.draft.files[0].clone();
    assert!(linked(&place.page("/search?q=翡翠湖养殖场").await).is_empty(), "a draft");
    assert_eq!(finder.read_files(&place.store, today).await.unwrap(), 0, "a draft is not read");
    place.publish_unscreened(&number).await;

    // By its name at once, by what it says once it was read.
    assert_eq!(linked(&place.page("/search?q=入围名单").await), [number.as_str()]);
    assert!(linked(&place.page("/search?q=翡翠湖养殖场").await).is_empty());
    assert_eq!(finder.read_files(&place.store, today).await.unwrap(), 1);
    assert_eq!(finder.read_files(&place.store, today).await.unwrap(), 0, "once");
    let page = place.page("/search?q=翡翠湖养殖场").await;
    assert_eq!(linked(&page), [number.as_str()]);
    let link = format!("摘自附件《<a href=\"/p/{number}/files/{}/", file.sm3);
    assert!(page.contains(&link) && page.contains("<mark>翡翠湖养殖场</mark>"), "{page}");
    no_style_or_script_inside("/search", &page);
    let found = place.page("/api/v1/search?q=石桥镇卫生院").await;
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["items"][0]["attachment"], "入围名单.docx");
    assert!(found["items"][0]["attachment_address"].as_str().unwrap().contains(&file.sm3));
    assert_eq!(linked(&place.page("/search?q=坏的").await), [number.as_str()], "by its name");
    for hidden in ["蓝鲸", "海豚", "海象"] {
        assert!(linked(&place.page(&format!("/search?q={hidden}")).await).is_empty(), "{hidden}");
        let texts = std::fs::read_dir(folder.join("texts-1")).unwrap().flatten();
        for text in texts {
            assert!(!std::fs::read_to_string(text.path()).unwrap().contains(hidden), "{hidden}");
        }
    }

    // What another event changes is put in again with the text that is known; a new program knows it too.
    drop(finder);
    std::fs::write(folder.join("texts-1").join(&file.sm3), "改过的水獭").unwrap();
    let count = reindex(&place.store, 1, &folder, today, |_| ()).await.unwrap();
    let finder = opened(&folder);
    place.find_by(&finder);
    assert_eq!(count, 1);
    assert_eq!(linked(&place.page("/search?q=改过的水獭").await), [number.as_str()], "it was not read again");

    place.withdraw(&number, "名单有误。", None).await;
    for word in ["改过的水獭", "入围名单", "翡翠湖养殖场"] {
        assert!(linked(&place.page(&format!("/search?q={word}")).await).is_empty(), "{word}");
    }
    assert!(!folder.join("texts-1").join(&file.sm3).exists(), "nothing of it is left beside the index");
}

#[tokio::test]
async fn an_index_of_another_version_is_made_anew_and_said_to_be() {
    let (place, _, _, notice) = filled().await;
    let folder = place.folder.path().join("search");
    let finder = opened(&folder);
    assert_eq!((found(&finder, &place, "公开招聘").await.len(), finder.made_anew()), (1, None));
    drop(finder);
    let current = folder.join("current.json");
    let text = std::fs::read_to_string(&current).unwrap();
    std::fs::write(&current, text.replace("\"version\":3", "\"version\":2")).unwrap();
    let finder = opened(&folder);
    let said = finder.made_anew().unwrap();
    assert!(said.contains("索引版本2，应为3"), "{said}");
    assert_eq!(found(&finder, &place, "公开招聘").await, [notice]);
}

#[tokio::test]
async fn synonyms_that_were_changed_hold_with_the_next_search() {
    let (place, ..) = filled().await;
    assert!(linked(&place.page("/search?q=找饭碗").await).is_empty());
    let author = store::Author { actor: "测试".into(), at: super::at(12) };
    office::lists::keep(&place.store, &author, 1, office::lists::Kept::Synonyms, 0, "找饭碗 = 招聘\n")
        .await
        .unwrap();
    assert_eq!(linked(&place.page("/search?q=找饭碗").await).len(), 1);
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
