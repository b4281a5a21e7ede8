//! Personal data is sealed: unreadable in the database, gone when its key is destroyed.

use jiff::civil::date;
use statute::rectification;
use statute::registers::{Channel, Register};
use store::{Entry, Error, Keys, Step, Store};

use crate::databases::story;
use crate::rows::{agency, application, author, row};

const SECRET: &str = "申请人甲，电话13000000000，请求公开某某事项";

fn with_texts() -> store::Draft {
    let mut texts = row("1", date(2023, 5, 1), None);
    texts.content = Some(SECRET.into());
    texts.topic = Some("甲的养老保险".into());
    application(Step::Entered, 0, texts)
}

story! {
    async fn texts_come_back_with_the_key_only(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), with_texts()]).await.unwrap();
        let stored = store.register(1, Register::Applications).await.unwrap();
        let Entry::Application(application) = &stored[0].entry else { panic!("an application") };
        assert_eq!(application.content.as_deref(), Some(SECRET));
        assert_eq!(application.topic.as_deref(), Some("甲的养老保险"));

        let without = Store::open(&database.address, Keys::none()).await.unwrap();
        let error = without.register(1, Register::Applications).await.unwrap_err();
        assert!(matches!(error, Error::KeyMissing(_)), "{error:?}");
        let other = Store::open(&database.address, Keys::generate(store::Cipher::Sm4Gcm)).await.unwrap();
        assert!(other.register(1, Register::Applications).await.is_err());
    }
}

story! {
    async fn nothing_personal_is_in_clear(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), with_texts()]).await.unwrap();
        for table in ["event", "sealed", "application", "blind_index"] {
            for line in database.dump(table).await {
                assert!(!line.contains("13000000000") && !line.contains("养老"), "{table}: {line}");
            }
        }
        for event in store.stream("applications/1/1").await.unwrap() {
            let text = String::from_utf8(event.data).unwrap();
            assert!(!text.contains("13000000000") && !text.contains("养老"), "{text}");
        }
        if let Some(bytes) = database.bytes() {
            for secret in ["13000000000", "养老保险"] {
                assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
            }
        }
    }
}

story! {
    async fn erasing_destroys_the_key_and_leaves_the_chain(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), with_texts()]).await.unwrap();
        let wrapped = database.dump("sealed").await;
        assert_eq!(store.erase("applications/1/1").await.unwrap(), 1);
        assert_eq!(store.erase("applications/1/1").await.unwrap(), 0);
        assert_ne!(database.dump("sealed").await, wrapped);
        assert_eq!(store.sealed_of("applications/1/1").await.unwrap().iter().filter(|(_, open)| *open).count(), 0);
        let stored = store.register(1, Register::Applications).await.unwrap();
        assert!(stored[0].is_erased);
        let Entry::Application(application) = &stored[0].entry else { panic!("an application") };
        assert_eq!((&application.content, &application.topic), (&None, &None));
        let found = store.verify(|_| {}).await.unwrap();
        assert!(found.is_sound());
        assert_eq!((found.sealed, found.erased), (1, 1));
        store.rebuild(|_| {}).await.unwrap();
        assert!(store.register(1, Register::Applications).await.unwrap()[0].is_erased, "also after a rebuild");
    }
}

story! {
    /// A record moved to another stream does not open.
    async fn a_sealed_record_is_bound_to_its_stream(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), with_texts()]).await.unwrap();
        database.meddle("update application set stream = 'applications/1/other'").await;
        let error = store.register(1, Register::Applications).await.unwrap_err();
        assert!(matches!(error, Error::SealBroken(_)), "{error:?}");
    }
}

story! {
    async fn a_value_is_found_by_the_blind_index(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), with_texts()]).await.unwrap();
        let hash = store.sealed_of("applications/1/1").await.unwrap()[0].0.clone();
        let hash: Vec<u8> = (0..32).map(|n| u8::from_str_radix(&hash[2 * n..2 * n + 2], 16).unwrap()).collect();
        store.index_sealed(1, "电话", "13000000000", &hash.try_into().unwrap()).await.unwrap();
        assert_eq!(store.find_sealed(1, "电话", "13000000000").await.unwrap(), ["applications/1/1"]);
        assert!(store.find_sealed(1, "电话", "13000000001").await.unwrap().is_empty());
        assert!(store.find_sealed(1, "姓名", "13000000000").await.unwrap().is_empty(), "the field is part of it");
        assert!(store.find_sealed(2, "电话", "13000000000").await.unwrap().is_empty(), "within the agency only");
        store.erase("applications/1/1").await.unwrap();
        assert!(store.find_sealed(1, "电话", "13000000000").await.unwrap().is_empty());
    }
}

story! {
    /// What a request to correct records was handed in with goes with its texts.
    async fn erasing_a_request_to_correct_records_destroys_the_keys_of_its_attachments(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let act = rectification::Act::Registered {
            channel: Channel::Counter,
            received_on: date(2026, 3, 2),
            submission: None,
        };
        let step = rectification::Step { on: date(2026, 3, 2), by: "登记甲".into(), act };
        let texts = serde_json::Map::from_iter([("record".to_owned(), "参保登记".into())]);
        let record = store::Record { texts, files: vec![b"a scan".to_vec()], index: vec![] };
        let registered = store.register_rectification(&author(), 1, step, record).await.unwrap();
        let stream = format!("rectification/1/{}", registered.number);
        let steps = store.rectification_steps(&stream).await.unwrap();
        let scan = store.open_sealed(&stream, &steps[0].files[0]).await.unwrap();
        assert_eq!(scan.as_deref(), Some(b"a scan".as_slice()));
        assert_eq!(store.erase(&stream).await.unwrap(), 2);
        assert_eq!(store.open_sealed(&stream, &steps[0].files[0]).await.unwrap(), None);
        assert_eq!(store.rectification_steps(&stream).await.unwrap()[0].texts, None);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}
