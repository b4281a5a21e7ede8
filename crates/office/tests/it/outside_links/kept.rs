//! What came of opening links, in the ledger and on the page: each address once, nothing of it in clear, gone with its item.

use jiff::civil::date;
use office::inspection::outside::{
    Checked, Fault, Linking, NotKept, Outcome, Target, keep, open_all, targets,
};
use office::inspection::{Inspected, inspect};
use statute::inspection::{Check, Rules};
use statute::procedure::Role;
use statute::publication::{Act, Withdrawal, WithdrawalKind};
use store::Store;

use super::server::WebServer;
use super::{Names, author, corrected, opened, opener, published};
use crate::mail::databases::story;
use crate::publishing::does;

async fn inspected(store: &Store, month: i8, day: i8) -> Inspected {
    inspect(store, 1, "3703000001", Rules::built_in(), date(2026, month, day)).await.unwrap()
}

/// What an inspector notes of links: what is said, and where.
fn noted(inspected: &Inspected) -> Vec<(String, String, String)> {
    let found = inspected.inspection.findings.iter().filter(|one| one.rule.check == Check::LinkBroken);
    let each = found.filter_map(|one| one.place.clone().map(|(title, at)| (one.said.clone(), title, at)));
    each.collect()
}

story! {
    async fn an_address_in_five_items_is_opened_once_and_costs_five_times(place) {
        let (store, server) = (place.open().await, WebServer::start().await);
        let [missing, good] = ["missing", "ok"].map(|path| format!("http://a.test:{}/{path}", server.port));
        let secret = format!("http://name:secret@a.test:{}/missing#part", server.port);
        for nth in 1..=5 {
            let second = if nth == 3 { &secret } else { &good };
            let links = [missing.as_str(), second, "mailto:x@example.gov.cn", "/nowhere"];
            published(&store, &format!("通知{nth}"), &links, 2).await;
        }
        let before = inspected(&store, 3, 3).await;
        assert!(before.opening.is_none() && before.outside.len() == 10, "{before:?}");
        assert_eq!(noted(&before).len(), 5, "inside the site only");

        let checked = opened(&store, 3).await;
        assert_eq!(checked.len(), 2, "{checked:?}");
        assert_eq!(server.methods("/ok"), ["HEAD"]);
        assert_eq!(server.methods("/missing"), ["HEAD", "GET", "GET"]);
        keep(&store, &author(3), 1, &checked).await.unwrap();
        let after = inspected(&store, 3, 4).await;
        let opening = after.opening.as_ref().unwrap();
        assert_eq!((opening.addresses, opening.opened, opening.broken), (2, 1, 1));
        assert_eq!((opening.by.as_str(), opening.is_old), ("命令行", false));
        let [standing] = &opening.standing[..] else { panic!("{opening:?}") };
        assert_eq!((standing.href.as_str(), standing.places.len(), standing.more), (missing.as_str(), 5, 0));
        assert!(!standing.is_new, "everything is new the first time");
        let noted = noted(&after);
        let outside: Vec<_> = noted.iter().filter(|(said, ..)| said.contains("链接的其他网站打不开：404")).collect();
        assert_eq!((noted.len(), outside.len()), (10, 5), "{noted:?}");
        assert_eq!(outside[0].1, format!("通知5：{missing}"));

        // Nothing of an address or a text is in the event.
        let kept = store.list(1, "links").await.unwrap().unwrap();
        for word in ["secret", "a.test", "missing", "通知"] {
            assert!(!kept.text.contains(word), "{word}: {}", kept.text);
        }
        assert!(store.verify(|_| ()).await.unwrap().is_sound());
        store.close().await;
    }
}

