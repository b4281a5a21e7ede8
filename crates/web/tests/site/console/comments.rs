//! Comments of citizens in the console: who reads them, who answers, what is entered by hand; the notice of a draft.

use axum::http::StatusCode;
use jiff::civil::date;
use office::comments::{self, Incoming};
use statute::procedure::{Officer, Role};
use statute::publication::{Card, Kind, Least};
use statute::registers::Channel;

use super::publications::{begun, card, does, written};
use super::{Office, moment, office, roles};
use crate::messages_follow_the_fields;
use crate::publishing::course;

const NOW: &str = "2026-03-16T02:00:00Z";

/// The notice of a draft until 20 March.
async fn asked(office: &Office) -> String {
    let mut card = card(Kind::Commentary);
    card.commentary.as_mut().expect("it asks").until = Some(date(2026, 3, 20));
    let number = begun(office, card).await;
    for (role, act) in course() {
        does(office, &number, role, act, "2026-03-03T02:00:00Z").await;
    }
    number
}

async fn commented(office: &Office, draft: &str, text: &str) -> String {
    let incoming = Incoming {
        publication: draft.to_owned(),
        channel: Channel::Internet,
        received_on: date(2026, 3, 16),
        name: "申请人甲".into(),
        contact: "13000000000".into(),
        clause: String::new(),
        text: text.to_owned(),
        submission: None,
    };
    let by = Officer::applicant();
    comments::receive(&office.store, 1, incoming, &by, moment(NOW)).await.expect("taken").number
}

#[tokio::test]
async fn who_reads_applications_reads_comments_and_who_works_on_them_answers() {
    let office = office().await;
    let draft = asked(&office).await;
    let comment = commented(&office, &draft, "建议延长期限，我的号码是11010119900307100X").await;
    let (list, one) =
        (format!("/office/publications/{draft}/comments"), format!("/office/comments/{comment}"));
    for role in roles() {
        let works = matches!(role, Role::Clerk | Role::Handler);
        for (address, may) in [
            (list.as_str(), role.reads_applications()),
            (one.as_str(), role.reads_applications()),
            (&format!("{list}/new"), works),
        ] {
            let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            let shown = office.get(Some(role), address).await;
            assert_eq!(shown.status, expected, "{role:?} {address}");
            assert!(!may || shown.caching == "no-store", "{address}");
        }
        let version = office.store.comment(1, &comment).await.expect("an answer").expect("there").version;
        let form =
            [("answer", "partly".to_owned()), ("reason", "理由".into()), ("version", version.to_string())];
        let sent = office.post(role, &one, &form).await.status;
        assert_eq!(sent == StatusCode::SEE_OTHER, works, "{role:?}: {sent}");
    }
    let page = office.get(Some(Role::Reviewer), &one).await.text;
    assert!(page.contains("申请人甲") && !page.contains("11010119900307100X"), "{page}");
    assert!(!page.contains("<form method=\"post\" action=\"/office/comments"), "nothing to answer: {page}");
    assert_eq!(office.get(Some(Role::Clerk), "/office/comments/V2026-9").await.status, StatusCode::NOT_FOUND);
    let case = office.get(Some(Role::Handler), &format!("/office/publications/{draft}")).await.text;
    assert!(case.contains("收到意见1条，采纳0条，部分采纳1条") && case.contains(&list), "{case}");
    let reviewer = office.get(Some(Role::SecrecyReviewer), &format!("/office/publications/{draft}")).await;
    assert!(!reviewer.text.contains(&list), "who reads no applications reads no comments");
    for (show, has) in [("", false), ("?show=partly", true), ("?show=rejected", false)] {
        let shown = office.get(Some(Role::Clerk), &format!("{list}{show}")).await.text;
        assert_eq!(shown.contains(&format!("/office/comments/{comment}")), has, "{show}");
    }
}

