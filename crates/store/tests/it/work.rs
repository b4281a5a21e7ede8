//! Work lists: paged in both directions, filtered, counted.

use std::sync::Arc;

use jiff::civil::{Date, date};
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, Queue, Service, Stage, Step};
use statute::registers::{Channel, ConsultationKind};
use store::{At, Own, Standing, Store, WorkPage, WorkQuery, Written};

use crate::databases::story;
use crate::procedure::{act, by, record, registration};
use crate::rows::{agency, author};

async fn take(store: &Store, channel: Channel, day: i8) -> String {
    let registration = Step { on: date(2026, 3, day), ..registration(channel, None) };
    store.register_application(&by("登记甲"), 1, registration, record()).await.unwrap().number
}

fn numbers(page: &WorkPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.application.number.as_str()).collect()
}

async fn list(store: &Store, query: WorkQuery) -> Vec<String> {
    let query = WorkQuery { count: 50, ..query };
    let page = store.work_list(1, &query).await.unwrap();
    assert_eq!((&page.previous, &page.next, page.is_cut), (&None, &None, false));
    numbers(&page).into_iter().map(str::to_owned).collect()
}

/// Walks to the end and back; every page has at the most so many rows. Answers the numbers in the order of the list.
async fn there_and_back(store: &Store, query: WorkQuery, count: usize) -> Vec<String> {
    let mut pages: Vec<Vec<String>> = Vec::new();
    let mut query = WorkQuery { count, ..query };
    let mut page = store.work_list(1, &query).await.unwrap();
    assert_eq!(page.previous, None);
    loop {
        assert!(page.rows.len() <= count);
        pages.push(numbers(&page).into_iter().map(str::to_owned).collect());
        let Some(next) = page.next.clone() else { break };
        query.at = At::After(next);
        page = store.work_list(1, &query).await.unwrap();
        assert!(page.previous.is_some());
    }
    let forward: Vec<String> = pages.iter().flatten().cloned().collect();
    for before in pages.iter().rev().skip(1) {
        query.at = At::Before(page.previous.clone().expect("a page before"));
        page = store.work_list(1, &query).await.unwrap();
        assert_eq!(numbers(&page), before.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(page.next.is_some());
    }
    assert_eq!(page.previous, None, "back at the start");
    forward
}

/// Eight applications: 1 to 5 by hand, 6 and 7 by web and unconfirmed, 8 closed.
async fn fill(store: &Store) {
    store.append(&author(), [agency(1, "某某局"), agency(2, "某某委")]).await.unwrap();
    for day in [9, 3, 5, 4, 4] {
        take(store, Channel::Counter, day).await;
    }
    take(store, Channel::Internet, 6).await;
    take(store, Channel::Internet, 2).await;
    take(store, Channel::SignedLetter, 2).await;
    let on = date(2026, 3, 10);
    let assigned = |to: &str| Act::Assigned { to: to.into() };
    for number in ["2026-2", "2026-3", "2026-4", "2026-8"] {
        act(store, number, on, "登记甲", assigned("承办甲")).await;
    }
    act(store, "2026-3", on, "承办甲", Act::SupplementAsked { reply_by: date(2026, 3, 31) }).await;
    act(
        store,
        "2026-4",
        on,
        "承办甲",
        Act::ConsultationSent { id: "1".into(), kind: ConsultationKind::ThirdParty },
    )
    .await;
    act(store, "2026-5", on, "登记甲", assigned("承办乙")).await;
    act(store, "2026-5", on, "承办乙", Act::ExtensionAsked { workdays: 5 }).await;
    let decision = Decision::of(Leaf::Granted);
    act(store, "2026-8", on, "承办甲", Act::Drafted(decision)).await;
    act(store, "2026-8", on, "审核甲", Act::Approved).await;
    act(store, "2026-8", on, "签发甲", Act::Signed { letter: String::new() }).await;
    act(store, "2026-8", on, "登记甲", Act::Served { way: Service::Post }).await;
}

story! {
    async fn pages_follow_one_another_in_both_directions(database) {
        let store = database.open().await;
        fill(&store).await;
        let open = there_and_back(&store, WorkQuery::default(), 2).await;
        let mut limits = Vec::new();
        for number in &open {
            let page = store.work_list(1, &WorkQuery { count: 50, ..WorkQuery::default() }).await.unwrap();
            limits.push(page.rows.iter().find(|row| row.application.number == *number).unwrap().key());
        }
        assert!(limits.is_sorted(), "soonest first: {limits:?}");
        assert_eq!(open.len(), 7);
        let all = WorkQuery { standing: Standing::All, ..WorkQuery::default() };
        assert_eq!(
            there_and_back(&store, all, 3).await,
            ["2026-1", "2026-6", "2026-3", "2026-5", "2026-4", "2026-2", "2026-8", "2026-7"],
            "latest first"
        );
        let own = Own { account: "承办甲".into(), queues: vec![Queue::Clerk, Queue::Signer] };
        let own = WorkQuery { own: Some(own), ..WorkQuery::default() };
        let mut mine = there_and_back(&store, own, 2).await;
        mine.sort();
        assert_eq!(mine, ["2026-1", "2026-2", "2026-3", "2026-4", "2026-5", "2026-6", "2026-7"], "each once");
    }
}

story! {
    async fn filters_choose_and_combine(database) {
        let store = database.open().await;
        fill(&store).await;
        let all = || WorkQuery { standing: Standing::All, ..WorkQuery::default() };
        let queue = |queue| WorkQuery { queues: vec![queue], ..WorkQuery::default() };
        assert_eq!(list(&store, queue(Queue::Applicant)).await, ["2026-3"]);
        assert_eq!(list(&store, queue(Queue::Consulted)).await, ["2026-4"]);
        assert_eq!(list(&store, queue(Queue::Signer)).await, ["2026-5"], "an extension waits for approval");
        assert_eq!(list(&store, queue(Queue::Handler)).await, ["2026-2"]);
        assert_eq!(list(&store, WorkQuery { standing: Standing::Closed, ..WorkQuery::default() }).await, ["2026-8"]);
        assert_eq!(list(&store, WorkQuery { stage: Some(Stage::Arrived), ..WorkQuery::default() }).await, ["2026-7", "2026-6"]);
        assert_eq!(list(&store, WorkQuery { stage: Some(Stage::Closed), ..all() }).await, ["2026-8"]);
        let handler = |name: &str, query| WorkQuery { handler: Some(name.into()), ..query };
        assert_eq!(list(&store, handler("承办乙", WorkQuery::default())).await, ["2026-5"]);
        assert_eq!(list(&store, handler("承办甲", all())).await, ["2026-3", "2026-4", "2026-2", "2026-8"]);
        assert!(list(&store, handler("承办丙", all())).await.is_empty());
        assert_eq!(list(&store, WorkQuery { channel: Some(Channel::SignedLetter), ..all() }).await, ["2026-8"]);
        let days = (Some(date(2026, 3, 4)), Some(date(2026, 3, 5)));
        assert_eq!(list(&store, WorkQuery { listed: days, ..all() }).await, ["2026-3", "2026-5", "2026-4"]);
        let both = WorkQuery { listed: days, channel: Some(Channel::Internet), ..all() };
        assert!(list(&store, both).await.is_empty());
        let late = |day: Date| WorkQuery { limit: (None, Some(day)), ..WorkQuery::default() };
        assert_eq!(list(&store, late(date(2026, 3, 9))).await, ["2026-7", "2026-6"], "unconfirmed since a workday");
        assert!(list(&store, late(date(2026, 3, 2))).await.is_empty());
        let of_other = WorkQuery { count: 9, standing: Standing::All, ..WorkQuery::default() };
        assert!(store.work_list(2, &of_other).await.unwrap().rows.is_empty(), "within the agency only");
    }
}

story! {
    async fn counts_are_kept_until_anybody_adds_to_the_ledger(database) {
        let (serving, command) = (database.open().await, database.open().await);
        fill(&command).await;
        let (today, soon) = (date(2026, 3, 10), date(2026, 3, 31));
        let counted = async |upto, today| serving.work_counts(1, today, soon, upto).await.unwrap();
        let sum = |counts: &[store::WorkCount]| counts.iter().map(|count| count.cases).sum::<u64>();
        let upto = serving.last_event().await.unwrap();
        let counts = counted(upto, today).await;
        assert!(Arc::ptr_eq(&counts, &counted(upto, today).await), "it is counted once");
        assert!(counts.iter().map(|count| count.overdue).sum::<u64>() == 2);
        assert!(counted(upto, date(2026, 3, 1)).await.iter().all(|count| count.overdue == 0), "of each day");
        take(&command, Channel::Internet, 9).await;
        let next = serving.last_event().await.unwrap();
        assert_eq!(sum(&counted(next, today).await), sum(&counts) + 1, "what another program adds is counted");
        // A page that asked before the addition neither takes the newer count away nor is kept.
        counted(upto, today).await;
        assert_eq!(sum(&counted(next, today).await), sum(&counts) + 1);
        assert!(serving.work_counts(2, today, soon, next).await.unwrap().is_empty(), "of each agency");
        assert_eq!(serving.publications_waiting(1, next).await.unwrap(), 0);
    }
}

story! {
    async fn counters_say_what_counting_would(database) {
        let store = database.open().await;
        fill(&store).await;
        let (today, soon) = (date(2026, 3, 10), date(2026, 3, 31));
        let counts = store.work_counts(1, today, soon, store.last_event().await.unwrap()).await.unwrap();
        let all = WorkQuery { standing: Standing::All, count: 50, ..WorkQuery::default() };
        let rows = store.work_list(1, &all).await.unwrap().rows;
        assert_eq!(counts.iter().map(|count| count.cases).sum::<u64>(), rows.len() as u64);
        for count in counts.iter() {
            let here: Vec<_> = rows
                .iter()
                .filter(|row| {
                    let application = &row.application;
                    (application.stage, application.queue()) == (count.stage, count.queue)
                        && application.handler.as_deref().unwrap_or_default() == count.handler
                })
                .collect();
            let limited = |is: fn(Date, Date, Date) -> bool| {
                let is_so = |row: &&&store::WorkRow| {
                    row.application.is_open() && row.limit.as_ref().is_some_and(|(_, by)| is(*by, today, soon))
                };
                here.iter().filter(is_so).count() as u64
            };
            assert_eq!(count.cases, here.len() as u64, "{count:?}");
            assert_eq!(count.overdue, limited(|by, today, _| by < today), "{count:?}");
            assert_eq!(count.due, limited(|by, today, soon| by >= today && by <= soon), "{count:?}");
        }
        assert_eq!(counts.iter().map(|count| count.overdue).sum::<u64>(), 2);
        let before = database.dump("handling_count").await;
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(database.dump("handling_count").await, before);
        assert!(before.iter().all(|row| !row.contains("cases=0")), "nothing lies there: {before:?}");
    }
}

story! {
    /// Rows that no index finds are looked for within a bound, page after page.
    async fn a_rare_kind_among_many_is_found_page_by_page(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        take(&store, Channel::Fax, 2).await;
        for _ in 0..40 {
            take(&store, Channel::Counter, 3).await;
        }
        let row = "insert into handling (agency, number, year, serial, stream, stage, turn, is_open, limit_by, \
                   arrived_on, data, version, queue, channel, applicant, listed_on) select agency, \
                   number || '-' || n, year, null, stream, stage, turn, is_open, limit_by, arrived_on, data, \
                   version, queue, channel, applicant, listed_on from handling, series \
                   where channel = 'counter' and not number like '%-%-%'";
        let series = "with recursive series (n) as (select 1 union all select n + 1 from series where n < 60)";
        database.meddle(&format!("{series} {row}")).await;
        let mut query =
            WorkQuery { channel: Some(Channel::Fax), standing: Standing::All, count: 10, ..WorkQuery::default() };
        let page = store.work_list(1, &query).await.unwrap();
        assert_eq!((page.rows.len(), page.is_cut), (0, true), "not within the bound");
        query.at = At::After(page.next.expect("it goes on"));
        let page = store.work_list(1, &query).await.unwrap();
        assert_eq!((numbers(&page), page.is_cut, page.next.is_none()), (vec!["2026-1"], false, true));
    }
}

story! {
    /// A page of a list is opened by one question; what is erased or does not open hides itself only.
    async fn what_was_written_with_a_page_of_registrations_is_opened_at_once(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), agency(2, "某某委")]).await.unwrap();
        for day in [2, 3, 4] {
            take(&store, Channel::Counter, day).await;
        }
        let asked = ["2026-1", "2026-2", "2026-3", "2026-9"];
        let texts = |written: &Written| match written {
            Written::Opened(bytes) => serde_json::from_slice::<serde_json::Value>(bytes).unwrap()["content"]
                .as_str()
                .map(str::to_owned),
            other => panic!("{other:?}"),
        };
        let read = async || store.registrations(1, &asked).await.unwrap();
        let opened = read().await;
        assert_eq!(opened.len(), 3, "no row for what is not there");
        assert_eq!(texts(&opened["2026-2"]).as_deref(), Some("申请人甲请求公开某某事项"));
        assert!(store.registrations(2, &asked).await.unwrap().is_empty(), "of the agency only");
        store.erase("application/1/2026-1").await.unwrap();
        database
            .meddle("update sealed set ciphertext = wrapped_key where hash = (select sealed from handling where number = '2026-3')")
            .await;
        let opened = read().await;
        assert_eq!((&opened["2026-1"], &opened["2026-3"]), (&Written::Erased, &Written::Unreadable));
        assert!(texts(&opened["2026-2"]).is_some());
    }
}

story! {
    /// A ledger of a program that did not keep the sealed record in the row gets it when it is opened.
    async fn an_older_ledger_is_filled_when_it_is_opened(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        take(&store, Channel::Counter, 2).await;
        act(&store, "2026-1", date(2026, 3, 3), "登记甲", Act::Assigned { to: "承办甲".into() }).await;
        let before = database.dump("handling").await;
        store.close().await;
        database
            .meddle("alter table handling drop column sealed; delete from _sqlx_migrations where version = 16")
            .await;
        let store = database.open().await;
        assert_eq!(database.dump("handling").await, before);
        assert_eq!(store.registrations(1, &["2026-1"]).await.unwrap().len(), 1);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}
