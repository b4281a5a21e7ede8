//! The site as an inspector sees it, the clean-up of documents, lists of words.

use axum::http::StatusCode;
use jiff::civil::{DateTime, date};
use office::inspection::outside::{Checked, Doubt, Fault, Outcome, keep, targets};
use office::publications::{self, Doing, Writing};
use statute::procedure::Role;
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Commentary, Edition, Genre, Kind, Least, Origin, Step,
    Withdrawal, WithdrawalKind,
};
use store::{Author, Content, FromSite, Numbering};

use super::{Office, moment, office, office_with, officer};

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

#[tokio::test]
async fn what_the_agency_has_nothing_of_is_no_empty_column_and_citizens_read_why() {
    let office = office().await;
    let (address, column) = ("/office/lists/absent", "/zfxxgk/fdzdgknr/gz/");
    let blank = |page: &str, name: &str| {
        page.contains(&format!("<a class=\"address\" href=\"{column}\">{name}</a></td>"))
    };
    assert!(office.get(None, column).await.text.contains("本栏目暂无信息"));
    let page = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    assert!(blank(&page, "规章") && page.contains("没有说明过"), "{page}");
    let form = |text: &str, version: i64| vec![("text", text.to_owned()), ("version", version.to_string())];
    for (wrong, said) in [
        ("规章", "第1行没有理由"),
        ("政府信息公开，没有", "应为放置信息的栏目的名称"),
        ("规章，请询370000199001010011", "发布前筛查"),
    ] {
        let refused = office.post(Role::Clerk, address, &form(wrong, 0)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(said) && refused.text.contains(wrong), "{said}: {}", refused.text);
    }
    let kept = office.post(Role::Clerk, address, &form("规章，本机关没有规章制定权<b>。", 0)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let page = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    assert!(!blank(&page, "规章") && page.contains("本机关没有规章制定权&#60;b&#62;"), "{page}");
    assert!(page.contains("2026-03-16，") && page.contains("填写；没有内容时不算空白栏目"), "{page}");
    for shown in [column, "/zfxxgk/fdzdgknr/"] {
        let page = office.get(None, shown).await.text;
        assert!(page.contains("本机关没有这类信息：本机关没有规章制定权&#60;b&#62;。<"), "{shown}: {page}");
    }
    // What is published there all the same is shown, and the reason no more.
    let card = Card {
        issuer: "示例市测试局".into(),
        document_number: Some("示测令〔2026〕1号".into()),
        made_on: Some(date(2026, 3, 12)),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Order),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Rule, "某规章")
    };
    published_with(&office, card, "<p>正文</p>").await;
    let page = office.get(None, column).await.text;
    assert!(page.contains("某规章") && !page.contains("规章制定权"), "{page}");
}

#[tokio::test]
async fn the_inspection_goes_by_the_offices_own_rules_where_it_has_some() {
    const OWN: &str = "[[rule]]\nid = \"own\"\nzh = \"本机关的指标\"\ncheck = \"columns_blank\"\ncount = 1\n\
                       severity = \"deduct\"\npoints = 7\nsource = \"本机关\"\nvalid_from = \"2019-04-01\"\n\
                       is_certain = true\n";
    let rules = Some(statute::inspection::Rules::read(OWN).expect("rules"));
    let office = office_with(|site| web::Site { rules, ..site }).await;
    let page = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    assert!(page.contains("本机关的指标") && page.contains("93分"), "{page}");
    assert!(page.contains("规则取自本机关的规则文件"), "{page}");
    let supervisor = office.get(Some(Role::Supervisor), "/office/inspection").await.text;
    assert!(
        !supervisor.contains("/office/lists/absent") && page.contains("/office/lists/absent"),
        "{supervisor}"
    );
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
    assert!(!before.contains("链接到其他网站 "), "{before}");
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
         <a href='/p/{number}.xlsx'>十</a><a href='/p/{number}/tables/1.csv'>甲</a><a href='/p/{tabled}/tables/2.csv'>乙</a><a href='/p/{tabled}/v/1'>丙</a>\
         <a href='/p/P2026-99'>一</a><a href='/nowhere'>二</a><a href='t1.html'>三</a><a href='/p/P2026-1/files/00'>四</a>"
    );
    let outside = "<a href='https://example.com/a'>外</a><a href='mailto:x@example.gov.cn'>信箱</a>";
    let other =
        published_with(&office, policy("有链接的政策文件", 2), &format!("<p>{good}{bad}{outside}</p>")).await;
    let page = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    let told = [".doc", ".pdf/files/00", ".xlsx", "/tables/1.csv"].map(|end| format!("/p/{number}{end}"));
    let told = told.into_iter().chain([
        format!("/zqyj/{number}"),
        format!("/p/{tabled}/tables/2.csv"),
        format!("/p/{tabled}/v/1"),
    ]);
    let more =
        ["/p/P2026-99.pdf", "/zqyj/P2026-99", "/p/P2026-99", "/nowhere", "t1.html", "/p/P2026-1/files/00"];
    for href in told.chain(more.map(str::to_owned)) {
        assert!(page.contains(&format!("有链接的政策文件：{href}<")), "{href}: {page}");
    }
    assert_eq!(page.matches("有链接的政策文件：").count(), 13, "{page}");
    assert!(page.contains("链接到其他网站 1处") && page.contains("https://example.com/a"), "{page}");
    assert!(!page.contains("mailto:x@"), "a mailbox is no site");
    assert!(page.contains(&format!("href=\"/p/{other}\"")), "{page}");
}

