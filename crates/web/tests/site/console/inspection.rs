//! The site as an inspector sees it, the clean-up of documents, lists of words.

use axum::http::StatusCode;
use jiff::civil::{DateTime, date};
use office::publications::{self, Doing, Writing};
use statute::procedure::Role;
use statute::publication::{Act, Attribute, Card, Commentary, Edition, Genre, Kind, Least, Origin, Step};
use store::{Author, Content, FromSite, Numbering};

use super::{Office, moment, office, officer};

const NOW: &str = "2026-03-16T01:00:00Z";

/// A public policy that nothing interprets because it was exempted.
pub(super) async fn published(office: &Office, title: &str, serial: u32) -> String {
    let card = Card {
        issuer: "示例市测试局".into(),
        document_number: Some(format!("示测发〔2026〕{serial}号")),
        made_on: Some("2026-01-05".parse().expect("a date")),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Policy, title)
    };
    published_with(office, card, "<p>正文</p>").await
}

async fn published_with(office: &Office, card: Card, html: &str) -> String {
    let writing = Writing { card, html: html.into(), files: vec![], kept: vec![] };
    let by = officer(Role::Handler);
    let begun = publications::begin(&office.store, 1, writing, None, &by, moment(NOW)).await.expect("begun");
    let published =
        Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() };
    for (act, role) in [
        (Act::Exempted { reason: "内容浅显".into() }, Role::Signer),
        (Act::Submitted, Role::Handler),
        (Act::Reviewed { sm3: String::new(), opinion: "可以公开".into() }, Role::SecrecyReviewer),
        (Act::Signed { publish_at: None }, Role::Signer),
        (published, Role::Clerk),
    ] {
        let number = begun.number.as_str();
        let version = office.store.publication(1, number).await.expect("read").expect("there").version;
        let doing = Doing { number, version, act };
        publications::act(&office.store, 1, doing, &officer(role), moment(NOW)).await.expect("done");
    }
    begun.number
}

#[tokio::test]
async fn the_inspection_tells_what_speaks_against_the_site_and_where() {
    let office = office().await;
    let before = office.get(Some(Role::Clerk), "/office/inspection").await;
    assert_eq!(before.status, StatusCode::OK);
    assert!(before.text.contains("单项否决，不计分") && before.text.contains("没有内容"), "{}", before.text);
    let number = published(&office, "迟到的政策文件", 1).await;
    let page = office.get(Some(Role::Handler), "/office/inspection").await.text;
    assert!(page.contains("超过20个工作日") && page.contains(&format!("/p/{number}")), "{page}");
    assert!(!page.contains("没有公开的解读"), "an exempted policy needs none");
}

/// The notice of a draft that asks for comments, as it came from another site.
async fn asked(office: &Office) -> String {
    let author = Author { actor: "测试".into(), at: moment(NOW) };
    let on = date(2026, 3, 16);
    let next = |_: Numbering, nth: usize| -> store::Result<_> {
        let body = Content::new(b"<p></p>".to_vec());
        let asks = Commentary { from: Some(on), until: Some(on), ..Commentary::new(Least::Days(1)) };
        let card = Card {
            attribute: Some(Attribute::Proactive),
            commentary: Some(asks),
            ..Card::new(Kind::Commentary, "征求意见")
        };
        let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
        let (address, sm3) = ("/old.html".to_owned(), "0".repeat(64));
        let origin = Origin { address, published_at: on.at(9, 0, 0, 0), index_number: String::new(), sm3 };
        let step = Step { on, by: "测试".into(), act: Act::Imported { edition, origin } };
        Ok((nth == 0).then(|| FromSite { step, contents: vec![body] }))
    };
    let count = office.store.import_publications(&author, 1, on, "11370000000000000A", next).await;
    assert_eq!(count.expect("imported"), 1);
    let found = office.store.publication_from(1, "/old.html").await.expect("an answer");
    found.expect("there").item.number
}

