//! E-mails: queued with the act, leased by one sender at a time, sealed, erased with their application.

use std::sync::Arc;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::procedure::{Act, Step};
use statute::registers::Channel;
use store::{Author, Fact, GoesOut, MailState, MailStep, Outgoing, Record, Reply, Store, StoredMail, Tells};

use crate::databases::{Database, story};
use crate::rows::{agency, author};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

pub(crate) fn outgoing(message_id: &str) -> Outgoing {
    let texts = json!({"to": "a@example.cn", "subject": "登记回执", "text": "申请人甲：……"});
    let texts = texts.as_object().cloned().unwrap();
    let record = Record { texts, files: vec![b"%PDF-1.7 letter".to_vec()], index: Vec::new() };
    Outgoing { topic: "receipt", message_id: message_id.into(), record }
}

fn registration() -> Step {
    let act = Act::Registered {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: Some("k".into()),
        split_from: None,
        happened: vec![],
    };
    Step::new(date(2026, 3, 2), "登记甲".into(), act)
}

async fn registered(store: &Store) -> StoredMail {
    store.append(&author(), [agency(1, "某某局")]).await.unwrap();
    let tells: Tells = Arc::new(|number, _| Some(outgoing(&format!("<{number}@example.cn>"))));
    // The same submission again tells nothing twice.
    for _ in 0..2 {
        let tells = Some(Arc::clone(&tells));
        store.register_and_tell(&author(), 1, registration(), Record::default(), tells).await.unwrap();
    }
    only(store).await
}

async fn only(store: &Store) -> StoredMail {
    let mut mails = store.mails(1, "2026-1").await.unwrap();
    assert_eq!(mails.len(), 1);
    mails.pop().unwrap()
}

fn now() -> Timestamp {
    author().at
}

