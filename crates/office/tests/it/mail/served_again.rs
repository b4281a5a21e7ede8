//! An answer whose e-mail the server refused for good is served again: by post, or by e-mail to another address.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use office::applications::{CaseFile, Deed, NotDone, Office, case_file};
use office::letters;
use office::mail::Tried;
use serde_json::Map;
use statute::procedure::{Act, Officer, Role, Service, Stage};
use store::{MailState, Scope, Store};

use super::databases::story;
use super::server::{Does, MailServer};
use super::telling::signed;
use super::{mailing, now, sender};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const REFUSED: Does = Does::Recipient("550 5.1.1 <a@example.cn>: unknown user");

async fn clerk_does(
    store: &Store,
    number: &str,
    act: Act,
    email: &str,
    now: Timestamp,
) -> Result<(), NotDone> {
    let version = store.application(1, number).await.unwrap().unwrap().version;
    let mailing = mailing();
    let office = Office { store, agency: 1, mailing: Some(&mailing), now };
    let texts = [("email", email), ("evidence", "XA00000000011"), ("reason", "拒收")];
    let texts: Map<_, _> = texts.map(|(name, text)| (name.to_owned(), text.into())).into_iter().collect();
    let by = Officer { account: "clerk".into(), roles: vec![Role::Clerk] };
    office.act(number, Deed { on: None, act, version, texts, files: vec![] }, &by).await
}

async fn file(store: &Store, number: &str) -> CaseFile {
    case_file(store, 1, number, date(2026, 3, 9)).await.unwrap()
}

/// Serves an answer by e-mail, which the server refuses; the application's number.
async fn refused(store: &Store, server: &MailServer) -> String {
    let number = signed(store, "a@example.cn").await;
    let sender = sender(store, server.reached());
    // Everything that was told before goes out as well.
    while sender.send_next(now()).await.unwrap() != Tried::Nothing {}
    server.does_next(REFUSED);
    clerk_does(store, &number, Act::Served { way: Service::Email }, "", now()).await.unwrap();
    let Err(NotDone::Invalid(faults)) = clerk_does(store, &number, Act::ServiceFailed, "", now()).await
    else {
        panic!("what is still tried has not failed")
    };
    assert!(faults[0].message.contains("还在发送"), "{faults:?}");
    assert_eq!(sender.send_next(now()).await.unwrap(), Tried::Refused);
    number
}

fn is_told(file: &CaseFile) -> bool {
    letters::sent(file).into_iter().any(|letter| letter.form.leaf().is_some() && letter.is_told)
}

story! {
    async fn a_refused_answer_is_served_by_post_and_that_day_counts(place) {
        let (store, server) = (place.open().await, MailServer::start(&[]).await);
        let number = refused(&store, &server).await;
        let before = file(&store, &number).await;
        assert!(is_told(&before));
        assert_eq!(before.stored.application.outcome.unwrap().on, date(2026, 3, 2));
        clerk_does(&store, &number, Act::ServiceFailed, "", now() + DAY * 3).await.unwrap();
        let open = file(&store, &number).await;
        assert!(!is_told(&open), "the applicant has no answer");
        assert_eq!(open.stored.application.stage, Stage::AwaitingService);
        assert_eq!(open.limit.unwrap().by, before.deadline.unwrap().due.unwrap(), "the term is as it was");
        let granted = async || store.table_three(Scope::Agency(1), 2026).await.unwrap().0[2][6];
        assert_eq!(granted().await, 0, "and the report counts none");
        assert_eq!(store.mail_alarms(1, now(), 9).await.unwrap().len(), 1, "until it is served again");
        let posted = Act::Served { way: Service::Post };
        clerk_does(&store, &number, posted, "", now() + DAY * 7).await.unwrap();
        let closed = file(&store, &number).await;
        assert!(is_told(&closed));
        let application = &closed.stored.application;
        assert_eq!(application.served, Some((date(2026, 3, 9), Service::Post)));
        assert_eq!(application.outcome.unwrap().on, date(2026, 3, 9));
        let mails = store.mails(1, &number).await.unwrap();
        let answer = mails.iter().find(|mail| mail.topic == "answer").unwrap();
        assert_eq!(answer.state, MailState::Settled);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        assert_eq!(granted().await, 1);
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(granted().await, 1);
        assert_eq!(file(&store, &number).await.stored, closed.stored, "the events say the same");
    }
}

story! {
    async fn a_refused_answer_goes_to_the_address_that_the_applicant_gave_instead(place) {
        let (store, server) = (place.open().await, MailServer::start(&[]).await);
        let number = refused(&store, &server).await;
        clerk_does(&store, &number, Act::ServiceFailed, "", now() + DAY).await.unwrap();
        let by_email = || Act::Served { way: Service::Email };
        let Err(NotDone::Invalid(faults)) = clerk_does(&store, &number, by_email(), "b@", now() + DAY).await else {
            panic!("that is no address")
        };
        assert_eq!(faults[0].field, "email");
        clerk_does(&store, &number, by_email(), "b@example.cn", now() + DAY).await.unwrap();
        assert_eq!(sender(&store, server.reached()).send_next(now() + DAY).await.unwrap(), Tried::Sent);
        let last = server.received().pop().unwrap();
        assert_eq!(last.to, "b@example.cn");
        // Applicants are found by name, not by where they are reached.
        let found = async |what| office::search::search(&store, 1, what, date(2026, 3, 9)).await.unwrap().unwrap().found;
        assert!(found("b@example.cn").await.is_empty());
        assert_eq!(found("XA00000000011").await.len(), 1, "what else was written with the service is found");
        let closed = file(&store, &number).await;
        assert_eq!(closed.person().email, "b@example.cn", "and so does what follows");
        assert_eq!(closed.stored.application.served, Some((date(2026, 3, 3), Service::Email)));
        let states: Vec<_> = store.mails(1, &number).await.unwrap().into_iter().filter(office::mail::is_service)
            .map(|mail| mail.state).collect();
        assert_eq!(states, [MailState::Settled, MailState::Sent]);
    }
}
