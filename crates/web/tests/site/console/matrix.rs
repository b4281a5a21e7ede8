//! Every role against every verb and every page: permitted exactly where the tables say so.

use axum::http::StatusCode;
use statute::procedure::{Role, Verb};
use statute::registers::Channel;

use super::{Office, lists, moment, office, roles, stages};

/// An address with who may ask for it.
type Access = (String, fn(Role) -> bool);

/// Every page with who may see it.
fn pages(number: &str) -> Vec<Access> {
    let readers: fn(Role) -> bool = Role::reads_applications;
    let keeps: fn(Role) -> bool = |role| role == Role::SystemAdministrator;
    vec![
        ("/office".into(), |_| true),
        ("/office?whose=all&view=closed".into(), |_| true),
        ("/office/search".into(), readers),
        ("/office/applications.xlsx".into(), readers),
        ("/office/subordinates".into(), |role| role == Role::Supervisor),
        ("/office/subordinates/2".into(), |role| role == Role::Supervisor),
        ("/office/subordinates/2/applications/2026-1".into(), |role| role == Role::Supervisor),
        ("/office/applications/new".into(), |role| role == Role::Clerk),
        (format!("/office/applications/{number}"), readers),
        ("/office/remedies".into(), readers),
        ("/office/rectifications".into(), readers),
        ("/office/rectifications?show=closed".into(), readers),
        ("/office/rectifications/new".into(), |role| role == Role::Clerk),
        ("/office/remedies?show=decided".into(), readers),
        ("/office/remedies/new".into(), |role| role == Role::Clerk),
        (format!("/office/remedies/new?application={number}"), |role| role == Role::Clerk),
        (format!("/office/applications/{number}/steps/1/letter.pdf"), readers),
        ("/office/publications".into(), Role::reads_publications),
        ("/office/publications?stage=withdrawn".into(), Role::reads_publications),
        ("/office/publications/new".into(), |role| matches!(role, Role::Clerk | Role::Handler)),
        ("/office/report/2026".into(), readers),
        ("/office/report/2026/cells?figure=applications.received".into(), readers),
        ("/office/inspection".into(), |role| !role.is_administrator()),
        ("/office/cleaning".into(), |role| role == Role::Signer),
        ("/office/lists/words".into(), |role| role == Role::SecrecyReviewer),
        ("/office/lists/synonyms".into(), |role| matches!(role, Role::Clerk | Role::Handler)),
        ("/office/lists/absent".into(), |role| matches!(role, Role::Clerk | Role::Handler)),
        ("/office/accounts".into(), |role| {
            matches!(role, Role::SystemAdministrator | Role::SecurityAdministrator)
        }),
        ("/office/settings".into(), |role| role == Role::SystemAdministrator),
        ("/office/audit".into(), |role| role == Role::AuditAdministrator),
        ("/office/templates".into(), keeps),
        ("/office/templates/r1b".into(), keeps),
        ("/office/templates/r1b/preview.pdf".into(), keeps),
        ("/office/password".into(), |_| true),
    ]
}

/// Every form beside those of the verbs, with who may send it; a permitted one is refused for its content or done.
fn forms(number: &str) -> Vec<Access> {
    let opens: fn(Role) -> bool = |role| role == Role::SystemAdministrator;
    vec![
        ("/office/applications/new".into(), |role| role == Role::Clerk),
        ("/office/search".into(), Role::reads_applications),
        (format!("/office/applications/{number}/identity"), |role| {
            matches!(role, Role::Clerk | Role::Handler)
        }),
        ("/office/remedies/new".into(), |role| role == Role::Clerk),
        ("/office/rectifications/new".into(), |role| role == Role::Clerk),
        (format!("/office/applications/{number}/mail"), |role| matches!(role, Role::Clerk | Role::Handler)),
        ("/office/cleaning".into(), |role| role == Role::Signer),
        ("/office/lists/words".into(), |role| role == Role::SecrecyReviewer),
        ("/office/publications/new".into(), |role| matches!(role, Role::Clerk | Role::Handler)),
        ("/office/accounts".into(), opens),
        ("/office/settings".into(), opens),
        ("/office/accounts/nobody/reset".into(), opens),
        ("/office/accounts/nobody/close".into(), opens),
        ("/office/templates/r1b".into(), opens),
        ("/office/templates/r1b/preview".into(), opens),
        ("/office/templates/r1b/reset".into(), opens),
        ("/office/accounts/nobody/roles".into(), |role| role == Role::SecurityAdministrator),
    ]
}

