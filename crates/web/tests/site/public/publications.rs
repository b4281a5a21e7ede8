//! A publication's page, its files, its withdrawal.

use axum::http::StatusCode;
use statute::publication::Kind;

use super::{DOMAIN, Place, SITE_CODE, card, linked, meta, normative, pdf, writing};
use crate::security::no_style_or_script_inside;

const PNG: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[tokio::test]
async fn a_page_has_its_metadata_text_files_and_the_links_both_ways() {
    let place = Place::new().await;
    let title = "关于印发<失业保险>服务规定的通知";
    let text = "<h2>一、总则</h2><p onclick=\"x()\">第一条<script>alert(1)</script></p><table><tr><td>甲</td></tr></table>";
    let mut draft = writing(normative(title, 5), text);
    draft.files.push(pdf("附表.pdf"));
    let (document, explained) = place.issued(draft, "服务规定解读").await;
    let address = format!("/p/{document}");
    let page = place.page(&address).await;
    no_style_or_script_inside(&address, &page);
    assert!(page.contains("第一条") && !page.contains("alert(1)") && !page.contains("<失业"));
    let mut from = 0;
    for (label, value) in [
        ("标题", "关于印发&#60;失业保险&#62;服务规定的通知"),
        ("发文机关", "示例市测试局"),
        ("发文字号", "示测发〔2026〕5号"),
        ("索引号", "11370000000000000A/2026-00001"),
        ("成文日期", "2026-03-01"),
        ("发布日期", "2026-03-12 10:00"),
        ("主题分类", "劳动、人事、监察/社会保障"),
        ("体裁", "通知"),
        ("有效性", "<span class=\"badge soon\">尚未生效</span>"),
        ("施行日期", "2026-03-20"),
        ("有效期止", "2029-03-19"),
        ("统一登记号", "SLCR-"),
        ("公开方式", "主动公开"),
    ] {
        let row = format!("<dt>{label}</dt><dd>{value}");
        let place = page[from..].find(&row).unwrap_or_else(|| panic!("no {row} after {from}: {page}"));
        from += place;
    }
    assert!(page.contains("本文件自2026-03-20起施行"));
    assert!(page.contains("信息来源：示例市测试局") && page.contains("data:image/svg+xml"));
    assert!(page.contains(&format!("site_code={SITE_CODE}&#38;url=https%3A%2F%2F{DOMAIN}%2Fp%2F{document}")));
    assert_eq!(linked(&page), [explained.as_str()]);
    assert_eq!(linked(&place.page(&format!("/p/{explained}")).await), [document.as_str()]);
    for (name, content) in [
        ("ArticleTitle", "关于印发&#60;失业保险&#62;服务规定的通知"),
        ("PubDate", "2026-03-12 10:00"),
        ("ContentSource", "示例市测试局"),
        ("Keywords", "失业保险,服务"),
        ("ColumnName", "行政规范性文件"),
        ("Url", &format!("https://{DOMAIN}/p/{document}")),
    ] {
        assert_eq!(meta(&page, name), Some(content), "{name}");
    }
    let data = page.split("<script type=\"application/ld+json\">").nth(1).expect("structured data");
    let data = data.split("</script>").next().expect("its end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["@graph"][0]["name"], title);
    assert_eq!(data["@graph"][0]["legislationLegalForce"], "https://schema.org/NotInForce");
}

#[tokio::test]
async fn files_come_from_the_public_edition_only_and_are_not_opened_in_our_place() {
    let place = Place::new().await;
    let mut draft =
        writing(card(Kind::Notice, "附件公告"), &format!("<p>图<img src=\"{PNG}\" alt=\"示意图\"></p>"));
    draft.files.push(pdf("名单.pdf"));
    let number = place.begun(draft).await;
    let stored = place.store.publication(1, &number).await.unwrap().unwrap();
    let files = stored.item.draft.files.clone();
    let addresses: Vec<_> = files.iter().map(|file| format!("/p/{number}/files/{}", file.sm3)).collect();
    for address in &addresses {
        assert_eq!(place.get(address).await.status, StatusCode::NOT_FOUND, "a draft's file");
    }
    place.publish(&number).await;
    let page = place.page(&format!("/p/{number}")).await;
    assert!(page.contains(&format!("src=\"{}\"", addresses[1])));
    let named = format!("{}/%E5%90%8D%E5%8D%95.pdf", addresses[0]);
    assert!(page.contains(&format!("href=\"{named}\"")), "{page}");
    for (address, way) in [(&named, "attachment"), (&addresses[0], "attachment"), (&addresses[1], "inline")] {
        let file = place.get(address).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.header("content-disposition").starts_with(way), "{address}");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-security-policy").contains("default-src 'none'"));
        let again = place.ask(address, &[("if-none-match", file.header("etag"))]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    }
    assert_eq!(place.get(&named).await.bytes, pdf("名单.pdf").bytes);
    assert_eq!(place.get(&format!("{}/other.html", addresses[0])).await.status, StatusCode::NOT_FOUND);
    // A new edition without the file: what is public keeps it until the edition is published.
    place.saved(&number, writing(card(Kind::Notice, "附件公告"), "<p>没有附件</p>")).await;
    assert_eq!(place.get(&named).await.status, StatusCode::OK);
    place.publish(&number).await;
    for address in addresses.iter().chain([&named]) {
        assert_eq!(place.get(address).await.status, StatusCode::NOT_FOUND);
    }
    assert!(place.page(&format!("/p/{number}")).await.contains("更新日期"));
}

#[tokio::test]
async fn a_withdrawn_page_gives_way_to_its_notice_and_a_draft_was_never_there() {
    let place = Place::new().await;
    let draft = place.begun(writing(card(Kind::Notice, "还没有发布"), "<p>草稿</p>")).await;
    assert_eq!(place.get(&format!("/p/{draft}")).await.status, StatusCode::NOT_FOUND);
    let number = place.published(card(Kind::Notice, "有误的公告"), "<p>正文</p>").await;
    let other = place.published(card(Kind::Notice, "更正的公告"), "<p>正文</p>").await;
    let address = format!("/p/{number}");
    assert!(place.page(&address).await.contains("有误的公告"));
    place.withdraw(&number, "因附件有误撤下，<b>更正后</b>重新发布。", Some(&other)).await;
    let answer = place.get(&address).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert!(answer.text.contains("因附件有误撤下，&#60;b&#62;更正后") && answer.text.contains("2026-03-12"));
    assert!(!answer.text.contains("有误的公告"), "{}", answer.text);
    assert_eq!(meta(&answer.text, "robots"), Some("noindex"));
    assert_eq!(linked(&answer.text), [other.as_str()]);
    assert_eq!(linked(&place.page("/tzgg/").await), [other.as_str()]);
    for nothing in ["/p/P2026-99", "/p/x", "/p/%FF", "/p/P2026-1%00"] {
        let status = place.get(nothing).await.status;
        assert!(status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST, "{nothing}: {status}");
    }
}

#[tokio::test]
async fn pages_come_from_memory_packed_and_a_change_is_on_the_next_request() {
    let place = Place::new().await;
    let number = place.published(card(Kind::News, "动态一"), &format!("<p>{}</p>", "内容".repeat(800))).await;
    let address = format!("/p/{number}");
    let plain = place.get(&address).await;
    for packing in ["br", "gzip"] {
        let packed = place.ask(&address, &[("accept-encoding", packing)]).await;
        assert_eq!(packed.header("content-encoding"), packing);
        assert!(packed.bytes.len() * 2 < plain.bytes.len());
    }
    let tag = plain.header("etag").to_owned();
    let known = place.ask(&address, &[("if-none-match", &tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(known.header("vary"), "Cookie, Accept-Encoding");
    let dark = place.ask(&address, &[("cookie", "appearance=dark-large"), ("if-none-match", &tag)]).await;
    assert!(dark.status == StatusCode::OK && dark.text.contains("data-theme=\"dark\""));
    let list = place.page("/gzdt/").await;
    assert_eq!(linked(&list), [number.as_str()]);
    let other = place.published(card(Kind::News, "动态二"), "<p>内容</p>").await;
    assert_eq!(linked(&place.page("/gzdt/").await), [other.as_str(), &number]);
    place.saved(&number, writing(card(Kind::News, "动态一（改）"), "<p>改了</p>")).await;
    place.publish(&number).await;
    assert!(place.page(&address).await.contains("动态一（改）"));
}

#[tokio::test]
async fn what_another_program_writes_is_seen_once_the_ledger_was_looked_at() {
    let place = Place::new().await;
    let number = place.begun(writing(card(Kind::News, "外来的动态"), "<p>内容</p>")).await;
    assert!(linked(&place.page("/gzdt/").await).is_empty());
    assert!(place.store.look_for_publications().await.unwrap(), "the first look");
    assert!(linked(&place.page("/gzdt/").await).is_empty());
    let other = super::open(&place.folder).await;
    place.publish_by(&other, &number).await;
    assert!(place.store.look_for_publications().await.unwrap());
    assert!(!place.store.look_for_publications().await.unwrap(), "nothing further");
    assert_eq!(linked(&place.page("/gzdt/").await), [number.as_str()]);
}

#[tokio::test]
async fn a_site_whose_address_is_not_known_keeps_pages_apart_by_the_name_it_is_asked_under() {
    let place = Place::with(web::Marks::default()).await;
    let number = place.published(card(Kind::News, "动态"), "<p>内容</p>").await;
    let address = format!("/p/{number}");
    let forged = place.ask(&address, &[("host", "evil.example")]).await;
    assert_eq!(forged.status, StatusCode::OK);
    let page = place.page(&address).await;
    assert!(!page.contains("evil.example") && meta(&page, "Url").is_none());
}

#[tokio::test]
async fn a_budget_is_drawn_beside_its_table_and_nothing_else_is() {
    let place = Place::new().await;
    let text = "<p>单位：万元</p><table><tr><th>项目</th><th>预算数</th></tr><tr><td>就业补助</td><td>1,250.40</td></tr>\
                <tr><td>培训补贴</td><td>300</td></tr><tr><td>合计</td><td>1,550.40</td></tr></table>";
    let budget = place.published(card(Kind::Budget, "部门预算"), text).await;
    let page = place.page(&format!("/p/{budget}")).await;
    let drawn = page.split("<figure class=\"chart\">").nth(1).expect("a chart");
    let drawn = drawn.split("</figure>").next().unwrap_or_default();
    for said in
        ["就业补助", ">1,250.40</text>", "<td class=\"figure\">1,250.40</td>", "预算数：各项金额（万元）"]
    {
        assert!(drawn.contains(said), "{said}: {drawn}");
    }
    assert!(!drawn.contains("合计"), "a sum is the table's own: {drawn}");
    assert!(page.contains("1,250.40"), "the table is as it was written");
    let other = place.published(card(Kind::Statistics, "统计数据"), text).await;
    assert!(!place.page(&format!("/p/{other}")).await.contains("class=\"chart\""));
}
