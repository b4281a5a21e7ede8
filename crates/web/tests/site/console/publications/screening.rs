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

/// A telephone number of nobody.
const NUMBER: &str = "13800138000";

#[tokio::test]
async fn what_is_found_is_shown_where_it_stands() {
    let office = office().await;
    let html = format!(
        "<p>欢迎莅临，电话{NUMBER}&lt;b&gt;，再拨{NUMBER}。</p><table><tr><td>甲</td><td>{MARKED}</td></tr></table>"
    );
    let titled =
        statute::publication::Card { summary: format!("请拨打{NUMBER}咨询"), ..card(Kind::News) };
    let number = written(&office, titled, &html).await;
    let page = format!("/office/publications/{number}");
    for page in [page.clone(), format!("{page}/override")] {
        let role = if page.ends_with("override") { Role::SecrecyReviewer } else { Role::Handler };
        let shown = office.get(Some(role), &page).await.text;
        let marks: Vec<_> = shown.matches(&format!(">{NUMBER}</mark><a href=\"#found-")).collect();
        assert_eq!(marks.len(), 2, "{shown}");
        assert!(
            shown.contains(&format!("<mark id=\"hit-4\">{MARKED}</mark><a href=\"#found-4\">")),
            "{shown}"
        );
        assert!(shown.contains("<li id=\"found-4\">") && shown.contains("href=\"#hit-4\""), "{shown}");
        assert!(shown.contains("手机号，筛查结果<"), "{shown}");
        // What stands elsewhere is shown with the words around it, and nothing typed becomes markup.
        assert!(
            shown.contains(&format!("请拨打<mark>{NUMBER}<span")) && shown.contains("&lt;b&gt;"),
            "{shown}"
        );
        assert!(!shown.contains("#hit-1\""), "{shown}");
    }
    // Nothing of that is kept.
    let stored = office.store.publication(1, &number).await.expect("an answer").expect("it is there");
    let kept = office.store.content(&stored.item.draft.body).await.expect("an answer").expect("kept");
    assert!(!String::from_utf8(kept).expect("text").contains("mark"), "the text stays what it was");
}

#[tokio::test]
async fn a_word_of_the_list_is_told_with_what_should_stand_there() {
    let office = office().await;
    let number = written(&office, card(Kind::News), "<p>领导莅临我局</p>").await;
    let shown = office.get(Some(Role::Handler), &format!("/office/publications/{number}")).await.text;
    let said = "正文第1行“莅临”（提示，属于本机关词库的用词，建议改为“到”）";
    assert!(shown.contains(said), "{shown}");
}

#[tokio::test]
async fn a_link_to_nowhere_is_told_of_the_draft_and_when_it_is_submitted() {
    let office = office().await;
    let shown = super::published(&office, "关于失业保险的通知", 5).await;
    let hidden = written(&office, card(Kind::News), "<p>草稿</p>").await;
    let html = format!(
        "<p><a href=\"/p/{shown}\">公开的</a><a href=\"/p/{hidden}\">没有公开的</a>\
         <a href=\"/none/\">没有的</a><a href=\"https://example.com/none\">其他网站</a></p>"
    );
    let number = written(&office, card(Kind::News), &html).await;
    let page = format!("/office/publications/{number}");
    for page in [page.clone(), format!("{page}/submit")] {
        let text = office.get(Some(Role::Handler), &page).await.text;
        let told = |address: &str| text.contains(&format!("<span class=\"address\">{address}</span>"));
        assert!(text.contains("打不开的链接") && told(&format!("/p/{hidden}")) && told("/none/"), "{text}");
        assert!(!told(&format!("/p/{shown}")) && !told("https://example.com/none"), "{text}");
    }
    let submitted = send(&office, Role::Handler, &number, Verb::Submit, vec![]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "it warns only: {}", submitted.text);
}