story! {
    async fn what_was_corrected_or_taken_down_is_not_told_and_what_is_new_is(place) {
        let (store, server) = (place.open().await, WebServer::start().await);
        let [missing, broken] = ["missing", "broken"].map(|path| format!("http://a.test:{}/{path}", server.port));
        let one = published(&store, "甲", &[&missing], 2).await;
        let two = published(&store, "乙", &[&missing], 2).await;
        published(&store, "丙", &[&missing], 2).await;
        keep(&store, &author(3), 1, &opened(&store, 3).await).await.unwrap();
        let titles = |inspected: &Inspected| -> Vec<String> {
            let standing = inspected.opening.iter().flat_map(|opening| &opening.standing);
            standing.flat_map(|one| &one.places).map(|(title, _)| title.clone()).collect()
        };
        assert_eq!(titles(&inspected(&store, 3, 3).await), ["丙", "乙", "甲"]);
        corrected(&store, &one, "甲", &[&broken], 4).await;
        let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice: "因内容有误撤下。".into(), replaced_by: None };
        does(&store, &two, Act::Withdrawn(withdrawal), Role::Signer, 4).await.unwrap();
        let now = inspected(&store, 3, 4).await;
        assert_eq!(titles(&now), ["丙"]);
        assert_eq!(noted(&now).len(), 1);
        let opening = now.opening.as_ref().unwrap();
        let unopened: Vec<_> = now.outside.iter().filter(|link| opening.is_before(link)).collect();
        assert!(unopened.len() == 1 && unopened[0].href == broken, "{unopened:?}");

        // The next time says what is new, and since when the other is known.
        keep(&store, &author(5), 1, &opened(&store, 5).await).await.unwrap();
        let next = inspected(&store, 3, 5).await.opening.unwrap();
        let told: Vec<_> = next.standing.iter().map(|one| (one.href.as_str(), one.is_new, one.since)).collect();
        assert_eq!(told, [(broken.as_str(), true, date(2026, 3, 5)), (missing.as_str(), false, date(2026, 3, 3))]);
        for (month, day, is_old) in [(3, 19, false), (3, 20, true)] {
            assert_eq!(inspected(&store, month, day).await.opening.unwrap().is_old, is_old);
        }
        store.close().await;
    }
}

story! {
    async fn all_of_the_site_is_gone_through_and_not_the_latest_items_only(place) {
        let store = place.open().await;
        // More than are read at a time; the first is the oldest.
        published(&store, "最早", &["http://a.test/first"], 2).await;
        for nth in 0..205 {
            published(&store, &format!("第{nth}"), &["http://a.test/all"], 3).await;
        }
        let mut read = 0;
        let targets = targets(&store, 1, date(2026, 3, 4), |done| read = done).await.unwrap();
        assert_eq!(read, 206);
        let found: Vec<_> = targets.iter().map(|one| (one.address.as_str(), one.items.len())).collect();
        assert_eq!(found, [("http://a.test/all", 205), ("http://a.test/first", 1)]);
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_without_a_network_says_nothing_about_other_sites() {
    let ledger = crate::ledgers::ledger().await;
    published(&ledger.store, "甲", &["http://silent.test/", "http://inner.test/"], 2).await;
    let checked = opened(&ledger.store, 3).await;
    let refused = keep(&ledger.store, &author(3), 1, &checked).await;
    assert!(matches!(refused, Err(NotKept::Offline)), "{refused:?}");
    assert!(ledger.store.list(1, "links").await.unwrap().is_none());
    // Nothing but inner addresses says nothing about the network.
    let inner: Vec<_> = checked.into_iter().filter(|one| one.target.address.contains("inner")).collect();
    keep(&ledger.store, &author(3), 1, &inner).await.unwrap();
    let none = targets(&ledger.store, 1, date(2026, 3, 1), |_| {}).await.unwrap();
    let checked = open_all(&opener(Names::default(), false, vec![]), none[..0].to_vec(), |_, _| {}).await;
    keep(&ledger.store, &author(4), 1, &checked).await.unwrap();
    assert_eq!(inspected(&ledger.store, 3, 4).await.opening.unwrap().addresses, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_do_not_overwrite_one_another() {
    let ledger = crate::ledgers::ledger().await;
    let item = Linking { number: "P2026-9".into(), title: "没有的".into() };
    let target = Target { address: "http://a.test/".into(), href: String::new(), items: vec![item] };
    let checked = [Checked { target, outcome: Outcome::Broken(Fault::Refused) }];
    let (one, two) = (author(3), author(3));
    let (one, two) =
        tokio::join!(keep(&ledger.store, &one, 1, &checked), keep(&ledger.store, &two, 1, &checked));
    assert!(one.is_ok() || two.is_ok(), "{one:?} {two:?}");
    for refused in [one, two].into_iter().filter_map(Result::err) {
        assert!(matches!(refused, NotKept::Conflict), "{refused}");
    }
    let opening = inspected(&ledger.store, 3, 4).await.opening.unwrap();
    assert!(opening.standing.is_empty() && opening.broken == 1, "an item that is not there is not told");
}
