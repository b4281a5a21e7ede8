//! The stored format is the same on both databases, and does not change from one version to the next.

use crate::databases::story;
use crate::rows::{agency, author, entered};

story! {
    async fn bytes_and_hash_are_these(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("2023-001")]).await.unwrap();
        let event = &store.stream("applications/1/2023-001").await.unwrap()[0];
        assert_eq!(
            String::from_utf8(event.data.clone()).unwrap(),
            concat!(
                r#"{"actor":"经办人甲","agency":1,"at":"2024-01-15T01:02:03Z","data":{"entry":"#,
                r#"{"applicant":"natural_person","channel":"internet","number":"2023-001","#,
                r#""received_on":"2023-03-01"}},"kind":"applications.entered","#,
                r#""stream":"applications/1/2023-001","version":1}"#
            )
        );
        assert_eq!(store::hex(&event.hash), // Worked out with OpenSSL.
            "8dfbc20028e36b43d48c0a2dd57237aa614af9e3f973f1cc70dde37e2b38f308");
    }
}
