//! What the machine finds before the review: it is mended, or let pass by a named person.

use axum::http::StatusCode;
use office::applications::Upload;
use office::publications::{self, Writing};
use statute::procedure::Role;
use statute::publication::{Kind, Verb};

use super::super::{moment, office, officer};
use super::{MARKED, NOW, card, form, form_of, send, written};

#[tokio::test]
async fn what_the_machine_finds_is_mended_or_let_pass_by_a_named_person() {
    let office = office().await;
    let number = written(&office, card(Kind::News), &format!("<p>{MARKED}</p>")).await;
    let page = format!("/office/publications/{number}");
    let shown = office.get(Some(Role::Handler), &page).await.text;
    assert!(
        shown.contains("发布前筛查") && shown.contains("未处理") && !shown.contains("/override"),
        "{shown}"
    );
    let refused = send(&office, Role::Handler, &number, Verb::Submit, vec![]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("<li>发布前筛查——") && refused.text.contains(MARKED), "{}", refused.text);
    assert!(office.get(Some(Role::SecrecyReviewer), &page).await.text.contains("/override"));
    let none = send(&office, Role::SecrecyReviewer, &number, Verb::Override, form(Verb::Override)).await;
    assert!(none.text.contains("请选择放行哪些提示"), "{}", none.text);
    let fields = form_of(&office, &number, Verb::Override).await;
    let done = send(&office, Role::SecrecyReviewer, &number, Verb::Override, fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(office.get(Some(Role::Handler), &page).await.text.contains("已放行"));
    let again = send(&office, Role::SecrecyReviewer, &number, Verb::Override, form(Verb::Override)).await;
    assert!(again.text.contains("没有需要放行的提示"), "{}", again.text);
    assert_eq!(
        send(&office, Role::Handler, &number, Verb::Submit, vec![]).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn files_that_cannot_be_looked_into_are_told_on_the_page_of_the_draft() {
    let office = office().await;
    let files = ["坏一.pdf", "坏二.pdf"]
        .map(|name| Upload { name: name.into(), bytes: format!("%PDF-1.4\n{name}").into_bytes() });
    let writing =
        Writing { card: card(Kind::News), html: "<p>正文</p>".into(), files: files.into(), kept: vec![] };
    let by = officer(Role::Handler);
    let begun = publications::begin(&office.store, 1, writing, None, &by, moment(NOW)).await.expect("begun");
    let number = begun.number;
    let page = office.get(Some(Role::Handler), &format!("/office/publications/{number}")).await.text;
    let refused = send(&office, Role::Handler, &number, Verb::Submit, vec![]).await;
    assert!(refused.status.is_client_error(), "{}", refused.text);
    for name in ["坏一.pdf", "坏二.pdf"] {
        let said = format!("附件“{name}”：");
        assert!(page.contains(&said) && refused.text.contains(&said), "{said}: {page} {}", refused.text);
    }
    assert_eq!(page.matches("不能筛查").count(), 2, "{page}");
}
