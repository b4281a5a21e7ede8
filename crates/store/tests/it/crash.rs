//! A process that dies in the middle of a batch leaves nothing behind.

use std::process::Command;

use store::{Address, Keys, Store};

use crate::databases::story;
use crate::rows::{agency, author, entered};

/// Names the database for [`child`]; without it the test is only a name.
const VARIABLE: &str = "GONGKAI_CRASH_DATABASE";

/// The process that dies: run by the stories below in a process of its own.
#[tokio::test]
async fn child() {
    let Ok(address) = std::env::var(VARIABLE) else { return };
    let store = Store::open(&Address::parse(&address).unwrap(), Keys::none()).await.unwrap();
    let rows = (0..).map(|n| {
        if n == 2000 {
            std::process::abort();
        }
        entered(&format!("new-{n}"))
    });
    store.append(&author(), rows).await.unwrap();
}

story! {
    async fn nothing_is_half_done_after_a_crash(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
        let address = match &database.address {
            Address::Sqlite(path) => path.display().to_string(),
            Address::Postgres(url) => url.clone(),
        };
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["crash::child", "--exact"])
            .env(VARIABLE, address)
            .output()
            .unwrap()
            .status;
        assert!(!status.success(), "the child died");
        assert_eq!(store.event_count().await.unwrap(), 2);
        assert_eq!(database.dump("application").await.len(), 1);
        // The lock died with the process.
        store.append(&author(), [entered("2")]).await.unwrap();
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}