#[tokio::test]
async fn an_answer_needs_its_reason_and_the_latest_state() {
    let office = office().await;
    let draft = asked(&office).await;
    let comment = commented(&office, &draft, "建议延长期限").await;
    let one = format!("/office/comments/{comment}");
    let send = async |answer: &str, reason: &str, version: &str| {
        let form =
            [("answer", answer.to_owned()), ("reason", reason.to_owned()), ("version", version.to_owned())];
        office.post(Role::Handler, &one, &form).await
    };
    let refused = send("", "理由", "1").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("请选择采纳情况"));
    let refused = send("adopted", " ", "1").await;
    assert!(refused.text.contains("请填写理由"), "{}", refused.text);
    messages_follow_the_fields(&refused.text);
    assert_eq!(send("adopted", "予以采纳", "1").await.status, StatusCode::SEE_OTHER);
    let stale = send("rejected", "不采纳的理由", "1").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("刚刚由他人处理过") && stale.text.contains("不采纳的理由"), "{}", stale.text);
    let forged = office.post_without_token(Some(Role::Handler), &one, &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_came_by_post_is_entered_once() {
    let office = office().await;
    let draft = asked(&office).await;
    let address = format!("/office/publications/{draft}/comments/new");
    let form = |channel: &str, on: &str| {
        [
            ("submission", "k"),
            ("channel", channel),
            ("received_on", on),
            ("text", "来信"),
            ("name", "申请人甲"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
    };
    for (channel, on, said) in [
        ("internet", "2026-03-10", "请选择渠道"),
        ("ordinary_letter", "2026-03-32", "收到日期应为存在的日期"),
        ("ordinary_letter", "2026-03-17", "晚于今天"),
        ("ordinary_letter", "2026-03-01", "征求意见自2026年3月2日开始"),
    ] {
        let refused = office.post(Role::Clerk, &address, &form(channel, on)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{channel} {on}");
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    for _ in 0..2 {
        let done = office.post(Role::Clerk, &address, &form("ordinary_letter", "2026-03-10")).await;
        assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, "/office/comments/V2026-1"));
    }
}

#[tokio::test]
async fn a_notice_is_begun_from_the_document_with_its_text() {
    let office = office().await;
    let document = begun(&office, card(Kind::Normative)).await;
    let page = office.get(Some(Role::Handler), &format!("/office/publications/{document}")).await.text;
    let address = format!("/office/publications/new?comments_on={document}");
    assert!(page.contains(&address) && page.contains("没有在本网站征求意见"), "{page}");
    let form = office.get(Some(Role::Handler), &address).await.text;
    for said in ["关于《关于失业保险服务的通知》公开征求意见的公告", "一、总则", "现为7个工作日"]
    {
        assert!(form.contains(said), "{said}: {form}");
    }
    let fields = |from: &str| {
        [
            ("submission", "k"),
            ("kind", "commentary"),
            ("title", "关于征求意见的公告"),
            ("issuer", "示例市测试局"),
            ("made_on", "2026-03-16"),
            ("attribute", "proactive"),
            ("document", document.as_str()),
            ("comments_from", from),
            ("comments_until", "2026-04-20"),
            ("is_market", "1"),
            ("explanation", "为规范服务"),
            ("html", "一、总则"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
    };
    let refused = office.post(Role::Handler, "/office/publications/new", &fields("2026-04-31")).await;
    assert!(refused.text.contains("开始日期应为存在的日期"), "{}", refused.text);
    let done = office.post(Role::Handler, "/office/publications/new", &fields("2026-03-17")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let number = done.to.rsplit('/').next().unwrap_or_default().to_owned();
    let item = office.store.publication(1, &number).await.expect("an answer").expect("there").item;
    assert_eq!(item.draft.card.column().code, "zqyj");
    assert_eq!(item.draft.card.commentary.as_ref().map(|asked| asked.least), Some(Least::Days(30)));
    let page = office.get(Some(Role::Handler), &format!("/office/publications/{document}")).await.text;
    assert!(page.contains(&format!("/office/publications/{number}")), "{page}");
    let edit = office.get(Some(Role::Handler), &format!("/office/publications/{number}/edit")).await.text;
    assert!(edit.contains("value=\"2026-04-20\"") && edit.contains("为规范服务"), "{edit}");
}

#[tokio::test]
async fn a_draft_shown_for_comments_is_not_signed_yet_and_titles_nest() {
    let office = office().await;
    let titled =
        Card { title: "关于印发《失业保险服务规定》的通知".into(), ..card(Kind::Normative) };
    let html = "<p>一、总则</p><p>示例市测试局</p><p>2026年3月2日</p><p>（此件公开发布）</p>";
    let document = written(&office, titled, html).await;
    let address = format!("/office/publications/new?comments_on={document}");
    let form = office.get(Some(Role::Handler), &address).await.text;
    assert!(form.contains("关于《关于印发〈失业保险服务规定〉的通知》公开征求意见的公告"), "{form}");
    assert!(
        form.contains("一、总则") && !form.contains("此件公开发布") && !form.contains("2026年3月2日"),
        "{form}"
    );
}
