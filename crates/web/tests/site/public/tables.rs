//! The tables of a publication as data: each as CSV, all as XLSX, the same for programs.

use axum::http::StatusCode;
use documents::page::bring_in;
use serde_json::Value;
use statute::publication::Kind;

use super::{Answer, DOMAIN, Place, card, writing};

const TEXT: &str = "<p>说明</p><p>单位：万元</p><table><caption>收支/总表</caption>\
    <tr><th rowspan=\"2\">科目</th><th colspan=\"2\">预算数</th></tr><tr><th>今年</th><th>去年</th></tr>\
    <tr><td>基本支出</td><td>1,234.50</td><td>12.5%</td></tr>\
    <tr><td>=HYPERLINK(\"x\")</td><td>-3</td><td>007</td></tr></table>\
    <table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>";

fn lines(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let text = answer.text.strip_prefix('\u{FEFF}').expect("the mark of UTF-8");
    text.split("\r\n").filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[tokio::test]
async fn tables_are_taken_away_as_they_stand_with_numbers_as_numbers() {
    let place = Place::new().await;
    let number = place.published(card(Kind::Budget, "2026年部门预算"), TEXT).await;
    let first = place.get(&format!("/p/{number}/tables/1.csv")).await;
    assert_eq!(
        lines(&first),
        [
            "\"科目\",\"预算数\",\"\"",
            "\"\",\"今年\",\"去年\"",
            "\"基本支出\",\"1234.50\",\"12.5%\"",
            "\"'=HYPERLINK(\"\"x\"\")\",\"-3\",\"007\"",
        ]
    );
    assert_eq!(first.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(first.header("link"), format!("<https://{DOMAIN}/p/{number}>; rel=\"canonical\""));
    // 2026年部门预算（表1，单位：万元）.csv
    assert_eq!(
        first.header("content-disposition"),
        "attachment; filename*=UTF-8''2026%E5%B9%B4%E9%83%A8%E9%97%A8%E9%A2%84%E7%AE%97%EF%BC%88%E8%A1%A81\
         %EF%BC%8C%E5%8D%95%E4%BD%8D%EF%BC%9A%E4%B8%87%E5%85%83%EF%BC%89.csv"
    );
    assert_eq!(lines(&place.get(&format!("/p/{number}/tables/2.csv")).await)[1], "\"1\",\"2\"");

    let book = place.get(&format!("/p/{number}.xlsx")).await;
    assert!(book.header("content-type").contains("spreadsheetml"));
    let said = bring_in("a.xlsx", book.bytes).expect("a workbook").body.text();
    for text in ["收支/总表", "单位：万元", "基本支出", "1234.5", "007", "甲"] {
        assert!(said.contains(text), "{text}: {said}");
    }

    let page = place.page(&format!("/p/{number}")).await;
    for (address, label) in [
        (format!("/p/{number}.xlsx"), "表格（XLSX）"),
        (format!("/p/{number}/tables/1.csv"), "收支/总表（CSV）"),
        (format!("/p/{number}/tables/2.csv"), "表2（CSV）"),
    ] {
        let link = format!("<a href=\"{address}\" type=\"");
        let shown = page.split(&link).nth(1).unwrap_or_else(|| panic!("{address}: {page}"));
        assert_eq!(shown.split(['>', '<']).nth(1), Some(label), "{address}");
    }
    let item: Value =
        serde_json::from_str(&place.page(&format!("/api/v1/publications/{number}")).await).unwrap();
    assert_eq!(item["tables"][0]["rows"][2][1], "1,234.50", "as it is printed");
    assert_eq!((&item["tables"][0]["unit"], &item["tables"][0]["head"]), (&"单位：万元".into(), &2.into()));
    assert!(item["downloads"].to_string().contains("/tables/2.csv"), "{item}");
}

#[tokio::test]
async fn columns_of_amounts_stand_at_the_right_without_a_style_inside() {
    let place = Place::new().await;
    let text = "<table><tr><th>科目编码</th><th>名称</th><th>预算数</th></tr>\
        <tr><td>20801</td><td>管理</td><td>2,310.50</td></tr><tr><td>20805</td><td>养老</td><td>-86</td></tr></table>";
    let number = place.published(card(Kind::Budget, "2026年部门预算"), text).await;
    let page = place.page(&format!("/p/{number}")).await;
    let article = page.split("<div class=\"article").nth(1).and_then(|rest| rest.split("</table>").next());
    let article = article.expect("the text");
    assert_eq!(article.matches("class=\"figure\"").count(), 3, "{article}");
    assert!(article.contains("<td class=\"figure\">2,310.50</td>") && article.contains("<td>20801</td>"));
    crate::security::no_style_or_script_inside("/p", &page);
    let item = place.page(&format!("/api/v1/publications/{number}")).await;
    assert!(!item.contains("figure"), "programs get the text as it is kept");
}

#[tokio::test]
async fn a_browser_that_has_a_table_gets_nothing_again() {
    let place = Place::new().await;
    let number = place.published(card(Kind::Statistics, "一季度统计"), TEXT).await;
    for address in [format!("/p/{number}/tables/1.csv"), format!("/p/{number}.xlsx")] {
        let tag = place.get(&address).await.header("etag").to_owned();
        assert!(!tag.is_empty(), "{address}");
        let again = place.ask(&address, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
    }
}

#[tokio::test]
async fn tables_of_what_is_not_public_are_no_files() {
    let place = Place::new().await;
    let number = place.published(card(Kind::Budget, "有误的预算"), TEXT).await;
    let draft = place.begun(writing(card(Kind::Budget, "草稿"), TEXT)).await;
    let without = place.published(card(Kind::News, "没有表格"), "<p>内容</p>").await;
    let of = |number: &str| [format!("/p/{number}/tables/1.csv"), format!("/p/{number}.xlsx")];
    for address in of(&draft).iter().chain(&of(&without)).chain(&of("P2026-99")) {
        assert_eq!(place.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for name in ["0.csv", "01.csv", "+1.csv", "3.csv", "1", "1.xlsx", "a.csv", ".csv"] {
        let missing = place.get(&format!("/p/{number}/tables/{name}")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{name}");
    }
    // A revision that nobody published yet is not in them.
    let revised = TEXT.replace("1,234.50", "99");
    place.saved(&number, writing(card(Kind::Budget, "有误的预算"), &revised)).await;
    let [csv, book] = of(&number);
    assert!(place.page(&csv).await.contains("1234.50"));
    place.publish(&number).await;
    assert!(place.page(&csv).await.contains("\"99\""));
    place.withdraw(&number, "数字有误，更正后重新发布。", None).await;
    for address in [csv, book] {
        let gone = place.get(&address).await;
        assert_eq!(gone.status, StatusCode::GONE, "{address}");
        assert!(gone.text.contains("更正后重新发布") && !gone.text.contains("基本支出"), "{}", gone.text);
    }
}
