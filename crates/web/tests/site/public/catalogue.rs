//! The basic catalogue for people and for programs: the same entries, versions, files; what was taken down is nowhere.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::catalogue::{keep, withdraw};
use serde_json::Value;
use statute::catalogue::Entry;
use statute::procedure::Role;
use statute::publication::{Card, Kind};
use tower::ServiceExt;

use super::{Answer, Place, card, officer};

const PAGE: &str = "/zfxxgk/gkml/";
const API: &str = "/api/v1/catalogue";
const THEME: &str = "劳动、人事、监察/社会保障";

fn entry(serial: &str) -> Entry {
    Entry {
        field: "就业".into(),
        serial: serial.into(),
        first: "就业服务".into(),
        second: format!("事项<{serial}>"),
        content: "招聘单位、岗位要求".into(),
        term: "20个工作日内".into(),
        subject: "示例市测试局".into(),
        channels: "政府网站、精准推送".into(),
        way: "主动".into(),
        update: "两周内更新".into(),
        source: "只供内部".into(),
        ..Entry::default()
    }
}

/// Entries of every way to say what fulfils them, over what is published for them.
async fn entries(place: &Place) -> Vec<Entry> {
    let notice = Card { theme: Some(THEME.into()), ..card(Kind::Notice, "招聘会&公告") };
    place.published(notice, "<p>公告</p>").await;
    let guide = place.published(card(Kind::ServiceGuide, "登记指南"), "<p>指南</p>").await;
    let column = |code: &str, serial: &str| Entry { column: code.into(), ..entry(serial) };
    vec![
        Entry { audience: "全社会".into(), ..column("通知公告", "1") },
        Entry { theme: THEME.into(), ..column("tzgg", "2") },
        Entry { publications: guide, update: String::new(), ..entry("3") },
        column("zfcg", "4"),
        Entry { field: String::new(), basis: "《条例》第十九条".into(), ..entry("5") },
    ]
}

async fn kept(place: &Place, version: i64, entries: Vec<Entry>) {
    keep(&place.store, 1, version, entries, &officer(Role::Clerk), place.clock.now()).await.expect("kept");
}

/// What entries ask for, in its order.
const DEMANDS: [&str; 7] = ["依据", "时限", "主体", "渠道", "对象", "方式", "层级"];

/// The rows of a page, each by what stands in its cells, as text; what all entries of a field ask for alike stands once
/// above them.
fn rows(page: &str) -> Vec<Vec<String>> {
    let fields = page.split("<section aria-labelledby=\"field-").skip(1);
    let rows = fields.flat_map(|field| {
        let (above, below) = field.split_once("<tbody>").expect("a table");
        let said = above.split("<dt>").skip(1).map(|one| {
            let (name, value) = one.split_once("</dt>").expect("its value");
            format!("{name}：{}", text(value.split("</dd>").next().expect("its end")))
        });
        let common: Vec<String> = said.collect();
        let body = below.split("</tbody>").next().expect("its end");
        let rows = body.split("<tr>").skip(1);
        rows.map(|row| {
            let mut cells: Vec<String> = row.split(" data-label=").skip(1).map(text).collect();
            if !row.contains("公开要求") {
                cells.insert(3, String::new());
            }
            let own = cells[3].lines().filter(|line| *line != "见上").map(str::to_owned);
            let mut demands: Vec<String> = common.iter().cloned().chain(own).collect();
            demands.sort_by_key(|one| DEMANDS.iter().position(|name| one.starts_with(name)));
            cells[3] = demands.join("\n");
            cells
        })
        .collect::<Vec<_>>()
    });
    rows.collect()
}

fn text(cell: &str) -> String {
    let inside = cell.split_once('>').map_or("", |(_, inside)| inside).replace("<br>", "\n");
    let mut parts = inside.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    // What stands behind each tag; the last may be cut off.
    let plain = parts.filter_map(|part| part.split_once('>')).fold(first, |text, (_, after)| text + after);
    plain.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&").trim().to_owned()
}

/// The same rows of what programs are told.
fn told(value: &Value) -> Vec<Vec<String>> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let many = |one: &Value, name: &str| {
        one[name].as_array().expect("values").iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、")
    };
    let lines =
        |lines: Vec<String>| lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let called = |name: &str, value: String| {
        if value.is_empty() { value } else { format!("{name}：{value}") }
    };
    let row = |one: &Value| {
        let column = one["column"].as_str().and_then(statute::publication::Column::from_code);
        let on = text(one, "published_on");
        let mut newest = match &one["newest"] {
            Value::Null => String::new(),
            newest => format!("{} {on}", newest["title"].as_str().expect("a title")),
        };
        if let Some(column) = column {
            newest = lines(vec![newest.clone(), column.name.to_owned()]);
            if one["newest"].is_null() && !on.is_empty() {
                newest.push_str(&format!(" {on}"));
            }
        }
        if one["is_missing"] == true {
            newest.push_str(" 没有公开的信息");
        } else if one["is_stale"] == true {
            newest.push_str(&format!(" {}天没有更新", one["age"]));
        } else if newest.is_empty() {
            newest = "—".into();
        }
        vec![
            text(one, "serial"),
            text(one, "title"),
            text(one, "content"),
            // Each with what it is called: several stand in one cell.
            lines(vec![
                called("依据", text(one, "basis")),
                called("时限", text(one, "term")),
                called("主体", text(one, "subject")),
                called("渠道", many(one, "channels")),
                called("对象", text(one, "audience")),
                called("方式", format!("{}公开", text(one, "way"))),
                called("层级", many(one, "level")),
            ]),
            newest.trim().to_owned(),
        ]
    };
    value["entries"].as_array().expect("entries").iter().map(row).collect()
}

