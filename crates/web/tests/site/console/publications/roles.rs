//! Every role against every verb and page.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::{Act, Kind};

use super::super::{office, roles};
use super::{NEW, NOW, at, begun, card, does, form_of, send, verbs};

#[tokio::test]
async fn every_role_does_exactly_what_the_table_of_verbs_permits() {
    let office = office().await;
    for verb in verbs() {
        let mut number = at(&office, verb).await;
        for role in roles() {
            let may = verb.rule().roles.contains(&role);
            let address = format!("/office/publications/{number}/{}", verb.code());
            let shown = office.get(Some(role), &address).await.status;
            let sent = send(&office, role, &number, verb, form_of(&office, &number, verb).await).await;
            let (open, done) = if may {
                (StatusCode::OK, StatusCode::SEE_OTHER)
            } else {
                (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
            };
            assert_eq!((shown, sent.status), (open, done), "{role:?} {verb:?}: {}", sent.text);
            if may {
                number = at(&office, verb).await;
            }
        }
    }
}

#[tokio::test]
async fn who_reads_publications_sees_their_pages_and_no_applications() {
    let office = office().await;
    let number = begun(&office, card(Kind::News)).await;
    let (page, edit) =
        (format!("/office/publications/{number}"), format!("/office/publications/{number}/edit"));
    let writes = |role| matches!(role, Role::Clerk | Role::Handler);
    for role in roles() {
        for (address, may) in [
            ("/office/publications", role.reads_publications()),
            ("/office/publications?stage=published", role.reads_publications()),
            (page.as_str(), role.reads_publications()),
            (NEW, writes(role)),
            (edit.as_str(), writes(role)),
        ] {
            let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(office.get(Some(role), address).await.status, expected, "{role:?} {address}");
        }
        for address in [NEW, edit.as_str()] {
            let sent = office.post(role, address, &[]).await.status;
            assert_eq!(sent != StatusCode::FORBIDDEN, writes(role), "{role:?} {address}");
        }
    }
    let reviewer = Some(Role::SecrecyReviewer);
    assert_eq!(office.get(reviewer, "/office/remedies").await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.get(reviewer, "/office/search").await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.get(reviewer, "/office/publications/P2026-99").await.status, StatusCode::NOT_FOUND);
    let home = office.get(reviewer, "/office").await.text;
    assert!(home.contains("现在没有等待您审查的信息") && home.contains("公开信息"), "{home}");
    does(&office, &number, Role::Handler, Act::Submitted, NOW).await;
    assert!(office.get(reviewer, "/office").await.text.contains("1条信息等待保密审查"));
    for address in ["/office/publications", page.as_str(), NEW, edit.as_str()] {
        let answer = office.get(None, address).await;
        assert!(answer.to.starts_with("/office/sign-in?next="), "{address}");
    }
    let list = office.get(Some(Role::Clerk), "/office/publications").await.text;
    for told in ["关于失业保险服务的通知", "剩10个工作日", "保密审查员（保密审查通过）", "count\">1<"]
    {
        assert!(list.contains(told), "{told}: {list}");
    }
    assert!(
        !office.get(Some(Role::Clerk), "/office/publications?stage=drafting").await.text.contains(&number)
    );
    assert_eq!(
        office.get(Some(Role::Clerk), "/office/publications?stage=x").await.status,
        StatusCode::NOT_FOUND
    );
}
