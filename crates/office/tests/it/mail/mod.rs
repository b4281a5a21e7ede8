//! Letters by e-mail over real SMTP: delivered, tried again, given up, never lost, never twice but with one identity.

pub(crate) mod databases;
mod posted;
#[path = "../../../../store/tests/it/schema.rs"]
mod schema;
mod served_again;
mod server;
mod telling;
mod tls;

use std::time::Duration;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use office::applications::{Deed, Intake, Office, Person, Receipt};
use office::mail::{Login, Mailing, Security, Sender, Server, Tried};
use serde_json::Map;
use statute::applicant::Applicant;
use statute::procedure::{Act, Officer, Role};
use statute::registers::Channel;
use store::{MailState, Store, StoredMail};

use self::databases::story;
use self::server::{Does, MailServer};

pub(crate) const MINUTE: SignedDuration = SignedDuration::from_mins(1);

pub(crate) fn now() -> Timestamp {
    "2026-03-02T02:00:00Z".parse().unwrap()
}

pub(crate) fn mailing() -> Mailing {
    Mailing { sender: "xxgk@cs.example.gov.cn".into(), site: "https://xxgk.example.gov.cn/".into() }
}

pub(crate) fn intake(email: &str) -> Intake {
    Intake {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        person: Person {
            name: "申请人甲".into(),
            identity_kind: "居民身份证".into(),
            identity_number: "110101199003070000".into(),
            telephone: "13000000000".into(),
            address: "示例市测试路1号".into(),
            email: email.into(),
            ..Person::default()
        },
        content: "2025年度技能培训补贴发放文件".into(),
        form: "电子邮件".into(),
        way: "电子邮件".into(),
        purpose: String::new(),
        arrival_reason: String::new(),
        files: vec![],
        arrived_on: date(2026, 3, 2),
        submission: None,
    }
}

pub(crate) async fn submit(store: &Store, email: &str) -> Receipt {
    let mailing = mailing();
    let office = Office { store, agency: 1, mailing: Some(&mailing), now: now() };
    office.register(intake(email), &Officer::applicant()).await.unwrap()
}

pub(crate) async fn does(store: &Store, number: &str, role: Role, act: Act, texts: &[(&str, &str)]) {
    let mailing = mailing();
    let office = Office { store, agency: 1, mailing: Some(&mailing), now: now() };
    let version = store.application(1, number).await.unwrap().unwrap().version;
    let texts: Map<_, _> = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let deed = Deed { on: None, act: act.clone(), version, texts, files: vec![] };
    let by = Officer { account: role.code().into(), roles: vec![role] };
    office.act(number, deed, &by).await.unwrap_or_else(|error| panic!("{act:?}: {error}"));
}

pub(crate) fn sender(store: &Store, server: Server) -> Sender {
    let mailing = mailing();
    Sender {
        store: store.clone(), agency: 1, name: "示例市测试局".into(), address: mailing.sender, server
    }
}

pub(crate) async fn only(store: &Store) -> StoredMail {
    let mut mails = store.mails(1, "2026-1").await.unwrap();
    assert_eq!(mails.len(), 1);
    mails.pop().unwrap()
}

/// The `Message-ID` of each message that was taken over.
fn identities(server: &MailServer) -> Vec<String> {
    let parsed = |data: Vec<u8>| {
        let message = mail_parser::MessageParser::default().parse(&data).unwrap().into_owned();
        format!("<{}>", message.message_id().unwrap())
    };
    server.received().into_iter().map(|one| parsed(one.data)).collect()
}

