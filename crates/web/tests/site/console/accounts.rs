//! Accounts: opened by one administrator, given roles by another, seen by the third.

use axum::http::StatusCode;
use statute::procedure::Role;

use super::office;

const ADMINISTRATOR: Role = Role::SystemAdministrator;

#[tokio::test]
async fn an_account_is_opened_given_a_role_and_closed() {
    let office = office().await;
    let form = [("account", "wang".to_owned()), ("title", "王测试".to_owned())];
    let opened = office.post(ADMINISTRATOR, "/office/accounts", &form).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert!(opened.text.contains("一次性密码") && opened.text.contains("尚未授予"));
    let again = office.post(ADMINISTRATOR, "/office/accounts", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("已经存在") && !again.text.contains("的一次性密码"));
    let both = [("role", "clerk".to_owned()), ("role", "audit_administrator".to_owned())];
    let refused = office.post(Role::SecurityAdministrator, "/office/accounts/wang/roles", &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("三员分立"));
    let given = office.post(Role::SecurityAdministrator, "/office/accounts/wang/roles", &both[..1]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    assert_eq!(office.store.account("wang").await.unwrap().unwrap().account.roles, [Role::Clerk]);
    let reset = office.post(ADMINISTRATOR, "/office/accounts/wang/reset", &[]).await;
    assert!(reset.text.contains("的一次性密码"));
    let closed = office.post(ADMINISTRATOR, "/office/accounts/wang/close", &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    assert!(office.store.account("wang").await.unwrap().unwrap().account.is_closed);
    let gone = office.post(ADMINISTRATOR, "/office/accounts/wang/reset", &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_changes_their_own_account() {
    let office = office().await;
    let own = office.post(ADMINISTRATOR, "/office/accounts/system_administrator/close", &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let form = [("role", "clerk".to_owned())];
    let address = "/office/accounts/security_administrator/roles";
    assert_eq!(office.post(Role::SecurityAdministrator, address, &form).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn no_administrator_gives_another_one_a_password() {
    let office = office().await;
    for other in ["security_administrator", "audit_administrator"] {
        let address = format!("/office/accounts/{other}/reset");
        let refused = office.post(ADMINISTRATOR, &address, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let page = office.get(Some(ADMINISTRATOR), "/office/accounts").await.text;
        assert!(!page.contains(&address) && page.contains("/office/accounts/clerk/reset"));
    }
}

#[tokio::test]
async fn the_audit_tells_who_did_what_newest_first() {
    let office = office().await;
    let form = [("account", "wang".to_owned()), ("title", "王测试".to_owned())];
    office.post(ADMINISTRATOR, "/office/accounts", &form).await;
    let page = office.get(Some(Role::AuditAdministrator), "/office/audit").await.text;
    let (first, second) = (page.find("账户wang").unwrap(), page.find("账户clerk").unwrap());
    assert!(first < second && page.contains("system_administrator"));
    let older = office.get(Some(Role::AuditAdministrator), "/office/audit?before=3").await.text;
    assert!(!older.contains("账户wang") && older.contains("<td>本机关</td>"));
}
