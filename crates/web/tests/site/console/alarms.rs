//! What the office must see to beside limits: e-mails that were not sent, limits that moved with the holidays.

use axum::http::StatusCode;
use office::applications::Office;
use office::mail::Mailing;
use statute::procedure::Role;
use statute::registers::Channel;
use store::{Author, Draft, Fact, LimitMove, MailStep, Reply, StoredMail, Texts};

use super::{intake, moment, office, officer};

/// Registers an application whose applicant is told by e-mail.
async fn told(office: &super::Office, at: &str) -> StoredMail {
    let mailing = Mailing { sender: "xxgk@cs.example.gov.cn".into(), site: String::new() };
    let now = moment(at);
    let desk = Office { store: &office.store, agency: 1, mailing: Some(&mailing), now };
    let mut intake = intake(Channel::Counter, "2026-03-13".parse().unwrap());
    intake.person.email = "a@example.cn".into();
    let number = desk.register(intake, &officer(Role::Clerk)).await.unwrap().number;
    office.store.mails(1, &number).await.unwrap().pop().unwrap()
}

#[tokio::test]
async fn an_email_that_was_given_up_is_told_until_somebody_sees_to_it() {
    let office = office().await;
    let mail = told(&office, "2026-03-16T01:30:00Z").await;
    let (address, list) = (format!("/office/applications/{}", mail.application), "/office");
    let page = office.get(Some(Role::Clerk), &address).await.text;
    assert!(
        page.contains("登记回执") && page.contains("待发") && page.contains("2026-03-16 09:30"),
        "{page}"
    );
    assert!(
        !office.get(Some(Role::Clerk), list).await.text.contains("封电子邮件"),
        "half an hour is nothing"
    );

    let author = Author { actor: "邮件发送".into(), at: moment("2026-03-16T01:40:00Z") };
    let refused = MailStep::Refused(Reply { code: Some(550), attempts: 1 });
    let said = "permanent error (550): 5.1.1 <script>unknown user";
    office.store.record_mail(&author, 1, &mail, refused, said).await.unwrap();
    let work = office.get(Some(Role::Handler), list).await.text;
    assert!(work.contains("1封电子邮件没有送出") && work.contains(&format!("{address}\"")), "{work}");
    let page = office.get(Some(Role::Clerk), &address).await.text;
    assert!(page.contains("没有送出") && page.contains("550") && page.contains("再次发送"), "{page}");
    assert!(!page.contains("<script>unknown"));
    assert!(!office.get(Some(Role::Signer), &address).await.text.contains("再次发送"));

    let form = |what: &str, version: &str| {
        vec![("act", "1".to_owned()), ("version", version.to_owned()), ("what", what.to_owned())]
    };
    let to = format!("{address}/mail");
    assert_eq!(office.post(Role::Clerk, &to, &form("nonsense", "2")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(office.post(Role::Clerk, &to, &form("again", "1")).await.status, StatusCode::CONFLICT);
    assert_eq!(office.post(Role::Clerk, &to, &form("again", "2")).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(Some(Role::Clerk), &address).await.text.contains("待发"));
    assert!(!office.get(Some(Role::Clerk), list).await.text.contains("没有送出"));
    assert_eq!(office.post(Role::Clerk, &to, &form("settled", "3")).await.status, StatusCode::CONFLICT);

    let mail = office.store.mails(1, &mail.application).await.unwrap().pop().unwrap();
    let refused = MailStep::Refused(Reply { code: Some(550), attempts: 1 });
    office.store.record_mail(&author, 1, &mail, refused, said).await.unwrap();
    assert_eq!(office.post(Role::Handler, &to, &form("settled", "4")).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(Some(Role::Clerk), &address).await.text.contains("已另行告知"));
    assert!(!office.get(Some(Role::Clerk), list).await.text.contains("没有送出"));
    let audit = office.get(Some(Role::AuditAdministrator), "/office/audit").await.text;
    assert!(
        audit.contains("电子邮件再次发送") && audit.contains("<td>handler</td><td>电子邮件已另行告知"),
        "{audit}"
    );
    let other = office.post(Role::Clerk, "/office/applications/2026-9/mail", &form("again", "2")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_email_that_waits_for_long_is_told() {
    let office = office().await;
    told(&office, "2026-03-16T00:30:00Z").await;
    let work = office.get(Some(Role::Clerk), "/office").await.text;
    assert!(work.contains("1封电子邮件超过1小时没有发出") && work.contains("请检查邮件服务器"), "{work}");
}

#[tokio::test]
async fn a_limit_that_moved_is_told_for_a_week_and_stays_in_the_history() {
    let office = office().await;
    for (at, is_told) in [("2026-03-10T02:00:00Z", true), ("2026-03-09T01:00:00Z", false)] {
        let number = office.register(Channel::Counter, moment("2026-03-06T02:00:00Z")).await;
        let author = Author { actor: "命令行".into(), at: moment(at) };
        let moved = LimitMove {
            kind: "答复".into(),
            from: "2026-04-03".parse().unwrap(),
            to: "2026-04-07".parse().unwrap(),
        };
        let stream = format!("application/1/{number}");
        let fact = Fact::LimitMoved(moved);
        let draft = Draft { agency: 1, stream, expected: 1, fact, texts: Texts::Nothing };
        office.store.append(&author, [draft]).await.unwrap();
        let address = format!("/office/applications/{number}");
        let page = office.get(Some(Role::Clerk), &address).await.text;
        let line = "<p class=\"what\">期限因节假日安排变动</p><p class=\"soft\">答复期限由2026-04-03改为2026-04-07</p>";
        assert!(page.contains(line), "{page}");
        let work = office.get(Some(Role::Supervisor), "/office").await.text;
        assert_eq!(
            work.contains(&format!("{address}\">{number}</a>（答复期限由2026-04-03改为2026-04-07）")),
            is_told,
            "{work}"
        );
        assert!(work.contains("节假日安排有变动，1件在办事项的期限改变"));
    }
}
