//! The page of components shows every one of them.

use std::collections::{BTreeSet, HashSet};

use axum::http::StatusCode;

use crate::{get, header, post, text};

/// Classes that stand for a state or serve a page the page of components is not.
const ELSEWHERE: [&str; 8] = ["columns", "list", "files", "paper", "lead", "blank", "label", "entries"];

#[tokio::test]
async fn every_class_of_the_stylesheet_is_shown() {
    let style = include_str!("../../static/site.css");
    let page = text(get("/office/styles").await).await;
    let used: HashSet<&str> = page
        .split("class=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .flat_map(str::split_whitespace)
        .collect();
    let mut count = 0;
    let mut missing = BTreeSet::new();
    let without_comments: String =
        style.split("*/").filter_map(|part| part.split("/*").next()).collect::<Vec<_>>().join("");
    for rule in without_comments.split('}').filter_map(|rule| rule.split('{').next()) {
        for class in rule.split('.').skip(1) {
            let end = class.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(class.len());
            let class = &class[..end];
            if class.is_empty()
                || class.starts_with(|c: char| c.is_ascii_digit())
                || ELSEWHERE.contains(&class)
            {
                continue;
            }
            count += 1;
            if !used.contains(class) {
                missing.insert(class.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "/office/styles does not show {missing:?}");
    assert!(count > 60, "the stylesheet was read: {count}");
}

#[tokio::test]
async fn a_form_that_was_refused_comes_back_as_typed() {
    let page = text(get("/office/styles").await).await;
    assert!(page.contains("有3处需要修改") && page.contains("href=\"#telephone\""));
    assert!(
        page.contains("value=\"12345\"")
            && page.contains("aria-describedby=\"telephone-hint telephone-error\"")
    );
    assert!(page.contains("value=\"citizen\" checked") && page.contains("value=\"email\" checked"));
    assert!(!page.contains("value=\"disc\" checked"));
}

#[tokio::test]
async fn a_sent_form_is_answered_with_what_was_typed() {
    let typed = "kind=citizen&name=%22%3E%3Cscript%3E&telephone=1&subject=&forms=disc&postcode=1234567";
    let response = post("/office/styles/form", "", typed).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(response).await;
    assert!(page.contains("value=\"&#34;&#62;&#60;script&#62;\"") && !page.contains("\"><script>"));
    assert!(page.contains("有3处需要修改") && page.contains("邮政编码最多6字，现有7字"));
    assert!(page.contains("value=\"disc\" checked"));
    let sound = "kind=citizen&name=%E5%BC%A0&telephone=13800000000&subject=%E8%B7%AF";
    let response = post("/office/styles/form", "", sound).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(text(response).await.contains("填写无误"));
}

#[tokio::test]
async fn ids_are_unique_and_references_lead_to_them() {
    for address in ["/office/styles", "/zfxxgk/zfxxgknb/", "/nowhere"] {
        let page = text(get(address).await).await;
        let values = |attribute: &str| -> Vec<String> {
            let mark = format!(" {attribute}=\"");
            page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let ids = values("id");
        let unique: HashSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{address}");
        let mut wanted = values("for");
        for attribute in ["aria-describedby", "aria-labelledby", "data-suggest-place"] {
            wanted.extend(values(attribute).iter().flat_map(|ids| ids.split(' ')).map(str::to_owned));
        }
        wanted.extend(values("href").iter().filter_map(|link| link.strip_prefix('#')).map(str::to_owned));
        for id in wanted {
            assert!(unique.contains(&id), "{address}: nothing is called #{id}");
        }
    }
}

#[tokio::test]
async fn the_sample_form_offers_what_is_published() {
    let response = get("/office/styles/suggest?q=%E8%B7%AF").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), "application/json");
}

#[tokio::test]
async fn every_chart_has_a_name_a_description_and_its_table() {
    let page = text(get("/office/styles").await).await;
    let charts: Vec<&str> = page.split("<figure class=\"chart\">").skip(1).collect();
    assert_eq!(charts.len(), 5);
    for chart in charts {
        let chart = chart.split("</figure>").next().expect("its end");
        for part in ["role=\"img\"", "<title id=", "<desc id=", "<table>", "<caption", "<tfoot>"] {
            assert!(chart.contains(part), "no {part} in {chart}");
        }
    }
}
