//! A file that is brought in becomes a draft.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::Kind;

use super::super::{office, roles};
use super::{NEW, send_files};

#[tokio::test]
async fn a_file_that_is_brought_in_fills_a_draft_and_tells_what_to_look_at() {
    let office = office().await;
    let (new, bring) = (office.get(Some(Role::Handler), NEW).await.text, "/office/publications/bring-in");
    assert!(new.contains("带入文件") && new.contains("id=\"bring-kind\""), "{new}");
    let kind = |kind: Kind| vec![("kind", kind.code().to_owned()), ("submission", "b".to_owned())];
    let empty = send_files(&office, bring, &[], &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("请选择类别") && empty.text.contains("请选择要带入的文件"), "{}", empty.text);
    for (name, bytes) in [
        ("通知.docx", &b"PK\x03\x04broken"[..]),
        ("旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("x.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00"),
    ] {
        let refused = send_files(&office, bring, &kind(Kind::Notice), &[(name, bytes)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            refused.text.contains(name) && refused.text.contains("bring-file-error"),
            "{name}: {}",
            refused.text
        );
    }
    let html = "<html><head><title>x</title><meta charset=\"utf-8\"></head><body><h1>关于技能培训的通知</h1>\
                <p>示测发（2026）8号</p><p>各单位：</p><p onclick=\"x()\">培训于三月举行，请按时参加，名单另行公布。</p>\
                <script>alert(1)</script><p>2026年3月9日</p></body></html>";
    let files = [("通知.html", html.as_bytes())];
    let begun = send_files(&office, bring, &kind(Kind::Policy), &files).await;
    assert_eq!(begun.to, "/office/publications/P2026-1/edit", "{}", begun.text);
    let twice = send_files(&office, bring, &kind(Kind::Policy), &files).await;
    assert_eq!(twice.to, begun.to, "the same form again is the same publication");
    let edit = office.get(Some(Role::Handler), &begun.to).await.text;
    for told in ["文件已经带入，请核对", "请逐项核对", "培训于三月举行", "没有附上"]
    {
        assert!(edit.contains(told), "{told}: {edit}");
    }
    assert!(!edit.contains("alert(1)") && !edit.contains("onclick"), "{edit}");
    assert!(!office.get(Some(Role::Handler), &begun.to).await.text.contains("文件已经带入"), "told once");
    for role in roles() {
        let sent = office.post(role, bring, &[]).await.status;
        let may = matches!(role, Role::Clerk | Role::Handler);
        assert_eq!(sent != StatusCode::FORBIDDEN, may, "{role:?}");
    }
}
