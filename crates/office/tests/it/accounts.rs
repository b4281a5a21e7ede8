//! Accounts: one-time passwords, lockout, idle sign-ins, three administrators.

use jiff::{SignedDuration, Timestamp};
use office::accounts::{self, NotChanged, NotSignedIn, WeakPassword};
use statute::procedure::Role;
use store::{Author, Store};

use crate::ledgers::{Ledger, ledger};

const CHOSEN: &str = "a long enough pass phrase";

fn at(minutes: i64) -> Timestamp {
    "2026-03-02T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

fn author() -> Author {
    Author { actor: "测试".into(), at: at(0) }
}

async fn clerk(store: &Store) -> String {
    accounts::open(store, &author(), 1, "clerk", "登记甲", vec![Role::Clerk]).await.unwrap()
}

#[tokio::test]
async fn a_one_time_password_must_be_changed() {
    let Ledger { store, folder: _folder } = ledger().await;
    let once = clerk(&store).await;
    let token = accounts::sign_in(&store, "clerk", &once, at(1)).await.unwrap();
    assert!(accounts::signed_in(&store, &token, at(1)).await.unwrap().unwrap().must_change_password);
    let weak = accounts::change_password(&store, "clerk", &once, "short", at(2)).await;
    assert!(matches!(weak, Err(NotSignedIn::Weak(WeakPassword::Short))));
    let named = accounts::change_password(&store, "clerk", &once, "clerk-clerk-2026", at(2)).await;
    assert!(matches!(named, Err(NotSignedIn::Weak(WeakPassword::HoldsName))));
    let fresh = accounts::change_password(&store, "clerk", &once, CHOSEN, at(2)).await.unwrap();
    assert!(accounts::signed_in(&store, &token, at(2)).await.unwrap().is_none(), "the old sign-in ended");
    let signed_in = accounts::signed_in(&store, &fresh, at(2)).await.unwrap().unwrap();
    assert!(!signed_in.must_change_password);
    assert_eq!(signed_in.officer.roles, [Role::Clerk]);
    assert!(accounts::sign_in(&store, "clerk", &once, at(3)).await.is_err());
}

#[tokio::test]
async fn five_failures_lock_an_account_for_a_while() {
    let Ledger { store, folder: _folder } = ledger().await;
    let once = clerk(&store).await;
    for _ in 0..5 {
        let wrong = accounts::sign_in(&store, "clerk", "wrong", at(0)).await;
        assert!(matches!(wrong, Err(NotSignedIn::Wrong)));
    }
    let locked = accounts::sign_in(&store, "clerk", &once, at(1)).await;
    assert!(matches!(locked, Err(NotSignedIn::Locked { minutes: 15 })), "{:?}", locked.err());
    assert!(accounts::sign_in(&store, "clerk", &once, at(16)).await.is_ok());
    let unknown = accounts::sign_in(&store, "nobody", "wrong", at(0)).await;
    assert!(matches!(unknown, Err(NotSignedIn::Wrong)), "an unknown name is told alike");
}

#[tokio::test]
async fn sign_ins_are_on_record_and_nothing_that_was_typed() {
    let Ledger { store, folder: _folder } = ledger().await;
    let once = clerk(&store).await;
    for _ in 0..8 {
        drop(accounts::sign_in(&store, "clerk", "a mistyped secret", at(0)).await);
    }
    drop(accounts::sign_in(&store, "a secret as name", "wrong", at(0)).await);
    accounts::sign_in(&store, "clerk", &once, at(20)).await.unwrap();
    let events = store.stream("sign_in/clerk").await.unwrap();
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    let failed = "sign_in.failed";
    // While the account is locked nothing is tried, so nothing is recorded.
    assert_eq!(kinds, [failed, failed, failed, failed, "sign_in.locked", "sign_in.succeeded"]);
    assert!(events.iter().all(|event| event.actor == "clerk" && event.agency == 1));
    for event in store.latest_events(1, None, 100).await.unwrap() {
        assert!(!String::from_utf8_lossy(&event.data).contains("secret"));
    }
    assert!(store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn an_idle_sign_in_ends() {
    let Ledger { store, folder: _folder } = ledger().await;
    let once = clerk(&store).await;
    let token = accounts::sign_in(&store, "clerk", &once, at(0)).await.unwrap();
    assert!(accounts::signed_in(&store, &token, at(29)).await.unwrap().is_some());
    assert!(accounts::signed_in(&store, &token, at(58)).await.unwrap().is_some(), "its use was noted");
    assert!(accounts::signed_in(&store, &token, at(89)).await.unwrap().is_none());
    let token = accounts::sign_in(&store, "clerk", &once, at(90)).await.unwrap();
    accounts::sign_out(&store, &token).await.unwrap();
    assert!(accounts::signed_in(&store, &token, at(90)).await.unwrap().is_none());
}

#[tokio::test]
async fn the_three_administrators_are_three_people() {
    let Ledger { store, folder: _folder } = ledger().await;
    let both = vec![Role::SystemAdministrator, Role::AuditAdministrator];
    let refused = accounts::open(&store, &author(), 1, "admin", "管理甲", both).await;
    assert!(matches!(refused, Err(NotChanged::Separation(_))));
    clerk(&store).await;
    let mixed = vec![Role::Clerk, Role::SecurityAdministrator];
    assert!(matches!(
        accounts::set_roles(&store, &author(), "clerk", mixed).await,
        Err(NotChanged::Separation(_))
    ));
    assert!(matches!(
        accounts::open(&store, &author(), 1, "clerk", "登记乙", vec![]).await,
        Err(NotChanged::Taken(_))
    ));
    assert!(matches!(
        accounts::open(&store, &author(), 1, "A B", "登记乙", vec![]).await,
        Err(NotChanged::Name(_))
    ));
}

#[tokio::test]
async fn a_closed_account_signs_in_no_more() {
    let Ledger { store, folder: _folder } = ledger().await;
    let once = clerk(&store).await;
    let token = accounts::sign_in(&store, "clerk", &once, at(0)).await.unwrap();
    accounts::close(&store, &author(), "clerk").await.unwrap();
    assert!(accounts::signed_in(&store, &token, at(0)).await.unwrap().is_none());
    assert!(accounts::sign_in(&store, "clerk", &once, at(0)).await.is_err());
}
