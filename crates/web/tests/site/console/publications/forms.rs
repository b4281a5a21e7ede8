//! What the form offers, and forms that are refused.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::Kind;

use super::super::office;
use super::{NEW, at, form, send, typed, verbs, version};
use crate::messages_follow_the_fields;

#[tokio::test]
async fn the_form_offers_only_columns_that_publications_are_put_into() {
    let office = office().await;
    let page = office.get(Some(Role::Handler), NEW).await.text;
    for (code, is_offered) in [
        ("gkml", true),
        ("zcwj", true),
        ("ysqgk", false),
        ("zfxxgknb", false),
        ("fzsx", false),
        ("zqyj", false),
    ] {
        assert_eq!(page.contains(&format!("<option value=\"{code}\"")), is_offered, "{code}");
    }
}

#[tokio::test]
async fn empty_wrong_hostile_and_overlong_forms_come_back_as_typed() {
    let office = office().await;
    let empty = office.post(Role::Handler, NEW, &[("kind", String::new()), ("title", String::new())]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    messages_follow_the_fields(&empty.text);
    assert!(empty.text.contains("请选择类别") && empty.text.contains("请填写标题"));
    for (name, value, said) in [
        ("kind", "x", "请重新选择类别"),
        ("title", &*"长".repeat(2000), "标题有2000个字，应不超过200个字"),
        ("summary", &*"长".repeat(501), "内容概述有501个字"),
        ("made_on", "2026-02-30", "成文日期应为存在的日期"),
        ("made_on", "2026-03-17", "晚于今天"),
        ("valid_until", "2026-03-01", "早于有效期起"),
        ("document_number", "第五号", "应形如"),
        ("document_number", "示测发〔2025〕5号", "不同年"),
        ("theme", "旅游", "应从列表中选择"),
        ("column", "nowhere", "没有栏目"),
        ("attribute", "secret", "请重新选择公开属性"),
        ("interprets", "P2026-1", "只用于政策解读"),
        ("issuer", "局\u{7}", "不能识别的字符"),
        ("keywords", &*"词".repeat(201), "关键词最多200字"),
    ] {
        let mut form = typed(Kind::Policy, "标题");
        form.retain(|(known, _)| *known != name);
        form.push((name, value.to_owned()));
        let refused = office.post(Role::Clerk, NEW, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text.contains(said), "{name}: {}", refused.text);
        messages_follow_the_fields(&refused.text);
        assert!(refused.text.contains("一、总则"), "{name}: the text stays");
    }
    let mut unknown = typed(Kind::Interpretation, "解读");
    unknown.push(("interprets", "P2026-77".into()));
    assert!(office.post(Role::Clerk, NEW, &unknown).await.text.contains("P2026-77 不存在"));
    let hostile = "\"><script>alert(1)</script>";
    for verb in verbs().filter(|verb| !form(*verb).is_empty()) {
        let number = at(&office, verb).await;
        let before = version(&office, &number).await;
        for text in [format!("{hostile}{}", "长".repeat(6000)), format!("{hostile}\u{0}")] {
            let fields = form(verb).into_iter().map(|(name, _)| (name, text.clone())).collect();
            let refused = send(&office, verb.rule().roles[0], &number, verb, fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb:?}");
            assert!(
                !refused.text.contains("<script>alert") && refused.text.contains("处需要修改"),
                "{verb:?}"
            );
        }
        assert_eq!(version(&office, &number).await, before, "{verb:?}");
    }
    // A text with a script is cleaned; the title is shown as it was typed.
    let mut form = typed(Kind::News, hostile);
    form.retain(|(name, _)| *name != "html");
    form.push(("html", format!("<p onclick=\"x()\">正文{hostile}</p>")));
    let begun = office.post(Role::Clerk, NEW, &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let page = office.get(Some(Role::Clerk), &begun.to).await.text;
    assert!(!page.contains("<script>alert") && !page.contains("onclick") && page.contains("正文"), "{page}");
}
