//! Lists of words that the office keeps.

use axum::http::StatusCode;
use statute::procedure::Role;

use super::office;

#[tokio::test]
async fn a_list_of_words_is_refused_by_line_and_kept_once() {
    let office = office().await;
    let address = "/office/lists/words";
    let page = office.get(Some(Role::SecrecyReviewer), address).await.text;
    assert!(page.contains("程序自带的示例") && page.contains("法定代表人"), "{page}");
    let form = |text: &str, version: i64| vec![("text", text.to_owned()), ("version", version.to_string())];
    let refused = office.post(Role::SecrecyReviewer, address, &form("甲，<b>，删", 0)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("第1行的处置“删”") && refused.text.contains("&#60;b&#62;"),
        "{}",
        refused.text
    );
    let kept = office.post(Role::SecrecyReviewer, address, &form("甲，乙，阻断", 0)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let late = office.post(Role::SecrecyReviewer, address, &form("丙，丁，确认", 0)).await;
    assert!(late.text.contains("刚刚由他人改过") && late.text.contains("丙，丁，确认"), "{}", late.text);
    let page = office.get(Some(Role::SecrecyReviewer), address).await.text;
    assert!(page.contains("甲，乙，阻断") && page.contains("修改"), "{page}");
    assert_eq!(office.get(Some(Role::Clerk), "/office/lists/none").await.status, StatusCode::NOT_FOUND);
}