/// What came of opening every link to another site, as said of its end, kept by somebody on a day.
async fn opened(office: &Office, actor: &str, now: &str, outcome: impl Fn(&str) -> Outcome) {
    let author = Author { actor: actor.into(), at: moment(now) };
    let targets = targets(&office.store, 1, date(2026, 3, 16), |_| {}).await.expect("read");
    let checked = targets.into_iter().map(|target| Checked { outcome: outcome(&target.address), target });
    keep(&office.store, &author, 1, &checked.collect::<Vec<_>>()).await.expect("kept");
}

#[tokio::test]
async fn what_came_of_opening_links_to_other_sites_is_told_with_its_age_and_who_did_it() {
    let office = office().await;
    let address = "/office/inspection";
    let page = office.get(Some(Role::Clerk), address).await.text;
    assert!(page.contains("从未核对") && page.contains("gongkai check-links"), "{page}");
    let card = |nth: u32| Card {
        issuer: "示例市测试局".into(),
        document_number: Some(format!("示测发〔2026〕{nth}号")),
        made_on: Some("2026-03-12".parse().expect("a date")),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Policy, format!("有外链的政策文件{nth}"))
    };
    let links = "<p><a href='https://example.com/gone?a=1&amp;b=2'>一</a><a href='https://example.com/ok'>二</a>\
                 <a href='https://example.com/guarded'>三</a></p>";
    let number = published_with(&office, card(1), links).await;
    let outcome = |address: &str| match address.rsplit('/').next() {
        Some("ok") => Outcome::Opened,
        Some("guarded") => Outcome::Unknown(Doubt::Guarded(403)),
        _ => Outcome::Broken(Fault::Status(404)),
    };
    opened(&office, "命令行", "2026-03-16T01:30:00Z", outcome).await;
    let page = office.get(Some(Role::Clerk), address).await.text;
    for said in [
        "2026-03-16 09:30，命令行",
        "3个，打得开1个，打不开1个，不能确定1个",
        "链接的其他网站打不开：404（网页不存在）",
        "有外链的政策文件1：https://example.com/gone?a=1",
        "不能确定的网址 1个，不扣分",
        "链接到其他网站 3处<",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains(&format!("href=\"/p/{number}\">有外链的政策文件1</a>")), "{page}");
    assert!(!page.contains("从未核对") && !page.contains("超过两周") && !page.contains("新发现"), "{page}");

    // What stands in items that came later has not been opened; the next time something is new.
    published_with(&office, card(2), "<p><a href='https://example.com/new'>四</a></p>").await;
    opened(&office, "命令行", "2026-03-16T00:30:00Z", outcome).await;
    let page = office.get(Some(Role::Clerk), address).await.text;
    assert!(page.contains("4处，其中4处还没有打开过") && page.contains("新发现"), "{page}");
    assert_eq!(page.matches("新发现").count(), 1, "{page}");

    // An account is called by its name; two weeks later it is to be done again.
    let clerk = officer(Role::Clerk).account;
    opened(&office, &clerk, "2026-03-01T01:30:00Z", outcome).await;
    let page = office.get(Some(Role::Clerk), address).await.text;
    assert!(page.contains("已超过两周") && page.contains("2026-03-01 09:30，测试登记员"), "{page}");
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
    let page = office.get(Some(Role::Signer), address).await.text;
    for name in ["version_P2026-1", "version_P2026-2", "submission"] {
        form.push((name, hidden(&page, name)));
    }
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

    // The same form once more leads to the same draft, and nothing is decided twice.
    let steps =
        || async { office.store.publication_steps("publication/1/P2026-1").await.expect("read").len() };
    let before = steps().await;
    let again = office.post(Role::Signer, address, &form).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    assert_eq!(again.to, done.to);
    assert!(office.store.publication(1, "P2026-4").await.expect("read").is_none(), "no second notice");
    assert_eq!(steps().await, before);
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field is there");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_clean_up_shows_what_cannot_be_decided_and_loses_nothing_where_somebody_was_faster() {
    let office = office().await;
    let address = "/office/cleaning";
    for (serial, title) in (1..).zip(["甲规定", "乙规定", "丙规定", "丁规定"]) {
        published(&office, title, serial).await;
    }
    let page = office.get(Some(Role::Signer), address).await.text;
    let mut form = vec![
        ("decision", "示测发〔2026〕9号".to_owned()),
        ("holds_from", "2026-03-16".to_owned()),
        ("result_P2026-1", "repealed".to_owned()),
        ("result_P2026-2", "repealed".to_owned()),
        ("result_P2026-3", "repealed".to_owned()),
        ("result_P2026-4", "lapsed".to_owned()),
    ];
    for name in ["version_P2026-1", "version_P2026-2", "version_P2026-3", "version_P2026-4", "submission"] {
        form.push((name, hidden(&page, name)));
    }
    // One is revised, one is taken down, one was looked at by somebody who cleaned it up alone.
    let stored = office.store.publication(1, "P2026-1").await.expect("read").expect("there");
    let writing = Writing {
        card: stored.item.draft.card.clone(),
        html: "<p>修改</p>".into(),
        files: vec![],
        kept: vec![],
    };
    let (handler, signer) = (officer(Role::Handler), officer(Role::Signer));
    publications::save(&office.store, 1, "P2026-1", stored.version, writing, &handler, moment(NOW))
        .await
        .expect("saved");
    let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice: "有误".into(), replaced_by: None };
    let cleaning = Cleaning {
        result: CleaningResult::Kept,
        holds_from: date(2026, 3, 16),
        decision: "示测发〔2026〕8号".into(),
        valid_until: Some(date(2031, 3, 15)),
    };
    for (number, act) in [("P2026-2", Act::Withdrawn(withdrawal)), ("P2026-3", Act::Cleaned(cleaning))] {
        let version = office.store.publication(1, number).await.expect("read").expect("there").version;
        publications::act(&office.store, 1, Doing { number, version, act }, &signer, moment(NOW))
            .await
            .expect("done");
    }
    let refused = office.post(Role::Signer, address, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    for said in [
        "《甲规定》不能清理：信息现为起草中，应为已发布",
        "现在不能选择：信息现为起草中，应为已发布",
        "《丙规定》在页面打开之后由他人办理过",
        "下列文件已不在清单中，没有办理",
        "《乙规定》（P2026-2）",
        "value=\"lapsed\" selected",
        "示测发〔2026〕9号",
    ] {
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    assert!(!refused.text.contains("name=\"result_P2026-1\""), "it is not offered");
    let fourth = office.store.publication(1, "P2026-4").await.expect("read").expect("there").item;
    assert!(fourth.cleaning.is_none(), "all or none");

    // With what is on the screen now it is decided.
    form.retain(|(name, _)| !name.ends_with("-1") && !name.ends_with("-2") && *name != "version_P2026-3");
    form.push(("version_P2026-3", hidden(&refused.text, "version_P2026-3")));
    let done = office.post(Role::Signer, address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}

/// Documents as they came from another site.
async fn imported(office: &Office, count: usize) {
    let author = Author { actor: "测试".into(), at: moment(NOW) };
    let on = date(2026, 3, 16);
    let next = |_: Numbering, nth: usize| -> store::Result<_> {
        let body = Content::new(b"<p></p>".to_vec());
        let card = Card {
            attribute: Some(Attribute::Proactive),
            // Every other one stands in a column of another kind.
            column: (nth % 2 == 1).then(|| "msxx".to_owned()),
            ..Card::new(Kind::Normative, format!("规定{nth}"))
        };
        let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
        let (address, sm3) = (format!("/{nth}.html"), "0".repeat(64));
        let origin = Origin { address, published_at: on.at(9, 0, 0, 0), index_number: String::new(), sm3 };
        let step = Step { on, by: "测试".into(), act: Act::Imported { edition, origin } };
        Ok((nth < count).then(|| FromSite { step, contents: vec![body] }))
    };
    let imported = office.store.import_publications(&author, 1, on, "11370000000000000A", next).await;
    assert_eq!(imported.expect("imported"), count);
}

#[tokio::test]
async fn a_clean_up_of_many_documents_is_turned_page_by_page_and_sent_as_a_whole() {
    let office = office().await;
    let address = "/office/cleaning";
    imported(&office, 620).await;
    let page = office.get(Some(Role::Signer), address).await.text;
    assert!(page.contains("现行有效的文件620件，已经选择0件。分7页，这是第1页"), "{page}");
    let shown = |page: &str| -> Vec<String> {
        page.split("<input type=\"hidden\" name=\"version_")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    // Everything on every page is repealed but one that is kept without a day.
    let mut page = page;
    for nth in 1..=7 {
        let mut form = vec![
            ("decision".to_owned(), "示测发〔2026〕9号".to_owned()),
            ("holds_from".to_owned(), "2026-03-16".to_owned()),
            ("at".to_owned(), nth.to_string()),
            ("go".to_owned(), if nth < 7 { (nth + 1).to_string() } else { "all".to_owned() }),
        ];
        for name in ["elsewhere", "submission"] {
            form.push((name.to_owned(), hidden(&page, name)));
        }
        for (place, number) in shown(&page).iter().enumerate() {
            let result = if nth == 3 && place == 0 { "kept" } else { "repealed" };
            form.push((format!("result_{number}"), result.to_owned()));
            form.push((format!("until_{number}"), String::new()));
            form.push((format!("version_{number}"), hidden(&page, &format!("version_{number}"))));
        }
        assert!(form.len() < 400, "no page has more fields than a form may have");
        let form: Vec<(&str, String)> =
            form.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let answer = office.post(Role::Signer, address, &form).await;
        let expected = if nth < 7 { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!(answer.status, expected, "{nth}: {}", answer.text);
        page = answer.text;
    }
    // It comes back on the page where something is wrong, and then it is done.
    assert!(
        page.contains("已经选择620件。分7页，这是第3页") && page.contains("请填写新的有效期止"),
        "{page}"
    );
    let mut form = vec![
        ("decision".to_owned(), "示测发〔2026〕9号".to_owned()),
        ("holds_from".to_owned(), "2026-03-16".to_owned()),
    ];
    for name in ["elsewhere", "submission", "at"] {
        form.push((name.to_owned(), hidden(&page, name)));
    }
    for number in shown(&page) {
        form.push((format!("result_{number}"), "repealed".to_owned()));
        form.push((format!("version_{number}"), hidden(&page, &format!("version_{number}"))));
    }
    let form: Vec<(&str, String)> = form.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let done = office.post(Role::Signer, address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let left = publications::in_force(&office.store, 1, date(2026, 3, 16)).await.expect("read");
    assert!(left.is_empty(), "{}", left.len());
    let result = office.store.publication(1, "P2026-621").await.expect("read").expect("begun").item;
    let html = office.store.content(&result.draft.body).await.expect("read").expect("kept");
    assert!(String::from_utf8(html).expect("text").contains("废止的文件（620件）"));
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
