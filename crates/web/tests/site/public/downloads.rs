//! A publication as files to take away: what they say, what they are called, when they are gone.

use axum::http::StatusCode;
use documents::page::bring_in;
use office::applications::Upload;
use office::publications::{begin_from, read_file};
use serde_json::Value;
use statute::procedure::Role;
use statute::publication::Kind;

use super::{Answer, DOMAIN, Place, at, card, normative, officer, pdf, writing};

const TEXT: &str = "<p>各区县人力资源和社会保障局：</p><p>一、总体要求</p><p>第一条　为规范失业保险服务，制定本规定，\
    见<a href=\"/zfxxgk/\">目录</a>。</p><table><caption>表1</caption><tbody><tr><td>项目</td><td>人数</td></tr>\
    <tr><td>领取</td><td>125</td></tr></tbody></table><p>附件：申领表</p>";

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text of a file, read back by the reader that brings files in.
fn text_of(name: &str, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.text);
    bring_in(name, answer.bytes.clone()).unwrap_or_else(|why| panic!("{name}: {why}")).body.text()
}

#[tokio::test]
async fn the_files_say_what_the_page_says_under_the_title_and_a_revision_is_in_them() {
    let place = Place::new().await;
    let mut draft = writing(normative("关于印发《失业保险/服务》规定的通知", 5), TEXT);
    draft.files.push(pdf("申领表.pdf"));
    let (number, _) = place.issued(draft, "规定解读").await;
    let item: Value =
        serde_json::from_str(&place.page(&format!("/api/v1/publications/{number}")).await).unwrap();
    let said = item["text"].as_str().unwrap().to_owned();
    let word = place.get(&format!("/p/{number}.docx")).await;
    assert_eq!(text_of("a.docx", &word), said);
    let sheet = place.get(&format!("/p/{number}.pdf")).await;
    let printed = squeezed(&text_of("a.pdf", &sheet));
    for line in said.lines() {
        assert!(printed.contains(&squeezed(line)), "{line} in {printed}");
    }
    let back = bring_in("a.docx", word.bytes.clone()).unwrap();
    assert_eq!(back.offered.document_number.as_deref(), Some("示测发〔2026〕5号"));
    assert_eq!(back.body.links()[0].href, format!("https://{DOMAIN}/zfxxgk/"));
    let name = "%E5%85%B3%E4%BA%8E%E5%8D%B0%E5%8F%91%E3%80%8A%E5%A4%B1%E4%B8%9A%E4%BF%9D%E9%99%A9%E6%9C%8D%E5%8A%A1%E3%80%8B\
        %E8%A7%84%E5%AE%9A%E7%9A%84%E9%80%9A%E7%9F%A5";
    for (answer, ending, media) in [(&sheet, "pdf", "application/pdf"), (&word, "docx", "application/vnd.")] {
        assert_eq!(
            answer.header("content-disposition"),
            format!("attachment; filename*=UTF-8''{name}.{ending}")
        );
        assert!(answer.header("content-type").starts_with(media));
        assert_eq!(answer.header("link"), format!("<https://{DOMAIN}/p/{number}>; rel=\"canonical\""));
        assert_eq!(answer.header("cache-control"), "no-cache");
    }

    // A browser that has it gets nothing again, however pages look to it and whatever it adds to the address.
    let tag = sheet.header("etag").to_owned();
    let headers =
        [("if-none-match", tag.as_str()), ("cookie", "appearance=dark-large"), ("accept-encoding", "br")];
    let again = place.ask(&format!("/p/{number}.pdf?x=1"), &headers).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));

    let revised = "<p>第一条　修订后的内容，自公布之日起施行。</p>";
    place.saved(&number, writing(normative("关于印发《失业保险/服务》规定的通知", 5), revised)).await;
    assert!(
        text_of("a.docx", &place.get(&format!("/p/{number}.docx")).await).contains("总体要求"),
        "a draft"
    );
    place.publish(&number).await;
    for name in ["a.docx", "a.pdf"] {
        let file = place.get(&format!("/p/{number}{}", &name[1..])).await;
        let text = text_of(name, &file);
        assert!(text.contains("修订后的内容") && !text.contains("总体要求"), "{name}: {text}");
    }
}