#[tokio::test]
async fn links_are_followed_inside_the_site_and_listed_where_they_leave_it() {
    let office = office().await;
    let number = published(&office, "看得到的政策文件", 1).await;
    let asked = asked(&office).await;
    let policy = |title: &str, serial: u32| Card {
        issuer: "示例市测试局".into(),
        document_number: Some(format!("示测发〔2026〕{serial}号")),
        made_on: Some("2026-03-12".parse().expect("a date")),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Policy, title)
    };
    let table = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>";
    let tabled = published_with(&office, policy("有表格的政策文件", 3), table).await;
    let before = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    assert!(!before.contains("链接到其他网站"), "{before}");
    let good = format!(
        "<a href='/p/{number}'>文件</a><a href='/p/{number}?x#y'>文件</a><a href='/zfxxgk/ysqgk/'>申请</a><a href='/tzgg'>公告</a>\
         <a href='/search?q=a'>检索</a><a href='/zfxxgk/zfxxgknb/2023/report.html'>年报</a>\
         <a href='/p/{number}.pdf'>文件</a><a href='/p/{number}.docx?x'>文件</a><a href='/robots.txt'>规则</a>\
         <a href='/zfxxgk/gkml/files/catalogue.xlsx'>目录</a><a href='/api/v1/publications?column=tzgg'>接口</a>\
         <a href='/zqyj/'>征求意见</a><a href='/zqyj/{asked}'>提意见</a>\
         <a href='/p/{tabled}/tables/1.csv'>表</a><a href='/p/{tabled}.xlsx'>表</a>"
    );
    let bad = format!(
        "<a href='/p/P2026-99.pdf'>五</a><a href='/p/{number}.doc'>六</a><a href='/zqyj/{number}'>七</a>\
         <a href='/zqyj/P2026-99'>八</a><a href='/p/{number}.pdf/files/00'>九</a>\
         <a href='/p/{number}.xlsx'>十</a><a href='/p/{number}/tables/1.csv'>甲</a><a href='/p/{tabled}/tables/2.csv'>乙</a>\
         <a href='/p/P2026-99'>一</a><a href='/nowhere'>二</a><a href='t1.html'>三</a><a href='/p/P2026-1/files/00'>四</a>"
    );
    let outside = "<a href='https://example.com/a'>外</a><a href='mailto:x@example.gov.cn'>信箱</a>";
    let other =
        published_with(&office, policy("有链接的政策文件", 2), &format!("<p>{good}{bad}{outside}</p>")).await;
    let page = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    let told = [".doc", ".pdf/files/00", ".xlsx", "/tables/1.csv"].map(|end| format!("/p/{number}{end}"));
    let told = told.into_iter().chain([format!("/zqyj/{number}"), format!("/p/{tabled}/tables/2.csv")]);
    let more =
        ["/p/P2026-99.pdf", "/zqyj/P2026-99", "/p/P2026-99", "/nowhere", "t1.html", "/p/P2026-1/files/00"];
    for href in told.chain(more.map(str::to_owned)) {
        assert!(page.contains(&format!("有链接的政策文件：{href}<")), "{href}: {page}");
    }
    assert_eq!(page.matches("有链接的政策文件：").count(), 12, "{page}");
    assert!(page.contains("链接到其他网站 1处") && page.contains("https://example.com/a"), "{page}");
    assert!(!page.contains("mailto:x@"), "a mailbox is no site");
    assert!(page.contains(&format!("href=\"/p/{other}\"")), "{page}");
}