story! {
    async fn an_email_is_queued_with_its_act_or_not_at_all(database) {
        let store = database.open().await;
        let mail = registered(&store).await;
        assert_eq!((mail.act, mail.state, mail.attempts), (1, MailState::Queued, 0));
        assert_eq!(mail.message_id, "<2026-1@example.cn>");
        let content = store.mail_content(&mail).await.unwrap().unwrap();
        assert_eq!(content.texts["to"], "a@example.cn");
        assert_eq!(content.files, [b"%PDF-1.7 letter".to_vec()]);
        for table in ["event", "sealed", "mail", "mail_attempt", "handling"] {
            let dump = database.dump(table).await.join("\n");
            assert!(!dump.contains("a@example.cn") && !dump.contains("申请人甲："), "{table}");
        }
        // An act that comes second leaves no e-mail behind either.
        let read = store.application(1, "2026-1").await.unwrap().unwrap();
        let tells: Tells = Arc::new(|_, _| Some(outgoing("<second@example.cn>")));
        let out = GoesOut { letter_code: "", tells: Some(tells), settles: vec![] };
        let assign = || Step::new(date(2026, 3, 2), "登记甲".into(), Act::Assigned { to: "甲".into() });
        store.record(&author(), 1, &read, assign(), "", Record::default()).await.unwrap();
        let late = store.record_and_tell(&author(), 1, &read, assign(), out, Record::default()).await;
        assert!(late.unwrap_err().is_conflict());
        only(&store).await;
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn one_sender_at_a_time_has_it_in_hand(database) {
        let store = database.open().await;
        let mail = registered(&store).await;
        let other = database.open().await;
        let until = now() + MINUTE * 10;
        let (one, two) = tokio::join!(store.lease_mail(&mail, now(), until), other.lease_mail(&mail, now(), until));
        assert!(one.unwrap() != two.unwrap(), "exactly one");
        assert!(store.due_mails(1, now() + MINUTE, 9).await.unwrap().is_empty());
        assert!(!other.lease_mail(&mail, now() + MINUTE, until).await.unwrap());
        // The process that had it died: its lease runs out.
        let late = now() + MINUTE * 10;
        assert_eq!(store.due_mails(1, late, 9).await.unwrap(), [StoredMail { attempts: 1, ..mail.clone() }]);
        assert!(other.lease_mail(&mail, late, late + MINUTE).await.unwrap());
        store.defer_mail(&mail, "451", late + MINUTE * 5).await.unwrap();
        assert!(store.due_mails(1, late + MINUTE * 4, 9).await.unwrap().is_empty());
        let due = store.due_mails(1, late + MINUTE * 5, 9).await.unwrap();
        assert_eq!((due[0].attempts, due[0].fault.as_deref()), (2, Some("451")));
        assert!(store.due_mails(2, late + MINUTE * 5, 9).await.unwrap().is_empty(), "another agency's are its own");
    }
}

story! {
    async fn what_became_of_it_is_an_event(database) {
        let store = database.open().await;
        let mail = registered(&store).await;
        assert!(store.lease_mail(&mail, now(), now() + MINUTE).await.unwrap());
        let refused = MailStep::Refused(Reply { code: Some(550), attempts: 1 });
        let said = "550 5.1.1 <a@example.cn>: unknown";
        store.record_mail(&author(), 1, &mail, refused.clone(), said).await.unwrap();
        assert!(!database.dump("event").await.join("\n").contains("a@example.cn"));
        assert!(store.record_mail(&author(), 1, &mail, refused, said).await.unwrap_err().is_conflict());
        let mail = only(&store).await;
        assert_eq!((mail.state, mail.code), (MailState::Refused, Some(550)));
        assert_eq!(store.mail_reply(&mail).await.unwrap().as_deref(), Some(said));
        assert_eq!(store.mail_alarms(1, now() - MINUTE, 9).await.unwrap(), std::slice::from_ref(&mail));
        assert!(store.due_mails(1, now() + MINUTE * 60, 9).await.unwrap().is_empty());
        store.record_mail(&author(), 1, &mail, MailStep::Again, "").await.unwrap();
        let mail = only(&store).await;
        assert_eq!((mail.state, mail.code, mail.attempts), (MailState::Queued, None, 0));
        assert_eq!(store.due_mails(1, now(), 9).await.unwrap().len(), 1, "at once");
        assert!(store.mail_alarms(1, now() - MINUTE, 9).await.unwrap().is_empty());
        assert_eq!(store.mail_alarms(1, now() + MINUTE, 9).await.unwrap().len(), 1, "it waits for long");
        let sent = MailStep::Sent(Reply { code: Some(250), attempts: 1 });
        store.record_mail(&author(), 1, &mail, sent, "2.0.0 Ok: queued as 4FZ").await.unwrap();
        let mail = only(&store).await;
        assert_eq!((mail.state, mail.code), (MailState::Sent, Some(250)));
        assert_eq!(store.application(1, "2026-1").await.unwrap().unwrap().version, 1, "no screen grows old by it");
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn its_keys_are_destroyed_with_its_application(database) {
        let store = database.open().await;
        let mail = registered(&store).await;
        // Registration, e-mail, attachment of the e-mail.
        assert_eq!(store.erase("application/1/2026-1").await.unwrap(), 3);
        assert_eq!(store.mail_content(&mail).await.unwrap(), None);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn a_backup_brings_what_waits_and_what_was_sent(database) {
        let store = database.open().await;
        let mail = registered(&store).await;
        let mut backup = Vec::new();
        store.backup(&mut backup, |_| {}).await.unwrap();
        let mut other = Database::sqlite();
        other.keys = database.keys.clone();
        let restored = other.open().await;
        restored.restore(backup.as_slice(), |_| {}).await.unwrap();
        assert_eq!(restored.due_mails(1, now(), 9).await.unwrap(), std::slice::from_ref(&mail));
        assert!(restored.mail_content(&mail).await.unwrap().is_some());
        assert_eq!(other.dump("mail").await, database.dump("mail").await);
        // A missing record of an e-mail is told.
        database.meddle("delete from sealed where stream like 'mail/%'").await;
        let found = store.verify(|_| {}).await.unwrap();
        assert!(found.faults.iter().any(|fault| fault.stream == mail.stream && fault.problem.contains("不存在")));
    }
}

/// Queued and sent, in the ledger of another story.
pub(crate) async fn fill(store: &Store) {
    let author: Author = author();
    let act = |step| store::Draft {
        agency: 1,
        stream: "mail/1/2026-1/3".into(),
        expected: i64::from(!matches!(step, MailStep::Queued { .. })),
        texts: store::Texts::Record(Record { texts: Map::new(), ..Record::default() }),
        fact: Fact::Mail(step),
    };
    let queued =
        MailStep::Queued { message_id: "<m@example.cn>".into(), topic: "supplement".into(), files: vec![] };
    let sent = MailStep::Sent(Reply { code: Some(250), attempts: 2 });
    store.append(&author, [act(queued), act(sent)]).await.unwrap();
}
