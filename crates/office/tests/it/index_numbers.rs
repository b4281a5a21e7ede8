//! Index numbers by the pattern an agency has set, from the day it holds. 《条例》第12条第2款

use jiff::civil::{Date, date};
use office::agencies::{self, NotSet, Settings};
use statute::publication::Kind;
use store::{Author, Store};

use crate::ledgers::{Ledger, ledger};
use crate::publishing::{at, begun, card, publish};

const CODE: &str = "000014349";

async fn set(store: &Store, from: Date, pattern: &str) -> Result<(), NotSet> {
    let settings =
        Settings { code: Some(CODE.into()), index_pattern: pattern.to_owned(), ..Settings::default() };
    agencies::set(store, &Author { actor: "测试".into(), at: at(1) }, 1, from, &settings).await
}

/// The index number that something published on a day of March gets.
async fn numbered(store: &Store, title: &str, day: i64) -> String {
    let number = begun(store, card(Kind::Notice, title)).await;
    publish(store, &number, day).await;
    store.publication(1, &number).await.unwrap().unwrap().item.public.unwrap().index_number
}

#[tokio::test]
async fn an_agency_numbers_by_its_own_pattern_and_goes_on_counting_where_it_changes() {
    let Ledger { store, .. } = &ledger().await;
    set(store, date(2026, 1, 1), "").await.unwrap();
    assert_eq!(numbered(store, "通知公告一", 3).await, "000014349/2026-00001");
    set(store, date(2026, 3, 5), "{机构代码}-GK-{年份}-{流水号7}").await.unwrap();
    assert_eq!(numbered(store, "通知公告二", 4).await, "000014349/2026-00002");
    assert_eq!(numbered(store, "通知公告三", 5).await, "000014349-GK-2026-0000003");
    assert_eq!(numbered(store, "通知公告四", 6).await, "000014349-GK-2026-0000004");
    // What was given before a ledger is rebuilt is known after it.
    store.rebuild(|_| ()).await.unwrap();
    assert_eq!(numbered(store, "通知公告五", 7).await, "000014349-GK-2026-0000005");
}

#[tokio::test]
async fn a_pattern_that_is_none_is_refused() {
    let Ledger { store, .. } = &ledger().await;
    let refused = set(store, date(2026, 1, 1), "{年份}-{流水号5}").await.unwrap_err();
    assert!(refused.to_string().contains("索引号的写法「{年份}-{流水号5}」应依次为"), "{refused}");
}
