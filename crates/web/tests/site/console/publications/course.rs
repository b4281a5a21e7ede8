//! The course of a normative document: gates in their order, a revision, taking it down.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::{Kind, POINTS, Stage, Verb};

use super::super::{Office, office};
use super::{NEW, form, send, typed, version};

#[tokio::test]
async fn a_normative_document_goes_through_the_gates_in_their_order_only() {
    let office = office().await;
    let new = office.get(Some(Role::Handler), NEW).await.text;
    assert!(
        new.contains("<optgroup label=\"劳动、人事、监察\">") && new.contains("value=\"示例市测试局\""),
        "{new}"
    );
    let mut first = typed(Kind::Normative, "失业保险服务规定");
    first.push(("submission", "k".into()));
    let begun = office.post(Role::Handler, NEW, &first).await;
    assert_eq!(begun.to, "/office/publications/P2026-1", "{}", begun.text);
    let again = office.post(Role::Handler, NEW, &first).await;
    assert_eq!(again.to, begun.to, "the same form again is the same publication");
    let page = office.get(Some(Role::Handler), &begun.to).await.text;
    for told in
        ["示测发〔2026〕5号", "<p>第一条 a&lt;b</p>", "没有通过合法性审核", "国办发〔2018〕37号", "起草解读"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }

    // In the wrong order nothing goes on, and the form tells each gate.
    let document = "P2026-1";
    for (role, verb) in
        [(Role::SecrecyReviewer, Verb::Review), (Role::Signer, Verb::Sign), (Role::Clerk, Verb::Publish)]
    {
        assert_eq!(
            send(&office, role, document, verb, form(verb)).await.status,
            StatusCode::FORBIDDEN,
            "{verb:?}"
        );
    }
    let refused = send(&office, Role::Handler, document, Verb::Submit, vec![]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for gate in ["公开征求意见", "合法性审核", "集体审议", "统一登记编号", "解读材料达标"]
    {
        assert!(refused.text.contains(&format!("<li>{gate}——")), "{gate}: {}", refused.text);
    }
    for (role, verb) in [
        (Role::Handler, Verb::RecordComments),
        (Role::Reviewer, Verb::ReviewLegality),
        (Role::Handler, Verb::Deliberate),
        (Role::Clerk, Verb::Number),
    ] {
        let done = send(&office, role, document, verb, form(verb)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }

    // Its interpretation starts with what it interprets, and is not up to standard without its points.
    let interpret = office.get(Some(Role::Handler), "/office/publications/new?interprets=P2026-1").await.text;
    assert!(
        interpret.contains("《失业保险服务规定》解读") && interpret.contains("value=\"P2026-1\""),
        "{interpret}"
    );
    let mut poor = typed(Kind::Interpretation, "《失业保险服务规定》解读");
    poor.retain(|(name, _)| *name != "document_number");
    poor.extend([("interprets", "P2026-1".to_owned()), ("form", "text".to_owned())]);
    let explained = office.post(Role::Handler, NEW, &poor).await;
    assert_eq!(explained.to, "/office/publications/P2026-2", "{}", explained.text);
    let refused = send(&office, Role::Handler, document, Verb::Submit, vec![]).await;
    assert!(refused.text.contains("还缺：背景和依据"), "{}", refused.text);
    poor.extend(POINTS.map(|point| ("points", point.code().to_owned())));
    poor.push(("version", version(&office, "P2026-2").await.to_string()));
    let saved = office.post(Role::Handler, "/office/publications/P2026-2/edit", &poor).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);

    for (role, verb, number) in [
        (Role::Handler, Verb::Submit, document),
        (Role::SecrecyReviewer, Verb::Review, document),
        (Role::Handler, Verb::Submit, "P2026-2"),
        (Role::SecrecyReviewer, Verb::Review, "P2026-2"),
    ] {
        let done = send(&office, role, number, verb, form(verb)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }
    let look = office.get(Some(Role::Signer), "/office/publications/P2026-1/sign").await.text;
    assert!(look.contains("第一条 a&lt;b") && look.contains("SM3"), "{look}");
    // What is signed along with it is there to be read.
    assert!(
        look.contains("随文件一并签发的解读材料") && look.contains("href=\"/office/publications/P2026-2\""),
        "{look}"
    );
    let along = look.split("id=\"along\"").nth(1).unwrap_or_default();
    assert!(
        along.contains("<summary>正文：《失业保险服务规定》解读") && along.contains("第一条 a&lt;b"),
        "{along}"
    );
    let early = [("publish_at", "2026-03-16T08:00".to_owned())];
    let refused = send(&office, Role::Signer, document, Verb::Sign, early.to_vec()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("应晚于现在（2026-03-16 10:00）"), "{}", refused.text);
    for (role, verb) in [(Role::Signer, Verb::Sign), (Role::Clerk, Verb::Publish)] {
        let fields = if verb == Verb::Sign { vec![] } else { form(verb) };
        let done = send(&office, role, document, verb, fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }
    let page = office.get(Some(Role::Supervisor), "/office/publications/P2026-2").await.text;
    assert!(
        page.contains("已发布")
            && page.contains("失业保险服务规定")
            && page.contains("11370000000000000A/2026-0000"),
        "{page}"
    );
    revised_and_withdrawn(&office).await;
}

async fn revised_and_withdrawn(office: &Office) {
    let page = "/office/publications/P2026-1";
    let edit = office.get(Some(Role::Clerk), &format!("{page}/edit")).await.text;
    assert!(edit.contains("一、总则\n第一条 a&#60;b</textarea>"), "plain text is typed as it was: {edit}");
    assert!(edit.contains("name=\"revised\"") && edit.contains("name=\"earlier\""), "{edit}");
    let mut form = typed(Kind::Normative, "失业保险服务规定（修订）");
    let read = version(office, "P2026-1").await;
    form.push(("version", read.to_string()));
    form.push(("revised", "更正附件".to_owned()));
    let half = office.post(Role::Clerk, &format!("{page}/edit"), &form).await;
    assert!(half.text.contains("请选择以前的版本是否仍可查阅"), "{}", half.text);
    form.push(("earlier", "kept".to_owned()));
    assert_eq!(office.post(Role::Clerk, &format!("{page}/edit"), &form).await.status, StatusCode::SEE_OTHER);
    let shown = office.get(Some(Role::Clerk), page).await.text;
    assert!(shown.contains("与公开版本的不同") && shown.contains("<ins>（修订）</ins>"), "{shown}");
    // Who comes second keeps what they typed.
    let second = office.post(Role::Handler, &format!("{page}/edit"), &form).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.text.contains("刚刚由他人改动过") && second.text.contains("测试登记员：修改"),
        "{}",
        second.text
    );
    assert!(second.text.contains("失业保险服务规定（修订）"));

    let withdraw = office.get(Some(Role::Signer), &format!("{page}/withdraw")).await.text;
    assert!(withdraw.contains("一并撤下的解读材料"), "{withdraw}");
    let tick = withdraw.split("value=\"P2026-2\"").nth(1).unwrap_or_default();
    assert!(tick.split('>').next().unwrap_or_default().contains("checked"), "ticked at first: {withdraw}");
    let mut both = form_withdrawing("P2026-2");
    both.push(("along", "P2026-2".to_owned()));
    let refused = send(office, Role::Signer, "P2026-1", Verb::Withdraw, both).await;
    assert!(refused.text.contains("替代本文件的信息不能一并撤下"), "{}", refused.text);

    for (by, said) in [("", "请填写替代它的信息的编号"), ("P2026-1", "应为另一条"), ("P2026-9", "应为另一条")]
    {
        let refused = send(office, Role::Signer, "P2026-1", Verb::Withdraw, form_withdrawing(by)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{by}");
        assert!(refused.text.contains(said), "{by}: {}", refused.text);
    }
    let done = send(office, Role::Signer, "P2026-1", Verb::Withdraw, form_withdrawing("P2026-2")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let shown = office.get(Some(Role::Clerk), page).await.text;
    assert!(shown.contains("已撤下") && shown.contains("由P2026-2替代"), "{shown}");
    assert!(shown.contains(">撤下的内容</h2>") && !shown.contains("将要公开的内容"), "{shown}");
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    assert_eq!(stored.item.stage, Stage::Withdrawn);
}

fn form_withdrawing(replaced_by: &str) -> Vec<(&'static str, String)> {
    vec![
        ("kind", "superseded".to_owned()),
        ("notice", "另有新规定".to_owned()),
        ("replaced_by", replaced_by.to_owned()),
    ]
}
