//! Templates of letters: listed, tried out, saved where they are sound, and used from then on.

use axum::http::StatusCode;
use office::letters::Templates;
use statute::procedure::{Act, Role, Verb};

use super::{moment, office, stages};

const KEEPER: Role = Role::SystemAdministrator;

#[tokio::test]
async fn a_template_is_tried_saved_used_and_given_back() {
    let office = office().await;
    let number = stages::application(&office, Verb::Sign).await;
    let address = "/office/templates/r1b";
    let list = office.get(Some(KEEPER), "/office/templates").await.text;
    assert!(list.contains("予以公开告知书") && list.contains("<td data-label=\"现用\">自带</td>"));
    assert!(!list.contains("自定</strong>"));
    let own = Templates::standard().text("r1b").replace("本机关决定予以公开", "我局决定予以公开<b>");
    let shown = office.get(Some(KEEPER), address).await.text;
    assert!(shown.contains("{{ supplied.what }}") && shown.contains("必须载明"), "{shown}");
    let text = |text: &str| [("text", text.to_owned())];
    let tried = office.post(KEEPER, &format!("{address}/preview"), &text(&own)).await;
    assert_eq!(tried.status, StatusCode::OK);
    assert!(
        tried.text.contains("尚未保存") && tried.text.contains("我局决定予以公开&#60;b&#62;"),
        "{}",
        tried.text
    );
    assert!(office.store.template_changes(1).await.unwrap().is_empty());
    for (wrong, words) in [
        (
            own.replace("supplied.what", "supplied.waht"),
            "r1b.txt 第4行：没有名为“supplied.waht”的事项；相近的名称：supplied.what",
        ),
        (own.replace("{{ basis }}", ""), "必须载明的“法律依据”"),
        (own.clone() + "{% if", "没有以 %} 结束"),
        (String::new(), "第一行应为标题"),
    ] {
        for action in ["", "/preview"] {
            let refused = office.post(KEEPER, &format!("{address}{action}"), &text(&wrong)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(
                refused.text.contains("id=\"text-error\"") && refused.text.contains(words),
                "{}",
                refused.text
            );
            if !wrong.is_empty() {
                assert!(refused.text.contains("我局决定予以公开"), "what was typed stays");
            }
        }
    }
    let before = "2026-03-16T02:00:00Z";
    let saved = office.post(KEEPER, address, &text(&own)).await;
    assert_eq!((saved.status, saved.to.as_str()), (StatusCode::SEE_OTHER, address));
    let shown = office.get(Some(KEEPER), address).await.text;
    assert!(
        shown.contains("恢复自带模板") && shown.contains("2026-03-16　system_administrator　保存自定模板")
    );
    assert!(office.get(Some(KEEPER), "/office/templates").await.text.contains("自定</strong>，2026-03-16起"));
    let file = office.get(Some(KEEPER), &format!("{address}/preview.pdf")).await;
    assert!(file.status == StatusCode::OK && file.text.starts_with("%PDF-"));
    // The letter is written with it.
    office.does(&number, Role::Signer, Act::Signed { letter: String::new() }, moment(before)).await;
    let word = office.get(Some(Role::Clerk), &format!("/office/applications/{number}/letter.docx")).await;
    assert_eq!(word.status, StatusCode::OK);
    let given_back = office.post(KEEPER, &format!("{address}/reset"), &[]).await;
    assert_eq!(given_back.status, StatusCode::SEE_OTHER);
    assert!(!office.get(Some(KEEPER), "/office/templates").await.text.contains("自定</strong>"));
    assert_eq!(office.get(Some(KEEPER), "/office/templates/r9").await.status, StatusCode::NOT_FOUND);
}
