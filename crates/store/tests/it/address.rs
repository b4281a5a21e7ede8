//! Addresses and key files keep their secrets.

use std::path::Path;

use store::{Address, Cipher, Error, Keys, Store};

use crate::databases::Database;

#[test]
fn addresses_are_read() {
    for path in ["gongkai.db", "sqlite:gongkai.db", "sqlite://gongkai.db"] {
        assert_eq!(Address::parse(path).unwrap(), Address::Sqlite("gongkai.db".into()));
    }
    assert!(matches!(Address::parse("postgresql://a@b/c").unwrap(), Address::Postgres(_)));
    assert!(
        matches!(Address::parse("mysql://u:secret@h/d"), Err(Error::Address(text)) if !text.contains("secret"))
    );
    assert!(Address::parse("").is_err());
    assert_eq!(Address::parse("a/city.db").unwrap().key_file(), Path::new("a/city.key"));
}

#[tokio::test]
async fn a_password_is_in_no_message() {
    for url in
        ["postgres://u:se:cret@127.0.0.1:1/d?sslmode=disable", "postgres://u@127.0.0.1:1/d?password=cret"]
    {
        let address = Address::parse(url).unwrap();
        let error = Store::open(&address, Keys::none()).await.err().expect("nobody listens there");
        for text in [format!("{address}"), format!("{address:?}"), format!("{error}"), format!("{error:?}")] {
            assert!(!text.contains("cret"), "{text}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_is_for_its_owner_and_is_never_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gongkai.key");
    let keys = Keys::create(&path, Cipher::Aes256Gcm).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let again = Keys::create(&path, Cipher::Sm4Gcm).unwrap();
    assert_eq!(format!("{keys:?}"), format!("{again:?}"), "the first file stays");
    assert_eq!(keys.blind("a", "b"), Keys::read(&path).unwrap().blind("a", "b"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
    let text = std::fs::read_to_string(&path).unwrap();
    let secret = text.split('"').find(|part| part.len() == 64).expect("a secret of 32 bytes");
    assert!(!format!("{keys:?}").contains(secret));
}

#[test]
fn a_broken_key_file_says_so_without_showing_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gongkai.key");
    for text in ["", "secret", r#"{"keys":[{"id":"1","cipher":"aes-256-gcm","secret":"5ec4e7"}],"blind":""}"#]
    {
        std::fs::write(&path, text).unwrap();
        let error = Keys::read(&path).unwrap_err().to_string();
        assert!(error.contains("gongkai.key") && !error.contains("5ec4e7"), "{error}");
    }
}

#[tokio::test]
async fn a_folder_is_no_database() {
    let database = Database::sqlite();
    let address = Address::Sqlite(database.folder().to_path_buf());
    assert!(matches!(Store::open(&address, Keys::none()).await, Err(Error::Open { .. })));
}
