//! Files of a publication: added, kept, removed.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::Kind;

use super::super::office;
use super::{NEW, send_files, typed};

#[tokio::test]
async fn attachments_are_added_kept_and_removed() {
    let office = office().await;
    let fields = typed(Kind::Notice, "附件测试");
    let wrong = send_files(&office, NEW, &fields, &[("名单.xlsx", b"%PDF-1.4\n")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("内容却是 pdf 文件"), "{}", wrong.text);
    let files: [(&str, &[u8]); 2] = [("一.pdf", b"%PDF-1.4\n1"), ("二.pdf", b"%PDF-1.4\n2")];
    let begun = send_files(&office, NEW, &fields, &files).await;
    assert_eq!(begun.to, "/office/publications/P2026-1", "{}", begun.text);
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    let [one, two] = stored.item.draft.files.as_slice() else { panic!("two files") };
    let file = office.get(Some(Role::SecrecyReviewer), &format!("{}/files/{}", begun.to, two.sm3)).await;
    assert_eq!(
        (file.status, file.bytes.as_slice(), &*file.kind),
        (StatusCode::OK, &b"%PDF-1.4\n2"[..], "application/pdf")
    );
    let other = office.get(Some(Role::Clerk), &format!("{}/files/{}", begun.to, "0".repeat(64))).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.get(Some(Role::AuditAdministrator), &format!("{}/files/{}", begun.to, one.sm3)).await.status,
        StatusCode::FORBIDDEN
    );
    let page = office.get(Some(Role::Clerk), &begun.to).await.text;
    assert!(page.contains(&one.sm3) && page.contains("一.pdf"), "{page}");
    let edit = format!("{}/edit", begun.to);
    let form = office.get(Some(Role::Handler), &edit).await.text;
    assert!(form.contains(&format!("value=\"{}\" checked", one.sm3)), "{form}");
    let mut fields = fields;
    fields.extend([("version", "1".to_owned()), ("kept", two.sm3.clone())]);
    let saved = send_files(&office, &edit, &fields, &[("三.pdf", b"%PDF-1.4\n3")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    let names: Vec<_> = stored.item.draft.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["二.pdf", "三.pdf"]);
}