story! {
    async fn what_is_queued_is_sent_once(place) {
        let (store, server) = (place.open().await, MailServer::start(&[]).await);
        submit(&store, "a@example.cn").await;
        let sender = sender(&store, server.reached());
        assert_eq!(sender.send_next(now()).await.unwrap(), Tried::Sent);
        assert_eq!(sender.send_next(now() + MINUTE * 60).await.unwrap(), Tried::Nothing);
        let mail = only(&store).await;
        assert_eq!((mail.state, mail.code), (MailState::Sent, Some(250)));
        assert_eq!(store.mail_reply(&mail).await.unwrap().as_deref(), Some("2.0.0 Ok: queued as 4FZ7"));
        let received = server.received();
        assert_eq!(received.len(), 1);
        assert_eq!((received[0].from.as_str(), received[0].to.as_str()), ("xxgk@cs.example.gov.cn", "a@example.cn"));
        assert_eq!(identities(&server), [mail.message_id]);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn a_temporary_failure_is_tried_again_with_growing_pauses(place) {
        let does = [Does::Recipient("451 4.3.0 later"), Does::Message("452 4.2.2 full")];
        let (store, server) = (place.open().await, MailServer::start(&does).await);
        submit(&store, "a@example.cn").await;
        let sender = sender(&store, server.reached());
        assert_eq!(sender.send_next(now()).await.unwrap(), Tried::Deferred);
        assert_eq!(only(&store).await.fault.as_deref(), Some("451"));
        assert_eq!(sender.send_next(now() + MINUTE - SignedDuration::from_secs(1)).await.unwrap(), Tried::Nothing);
        assert_eq!(sender.send_next(now() + MINUTE).await.unwrap(), Tried::Deferred);
        assert_eq!(sender.send_next(now() + MINUTE * 3).await.unwrap(), Tried::Nothing);
        assert_eq!(sender.send_next(now() + MINUTE * 6).await.unwrap(), Tried::Sent);
        assert_eq!(server.received().len(), 1);
    }
}

story! {
    async fn nobody_listening_is_no_reason_to_give_up_before_five_days(place) {
        let store = place.open().await;
        submit(&store, "a@example.cn").await;
        let server = Server { port: 1, ..MailServer::start(&[]).await.reached() };
        let sender = sender(&store, server);
        let (mut at, mut tries) = (now(), 0);
        let refused = loop {
            match sender.send_next(at).await.unwrap() {
                Tried::Nothing => at += MINUTE,
                Tried::Deferred => tries += 1,
                other => break other,
            }
        };
        assert_eq!((refused, tries), (Tried::Refused, 32));
        let days = at.duration_since(now()).as_hours() / 24;
        assert!((4..=5).contains(&days), "{days}");
        assert_eq!((only(&store).await.state, only(&store).await.code), (MailState::Refused, None));
    }
}

story! {
    async fn a_permanent_failure_is_given_up_at_once_and_told(place) {
        let does = [Does::Recipient("550 5.1.1 <a@example.cn>: unknown user")];
        let (store, server) = (place.open().await, MailServer::start(&does).await);
        submit(&store, "a@example.cn").await;
        let sender = sender(&store, server.reached());
        assert_eq!(sender.send_next(now()).await.unwrap(), Tried::Refused);
        assert_eq!(sender.send_next(now() + MINUTE * 9999).await.unwrap(), Tried::Nothing);
        let alarms = store.mail_alarms(1, now() - MINUTE, 9).await.unwrap();
        assert_eq!((alarms[0].application.as_str(), alarms[0].code), ("2026-1", Some(550)));
        assert!(store.mail_reply(&alarms[0]).await.unwrap().unwrap().contains("unknown user"));
    }
}

story! {
    async fn settings_that_are_wrong_refuse_no_email(place) {
        let (store, server) = (place.open().await, MailServer::start(&[Does::RefusesLogin]).await);
        submit(&store, "a@example.cn").await;
        let login = Some(Login { user: "xxgk".into(), password: "wrong".into() });
        let with_login = Server { login, ..server.reached() };
        assert!(!format!("{with_login:?}").contains("wrong"), "the password is shown nowhere");
        assert_eq!(sender(&store, with_login).send_next(now()).await.unwrap(), Tried::Deferred);
        assert_eq!(only(&store).await.fault.as_deref(), Some("535"));
        // A server that offers no encryption gets nothing where encryption is asked for.
        let encrypted = Server { security: Security::StartTls, ..server.reached() };
        assert_eq!(sender(&store, encrypted).send_next(now() + MINUTE).await.unwrap(), Tried::Deferred);
        assert!(!server.commands().iter().any(|line| line.starts_with("MAIL")), "{:?}", server.commands());
    }
}

story! {
    async fn a_lost_answer_makes_a_second_copy_with_the_same_identity(place) {
        let (store, server) = (place.open().await, MailServer::start(&[Does::AcceptsAndDrops]).await);
        submit(&store, "a@example.cn").await;
        let sender = sender(&store, server.reached());
        assert_eq!(sender.send_next(now()).await.unwrap(), Tried::Deferred);
        assert_eq!(sender.send_next(now() + MINUTE).await.unwrap(), Tried::Sent);
        let id = only(&store).await.message_id;
        assert_eq!(identities(&server), [id.clone(), id]);
    }
}

story! {
    async fn a_process_that_dies_loses_nothing(place) {
        let (store, server) = (place.open().await, MailServer::start(&[Does::AcceptsAndIsSilent]).await);
        submit(&store, "a@example.cn").await;
        submit(&store, "b@example.cn").await;
        store.close().await;
        // Queued before, sent after a restart; the process then dies after the server took it over.
        let store = place.open().await;
        let dying = sender(&store, server.reached());
        let dead = tokio::time::timeout(Duration::from_secs(2), dying.send_next(now())).await;
        assert!(dead.is_err(), "{dead:?}");
        store.close().await;
        let store = place.open().await;
        let next = sender(&store, server.reached());
        assert_eq!(next.send_next(now() + MINUTE).await.unwrap(), Tried::Sent, "the other one is not held up");
        assert_eq!(next.send_next(now() + MINUTE * 9).await.unwrap(), Tried::Nothing, "the lease still runs");
        assert_eq!(next.send_next(now() + MINUTE * 10).await.unwrap(), Tried::Sent);
        let mut sent = identities(&server);
        sent.remove(1);
        assert_eq!(sent[0], sent[1], "the same identity");
        assert_eq!(only(&store).await.state, MailState::Sent);
    }
}

story! {
    async fn any_number_of_senders_send_each_once(place) {
        const MAILS: usize = 30;
        let (store, server) = (place.open().await, MailServer::start(&[]).await);
        for place in 0..MAILS {
            submit(&store, &format!("a{place}@example.cn")).await;
        }
        let work = async || {
            // A pool of its own, as another process has.
            let sender = sender(&place.open().await, server.reached());
            while sender.send_next(now()).await.unwrap() != Tried::Nothing {}
        };
        tokio::join!(work(), work(), work(), work());
        let mut identities = identities(&server);
        assert_eq!(identities.len(), MAILS);
        identities.sort();
        identities.dedup();
        assert_eq!(identities.len(), MAILS);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_sender_sends_and_stops() {
    let place = databases::Place::sqlite().await;
    let (store, server) = (place.open().await, MailServer::start(&[]).await);
    submit(&store, "a@example.cn").await;
    let sender = sender(&store, server.reached());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(async move {
        sender.run(now, |_| panic!("the ledger answers"), async { drop(stopped.await) }).await;
    });
    for _ in 0..100 {
        if !server.received().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(stop);
    tokio::time::timeout(Duration::from_secs(8), running).await.unwrap().unwrap();
    assert_eq!(only(&store).await.state, MailState::Sent);
}
