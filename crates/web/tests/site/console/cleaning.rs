//! The clean-up of documents: refused, overtaken, page by page.

use axum::http::StatusCode;
use jiff::civil::date;
use office::publications;
use statute::procedure::Role;
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Edition, Kind, Origin, Step, Withdrawal, WithdrawalKind,
};
use store::{Author, Content, FromSite, Numbering};

use super::publications::published;
use super::{Office, moment, office, officer};
use crate::publishing::{act, writing};

const NOW: &str = "2026-03-16T01:00:00Z";

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
    let writing = writing(stored.item.draft.card.clone(), "<p>修改</p>");
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
    for (number, doing) in [("P2026-2", Act::Withdrawn(withdrawal)), ("P2026-3", Act::Cleaned(cleaning))] {
        act(&office.store, number, doing, &signer, moment(NOW)).await;
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
