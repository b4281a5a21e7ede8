//! What is entered later than it was done, and a posted letter that comes back.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use office::applications::{CaseFile, Deed, NotDone, Office, case_file};
use office::letters;
use serde_json::Map;
use statute::procedure::{Act, Officer, Role, Service, Stage};
use store::{Scope, Store};

use super::databases::story;
use super::telling::signed;
use super::{mailing, now, submit};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What a clerk does at a moment, on a day, and what they write with it.
async fn clerk_does(
    store: &Store,
    number: &str,
    act: Act,
    (on, at): (Date, Timestamp),
    texts: &[(&str, &str)],
) -> Result<(), NotDone> {
    let version = store.application(1, number).await.unwrap().unwrap().version;
    let mailing = mailing();
    let office = Office { store, agency: 1, mailing: Some(&mailing), now: at };
    let texts: Map<_, _> = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let by = Officer { account: "clerk".into(), roles: vec![Role::Clerk] };
    office.act(number, Deed { on: Some(on), act, version, texts, files: vec![] }, &by).await
}

/// The fields that are refused.
fn refused(done: Result<(), NotDone>) -> Vec<&'static str> {
    let Err(NotDone::Invalid(faults)) = done else { panic!("{done:?}") };
    faults.into_iter().map(|fault| fault.field).collect()
}

async fn file(store: &Store, number: &str) -> CaseFile {
    case_file(store, 1, number, date(2026, 3, 20)).await.unwrap()
}

fn is_told(file: &CaseFile) -> bool {
    letters::sent(file).into_iter().any(|letter| letter.form.leaf().is_some() && letter.is_told)
}

story! {
    async fn a_letter_counts_from_its_posting_and_one_that_came_back_not_at_all(place) {
        let store = place.open().await;
        let number = signed(&store, "a@example.cn").await;
        let due = file(&store, &number).await.limit.unwrap().by;
        let post = |on| (Act::Served { way: Service::Post }, (on, now() + DAY * 7));
        for on in [date(2026, 3, 1), date(2026, 3, 10)] {
            let (act, when) = post(on);
            assert_eq!(refused(clerk_does(&store, &number, act, when, &[]).await), ["on"], "{on}");
        }
        let by_email = Act::Served { way: Service::Email };
        let earlier = (date(2026, 3, 5), now() + DAY * 7);
        assert_eq!(refused(clerk_does(&store, &number, by_email, earlier, &[]).await), ["on"], "it goes out now");
        let (act, when) = post(date(2026, 3, 5));
        clerk_does(&store, &number, act, when, &[("evidence", "XA00000000011")]).await.unwrap();
        let posted = file(&store, &number).await;
        assert_eq!(posted.stored.application.served, Some((date(2026, 3, 5), Service::Post)));
        assert_eq!(posted.stored.application.outcome.unwrap().on, date(2026, 3, 5));
        assert!(is_told(&posted));
        let granted = async || store.table_three(Scope::Agency(1), 2026).await.unwrap().0[2][6];
        assert_eq!(granted().await, 1);

        // It came back on the 12th, which is entered on the 16th.
        let back = |on| (on, now() + DAY * 14);
        let unknown = [("reason", "查无此人，3月12日退回")];
        let early = clerk_does(&store, &number, Act::ServiceFailed, back(date(2026, 3, 4)), &unknown).await;
        assert_eq!(refused(early), ["on"], "not before it was posted");
        clerk_does(&store, &number, Act::ServiceFailed, back(date(2026, 3, 12)), &unknown).await.unwrap();
        let open = file(&store, &number).await;
        assert_eq!(open.stored.application.stage, Stage::AwaitingService);
        assert_eq!(open.stored.application.unserved, Some((date(2026, 3, 5), Service::Post)));
        assert_eq!((open.limit.unwrap().by, granted().await), (due, 0), "the term runs on, the report counts none");
        assert!(!is_told(&open));
        let notice = Act::Served { way: Service::PublicNotice };
        clerk_does(&store, &number, notice, back(date(2026, 3, 13)), &[]).await.unwrap();
        let closed = file(&store, &number).await;
        assert_eq!(closed.stored.application.outcome.unwrap().on, date(2026, 3, 13));
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(file(&store, &number).await.stored, closed.stored, "the events say the same");
        assert_eq!(granted().await, 1);
    }
}

story! {
    async fn a_confirmation_entered_later_says_why_and_its_day_is_the_receipt(place) {
        let store = place.open().await;
        let number = submit(&store, "a@example.cn").await.number;
        let at = now() + DAY * 3;
        let confirm = async |on, texts: &[(&str, &str)]| {
            clerk_does(&store, &number, Act::Confirmed, (on, at), texts).await
        };
        let why = [("late_reason", "3日下班后电话确认，今日登记")];
        assert_eq!(refused(confirm(date(2026, 3, 3), &[]).await), ["late_reason"]);
        assert_eq!(refused(confirm(date(2026, 3, 1), &why).await), ["on"], "not before it arrived");
        assert_eq!(refused(confirm(date(2026, 3, 6), &why).await), ["on"], "not in the future");
        confirm(date(2026, 3, 3), &why).await.unwrap();
        let confirmed = file(&store, &number).await;
        assert_eq!(confirmed.stored.application.received_on, Some(date(2026, 3, 3)));
        assert_eq!(confirmed.stored.application.entry().unwrap().received_on, date(2026, 3, 3));
        assert_eq!(confirmed.deadline.unwrap().due, Some(date(2026, 3, 31)));
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}
