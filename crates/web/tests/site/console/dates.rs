//! Days of their own on the forms: posted on one day, entered on another, and come back.

use axum::http::StatusCode;
use statute::procedure::{Role, Stage, Verb};

use super::{Office, office, stages};

async fn send(office: &Office, number: &str, verb: Verb, fields: &[(&str, &str)]) -> super::Answer {
    let version = office.version(number).await.to_string();
    let address = format!("/office/applications/{number}/{}", verb.code());
    let mut form: Vec<(&str, String)> =
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    form.push(("version", version));
    office.post(Role::Clerk, &address, &form).await
}

#[tokio::test]
async fn the_day_of_posting_is_bounded_kept_and_shown() {
    let office = office().await;
    let number = stages::application(&office, Verb::Serve).await;
    let form = office.get(Some(Role::Clerk), &format!("/office/applications/{number}/serve")).await.text;
    for shown in ["送达日期", "min=\"2026-03-13\"", "max=\"2026-03-16\"", "value=\"2026-03-16\""] {
        assert!(form.contains(shown), "{shown}: {form}");
    }
    for on in ["2026-03-12", "2026-03-17"] {
        let refused = send(&office, &number, Verb::Serve, &[("way", "post"), ("on", on)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(&format!("送达日期 {on} 应不早于 2026-03-13")), "{}", refused.text);
        assert!(refused.text.contains(&format!("value=\"{on}\"")), "what was typed comes back");
    }
    let by_email = send(&office, &number, Verb::Serve, &[("way", "email"), ("on", "2026-03-14")]).await;
    assert!(by_email.text.contains("请写明何时从哪个邮箱发出"), "{}", by_email.text);
    let done = send(&office, &number, Verb::Serve, &[("way", "post"), ("on", "2026-03-14")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = office.get(Some(Role::Reviewer), &format!("/office/applications/{number}")).await.text;
    assert!(page.contains("2026-03-14，邮寄（以交邮之日为准）"), "{page}");
    assert!(page.contains("2026-03-16录入"), "the history tells when it was entered: {page}");
}

#[tokio::test]
async fn a_letter_that_came_back_is_served_again_and_the_page_says_how_that_is_read() {
    let office = office().await;
    let number = stages::application(&office, Verb::FailService).await;
    let form =
        office.get(Some(Role::Clerk), &format!("/office/applications/{number}/fail_service")).await.text;
    assert!(form.contains("没有规定交邮之日是否仍为送达日期") && form.contains("退回日期"), "{form}");
    let back = [("on", "2026-03-15"), ("reason", "查无此人，邮局退回")];
    assert_eq!(send(&office, &number, Verb::FailService, &back).await.status, StatusCode::SEE_OTHER);
    let page = office.get(Some(Role::Clerk), &format!("/office/applications/{number}")).await.text;
    assert!(page.contains("2026-03-13，邮寄（以交邮之日为准）；未计为送达，应当重新送达"), "{page}");
    assert!(page.contains("没有送到的情况和凭证：查无此人，邮局退回"), "{page}");
    let early = send(&office, &number, Verb::Serve, &[("way", "public_notice"), ("on", "2026-03-14")]).await;
    assert!(early.text.contains("上次送达未成之日"), "{}", early.text);
    let notice = [("way", "public_notice"), ("on", "2026-03-16"), ("evidence", "本机关网站公告栏")];
    assert_eq!(send(&office, &number, Verb::Serve, &notice).await.status, StatusCode::SEE_OTHER);
    let stored = office.store.application(1, &number).await.unwrap().unwrap().application;
    assert_eq!((stored.stage, stored.unserved), (Stage::Closed, None));
    assert_eq!(stored.outcome.unwrap().on, "2026-03-16".parse().unwrap());
}

#[tokio::test]
async fn a_confirmation_of_yesterday_asks_for_its_reason() {
    let office = office().await;
    let number = stages::application(&office, Verb::Confirm).await;
    let refused = send(&office, &number, Verb::Confirm, &[("on", "2026-03-14")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("请填写确认日期早于今天的原因"), "{}", refused.text);
    let why = [("on", "2026-03-14"), ("late_reason", "周六电话确认，今日登记")];
    assert_eq!(send(&office, &number, Verb::Confirm, &why).await.status, StatusCode::SEE_OTHER);
    let page = office.get(Some(Role::Clerk), &format!("/office/applications/{number}")).await.text;
    assert!(page.contains("确认日期早于今天的原因：周六电话确认，今日登记"), "{page}");
    let stored = office.store.application(1, &number).await.unwrap().unwrap().application;
    assert_eq!(stored.received_on, Some("2026-03-14".parse().unwrap()));
}