async fn value(place: &Place, address: &str) -> Value {
    serde_json::from_str(&place.page(address).await).expect("JSON")
}

#[tokio::test]
async fn programs_are_told_what_the_page_shows_of_every_version() {
    let place = Place::new().await;
    let nothing = place.get(API).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "{}", nothing.text);
    let all = entries(&place).await;
    kept(&place, 0, all[..2].to_vec()).await;
    kept(&place, 1, all).await;
    place.clock.set(super::at(28));
    for (page, api, count) in [
        (PAGE.to_owned(), API.to_owned(), 5),
        (format!("{PAGE}?version=1"), format!("{API}?version=1"), 2),
        (PAGE.to_owned(), format!("{API}?version=2"), 5),
    ] {
        let value = value(&place, &api).await;
        let rows = rows(&place.page(&page).await);
        assert_eq!(rows, told(&value), "{api}");
        assert_eq!(rows.len(), count);
        let shown = place.page(&page).await;
        assert_eq!(shown.matches("20个工作日内").count(), if count == 5 { 2 } else { 1 }, "once for a field");
        assert_eq!(value["is_current"], count == 5, "{api}");
        assert!(!value.to_string().contains("只供内部"), "{value}");
        let versions = value["versions"].as_array().expect("versions");
        let listed: Vec<_> = versions.iter().map(|one| (&one["version"], &one["added"])).collect();
        assert_eq!(listed, [(&2.into(), &3.into()), (&1.into(), &2.into())]);
    }
    let value = value(&place, API).await;
    let ages: Vec<_> = value["entries"].as_array().unwrap().iter().map(|one| one["age"].clone()).collect();
    assert_eq!(ages, [16.into(), 16.into(), 16.into(), Value::Null, Value::Null]);
    let stale: Vec<_> =
        value["entries"].as_array().unwrap().iter().map(|one| one["is_stale"] == true).collect();
    assert_eq!(stale, [true, true, false, false, false]);
    for wrong in ["0", "3", "x", ""] {
        let missing = place.get(&format!("{API}?version={wrong}")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{wrong}");
        assert!(missing.text.contains("\"error\""), "{}", missing.text);
    }
}

#[tokio::test]
async fn what_all_entries_ask_for_alike_stands_once_and_in_no_row() {
    let place = Place::new().await;
    kept(&place, 0, vec![entry("1"), entry("2")]).await;
    let alike = place.page(PAGE).await;
    assert!(
        alike.matches("20个工作日内").count() == 1 && !alike.contains("data-label=\"公开要求\""),
        "{alike}"
    );
    kept(&place, 1, vec![entry("1"), Entry { term: "7个工作日内".into(), ..entry("2") }]).await;
    let page = place.page(PAGE).await;
    assert_eq!(page.matches("data-label=\"公开要求\"").count(), 2, "{page}");
    assert!(page.contains("</span>20个工作日内") && page.contains("</span>7个工作日内"), "{page}");
    assert_eq!(page.matches("示例市测试局</dd>").count(), 1, "the rest stays above");
}

#[tokio::test]
async fn a_version_that_was_taken_down_is_nowhere() {
    const NOTICE: &str = "其中有不宜公开的内容，现行的目录见本栏目。";
    let place = Place::new().await;
    let wrong = Entry { content: "不该公开的要素".into(), ..entry("1") };
    kept(&place, 0, vec![wrong]).await;
    kept(&place, 1, vec![entry("1")]).await;
    let addresses: Vec<_> =
        [PAGE, API, "/zfxxgk/gkml/files/catalogue.xlsx", "/zfxxgk/gkml/files/catalogue.csv"]
            .iter()
            .map(|address| format!("{address}?version=1"))
            .collect();
    for address in &addresses {
        place.page(address).await;
    }
    withdraw(&place.store, 1, &[1], NOTICE, &officer(Role::Signer), place.clock.now()).await.expect("done");
    for address in &addresses {
        let Answer { status, text, .. } = place.get(address).await;
        assert_eq!(status, StatusCode::GONE, "{address}: {text}");
        assert!(text.contains(NOTICE) && !text.contains("不该公开"), "{address}: {text}");
    }
    let page = place.page(PAGE).await;
    assert!(page.contains("2026-03-12（已撤下）") && !page.contains("?version=1\""), "{page}");
    let value = value(&place, API).await;
    assert_eq!(value["versions"][1]["is_withdrawn"], true);
    assert_eq!(value["versions"][0]["is_withdrawn"], false);
}

#[tokio::test]
async fn whoever_asks_for_the_head_of_a_file_has_it_kept_for_all() {
    let place = Place::new().await;
    kept(&place, 0, vec![entry("1")]).await;
    for address in ["/zfxxgk/gkml/files/catalogue.xlsx", "/zfxxgk/gkml/files/catalogue.csv", PAGE] {
        let request = Request::head(address).header("host", "localhost:8000").body(Body::empty());
        let head = place.router.clone().oneshot(request.expect("a request")).await.expect("an answer");
        assert_eq!(head.status(), StatusCode::OK, "{address}");
        let tag = head.headers().get("etag").expect("what is kept has a tag").clone();
        // A workbook says when it was made: made anew it would have another tag.
        assert_eq!(place.get(address).await.headers["etag"], tag, "{address}");
    }
}
