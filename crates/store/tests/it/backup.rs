//! A backup restores into an empty database of either kind, whole or not at all.

use jiff::civil::date;
use store::{BackupError, Store};

use crate::databases::{Database, PROJECTIONS, story};
use crate::rows::{agency, application, author, entered, row};

async fn filled(store: &Store) {
    let mut texts = row("2", date(2023, 5, 1), None);
    texts.content = Some("申请人甲的申请内容".into());
    store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
    store.append(&author(), [application(store::Step::Entered, 0, texts)]).await.unwrap();
    store.seal(&author()).await.unwrap();
}

async fn taken(store: &Store) -> Vec<u8> {
    let mut backup = Vec::new();
    store.backup(&mut backup, |_| {}).await.unwrap();
    backup
}

story! {
    async fn a_backup_comes_back_whole(database) {
        let store = database.open().await;
        filled(&store).await;
        let backup = taken(&store).await;
        // To the other kind of database as well as to the same.
        for mut other in [Some(Database::sqlite()), Database::postgres().await].into_iter().flatten() {
            other.keys = database.keys.clone();
            let restored = other.open().await;
            restored.restore(backup.as_slice(), |_| {}).await.unwrap();
            assert!(restored.verify(|_| {}).await.unwrap().is_sound());
            for table in PROJECTIONS.into_iter().chain(["event", "sealed", "seal"]) {
                assert_eq!(other.dump(table).await, database.dump(table).await, "{table}");
            }
            let again = restored.restore(backup.as_slice(), |_| {}).await;
            assert!(matches!(again, Err(BackupError::NotEmpty)));
        }
    }
}

story! {
    async fn a_backup_that_is_cut_off_or_altered_is_refused(database) {
        let store = database.open().await;
        filled(&store).await;
        let backup = String::from_utf8(taken(&store).await).unwrap();
        let cut: String = backup.lines().take(3).map(|line| format!("{line}\n")).collect();
        let altered = backup.replacen("\"applications.entered\"", "\"applications.corrected\"", 1);
        assert_ne!(altered, backup);
        let empty = Database::sqlite();
        let target = empty.open().await;
        for wrong in [cut.as_str(), &altered, "", "{\"format\":\"other\"}\n", "nonsense\n"] {
            let refused = target.restore(wrong.as_bytes(), |_| {}).await;
            assert!(matches!(refused, Err(BackupError::Broken { .. })), "{refused:?}");
        }
        assert_eq!(target.event_count().await.unwrap(), 0, "nothing is half done");
        target.restore(backup.as_bytes(), |_| {}).await.unwrap();
    }
}
