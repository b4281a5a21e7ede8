//! A file is scrubbed after it was shown what goes.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::Kind;

use super::super::{office, roles};
use super::{MARKED, NEW, send_files, typed};

/// A Word file with a comment.
fn commented() -> Vec<u8> {
    use std::io::Write;
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let comment = "<w:comment w:id=\"1\"><w:p><w:r><w:t>此处再议&lt;b&gt;</w:t></w:r></w:p></w:comment>";
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!(
                "<w:document {W}><w:body><w:p><w:r><w:t>名单如下，{MARKED}</w:t></w:r></w:p></w:body></w:document>"
            ),
        ),
        ("word/comments.xml", format!("<w:comments {W}>{comment}</w:comments>")),
    ];
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("a part");
    }
    package.finish().expect("a package").into_inner()
}

#[tokio::test]
async fn a_file_is_scrubbed_after_it_was_shown_what_goes() {
    let office = office().await;
    let word = commented();
    let files: [(&str, &[u8]); 2] = [("名单.docx", &word), ("说明.pdf", b"%PDF-1.4\n")];
    let begun = send_files(&office, NEW, &typed(Kind::News, "净化测试"), &files).await;
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    let [one, two] = stored.item.draft.files.as_slice() else { panic!("two files: {}", begun.text) };
    let scrub = |sm3: &str| format!("{}/files/{sm3}/scrub", begun.to);
    let card = office.get(Some(Role::Handler), &begun.to).await.text;
    assert!(card.contains(&format!("href=\"{}\"", scrub(&one.sm3))), "{card}");
    assert!(!office.get(Some(Role::Signer), &begun.to).await.text.contains("/scrub"));

    let page = office.get(Some(Role::Handler), &scrub(&one.sm3)).await;
    assert_eq!(page.status, StatusCode::OK);
    for told in ["发现批注1处", "批注1第1段", "此处再议&#60;b&#62;", "还有1处在正文里", "净化并替换"]
    {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
    let pdf = office.get(Some(Role::Handler), &scrub(&two.sm3)).await;
    assert!(pdf.status == StatusCode::OK && pdf.text.contains("不能自动净化"), "{}", pdf.text);
    assert!(!pdf.text.contains("净化并替换"));
    let missing = office.get(Some(Role::Handler), &scrub(&"0".repeat(64))).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);

    let form = vec![("version", "1".to_owned())];
    for role in roles() {
        let may = matches!(role, Role::Clerk | Role::Handler);
        if !may {
            assert_eq!(
                office.post(role, &scrub(&one.sm3), &form).await.status,
                StatusCode::FORBIDDEN,
                "{role:?}"
            );
            assert_eq!(
                office.get(Some(role), &scrub(&one.sm3)).await.status,
                StatusCode::FORBIDDEN,
                "{role:?}"
            );
        }
    }
    let refused = office.post(Role::Handler, &scrub(&two.sm3), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let late = office.post(Role::Handler, &scrub(&one.sm3), &[("version", "9".to_owned())]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let done = office.post(Role::Handler, &scrub(&one.sm3), &form).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, begun.to.as_str()), "{}", done.text);
    let card = office.get(Some(Role::Handler), &begun.to).await.text;
    assert!(card.contains("已净化") && !card.contains(&one.sm3), "{card}");
    let old = office.get(Some(Role::Handler), &format!("{}/files/{}", begun.to, one.sm3)).await;
    assert_eq!(old.status, StatusCode::NOT_FOUND, "it is no file of the publication any more");
}
