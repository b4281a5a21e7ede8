//! The site as an inspector sees it: empty columns, late publications, links, the office's own rules.

use axum::http::StatusCode;
use jiff::civil::date;
use office::inspection::outside::{Checked, Doubt, Fault, Outcome, keep, targets};
use statute::procedure::Role;
use statute::publication::{Act, Attribute, Card, Commentary, Edition, Genre, Kind, Least, Origin, Step};
use store::{Author, Content, FromSite, Numbering};

use super::publications::{policy, published, published_with};
use super::{Office, moment, office, office_with, officer};

const NOW: &str = "2026-03-16T01:00:00Z";

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
    let policy = |title: &str, serial: u32| policy(title, serial, date(2026, 3, 12));
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
    let card = |nth: u32| policy(&format!("有外链的政策文件{nth}"), nth, date(2026, 3, 12));
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
