//! A fresh ledger with one agency.

use statute::registers::Agency;
use store::{Address, Author, Cipher, Draft, Fact, Keys, Store, Texts};
use tempfile::TempDir;

/// A ledger of one test; the folder lives as long as it.
pub(crate) struct Ledger {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
}

/// Opens it, with 示例市测试局 as agency 1.
pub(crate) async fn ledger() -> Ledger {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::Sqlite(folder.path().join("gongkai.db"));
    let store = Store::open(&address, Keys::generate(Cipher::Aes256Gcm)).await.unwrap();
    let agency = Agency { name: "示例市测试局".into(), ..Agency::default() };
    let draft = Draft {
        agency: 1,
        stream: "agency/1".into(),
        expected: 0,
        fact: Fact::Agency { is_new: true, agency },
        texts: Texts::Nothing,
    };
    let author = Author { actor: "测试".into(), at: "2026-01-01T00:00:00Z".parse().unwrap() };
    store.append(&author, [draft]).await.unwrap();
    Ledger { store, folder }
}
