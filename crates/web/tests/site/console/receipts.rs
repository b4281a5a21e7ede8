//! Receipts at the counter: the query code is shown once, never again, and replaced where it was lost.

use axum::http::StatusCode;
use statute::procedure::Role;

use super::{Office, office};

async fn registered(office: &Office) -> String {
    let form = [
        ("channel", "当面"),
        ("arrived_on", "2026-03-16"),
        ("applicant", "自然人"),
        ("name", "申请人乙"),
        ("content", "某项信息"),
        ("submission", "0123456789abcdef0123456789abcdef"),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let answer = office.post(Role::Clerk, "/office/applications/new", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.to
}

/// The code that a page shows, as it is kept: small letters without dashes.
fn code_of(text: &str) -> Option<String> {
    let shown = text.split("<p class=\"code\">").nth(1)?.split('<').next()?;
    Some(shown.replace('-', "").to_lowercase())
}

async fn opens(office: &Office, number: &str, code: &str) -> bool {
    let on = "2026-03-16".parse().unwrap();
    ::office::applications::status(&office.store, 1, number, code, on).await.is_ok()
}

#[tokio::test]
async fn the_counter_prints_what_the_portal_does_and_shows_the_code_once() {
    let office = office().await;
    let to = registered(&office).await;
    assert_eq!(to, "/office/applications/2026-1/receipt");
    let other = office.get(Some(Role::Handler), &to).await.text;
    assert!(code_of(&other).is_none(), "to who registered it only");
    let receipt = office.get(Some(Role::Clerk), &to).await;
    assert_eq!((receipt.status, receipt.caching.as_str()), (StatusCode::OK, "no-store"));
    let code = code_of(&receipt.text).expect("a code");
    assert!(opens(&office, "2026-1", &code).await);
    for shown in
        ["示例市测试局", "<strong class=\"number\">2026-1</strong>", "data:image/svg+xml", "打印回执"]
    {
        assert!(receipt.text.contains(shown), "{shown}: {}", receipt.text);
    }
    // Loaded again, or the form sent again.
    assert_eq!(registered(&office).await, to, "it is taken in once");
    for _ in 0..2 {
        let again = office.get(Some(Role::Clerk), &to).await;
        assert_eq!(again.status, StatusCode::OK);
        assert!(code_of(&again.text).is_none());
        assert!(again.text.contains("查询码只在登记或者换发后显示一次"), "{}", again.text);
        assert!(again.text.contains("href=\"/office/applications/2026-1/issue_query_code\""));
    }
    let reader = office.get(Some(Role::Reviewer), &to).await.text;
    assert!(!reader.contains("issue_query_code"), "who may not replace it is not offered to");
    assert_eq!(office.get(Some(Role::SystemAdministrator), &to).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        office.get(Some(Role::Clerk), "/office/applications/2026-9/receipt").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_lost_code_is_replaced_after_the_identity_was_checked() {
    let office = office().await;
    let to = registered(&office).await;
    let old = code_of(&office.get(Some(Role::Clerk), &to).await.text).expect("a code");
    let address = "/office/applications/2026-1/issue_query_code";
    let version = office.version("2026-1").await.to_string();
    let unsaid = office.post(Role::Clerk, address, &[("version", version.clone())]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.text.contains("请填写怎样核对申请人身份") && unsaid.text.contains("请填写换发的原因"));
    let form = [
        ("version", version),
        ("identity_check", "当面出示居民身份证".into()),
        ("reason", "回执遗失".into()),
    ];
    let done = office.post(Role::Clerk, address, &form).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, to.as_str()));
    let shown = office.get(Some(Role::Clerk), &to).await.text;
    let new = code_of(&shown).expect("the new code");
    assert!(new != old && opens(&office, "2026-1", &new).await && !opens(&office, "2026-1", &old).await);
    assert!(code_of(&office.get(Some(Role::Clerk), &to).await.text).is_none(), "shown once");
    let page = office.get(Some(Role::Reviewer), "/office/applications/2026-1").await.text;
    assert!(
        page.contains("怎样核对申请人身份：当面出示居民身份证") && page.contains("换发的原因：回执遗失"),
        "{page}"
    );
    assert!(!page.contains(&new), "the code is not in the case");
    let audit = office.get(Some(Role::AuditAdministrator), "/office/audit").await.text;
    assert!(audit.contains("换发查询码") && audit.contains("申请2026-1"), "{audit}");
    assert!(office.store.verify(|_| {}).await.unwrap().is_sound());
}
