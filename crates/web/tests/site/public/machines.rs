//! What machines read: tags of every kind of page, feeds, sitemap, robots, the interface and its description.

use axum::http::StatusCode;
use jiff::civil::date;
use serde_json::Value;
use statute::procedure::Role;
use statute::publication::{COLUMNS, Card, Column, Commentary, Kind, Least, Worked};

use super::{DOMAIN, Place, SITE_CODE, at, card, linked, meta, normative, officer, on, pdf, writing};

/// Every kind of page, and which groups of tags it has: column, article.
async fn kinds(place: &Place) -> Vec<(String, bool, bool)> {
    let mut draft = writing(normative("失业保险服务规定", 5), "<p>第一条</p>");
    draft.files.push(pdf("附表.pdf"));
    let (document, explained) = place.issued(draft, "规定解读").await;
    place.published(card(Kind::Guide, "政府信息公开指南"), "<p>指南</p>").await;
    let gone = place.published(card(Kind::News, "撤下的动态"), "<p>动态</p>").await;
    place.withdraw(&gone, "有误", None).await;
    let mut kinds: Vec<_> =
        COLUMNS.iter().map(|column| (column.address(), true, column.code == "zfxxgkzn")).collect();
    kinds.push(("/".into(), true, false));
    kinds.push((format!("/p/{document}"), true, true));
    kinds.push((format!("/p/{explained}"), true, true));
    kinds.push((format!("/p/{gone}"), false, false));
    for other in ["/search", "/search?q=失业", "/map", "/nowhere"] {
        kinds.push((other.into(), false, false));
    }
    kinds.push(("/zfxxgk/zfxxgknb/2023/".into(), true, true));
    for applying in ["/apply", "/apply/status", "/zfxxgk/ysqgk/form"] {
        kinds.push((applying.into(), true, false));
    }
    kinds
}

#[tokio::test]
async fn every_kind_of_page_has_its_tags_and_no_others() {
    let place = Place::new().await;
    for (address, is_column, is_article) in kinds(&place).await {
        let page = place.get(&address).await.text;
        assert_eq!(meta(&page, "SiteName"), Some("示例市测试局政府信息公开"), "{address}");
        assert_eq!(meta(&page, "SiteDomain"), Some(DOMAIN), "{address}");
        assert_eq!(meta(&page, "SiteIDCode"), Some(SITE_CODE), "{address}");
        for name in ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"] {
            let content = meta(&page, name);
            assert_eq!(content.is_some(), is_column, "{address}: {name}");
            assert!(content.is_none_or(|content| !content.is_empty()), "{address}: {name}");
        }
        for name in ["ArticleTitle", "PubDate", "ContentSource"] {
            let content = meta(&page, name);
            assert_eq!(content.is_some(), is_article, "{address}: {name}");
            assert!(content.is_none_or(|content| !content.is_empty()), "{address}: {name}");
        }
        if let Some(at) = meta(&page, "PubDate") {
            let is_digit = |(place, c): (usize, char)| match place {
                4 | 7 => c == '-',
                10 => c == ' ',
                13 => c == ':',
                _ => c.is_ascii_digit(),
            };
            assert!(at.len() == 16 && at.chars().enumerate().all(is_digit), "{address}: {at}");
        }
        let names = ["SiteName", "ColumnName", "ArticleTitle", "Url"];
        for name in names {
            assert!(page.matches(&format!("<meta name=\"{name}\"")).count() <= 1, "{address}: {name} once");
        }
    }
}

