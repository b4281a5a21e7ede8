//! One program serves a ledger at a time; its files are its owner's only.

use store::{Error, Serving, Store};

use crate::databases::{Database, story};
use crate::rows::{agency, author};

story! {
    async fn a_ledger_is_served_once(database) {
        let serving = Serving::start(&database.address).await.unwrap();
        let refused = Serving::start(&database.address).await.unwrap_err();
        assert!(matches!(refused, Error::Served(_)) && refused.to_string().contains("只开一个"), "{refused}");
        // Whoever works beside it is not kept out.
        let store: Store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        assert_eq!(store.agencies().await.unwrap().len(), 1);
        store.close().await;
        drop(serving);
        Serving::start(&database.address).await.unwrap();
        // Another ledger of the same server is another matter.
        for other in [Some(Database::sqlite()), Database::postgres().await].into_iter().flatten() {
            let _one = Serving::start(&database.address).await.unwrap();
            Serving::start(&other.address).await.unwrap();
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_of_a_ledger_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let database = Database::sqlite();
    let _serving = Serving::start(&database.address).await.unwrap();
    let store = database.open().await;
    store.append(&author(), [agency(1, "某某局")]).await.unwrap();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(database.folder()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.path());
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["gongkai.db", "gongkai.db-shm", "gongkai.db-wal", "gongkai.db.lock"]);
}