#[tokio::test]
async fn what_is_taken_down_or_too_long_is_no_file_with_the_next_request() {
    let place = Place::new().await;
    let number = place
        .published(card(Kind::Notice, "有误的公告"), "<p>错误的数字是一百二十五，请以此为准。</p>")
        .await;
    let draft = place.begun(writing(card(Kind::Notice, "还没有发布"), "<p>草稿</p>")).await;
    for ending in ["pdf", "docx"] {
        let address = format!("/p/{number}.{ending}");
        assert_eq!(place.get(&address).await.status, StatusCode::OK);
        assert_eq!(place.get(&format!("/p/{draft}.{ending}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(place.get(&format!("/p/P2026-99.{ending}")).await.status, StatusCode::NOT_FOUND);
    }
    place.withdraw(&number, "数字有误，更正后重新发布。", None).await;
    for ending in ["pdf", "docx"] {
        let gone = place.get(&format!("/p/{number}.{ending}")).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.text.contains("数字有误，更正后重新发布") && !gone.text.contains("一百二十五"));
    }
    let long = format!("<p>{}</p>", "很长的内容。".repeat(60_000));
    let long = place.published(card(Kind::News, "很长的动态"), &long).await;
    assert_eq!(place.get(&format!("/p/{long}.pdf")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(place.get(&format!("/p/{long}.docx")).await.status, StatusCode::OK);
    assert!(!place.page(&format!("/p/{long}")).await.contains(&format!("/p/{long}.pdf")));
    for nothing in [".pdf", "x.pdf", "P2026-1.txt", "P2026-1.pdf.pdf"] {
        assert_eq!(place.get(&format!("/p/{nothing}")).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn a_file_is_offered_on_the_page_and_to_programs_and_not_to_search_engines() {
    let place = Place::new().await;
    let number =
        place.published(card(Kind::News, "动态"), "<p>内容就是这样的一段话，说的是示例的事情。</p>").await;
    let page = place.page(&format!("/p/{number}")).await;
    assert!(page.contains(&format!("href=\"/p/{number}.pdf\" type=\"application/pdf\" rel=\"nofollow\"")));
    assert!(!page.contains("原文件"));
    let data = page.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let data: Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    let encoding = &data["@graph"][0]["encoding"];
    assert_eq!(encoding[0]["contentUrl"], format!("https://{DOMAIN}/p/{number}.pdf"));
    assert_eq!((&encoding[1]["@type"], encoding.as_array().unwrap().len()), (&"MediaObject".into(), 2));
    let item: Value =
        serde_json::from_str(&place.page(&format!("/api/v1/publications/{number}")).await).unwrap();
    assert_eq!(item["downloads"][1]["address"], format!("/p/{number}.docx"));
    assert!(!place.page("/sitemap.xml").await.contains(".pdf"));
}

#[tokio::test]
async fn the_original_is_offered_where_it_was_reviewed_with_the_rest() {
    let place = Place::new().await;
    let text = "<p>内容就是这样的一段话，说的是示例的事情。</p>";
    let first = place.published(card(Kind::News, "动态"), text).await;
    let bytes = place.get(&format!("/p/{first}.docx")).await.bytes;
    let bring = async |name: &str| {
        let read = read_file(Upload { name: name.into(), bytes: bytes.clone() }).unwrap();
        let kind = (Kind::News, "示例市测试局");
        let by = officer(Role::Handler);
        begin_from(&place.store, 1, kind, read, None, &by, at(2)).await.unwrap().number
    };
    let kept = bring("动态原稿.docx").await;
    // Writing on goes on from the file; what is not kept is not published.
    let item = place.store.publication(1, &kept).await.unwrap().unwrap().item;
    let mut saved = writing(card(Kind::News, "动态二"), text);
    saved.kept = item.draft.files.iter().map(|file| file.sm3.clone()).collect();
    place.saved(&kept, saved).await;
    place.publish(&kept).await;
    let page = place.page(&format!("/p/{kept}")).await;
    let sm3 = store::sm3_of(&bytes);
    assert!(
        page.contains(&format!("href=\"/p/{kept}/files/{sm3}/")) && page.contains("原文件（DOCX，"),
        "{page}"
    );
    assert_eq!(place.get(&format!("/p/{kept}/files/{sm3}")).await.bytes, bytes);

    let dropped = bring("动态原稿.docx").await;
    place.saved(&dropped, writing(card(Kind::News, "动态三"), text)).await;
    place.publish(&dropped).await;
    assert!(!place.page(&format!("/p/{dropped}")).await.contains("原文件"));
    assert_eq!(place.get(&format!("/p/{dropped}/files/{sm3}")).await.status, StatusCode::NOT_FOUND);
}