#[tokio::test]
async fn feeds_sitemap_robots_and_the_search_say_whole_addresses() {
    let place = Place::new().await;
    let number = place.published(card(Kind::News, "动态&<一>"), "<p>内容</p>").await;
    let own = format!("https://{DOMAIN}/p/{number}");
    let atom = place.get("/feed/gzdt.atom").await;
    assert!(atom.header("content-type").starts_with("application/atom+xml"));
    assert!(
        atom.text.contains(&format!("<id>{own}</id>"))
            && atom.text.contains("<title>动态&#38;&#60;一&#62;</title>")
    );
    // The clock of the test runs on while it works.
    let stamp = |text: &str, mark: &str| {
        let rest = text.split(mark).nth(1).unwrap_or_else(|| panic!("no {mark}: {text}"));
        rest.starts_with("2026-03-12T10:0") && rest.split('<').next().is_some_and(|at| at.ends_with("+08:00"))
    };
    assert!(stamp(&atom.text, "<published>"), "{}", atom.text);
    let feed: Value = serde_json::from_str(&place.page("/feed/gzdt.json").await).unwrap();
    assert_eq!(feed["items"][0]["url"], own);
    assert_eq!(feed["items"][0]["title"], "动态&<一>");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(place.page("/gzdt/").await.contains("href=\"/feed/gzdt.atom\""));
    for wrong in ["/feed/x.atom", "/feed/gzdt.rss", "/feed/gzdt"] {
        assert_eq!(place.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let sitemap = place.page("/sitemap.xml").await;
    assert!(stamp(&sitemap, &format!("<loc>{own}</loc><lastmod>")), "{sitemap}");
    for column in &COLUMNS {
        assert!(sitemap.contains(&format!("<loc>https://{DOMAIN}{}</loc>", column.address())));
        let feed = place.get(&format!("/feed/{}.atom", column.code)).await;
        assert_eq!(feed.status, StatusCode::OK, "{}", column.code);
    }
    assert!(sitemap.contains(&format!("<loc>https://{DOMAIN}/zfxxgk/zfxxgknb/2023/</loc>")));
    assert_eq!(place.get("/sitemap/2.xml").await.status, StatusCode::NOT_FOUND);
    assert!(place.page("/robots.txt").await.contains(&format!("Sitemap: https://{DOMAIN}/sitemap.xml")));
    let search = place.page("/opensearch.xml").await;
    assert!(search.contains(&format!("template=\"https://{DOMAIN}/search?q={{searchTerms}}\"")), "{search}");
}

/// The structured data of a page.
fn data(page: &str) -> Value {
    let rest = page.split("<script type=\"application/ld+json\">").nth(1).expect("data");
    serde_json::from_str(rest.split("</script>").next().unwrap()).expect("JSON")
}

#[tokio::test]
async fn what_it_is_about_is_said_alike_to_every_machine_and_the_way_to_it_has_addresses() {
    let place = Place::new().await;
    let text = format!("<p>{}。</p><p>{}</p>", "第一段话".repeat(10), "后文".repeat(100));
    let number = place.published(card(Kind::News, "动态一"), &text).await;
    let summed = Card { summary: "概述&一".into(), ..card(Kind::News, "动态二") };
    let other = place.published(summed, "<p>内容</p>").await;
    let (atom, feed) = (place.page("/feed/gzdt.atom").await, place.page("/feed/gzdt.json").await);
    let feed: Value = serde_json::from_str(&feed).unwrap();
    for (number, told) in [(number, format!("{}。", "第一段话".repeat(10))), (other, "概述&一".to_owned())]
    {
        let page = place.page(&format!("/p/{number}")).await;
        assert_eq!(meta(&page, "Description").map(|it| it.replace("&#38;", "&")), Some(told.clone()));
        let entry = feed["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["url"].as_str().unwrap().ends_with(&number));
        let entry = entry.expect("its entry");
        assert_eq!(
            (&entry["summary"], &entry["content_text"]),
            (&Value::from(told.as_str()), &told.as_str().into())
        );
        assert!(atom.contains(&format!("<summary>{}</summary>", told.replace('&', "&#38;"))), "{atom}");
        assert_eq!(data(&page)["@graph"][0]["description"], told);
    }
    for known in [true, false] {
        let own = Place::with(web::Marks {
            domain: if known { DOMAIN.into() } else { String::new() },
            ..web::Marks::default()
        })
        .await;
        let number = own.published(card(Kind::News, "动态"), "<p>内容</p>").await;
        let site = if known { format!("https://{DOMAIN}") } else { "http://localhost:8000".to_owned() };
        let data = data(&own.page(&format!("/p/{number}")).await);
        let places = data["@graph"][1]["itemListElement"].as_array().expect("places").clone();
        let items: Vec<_> =
            places.iter().map(|one| one["item"].as_str().unwrap_or_default().to_owned()).collect();
        assert_eq!(items, [format!("{site}/"), format!("{site}/gzdt/")]);
        assert_eq!(data["@graph"][0]["url"], format!("{site}/p/{number}"));
    }
}

/// A card of a kind with what that kind cannot do without.
fn whole(kind: Kind) -> Card {
    let commentary = (kind == Kind::Commentary).then(|| Commentary {
        from: Some(on(12)),
        until: Some(date(2026, 4, 20)),
        explanation: "为规范服务，起草本规定。".into(),
        ..Commentary::new(Least::Workdays(7))
    });
    let worked = (kind == Kind::Worked).then(|| Worked {
        question: "能领多少？".into(),
        answer: "按标准发。".into(),
        steps: "2000元×90%=1800元".into(),
        result: "1800元".into(),
        basis: "示测发〔2026〕5号".into(),
        ..Worked::default()
    });
    let valid_from = worked.as_ref().map(|_| on(1));
    Card { commentary, worked, valid_from, ..card(kind, &format!("{}一", kind.zh())) }
}

#[tokio::test]
async fn the_list_for_programs_is_the_list_for_people_in_every_column() {
    let place = Place::new().await;
    for kind in Kind::ALL {
        if kind.needs_interpretation() || *kind == Kind::Interpretation || kind.is_document() {
            continue;
        }
        place.published(whole(*kind), "<p>内容</p>").await;
    }
    place.issued(writing(normative("失业保险服务规定", 5), "<p>第一条</p>"), "规定解读").await;
    for index in 0..25 {
        place.published(card(Kind::Plan, &format!("计划{index}")), "<p>计划</p>").await;
    }
    let mut compared = 0;
    for column in COLUMNS.iter().filter(|column| column.takes_publications() || column.code == "fzsx") {
        let mut numbers: Vec<String> = Vec::new();
        let mut next = Some(format!("/api/v1/publications?column={}&limit=20", column.code));
        while let Some(address) = next {
            let list: Value = serde_json::from_str(&place.page(&address).await).unwrap();
            let items = list["items"].as_array().unwrap();
            numbers.extend(items.iter().map(|item| item["number"].as_str().unwrap().to_owned()));
            next = list["next"].as_str().map(str::to_owned);
        }
        let (mut shown, mut address): (Vec<String>, _) = (Vec::new(), Some(column.address()));
        while let Some(here) = address {
            let page = place.page(&here).await;
            shown.extend(linked(&page).into_iter().map(str::to_owned));
            let rest = page.split("rel=\"next\" href=\"").nth(1);
            address = rest.and_then(|rest| rest.split('"').next()).map(str::to_owned);
        }
        if column.code == "zfxxgkzn" {
            // The guide is its column's page: what is listed there are earlier ones.
            shown.insert(0, numbers[0].clone());
        }
        assert_eq!(numbers, shown, "{}", column.code);
        compared += numbers.len();
    }
    assert_eq!(compared, 23 + 2 + 25, "every publication was compared");
    for code in ["zfxxgk", "fdzdgknr"] {
        let list: Value =
            serde_json::from_str(&place.page(&format!("/api/v1/publications?column={code}")).await).unwrap();
        assert_eq!(list["items"].as_array().unwrap().len(), 20, "{code}");
        assert!(Column::from_code(code).unwrap().children().count() > 0);
    }
}

#[tokio::test]
async fn drafts_that_run_and_that_are_over_are_the_same_lists_for_programs() {
    let place = Place::new().await;
    for (title, last) in
        [("草案甲", date(2026, 3, 25)), ("草案乙", date(2026, 4, 20)), ("草案丙", date(2026, 4, 30))]
    {
        let mut card = Card { title: title.into(), ..whole(Kind::Commentary) };
        card.commentary.as_mut().unwrap().until = Some(last);
        place.published(card, "<p>草案</p>").await;
    }
    place.clock.set(at(30));
    for (query, expected) in [("", 2), ("show=closed", 1)] {
        let list = place.page(&format!("/api/v1/publications?column=zqyj&{query}")).await;
        let list: Value = serde_json::from_str(&list).unwrap();
        let numbers: Vec<_> =
            list["items"].as_array().unwrap().iter().map(|item| item["number"].as_str().unwrap()).collect();
        let page = place.page(&format!("/zqyj/?{query}")).await;
        assert_eq!((numbers.clone(), numbers.len()), (linked(&page), expected), "{query}");
    }
    // Nothing else is put there, where no list would show it.
    let elsewhere = Card { column: Some("zqyj".into()), ..card(Kind::Notice, "公告") };
    assert!(elsewhere.impossible(on(12)).iter().any(|fault| fault.field == "column"));
    let lost = Card { column: Some("gzdt".into()), ..whole(Kind::Commentary) };
    assert!(lost.impossible(on(12)).iter().any(|fault| fault.field == "column"));
}

#[tokio::test]
async fn whoever_asks_for_the_head_gets_what_stands_before_the_page() {
    let place = Place::new().await;
    place.published(card(Kind::Plan, "计划"), "<p>计划</p>").await;
    for address in ["/", "/p/P2026-1", "/zfxxgk/fdzdgknr/ghjh/", "/api/v1/columns"] {
        let whole = place.get(address).await;
        let request = axum::http::Request::head(address).header("host", "localhost:8000");
        let request = request.body(axum::body::Body::empty()).unwrap();
        let head = tower::ServiceExt::oneshot(place.router.clone(), request).await.unwrap();
        for name in ["etag", "cache-control", "vary", "content-type"] {
            let (said, expected) = (head.headers().get(name), whole.headers.get(name));
            assert!(said == expected && (said.is_some() || name == "vary"), "{address} {name}: {said:?}");
        }
    }
}

#[tokio::test]
async fn the_interface_answers_as_its_description_says() {
    let place = Place::new().await;
    let mut draft = writing(normative("失业保险服务规定", 5), "<p>第一条</p>");
    draft.files.push(pdf("附表.pdf"));
    let (document, _) = place.issued(draft, "规定解读").await;
    let entries = statute::catalogue::standards()[0].entries("示例市测试局");
    let (clerk, now) = (officer(Role::Clerk), place.clock.now());
    office::catalogue::keep(&place.store, 1, 0, entries, &clerk, now).await.expect("kept");
    let described: Value = serde_json::from_str(&place.page("/api/v1/openapi.json").await).unwrap();
    let paths = described["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 8);
    for (path, operation) in paths {
        let address = path.replace("{number}", &document).replace("{year}", "2023");
        let address = if path.ends_with("/search") { format!("{address}?q=失业") } else { address };
        let answer = place.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(answer.header("content-type").starts_with("application/json"));
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let value: Value = serde_json::from_str(&answer.text).unwrap();
        let schema = &operation["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        holds(&described, schema, &value, path);
    }
    for (wrong, status) in [
        ("/api/v1/publications/P1-1", StatusCode::NOT_FOUND),
        ("/api/v1/publications?column=x", StatusCode::NOT_FOUND),
        ("/api/v1/reports/1999", StatusCode::NOT_FOUND),
        ("/api/v1/search", StatusCode::BAD_REQUEST),
        ("/api/v1/nowhere", StatusCode::NOT_FOUND),
        ("/api/v2", StatusCode::NOT_FOUND),
        ("/api/v1/publications/%FF", StatusCode::BAD_REQUEST),
    ] {
        let answer = place.get(wrong).await;
        assert_eq!(answer.status, status, "{wrong}");
        let value: Value =
            serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{wrong}: {}", answer.text));
        assert!(value["error"].as_str().is_some_and(|message| !message.is_empty()), "{wrong}");
    }
}

/// Whether a value is what a schema says: every property of it, and none beside.
fn holds(described: &Value, schema: &Value, value: &Value, place: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return holds(
            described,
            &described["components"]["schemas"][name],
            value,
            &format!("{place} {name}"),
        );
    }
    if let Some(one) = schema["anyOf"].get(0) {
        // A schema or nothing.
        if !value.is_null() {
            holds(described, one, value, place);
        }
        return;
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => panic!("{place}: no type in {schema}"),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(kinds.contains(&kind), "{place}: {kind} is none of {kinds:?}");
    for item in value.as_array().into_iter().flatten() {
        holds(described, &schema["items"], item, place);
    }
    if let (Some(fields), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        let (has, says): (Vec<_>, Vec<_>) = (fields.keys().collect(), properties.keys().collect());
        assert_eq!(has, says, "{place}");
        for (name, value) in fields {
            holds(described, &properties[name], value, &format!("{place}.{name}"));
        }
    }
}
