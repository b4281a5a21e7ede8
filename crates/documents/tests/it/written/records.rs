//! The internal page: marked, every linked cell opens, records escaped; the published page holds none of it.

use documents::write;
use scraper::{Html, Selector};

use super::{keep, samples};

#[test]
fn cells_open_into_their_records() {
    let compiled = samples::founding();
    let bytes = write::records(&compiled).expect("a page");
    keep("founding-records.html", &bytes);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("内部使用，不得公开"));
    assert!(text.contains("&#60;b&#62;信函") && !text.contains("<b>信函"), "records are escaped");
    assert!(!text.contains("<script"));
    let page = Html::parse_document(&text);
    let links = Selector::parse("td a").expect("a selector");
    let links: Vec<_> = page.select(&links).filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(links, ["#figure-0", "#figure-0"]);
    let figure = Selector::parse("#figure-0").expect("a selector");
    let figure = page.select(&figure).next().expect("the figure").text().collect::<String>();
    for wanted in [
        "applications.received",
        "本年收到的政府信息公开申请",
        "2023-002",
        "表三 一、本年新收政府信息公开申请数量 自然人",
    ] {
        assert!(figure.contains(wanted), "{wanted}: {figure}");
    }
}

#[test]
fn the_published_page_holds_no_records() {
    let page = String::from_utf8(write::html(&samples::founding()).expect("a page")).expect("UTF-8");
    assert!(!page.contains("2023-001") && !page.contains("内部使用"));
}