async fn some_application(office: &Office) -> String {
    lists::subordinate(office, 2, "示例区测试局", "示例市测试局").await;
    lists::registered(office, 2).await;
    office.register(Channel::Counter, moment("2026-03-13T02:00:00Z")).await
}

#[tokio::test]
async fn every_role_does_exactly_what_the_table_of_verbs_permits() {
    let office = office().await;
    let other = some_application(&office).await;
    for verb in Verb::ALL {
        let mut number = stages::application(&office, verb).await;
        for role in roles() {
            let is_permitted = verb.rule().roles.contains(&role);
            let address = format!("/office/applications/{number}/{}", verb.code());
            let mut form = stages::form(verb, &other);
            form.push(("version", office.version(&number).await.to_string()));
            let shown = office.get(Some(role), &address).await;
            let expected = if is_permitted { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(shown.status, expected, "GET {verb:?} {role:?}");
            let done = office.post(role, &address, &form).await;
            let expected = if is_permitted { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN };
            assert_eq!(done.status, expected, "POST {verb:?} {role:?} {}", done.text);
            if is_permitted {
                number = stages::application(&office, verb).await;
            } else if role.reads_applications() {
                let names: Vec<_> = verb.rule().roles.iter().map(|role| role.zh()).collect();
                assert!(done.text.contains(&format!("由{}办理", names.join("、"))), "{verb:?} {role:?}");
            }
        }
    }
}

#[tokio::test]
async fn every_role_sees_exactly_its_pages_and_sends_exactly_its_forms() {
    let office = office().await;
    let number = some_application(&office).await;
    for role in roles() {
        for (address, may) in pages(&number) {
            let answer = office.get(Some(role), &address).await;
            let expected = if may(role) { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{role:?} {address}");
        }
        for (address, may) in forms(&number) {
            let status = office.post(role, &address, &[]).await.status;
            assert_eq!(status != StatusCode::FORBIDDEN, may(role), "{role:?} {address} {status}");
        }
    }
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in_and_no_form_is_taken_without_its_token() {
    let office = office().await;
    let number = some_application(&office).await;
    let verbs = Verb::ALL.map(|verb| format!("/office/applications/{number}/{}", verb.code()));
    let all_pages = pages(&number).into_iter().map(|(address, _)| address).chain(verbs.clone());
    for address in all_pages {
        let answer = office.get(None, &address).await;
        let is_led = answer.status == StatusCode::SEE_OTHER && answer.to.starts_with("/office/sign-in?next=");
        assert!(is_led, "GET {address} {}", answer.status);
    }
    let version = office.version(&number).await;
    for address in forms(&number).into_iter().map(|(address, _)| address).chain(verbs) {
        let answer = office.post_without_token(None, &address, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "POST {address}");
        for role in roles() {
            let forged = [("form_token", "0".repeat(64)), ("version", version.to_string())];
            let answer = office.post_without_token(Some(role), &address, &forged).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?} {address}");
            assert!(answer.text.contains("页面已过期"), "{role:?} {address}");
        }
    }
    assert_eq!(office.version(&number).await, version, "nothing was done");
}

#[tokio::test]
async fn hostile_and_overlong_input_comes_back_with_the_form() {
    let office = office().await;
    let other = some_application(&office).await;
    let hostile = "\"><script>alert(1)</script>";
    // What no officer does has no form.
    for verb in Verb::ALL.into_iter().filter(|verb| *verb != Verb::Reopen) {
        let number = stages::application(&office, verb).await;
        let address = format!("/office/applications/{number}/{}", verb.code());
        let version = office.version(&number).await;
        let role = verb.rule().roles[0];
        let mut names: Vec<_> = stages::form(verb, &other).into_iter().map(|(name, _)| name).collect();
        names.push("note");
        for text in [format!("{hostile}{}", "长".repeat(6000)), format!("{hostile}\u{0}")] {
            let mut form: Vec<_> = names.iter().map(|name| (*name, text.clone())).collect();
            form.push(("version", version.to_string()));
            let answer = office.post(role, &address, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb:?}");
            assert!(!answer.text.contains("<script>alert"), "{verb:?}");
            assert!(answer.text.contains("处需要修改"), "{verb:?}");
        }
        assert_eq!(office.version(&number).await, version, "{verb:?}");
    }
    let form: Vec<_> = ["channel", "arrived_on", "applicant", "name", "content", "email"]
        .map(|name| (name, format!("{hostile}{}", "长".repeat(6000))))
        .into();
    let answer = office.post(Role::Clerk, "/office/applications/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.text.contains("<script>alert") && answer.text.contains("处需要修改"));
}