#[tokio::test]
async fn a_clean_up_is_refused_with_what_was_chosen_and_then_begins_its_result_list() {
    let office = office().await;
    let address = "/office/cleaning";
    let empty = office.get(Some(Role::Signer), address).await;
    assert!(empty.text.contains("没有现行有效的文件"), "{}", empty.text);
    let kept = published(&office, "甲规定", 1).await;
    let repealed = published(&office, "乙规定", 2).await;
    let mut form = vec![
        ("decision", String::new()),
        ("holds_from", "2026-03-16".to_owned()),
        ("result_P2026-1", "kept".to_owned()),
        ("result_P2026-2", "repealed".to_owned()),
    ];
    assert_eq!((kept.as_str(), repealed.as_str()), ("P2026-1", "P2026-2"));
    let refused = office.post(Role::Signer, address, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for message in ["请填写清理决定的文号或者名称", "请填写新的有效期止", "value=\"kept\" selected"]
    {
        assert!(refused.text.contains(message), "{message}: {}", refused.text);
    }
    form[0].1 = "示测发〔2026〕9号<script>".to_owned();
    form.push(("until_P2026-1", "2031-03-15".to_owned()));
    let done = office.post(Role::Signer, address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let left = publications::in_force(&office.store, 1, "2026-03-16".parse().expect("a date")).await;
    assert_eq!(left.expect("read").len(), 1);
    let result = office.store.publication(1, "P2026-3").await.expect("read").expect("begun").item;
    let html = office.store.content(&result.draft.body).await.expect("read").expect("kept");
    let html = String::from_utf8(html).expect("text");
    assert!(html.contains("废止的文件（1件）") && html.contains("&lt;script&gt;"), "{html}");
}

#[tokio::test]
async fn a_list_of_words_is_refused_by_line_and_kept_once() {
    let office = office().await;
    let address = "/office/lists/words";
    let page = office.get(Some(Role::SecrecyReviewer), address).await.text;
    assert!(page.contains("程序自带的示例") && page.contains("法定代表人"), "{page}");
    let form = |text: &str, version: i64| vec![("text", text.to_owned()), ("version", version.to_string())];
    let refused = office.post(Role::SecrecyReviewer, address, &form("甲，<b>，删", 0)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("第1行的处置“删”") && refused.text.contains("&#60;b&#62;"),
        "{}",
        refused.text
    );
    let kept = office.post(Role::SecrecyReviewer, address, &form("甲，乙，阻断", 0)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let late = office.post(Role::SecrecyReviewer, address, &form("丙，丁，确认", 0)).await;
    assert!(late.text.contains("刚刚由他人改过") && late.text.contains("丙，丁，确认"), "{}", late.text);
    let page = office.get(Some(Role::SecrecyReviewer), address).await.text;
    assert!(page.contains("甲，乙，阻断") && page.contains("修改"), "{page}");
    assert_eq!(office.get(Some(Role::Clerk), "/office/lists/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_an_old_site_had_published_is_said_to_come_from_there() {
    let office = office().await;
    let day = "2026-03-16".parse().expect("a date");
    let body = Content::new("<p>旧网站的正文。</p>".into());
    let card =
        Card { attribute: Some(Attribute::Proactive), ..Card::new(Kind::Notice, "旧网站的通知") };
    let origin = Origin {
        address: "/tzgg/t1.html".into(),
        published_at: "2023-05-08T09:30:00".parse().expect("a moment"),
        index_number: "11370000000000000A/2023-00007".into(),
        sm3: String::new(),
    };
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let step = Step { on: day, by: "命令行".into(), act: Act::Imported { edition, origin } };
    let mut all = vec![FromSite { step, contents: vec![body] }];
    let next = |_: Numbering, _: usize| -> store::Result<_> { Ok(all.pop()) };
    let author = Author { actor: "命令行".into(), at: moment(NOW) };
    office.store.import_publications(&author, 1, day, "", next).await.expect("imported");
    let page = office.get(Some(Role::Clerk), "/office/publications/P2026-1").await.text;
    for said in
        ["旧网站导入", "命令行", "原地址：/tzgg/t1.html", "原发布日期：2023-05-08", "2023-05-08 09:30"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("/office/publications/P2026-1/import"), "no officer has the verb");
    let refused = office.get(Some(Role::Clerk), "/office/publications/P2026-1/import").await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
}
