//! A fresh ledger of either kind with one agency and its settings.

use jiff::civil::date;
use office::agencies::{self, Settings};
use statute::registers::Agency;
use store::{Address, Author, Cipher, Draft, Fact, Keys, Store, Texts};
use tempfile::TempDir;

use super::schema;

/// Where a ledger is; it can be opened any number of times.
pub(crate) struct Place {
    address: Address,
    keys: Keys,
    _folder: TempDir,
}

impl Place {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("gongkai.db"));
        Self { address, keys: Keys::generate(Cipher::Aes256Gcm), _folder: folder }.filled().await
    }

    /// `None`, said aloud, where there is no server and none is required.
    pub(crate) async fn postgres() -> Option<Self> {
        let address = Address::Postgres(schema::fresh("o").await?);
        let folder = tempfile::tempdir().unwrap();
        let place = Self { address, keys: Keys::generate(Cipher::Sm4Gcm), _folder: folder };
        Some(place.filled().await)
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.address, self.keys.clone()).await.expect("the database opens")
    }

    async fn filled(self) -> Self {
        let store = self.open().await;
        let agency = Agency {
            name: "示例市测试局".into(),
            telephone: Some("0000-0000000".into()),
            ..Agency::default()
        };
        let fact = Fact::Agency { is_new: true, agency };
        let draft = Draft { agency: 1, stream: "agency/1".into(), expected: 0, fact, texts: Texts::Nothing };
        let author = Author { actor: "测试".into(), at: "2026-01-01T00:00:00Z".parse().unwrap() };
        store.append(&author, [draft]).await.unwrap();
        let settings = Settings {
            letter_code: "示测公开".into(),
            review_bodies: vec!["示例市人民政府".into()],
            courts: vec!["示例区人民法院".into()],
            online_review: "https://review.example.gov.cn".into(),
            ..Settings::default()
        };
        agencies::set(&store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
        store.close().await;
        self
    }
}

/// Runs a story on both databases.
macro_rules! story {
    (async fn $name:ident($place:ident) $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($place: crate::mail::databases::Place) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story(crate::mail::databases::Place::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(place) = crate::mail::databases::Place::postgres().await {
                    story(place).await;
                }
            }
        }
    };
}
pub(crate) use story;
